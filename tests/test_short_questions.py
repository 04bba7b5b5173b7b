"""A question in fewer words, for games that have no room: it is checked as the long one is, and stands nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.domain.library import LockSubject
from quizgen.exporting import bank_of
from quizgen.exporting.questions import questions_of
from tests.support.library import looked_up, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

LONG = (
    "When the two delegations had met in the old town hall and nobody had signed anything in the course of a long day, "
    "what did Jane Doe say of the future?"
)
SHORT = "After a day without a result, what did Jane Doe say of the future?"
CLAIM = f"""\
- id: doe.future
  said: the talks will go on
  by: jane-doe
  ask: {LONG}
  ask_short: {SHORT}
  says: Of the future Jane Doe said that [the talks will go on].
  reverse: Who said that the talks will go on?
  wrong: [nobody will come again, the doors stay shut, a vote decides]
  evidence: {{wire: the talks will go on}}
"""


def shorts(root: Path) -> dict[str, str]:
    """Return the short form of each question of a library, by the question's id."""
    library = pipeline.open_library(root)
    assert library.problems == ()
    bank = bank_of(library.marked.kb, library.name, questions_of(library.marked))
    return {item.id: item.short for item in bank.items}


def test_what_asks_for_the_facts_own_answer_has_the_short_form(tmp_path: Path) -> None:
    assert shorts(write_library(tmp_path, CLAIM)) == {
        "doe.future/choice": SHORT,
        "doe.future/cloze": "",
        "doe.future/reverse": "",
        "doe.future/true-false": "",
    }


def test_markup_goes_along(tmp_path: Path) -> None:
    root = write_library(tmp_path, CLAIM.replace("a day without", "a *long* day without"))
    bank = bank_of((library := pipeline.open_library(root).marked).kb, library.name, questions_of(library))
    assert bank.items[0].short != bank.items[0].short.replace("long", "") != SHORT


def test_it_changes_no_card_and_of_the_lock_only_what_no_card_shows(tmp_path: Path) -> None:
    def lines(name: str, facts: str) -> tuple[list[str], list[str]]:
        library = looked_up(pipeline.open_library(write_library(tmp_path / name, facts)))
        entries = sorted(pipeline.build(library, now=1_700_000_000).lock.entries.items())
        texts = [str(entry) for (subject, _), entry in entries if subject is LockSubject.TEXT]
        return [str(entry) for (subject, _), entry in entries if subject is not LockSubject.TEXT], texts

    cards, texts = lines("with", CLAIM)
    for name, facts in (
        ("without", CLAIM.replace(f"  ask_short: {SHORT}\n", "")),
        ("another", CLAIM.replace("without a result", "with no result")),
    ):
        others, other_texts = lines(name, facts)
        assert others == cards
        assert other_texts != texts


def test_the_library_as_data_has_it(tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    root = write_library(tmp_path, CLAIM)
    facts = json.loads(quizgen("export", "--to", "json", "--library", root).stdout)["facts"]
    assert [fact["ask_short"] for fact in facts] == [SHORT]
    assert SHORT in " ".join(quizgen("show", "doe.future", "--library", root).stdout.split())


def test_coverage_names_the_facts_that_lack_one(tmp_path: Path, quizgen: Callable[..., Result]) -> None:
    root = write_library(tmp_path, CLAIM.replace(f"  ask_short: {SHORT}\n", ""))
    told = quizgen("check", "--coverage", "--library", root).stdout
    assert (
        "Questions of more than 120 characters, too long for Kahoot, without 'ask_short'\n      1  doe.future" in told
    )
    record = json.loads(quizgen("check", "--coverage", "--format", "json", "--library", root).stdout)
    assert record["coverage"]["without_short_question"] == ["doe.future"]
    assert "ask_short" not in quizgen("check", "--coverage", "--library", write_library(tmp_path / "has", CLAIM)).stdout


@pytest.mark.parametrize(
    ("short", "told"),
    [
        ("x" * 121, "121 characters; no card has room for more than 120 here, so shorten it [too-long]"),
        ("'?'", "'?' has no word in it; write one [text-is-blank]"),
        ("What did the clerk say?", "this question does not name whose claim it is; name Jane Doe in it"),
        ("What did Jane Doe say to go on?", "the question gives the answer away with 'go'; say it in other words"),
        ("Where did Jane Doe speak?", "this asks with 'where', and 'ask' with 'when' or 'what'; ask for the same"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(tmp_path: Path, short: str, told: str) -> None:
    problems = pipeline.open_library(write_library(tmp_path, CLAIM.replace(SHORT, short))).problems
    places = {(one.line, one.col) for one in problems}
    assert places == {(8, 14)}
    assert any(told in str(one) for one in problems), problems


def test_two_facts_have_no_short_question_in_common(tmp_path: Path) -> None:
    other = (
        CLAIM.replace("doe.future", "doe.again")
        .replace("the talks will go on", "a pause")
        .replace("When the", "As the")
    )
    told = pipeline.open_library(write_library(tmp_path, CLAIM + other)).problems
    assert any(one.rule == "duplicate-question" and one.line == 17 for one in told), told


def test_a_waiver_of_the_fact_holds_for_it_too(tmp_path: Path) -> None:
    facts = CLAIM.replace(SHORT, "What did Jane Doe say to go on?").replace("nobody will come", "they will go")
    root = write_library(tmp_path, facts.replace("  says:", "  waive: {answer-leaks: it is only a word}\n  says:"))
    assert pipeline.open_library(root).problems == ()
