"""After a choice, one key tells what the wrong options are the right answers to: in whose words, and of what."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import OpenTerminal, Program

    Quiz = Callable[..., str]

FACTS = """\
- id: doe.talks
  said: that talks will go on
  by: jane-doe
  ask: What did Jane Doe say of the future of the negotiations?
  says: Jane Doe said of the future of the negotiations [that talks will go on].
  wrong: [{fact: roe.pause, as: that a break is needed}, {fact: major.bread}, that nothing is settled]
  level: core
  evidence: {wire: the talks will go on}
- id: roe.pause
  said: that a pause is needed
  by: john-roe
  ask: What did John Roe say of the long day?
  says: John Roe said of the long day [that a pause is needed].
  accept: [that a break is needed]
  evidence: {wire: After a long day}
- id: major.bread
  said: that the bread was fresh
  by: mary-major
  ask: What did Mary Major say of the dinner?
  evidence: {wire: everybody was glad}
"""
TITLE = "Right elsewhere, wrong here"
ROE = "John Roe said of the long day that a pause is needed."
MAJOR = "that the bread was fresh: answers “What did Mary Major say of the dinner?”"
NOTHING = "No wrong option here is known to be right elsewhere."


@pytest.fixture
def quiz(tmp_path: Path, program: Program) -> Quiz:
    """Play a round on a library of these facts, with a key a line, and return what stands on the screen."""

    def play(*options: str, facts: str = FACTS, keys: str) -> str:
        where = ("--library", write_library(tmp_path, facts), "--db", tmp_path / "log.db", "--answers", "-")
        return program("quiz", *where, "--seed", "1", *options, given=keys).stdout

    return play


def rows(text: str) -> list[str]:
    """What stands below the title, with the marks of the options, up to an empty line."""
    return text.partition(f"{TITLE}\n")[2].partition("\n\n")[0].splitlines()


@pytest.mark.parametrize("key", ["1", "2", "3", "4"])
def test_after_any_answer_each_option_of_another_fact_says_what_it_is_the_answer_to(quiz: Quiz, key: str) -> None:
    shown = quiz("--way", "choice", "-n", "1", keys=f"{key}\nw\n")
    options = dict(line.split(". ", 1)[::-1] for line in shown.splitlines() if line[1:3] == ". " and line[0] in "1234")
    assert rows(shown) == sorted(
        [
            f"{options['that a break is needed']}. {ROE}",
            f"{options['that the bread was fresh']}. {MAJOR}",
        ]
    )


def test_the_key_is_offered_after_the_answer_and_its_word_does_as_well(quiz: Quiz) -> None:
    asked, answered = quiz("--way", "choice", "-n", "1", keys="w\n1\nwhy\n").split("> 1\n")
    assert "why wrong" not in asked
    assert "Enter go on · w why wrong · i sources" in answered
    assert ROE in answered


@pytest.mark.parametrize(
    ("way", "facts"),
    [
        ("choice", "- {id: a.date, when: 2022-01-12, ask: When in 2022?, evidence: {wire: met on 12 January 2022}}\n"),
        ("typed", "- {id: a.date, when: 2022-01-12, ask: When in 2022?, evidence: {wire: met on 12 January 2022}}\n"),
        ("true-false", FACTS),
    ],
)
def test_where_no_option_is_another_facts_answer_the_key_is_not_offered_and_says_so(
    quiz: Quiz, way: str, facts: str
) -> None:
    shown = quiz("--way", way, "-n", "1", facts=facts, keys="a\nw\n" if way == "choice" else "1\nw\n")
    assert "why wrong" not in shown
    assert NOTHING in shown


def test_what_is_asked_later_in_the_round_is_not_given_away(quiz: Quiz) -> None:
    facts = FACTS.replace("  accept: [that", "  wrong: [{fact: major.bread}, that it was late]\n  accept: [that")
    shown = rows(quiz("--way", "choice", facts=facts, keys="1\nw\n"))
    told = {line.partition(". ")[2] for line in shown}
    assert told == {MAJOR, "that a break is needed: answers a question that is still to come"}


def test_where_the_sources_differ_on_it_that_is_said(quiz: Quiz) -> None:
    accounts = "  accounts: [{answer: that a recess is needed, evidence: {paper: asked for a recess}}]\n"
    shown = quiz(
        "--way", "choice", "-n", "1", facts=FACTS.replace("- id: major", f"{accounts}- id: major"), keys="1\nw\n"
    )
    assert f"{ROE} · the sources differ" in shown


def test_the_result_as_data_names_the_facts(quiz: Quiz) -> None:
    told = json.loads(quiz("--way", "choice", "-n", "1", "--json", keys="1\n"))
    assert told["answers"][0]["borrowed"] == {
        "that a break is needed": "roe.pause",
        "that the bread was fresh": "major.bread",
    }


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 24)])
def test_it_stands_on_the_screen_together_with_the_keys(
    tmp_path: Path, open_terminal: OpenTerminal, columns: int, lines: int
) -> None:
    root = write_library(tmp_path / "library", FACTS)
    options = ("--library", root, "--way", "choice", "-n", "1", "--seed", "1")
    terminal = open_terminal("quiz", *options, columns=columns, rows=lines)
    terminal.ready()
    terminal.press("1")
    terminal.expect("Enter go on")
    terminal.press("w")
    terminal.expect(ROE, "Enter go on")
    assert TITLE in terminal.screen()


EXPLAINED = """\
- id: doe.talks
  said: that talks will go on
  by: jane-doe
  ask: What did Jane Doe say of the future of the negotiations?
  wrong:
    - {text: that a break is needed, why: "She spoke of *no* break."}
    - {fact: major.bread}
    - that nothing is settled
  hint: She was full of hope.
  evidence: {wire: the talks will go on}
