"""Ids that change: freely before learners have the decks, and afterwards without the loss of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.pipeline import build, open_library
from tests.support.anki import Learner
from tests.support.library import INFO, RECIPE, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

FACTS = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did the council meet?
  evidence: {wire: met on 12 January 2022}
- id: meeting.bread
  what: bread
  ask: What was eaten?
  wrong: [{fact: meeting.wine}, cheese, soup]
  told_by: [{fact: meeting.wine}]
  evidence: {wire: the talks will go on}
- id: meeting.wine
  what: wine
  ask: What was drunk?
  evidence: {wire: the talks will go on}
- id: meeting.water
  what: water
  ask: What was left?
  evidence: {wire: the talks will go on}
  retired: {on: 2022-03-01, why: Wrong., instead: meeting.wine}
"""
TEST = "test: Meals\nquestions:\n- {ask: meeting.wine/recall}\n- {ask: meeting.wine2/recall}\n"
UNRELEASED = INFO.replace("released: 2022-02-01\n", "")


def library_at(root: Path, info: str = INFO) -> Path:
    """A library whose facts name one another, built once."""
    write_library(root, FACTS, {"questions/library.yaml": info, "decks/all.yaml": RECIPE})
    library = open_library(root)
    assert library.problems == ()
    build(library, now=1_650_000_000).write_lock()
    return root


