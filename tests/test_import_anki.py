"""What comes in from Anki: its own exporter wrote these files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.anki import Learner, exports_package, writes_notes
from tests.support.inbox import BARE, Inbox, import_file
from tests.support.library import write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTES = [
    ("Basic", "Geo::Europe", {"Front": "<b>Bern</b>", "Back": "the capital of Switzerland"}, ["Big", "geo::europe"]),
    ("Basic", "Geo", {"Front": "What does it sound like?<br>", "Back": "[sound:a.mp3] a &lt;bell&gt;"}, []),
    ("Basic (and reversed card)", "Geo", {"Front": 'le lac <img src="lac.png">', "Back": "lake"}, []),
    ("Basic", "Geo", {"Front": r"\(x^2\), for x = 3?", "Back": "9"}, []),
    ("Basic", "Geo", {"Front": "What is on the picture?", "Back": '<img src="only.png">'}, []),
    ("Cloze", "Geo", {"Text": "{{c1::Rome::city}} lies in {{c2::Italy}}.", "Back Extra": "since ever"}, []),
    ("Cloze", "Geo", {"Text": "{{c1::Paris}} and {{c1::Lyon}} are French.", "Back Extra": ""}, []),
]
DRAFTS: list[dict[str, Any]] = [
    {"term": "Bern", "means": "the capital of Switzerland", "tags": ["big", "geo.europe"]},
    {"what": "a <bell>", "ask": "What does it sound like?"},
    {"term": "le lac", "means": "lake"},
    {"how_many": "9", "ask": "$`x^2`$, for x = 3?"},
    {"what": "Rome", "says": "[Rome] lies in Italy.", "hint": "city", "note": "since ever"},
    {"what": "Italy", "says": "Rome lies in [Italy].", "note": "since ever"},
]


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """Somebody who has written notes in Anki."""
    opened = Learner(tmp_path_factory.mktemp("anki"))
    writes_notes(opened, NOTES)
    yield opened
    opened.close()


@pytest.fixture
def brought(learner: Learner, tmp_path: Path) -> Callable[[str, Callable[[Path], object]], Inbox]:
    """Let Anki export to a file of a name, and import that."""

    def run(name: str, export: Callable[[Path], object]) -> Inbox:
        export(tmp_path / name)
        return import_file(write_library(tmp_path / "library", files=BARE), tmp_path / name)

    return run


def without_ids(inbox: Inbox) -> list[dict[str, Any]]:
    """Return what the drafts say."""
    return [{key: value for key, value in draft.items() if key not in ("id", "draft")} for draft in inbox.drafts]


@pytest.mark.parametrize("legacy", [True, False])
def test_a_package_in_its_old_and_its_new_form(
    learner: Learner, brought: Callable[[str, Callable[[Path], object]], Inbox], *, legacy: bool
) -> None:
    inbox = brought("geo.apkg", lambda path: exports_package(learner, path, legacy=legacy))
    assert without_ids(inbox) == DRAFTS
    assert inbox.comments[1:] == [
        "Group: Geo / Europe",
        "Not brought: formatted text: Bern",
        "Group: Geo",
        "Not brought: recording: a.mp3",
        "Not brought: picture: lac.png",
        "Left out: wordless answer (note 5): What is on the picture?; picture only.png",
        "Left out: multi-gap sentence (note 7): {{c1::Paris}} and {{c1::Lyon}} are French. (gap 1)",
    ]


@pytest.mark.parametrize("legacy", [True, False])
def test_a_whole_collection(tmp_path: Path, *, legacy: bool) -> None:
    one = Learner(tmp_path / "own")
    writes_notes(one, NOTES[:1])
    one.col.export_collection_package(str(tmp_path / "all.colpkg"), include_media=False, legacy=legacy)
    inbox = import_file(write_library(tmp_path / "library", files=BARE), tmp_path / "all.colpkg")
    assert without_ids(inbox) == DRAFTS[:1]


def test_notes_as_text(learner: Learner, brought: Callable[[str, Callable[[Path], object]], Inbox]) -> None:
    def export(path: Path) -> None:
        learner.col.export_note_csv(
            out_path=str(path),
            limit=None,
            with_html=True,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )

    inbox = brought("geo.txt", export)
    # The text has no names for fields, so that nobody knows what the third is.
    expected = [
        *DRAFTS[:4],
        {"what": "Rome", "says": "[Rome] lies in Italy.", "hint": "city"},
        {"what": "Italy", "says": "Rome lies in [Italy]."},
    ]
    assert sorted(map(str, without_ids(inbox))) == sorted(map(str, expected))
    assert "Not brought: further column: column 5: since ever" in inbox.comments
    assert inbox.said[0] == "6 drafts from geo.txt (Anki text)."


def test_the_same_file_gives_the_same_bytes(learner: Learner, tmp_path: Path) -> None:
    exports_package(learner, tmp_path / "geo.apkg", legacy=False)
    texts = {
        import_file(write_library(tmp_path / name, files=BARE), tmp_path / "geo.apkg").path.read_bytes()
        for name in ("one", "two")
    }
    assert len(texts) == 1


def test_a_package_that_quizgen_made_comes_back(tmp_path: Path) -> None:
    from quizgen import pipeline

    library = pipeline.open_library(write_library(tmp_path / "library"))
    pipeline.build(library).write_package(library.kb.recipes["all"], tmp_path / "own.apkg")
    inbox = import_file(tmp_path / "library", tmp_path / "own.apkg")
    assert inbox.values("when", "ask", "accept") == [("2022-01-12", "When did the council meet?", None)]
    assert inbox.comments[-1].startswith("Made by quizgen of the fact ")
