"""A draft is read and checked, and nothing is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen import pipeline
from tests.support.library import FACT, RECIPE, write_library
from tests.test_preview import cards_of

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


def test_a_draft_that_can_be_read_is_shown_and_said_to_be_one(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT + UNFINISHED.replace("aks:", "note:"))
    page = tmp_path / "page.html"
    for chosen in ((), ("meeting.tea",)):
        done = quizgen("preview", *chosen, "--library", root, "--out", page)
        assert done.exit_code == 0
        assert "fact-without-evidence" in done.stderr
        assert done.stderr.splitlines()[-1] == "Open it in a browser."
        shown = {card["fact"]: card["draft"] for card in cards_of(page.read_text("utf-8"))}
        assert shown == {"meeting.tea": True} | ({} if chosen else {"meeting.date": False})
    assert "Draft:       nothing is made of it yet" in quizgen("show", "meeting.tea", "--library", root).stdout


def test_a_draft_is_renamed(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT + UNFINISHED.replace("aks:", "note:"))
    assert quizgen("rename", "meeting.tea", "meeting.drink", "--library", root).exit_code == 0
    assert "- id: meeting.drink\n  draft: true" in (root / "questions" / "meetings.yaml").read_text("utf-8")


def test_whoever_asks_for_a_draft_that_cannot_be_read_is_told_why(quizgen: Quizgen, tmp_path: Path) -> None:
    root = write_library(tmp_path, FACT + UNFINISHED)
    for command in (("show", "meeting.cake"), ("preview", "meeting.cake"), ("rename", "meeting.cake", "meeting.x")):
        done = quizgen(*command, "--library", root)
        assert done.exit_code == 2
        assert "'meeting.cake' is a draft that lacks too much to be read; `quizgen check` says what" in done.stderr


def test_a_page_shows_what_can_be_read_of_a_library_with_problems(quizgen: Quizgen, tmp_path: Path) -> None:
    broken = "- {id: meeting.noise, what: noise, ask: What was heard?, evidence: {nobody: a noise was heard}}\n"
    root = write_library(tmp_path, FACT + broken)
    page = tmp_path / "page.html"
    done = quizgen("preview", "--library", root, "--out", page)
    assert done.exit_code == 0
    assert {card["fact"] for card in cards_of(page.read_text("utf-8"))} == {"meeting.date"}
    assert "nobody" in done.stderr
    assert done.stderr.splitlines()[-2].endswith("; the page shows what could be read.")
    assert not quizgen("preview", "meeting.date", "--library", root, "--out", page).stderr.startswith("quest")
    done = quizgen("preview", "meeting.noise", "--library", root, "--out", page)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "There is no card to show; nothing was made."


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