def test_before_the_release_facts_are_renamed_and_deleted_at_will(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_at(tmp_path / "library", UNRELEASED)
    path = root / "questions/meetings.yaml"
    path.write_text(path.read_text().replace("id: meeting.date", "id: council.date"))
    assert open_library(root).problems == ()
    told = quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert "While learners do not have its decks, facts may be renamed and deleted; once they do, " in told.stderr
    lock = (root / "decks/quizgen.lock").read_text()
    assert "meeting.date" not in lock
    assert "note council.date" in lock
    again = quizgen("build", "--no-paper", "--locked", "--library", root, "--out", tmp_path / "again")
    assert again.exit_code == 0
    assert "While learners do not have its decks" not in again.stderr, "nothing is new"


def test_after_it_a_fact_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    root = library_at(tmp_path / "library")
    path = root / "questions/meetings.yaml"
    path.write_text(path.read_text().replace("id: meeting.date", "id: council.date"))
    assert [problem.rule for problem in open_library(root).problems] == ["lost-from-lock"]


def test_a_rename_before_the_release_needs_no_build_before_it(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_at(tmp_path / "library", UNRELEASED)
    assert quizgen("rename", "meeting.wine", "meal.wine", "--library", root).exit_code == 0
    assert "meeting.wine" not in (root / "decks/quizgen.lock").read_text()
    (root / "questions/library.yaml").write_text(INFO)
    assert open_library(root).problems == ()
    assert quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out").exit_code == 0


def test_what_was_deleted_without_a_build_before_the_release_is_told_with_each_way_out(
    tmp_path: Path, quizgen: Quizgen
) -> None:
    root = library_at(tmp_path / "library", UNRELEASED)
    path, lock = root / "questions/meetings.yaml", root / "decks/quizgen.lock"
    path.write_text(path.read_text().replace("id: meeting.date", "id: council.date"))
    (root / "questions/library.yaml").write_text(INFO)
    (problem,) = open_library(root).problems
    assert problem.message == (
        "the fact 'meeting.date' was built into decks and is gone; bring it back as retired: {on: DATE, why: TEXT}, or "
        "write 'formerly: meeting.date' below the id it has now; or, if nobody ever got it, delete its lines here"
    )
    assert lock.read_text().split("\n")[problem.line - 1].startswith("note meeting.date ")
    renamed = path.read_text()
    path.write_text(renamed.replace("id: council.date", "id: council.date\n  formerly: meeting.date"))
    assert open_library(root).problems == ()
    path.write_text(renamed)
    lock.write_text("".join(line for line in lock.read_text().splitlines(keepends=True) if " meeting.date" not in line))
    assert open_library(root).problems == ()
    assert quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out").exit_code == 0


def test_a_library_that_got_its_name_without_a_build_before_the_release_can_have_it(
    tmp_path: Path, quizgen: Quizgen
) -> None:
    root = library_at(tmp_path / "library", UNRELEASED)
    (root / "questions/library.yaml").write_text(INFO.replace("library: Meetings", "library: Councils"))
    (problem,) = open_library(root).problems
    assert problem.message == (
        "the Anki deck 'Councils' was built under another name; put that back, or, if nobody ever got it, delete the "
        "line that begins with 'deck' from decks/quizgen.lock"
    )
    lock = root / "decks/quizgen.lock"
    lock.write_text("".join(line for line in lock.read_text().splitlines(keepends=True) if not line.startswith("deck")))
    assert open_library(root).problems == ()
    assert quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out").exit_code == 0


def test_all_that_names_a_fact_names_it_anew(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_at(tmp_path / "library", UNRELEASED)
    (root / "decks/meals.test.yaml").write_text(TEST)
    before = (root / "questions/meetings.yaml").read_text()
    told = quizgen("rename", "meeting.wine", "meal.wine", "--library", root)
    assert told.exit_code == 0, told.output
    assert sorted(told.stdout.split()) == [
        f"{root}/decks/meals.test.yaml",
        f"{root}/decks/quizgen.lock",
        f"{root}/questions/meetings.yaml",
    ]
    assert (root / "questions/meetings.yaml").read_text() == before.replace("meeting.wine", "meal.wine")
    assert (root / "decks/meals.test.yaml").read_text() == TEST.replace("meeting.wine/", "meal.wine/")
    assert open_library(root).problems == ()


@pytest.mark.parametrize("name", ["meeting.date", "meeting.bread"])
def test_a_learner_keeps_notes_cards_and_reviews(tmp_path: Path, name: str, quizgen: Quizgen) -> None:
    root = library_at(tmp_path / "library")
    quizgen("deck", "all", "--library", root, "--out", tmp_path / "old.apkg")
    learner = Learner(tmp_path / "anki")
    learner.imports(tmp_path / "old.apkg")
    for card in learner.cards():
        learner.answers(card)
    before = {(note.id, note.guid) for note in map(learner.col.get_note, learner.col.find_notes(""))}
    told = quizgen("rename", name, "council.first", "--library", root)
    assert told.exit_code == 0, told.output
    assert f"Learners have it as '{name}'" in told.stderr
    text = (root / "questions/meetings.yaml").read_text()
    assert "id: council.first" in text
    assert f"formerly: {name}" in text
    path = root / "questions/meetings.yaml"
    path.write_text(path.read_text().replace("What was eaten?", "What was served?"))
    assert open_library(root).problems == ()
    quizgen("deck", "all", "--library", root, "--out", tmp_path / "new.apkg", "--force")
    learner.imports(tmp_path / "new.apkg")
    learner.checks_the_database()
    assert {(note.id, note.guid) for note in map(learner.col.get_note, learner.col.find_notes(""))} == before
    assert all(card.reps == 1 for card in learner.cards())
    assert learner.note("meeting.bread")["Question"] == "What was served?"
    learner.close()


def test_renamed_twice_it_keeps_the_first_id(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_at(tmp_path / "library")
    assert quizgen("rename", "meeting.wine", "meal.wine", "--library", root).exit_code == 0
    assert quizgen("rename", "meal.wine", "meal.drink", "--library", root).exit_code == 0
    text = (root / "questions/meetings.yaml").read_text()
    assert "id: meal.drink\n  formerly: meeting.wine\n" in text
    assert "{fact: meal.drink}" in text
    assert "instead: meal.drink}" in text
    library = open_library(root)
    assert library.problems == ()
    assert "meeting.wine" in library.kb.facts
    assert quizgen("show", "meal.drink", "--library", root).exit_code == 0


@pytest.mark.parametrize("line", ["  formerly: meeting.date\n", ""])
def test_no_fact_takes_the_id_of_another(tmp_path: Path, line: str, quizgen: Quizgen) -> None:
    root = library_at(tmp_path / "library")
    path = root / "questions/meetings.yaml"
    if line:
        text = path.read_text().replace("fact: meeting.wine", "fact: meal.wine")
        path.write_text(text.replace("id: meeting.wine\n", f"id: meal.wine\n{line}"))
        assert "duplicate-id" in {problem.rule for problem in open_library(root).problems}
        return
    quizgen("rename", "meeting.wine", "meal.wine", "--library", root)
    for taken in ("meeting.date", "meeting.wine", "meal.wine"):
        told = quizgen("rename", "meeting.bread", taken, "--library", root)
        assert told.exit_code == 2
        assert f"has, or had, the id '{taken}'" in told.stderr
    assert "is no id" in quizgen("rename", "meeting.bread", "Bread!", "--library", root).stderr