- id: major.bread
  said: that the bread was fresh
  by: mary-major
  ask: What did Mary Major say of the dinner?
  evidence: {wire: everybody was glad}
"""


def test_an_option_says_why_it_is_wrong_where_its_curator_said_so(quiz: Quiz) -> None:
    shown = quiz("--way", "choice", "-n", "1", facts=EXPLAINED, keys="1\nw\n")
    assert "that a break is needed: She spoke of no break." in shown
    assert MAJOR in shown
    assert "that nothing is settled:" not in shown


def test_the_hint_that_was_written_stands_in_the_place_of_the_one_that_is_made(quiz: Quiz) -> None:
    shown = quiz("--way", "choice", "-n", "1", facts=EXPLAINED, keys="h\n1\n")
    assert "She was full of hope." in shown
    assert "It is not" not in shown


def test_the_key_to_a_sheet_and_anki_say_why(tmp_path: Path, program: Program) -> None:
    root = write_library(tmp_path / "library", EXPLAINED)
    program("sheet", "--library", root, "--section", "choice=1", "--format", "md", "--out", tmp_path)
    assert re.search(r"Not [A-D]: She spoke of \*no\* break\.", (tmp_path / "all-key.md").read_text("utf-8"))
    assert "hope" not in (tmp_path / "all-sheet.md").read_text("utf-8")
    built = pipeline.build(pipeline.open_library(root), now=0)
    names = [field["name"] for field in built.note_type.fields()]
    fields = dict(zip(names, built.notes[0].note.fields, strict=True))
    assert fields["Explanation"] == "<ul><li><b>that a break is needed</b><br>She spoke of <em>no</em> break.</li></ul>"
    assert fields["Hint"] == "She was full of hope."


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{text: that bread is bread}", "'why'"),
        ("{why: it is bread}", "'text'"),
        ("{text: that talks will go on, why: it is right}", "no wrong option"),
    ],
)
def test_a_reason_without_an_option_or_the_other_way_round_is_told(tmp_path: Path, wrong: str, told: str) -> None:
    facts = EXPLAINED.replace("- that nothing is settled", f"- {wrong}")
    problems = pipeline.open_library(write_library(tmp_path, facts)).problems
    assert any(told in problem.message for problem in problems), problems


def test_a_hint_does_not_give_the_answer(tmp_path: Path) -> None:
    facts = EXPLAINED.replace("She was full of hope.", "She said that talks will go on.")
    (problem,) = pipeline.open_library(write_library(tmp_path, facts)).problems
    assert problem.rule == "answer-leaks"
    assert "the hint" in problem.message
