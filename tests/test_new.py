"""A library of one's own, from an empty folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.pipeline import open_library
from quizgen.reading.starters import KINDS, starter_files
from tests.support.anki import Learner
from tests.support.effort import few

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]


@pytest.fixture(params=sorted(KINDS))
def started(request: pytest.FixtureRequest, tmp_path: Path, quizgen: Quizgen) -> Path:
    """A new library of each kind."""
    root = tmp_path / "our words"
    told = quizgen("new", root, "--kind", request.param)
    assert (told.exit_code, told.stdout) == (0, f"{root}\n"), told.output
    return root


def test_it_is_sound_and_everything_can_be_made_of_it_at_once(started: Path, tmp_path: Path, quizgen: Quizgen) -> None:
    assert quizgen("check", "--library", started).stdout == ""
    for command in few(("build", "sheet", "cards")):  # a build makes papers, too
        told = quizgen(command, "--out", tmp_path / command, "--library", started)
        assert told.exit_code == 0, told.output
    learner = Learner(tmp_path / "anki")
    learner.imports(tmp_path / "build" / "everything.apkg")
    facts = open_library(started).facts()
    assert learner.col.note_count() == len(facts) >= 7
    assert learner.col.card_count() > len(facts)
    learner.close()


def test_its_files_are_those_of_an_editor_that_helps(started: Path) -> None:
    for path in [*started.glob("questions/*.yaml"), *started.glob("decks/*.yaml")]:
        first = path.read_text("utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.partition("$schema=")[2]).is_file()
    assert open_library(started).name == "Our words"
    assert "build/" in (started / ".gitignore").read_text()


def test_two_libraries_of_one_name_are_never_taken_for_one_another(tmp_path: Path, quizgen: Quizgen) -> None:
    spaces = set()
    for number in range(2):
        quizgen("new", tmp_path / f"{number}", "--name", "Biology", "--kind", "terms")
        spaces.add(open_library(tmp_path / f"{number}").namespace)
    assert len(spaces) == 2
    assert all(space.startswith("biology.") for space in spaces)


def test_nothing_that_is_there_is_overwritten(tmp_path: Path, quizgen: Quizgen) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("mine", "file", "link"):
        told = quizgen("new", tmp_path / name)
        assert told.exit_code == 2
        assert "is there already" in told.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    assert quizgen("new", tmp_path / "empty").exit_code == 0


#: A first own topic for each kind; nothing else of the example is needed for it.
OWN = {
    "articles": "- {id: a.pay, what: ten percent, ask: How much more?, evidence: {gazette: ten percent more pay}}\n",
    "terms": "- {id: leaf.stoma, term: stoma, means: a pore in a leaf}\n",
    "vocabulary": "- {id: leaf.stoma, term: la feuille, means: leaf}\n",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_example_can_be_thrown_away_and_leaves_no_word_behind(tmp_path: Path, kind: str, quizgen: Quizgen) -> None:
    root = tmp_path / "leaves"
    quizgen("new", root, "--kind", kind)
    for path in root.glob("questions/[0-9]*.yaml"):
        path.unlink()
    (root / "questions/10-own.yaml").write_text(f"topic: own\nfacts:\n{OWN[kind]}")
    assert quizgen("check", "--library", root).stdout == ""
    told = quizgen("build", "--no-paper", "--library", root, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    library = open_library(root)
    told_of_it = [
        library.name,
        library.info.about,
        *(text for deck in library.kb.recipes.values() for text in deck[2:4]),
    ]
    words = {word.lower() for text in told_of_it if text for word in text.split()}
    assert not words & {"cell", "ferry", "strike", "french"}


def test_how_to_go_on_is_told_as_a_shell_takes_it(
    tmp_path: Path, quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = quizgen("new", tmp_path / "our words")
    assert f"Go on with: cd '{tmp_path}/our words' && quizgen check && " in told.stderr
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert quizgen("new", ".").stderr.startswith("Go on with: quizgen check && ")
    assert open_library(tmp_path / "here").name == "Here"


@pytest.mark.parametrize("name", ["", "a::b", 'a "b"', "Default", "x" * 200, "a\x1bb"])
def test_a_name_that_no_deck_can_have_is_refused(tmp_path: Path, name: str, quizgen: Quizgen) -> None:
    told = quizgen("new", tmp_path / "lib", "--name", name)
    assert told.exit_code == 2
    assert not (tmp_path / "lib").exists()


@given(
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40).map(str.strip).filter(len)
)
@settings(deadline=None)
def test_any_other_name_is_written_as_it_is(name: str) -> None:
    text = starter_files("terms", name, "x.1", "{}\n")["questions/library.yaml"]
    assert yaml.load(text, yaml.BaseLoader)["library"] == name  # noqa: S506  it makes nothing but texts
