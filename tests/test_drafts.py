"""A draft is read and checked, and nothing is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen import pipeline
from tests.support.library import FACT, RECIPE, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

UNFINISHED = """\
- id: meeting.cake
  draft: true
  what: cake
- id: meeting.tea
  draft: true
  what: tea
  ask: What was drunk?
  aks: What else?
"""


def test_a_draft_is_in_no_deck_and_no_lock(tmp_path: Path) -> None:
    library = pipeline.open_library(write_library(tmp_path, FACT + UNFINISHED))
    assert [str(fact.id) for fact in library.facts("all")] == ["meeting.date"]
    assert [note.note.fact.id for note in pipeline.build(library).notes] == ["meeting.date"]
    assert library.problems == ()


def test_what_a_draft_lacks_is_told_and_keeps_nothing_from_being_built(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT + UNFINISHED)
    done = quizgen("check", "--library", root)
    assert done.exit_code == 0
    assert [line.split(": ", 1)[1] for line in done.stdout.splitlines()] == [
        "a fact lacks 'ask'; add it [missing-key]",
        "no words of a source show this; add 'evidence: {SOURCE: WORDS}' [fact-without-evidence]",
        "a fact has no key 'aks'; did you mean 'ask'? [unknown-key]",
    ]
    assert done.stderr.splitlines()[1] == "2 drafts, 3 problems; nothing is made of a draft."
    assert quizgen("build", "--library", root, "--out", tmp_path / "build").exit_code == 0


def test_whoever_asks_for_a_draft_is_told_that_it_is_one(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT + UNFINISHED)
    for command in ("show", "preview"):
        done = quizgen(command, "meeting.tea", "--library", root)
        assert done.exit_code == 2
        assert "'meeting.tea' is a draft; delete its line 'draft: true' first" in done.stderr


def test_a_published_fact_leans_on_no_draft(tmp_path: Path) -> None:
    option = "- {id: a.x, what: milk, ask: What was spilt?, wrong: [{fact: meeting.tea}, ink, oil]}\n"
    root = write_library(tmp_path, FACT + option.replace("}\n", ", evidence: {wire: met on that day}}\n") + UNFINISHED)
    (problem,) = pipeline.open_library(root).problems
    assert problem.message == "the fact 'meeting.tea' is a draft; delete its 'draft: true', or name another"


def test_a_published_fact_is_no_draft_again(quizgen: Quizgen, tmp_path: Path) -> None:
    two = FACT + FACT.replace("meeting.date", "meeting.again").replace("When did", "When exactly did")
    root = write_library(tmp_path, two)
    assert quizgen("build", "--library", root, "--out", tmp_path / "build").exit_code == 0
    write_library(tmp_path, two + "  draft: true\n")
    (problem,) = pipeline.open_library(root).problems
    assert problem.message == (
        "the fact 'meeting.again' was built into decks and is now a draft; delete its 'draft: true'; or, if nobody "
        "ever got it, delete its lines here"
    )


def test_a_deck_of_drafts_alone_says_so(tmp_path: Path) -> None:
    recipe = RECIPE.replace("all", "teas").replace("Everything", "Teas") + "select: {kinds: [what]}\n"
    root = write_library(tmp_path, FACT + UNFINISHED, {"decks/teas.yaml": recipe})
    (problem,) = pipeline.open_library(root).problems
    assert problem.message == "the deck 'teas' selects no fact; widen 'select', or publish a draft"
