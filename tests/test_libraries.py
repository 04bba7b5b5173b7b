"""Small libraries about other subjects, each through everything that can be made of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.question import Open
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.pipeline import open_library
from tests.support.anki import Learner, without_style
from tests.support.effort import IS_GATE, few
from tests.support.leaks import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Quizgen = Callable[..., Result]

LIBRARIES = Path(__file__).with_name("libraries")


@pytest.fixture(params=sorted(path.name for path in LIBRARIES.iterdir()))
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one of the libraries."""
    copy: Path = shutil.copytree(LIBRARIES / request.param, tmp_path / request.param)
    return copy


def test_it_is_sound(root: Path, quizgen: Quizgen) -> None:
    told = quizgen("check", "--library", root)
    assert (told.exit_code, told.stdout) == (0, "")


def test_its_deck_lives_in_anki(root: Path, tmp_path: Path, quizgen: Quizgen) -> None:
    assert quizgen("deck", "all", "--library", root, "--out", tmp_path / "all.apkg").exit_code == 0
    library, learner = open_library(root), Learner(tmp_path / "anki")
    learner.imports(tmp_path / "all.apkg")
    learner.checks_the_database()
    assert learner.col.note_count() == len(library.facts())
    assert learner.col.card_count() >= 1.5 * len(library.facts())
    for card in learner.cards():
        fact = library.kb.facts[card.note()["Fact id"]]
        front, back = without_style(card.question()), without_style(card.answer())
        assert "{{" not in f"{front}{back}"
        has_proof = "Status and sources" in back
        assert has_proof is bool(fact.evidence), fact.id
    shown = [one for day in learner.studies(library.name, 2) for one in day]
    assert len(shown) >= len(library.facts())
    learner.close()


def test_what_is_right_is_graded_so_in_every_way(root: Path) -> None:
    library = open_library(root)
    grader = Grader(library.kb)
    made = (library.asker.exercise(fact, way, "1") for fact in library.facts() for way in ("typed", "reverse"))
    typed = [one for one in made if one is not None and isinstance(one.shape, Open) and one.shape.is_typed]
    assert typed
    for question in typed:
        for form in question.shape.accepted:
            assert grader.grade(question, form).fit in (Fit.EXACT, Fit.ALIAS), (question.id, form)
        for other in typed:
            if other.way == question.way and not {*other.shape.accepted} & {*question.shape.accepted}:
                assert not grader.grade(question, other.shape.answer).fit.is_right, (question.id, other.shape.answer)


@pytest.mark.parametrize("seed", few(["1", "2", "3"]))
def test_a_sheet_asks_most_of_it_and_shows_no_answer(root: Path, tmp_path: Path, seed: str, quizgen: Quizgen) -> None:
    for form in ("md", "pdf") if (IS_GATE and seed == "1") or root.name == "chemistry" else ("md",):
        told = quizgen("sheet", "--library", root, "--format", form, "--seed", seed, "--out", tmp_path / "out")
        assert told.exit_code == 0, told.output
    library = open_library(root)
    sheet = next((tmp_path / "out").glob("*-sheet.md")).read_text("utf-8")
    assert sheet.count("\n1. ") == 1
    asked = [number for number in range(1, 21) if f"\n{number}. " in sheet]
    assert len(asked) >= min(12, 0.75 * len(library.facts())), sheet
    speaks = any(fact.by is not None for fact in library.facts())
    assert ("speaker" in sheet) <= speaks
    assert "articles" not in sheet


def test_a_round_can_be_played_without_a_screen(root: Path, quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch) -> None:
    library = open_library(root)
    questions = library.round_of(library.facts(), seed="4", number=8)
    assert len(questions) == 8
    assert all(text for question in questions for text in texts_of(question))
    monkeypatch.setenv("TERM", "dumb")
    told = quizgen("quiz", "--library", root, "-n", "5", "--seed", "4")
    assert told.exit_code == 0, told.output
    assert "Question 1 of 5" in told.output
