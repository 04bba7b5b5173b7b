"""quizgen as a program sees it: what can be imported, what comes back, and what is raised."""

from __future__ import annotations

import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen
from tests.conftest import ROOT
from tests.support.library import FACT, write_library


def test_every_name_for_programs_is_there_and_told_of() -> None:
    page = pydoc.plain(pydoc.render_doc(quizgen))
    for name in quizgen.__all__:
        assert getattr(quizgen, name).__doc__
        assert f"{name}(" in page
    with pytest.raises(AttributeError, match="module 'quizgen' has no attribute 'open_libary'"):
        quizgen.open_libary  # type: ignore[attr-defined]  # noqa: B018  a slip


def test_to_import_quizgen_loads_nothing_else() -> None:
    code = "import sys, quizgen; print(*(name for name in sys.modules if name.startswith('quizgen.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "\n"


def test_a_library_is_opened_by_its_folder_or_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_library(tmp_path / "mine")
    assert [str(fact.id) for fact in quizgen.open_library(str(root)).facts()] == ["meeting.date"]
    monkeypatch.chdir(root / "questions")
    assert quizgen.open_library().root == root
    monkeypatch.chdir(tmp_path)
    assert "ministers.date" in quizgen.open_library().kb.facts


def test_of_a_library_with_problems_nothing_is_made(tmp_path: Path) -> None:
    library = quizgen.open_library(write_library(tmp_path / "mine", FACT.replace("wire", "wier")))
    assert [problem.rule for problem in library.problems] == ["unknown-reference"]
    for make in (quizgen.build_decks, quizgen.content_of):
        with pytest.raises(ValueError, match="the library has 1 problem, so nothing can be made of it"):
            make(library)
    assert not (tmp_path / "mine" / "decks" / "quizgen.lock").exists()


def test_a_deck_that_is_not_there_is_no_deck(tmp_path: Path) -> None:
    library = quizgen.open_library(write_library(tmp_path / "mine"))
    for make in (lambda: quizgen.build_decks(library, ["al"]), lambda: quizgen.content_of(library, "al")):
        with pytest.raises(KeyError, match="al"):
            make()


def test_decks_and_papers_go_where_they_are_told_to_go(tmp_path: Path) -> None:
    library: quizgen.Library = quizgen.open_library(ROOT)
    assert quizgen.build_decks(library, ["demands"], tmp_path) == [tmp_path / "demands.apkg"]
    told: list[Path] = []
    settings = quizgen.PrintSettings(out=tmp_path, tell=told.append)
    content = quizgen.content_of(library, facts=library.facts("core")[:20], title="Ours")
    made = [
        *quizgen.print_sheet(content, quizgen.SheetRequest(number=2), settings),
        *quizgen.print_cards(content, settings=settings),
        *quizgen.print_timeline(content, settings),
    ]
    assert [path.name for path in made] == [
        *("all-sheet.pdf", "all-key.pdf", "all-cards.pdf"),
        *("all-timeline.pdf", "all-timeline-exercise.pdf", "all-timeline-key.pdf"),
    ]
    assert told == made
    assert all(path.exists() for path in made)
