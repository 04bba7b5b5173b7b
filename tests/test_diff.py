"""What `quizgen diff` foretells of an update, held against what Anki then does."""

from __future__ import annotations

import html
import zipfile
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from tests.support.anki import LATER, Learner
from tests.support.library import INFO, write_library
from tests.test_anki import FACTS, FILES, HOST, RETIRED, WITHDRAWN, Author

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from quizgen.rendering.anki.diff import Difference

PLACE = """\
- id: meeting.place
  where: springfield
  ask: In which city was it?
  evidence: {wire: doors in Springfield}
"""
CORRECTED = FACTS.replace("come together?", "assemble?").replace("a small house", "a small shed")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "library")


def difference(author: Author, old: Path, deck: str | None = None) -> Difference:
    """Return what the library as it is now does to somebody who has an older package."""
    library = pipeline.open_library(author.root)
    return pipeline.build(library, author.now + 1).difference_to(old, library.kb.recipes[deck] if deck else None)


@pytest.mark.parametrize(
    ("facts", "old", "new"),
    [
        (FACTS, "all", "all"),
        (FACTS, "core", "all"),
        (PLACE + FACTS, "all", "all"),
        (CORRECTED, "all", "all"),
        (CORRECTED, "core", "all"),
        (PLACE + CORRECTED.replace(HOST, HOST + RETIRED), "all", "all"),
        (CORRECTED, "all", "core"),
        (
            FACTS.replace("  ask: When", "  label: came together\n  reverse: What did they do?\n  ask: When"),
            "all",
            "all",
        ),
        (FACTS.replace("  reverse: What did the chair do?\n", WITHDRAWN), "all", "all"),
        (FACTS.replace("  level: core\n", "", 1), "all", "all"),
    ],
    ids=[
        *("nothing", "core first", "a new fact", "corrections", "core, then corrections", "all at once", "only core"),
        *("a card more", "a card withdrawn", "tags alone"),
    ],
)
def test_what_is_foretold_is_what_anki_counts(author: Author, tmp_path: Path, facts: str, old: str, new: str) -> None:
    before = author.publish(deck=old)
    learner = Learner(tmp_path / "anki")
    learner.imports(before)
    cards = len(learner.cards())
    author.now = LATER
    write_library(author.root, facts, FILES)
    foretold = difference(author, before, new)
    done = learner.imports(author.publish(facts, deck=new))
    assert (done.new, done.updated, done.duplicate, done.conflicting) == (
        len(foretold.new),
        len(foretold.changed),
        len(foretold.untouched),
        0,
    )
    learner.checks_the_database()
    assert len(learner.cards()) == cards + sum(map(len, (foretold.new | foretold.gained).values()))
    for fact, changes in foretold.changed.items():
        note = learner.note(fact)
        assert changes
        for change in changes:
            said = " ".join(note.tags) if change.field == "Tags" else html.unescape(note[change.field])
            assert change.after.split(" | ")[-1] in said
            assert change.before != change.after
    learner.close()


def test_each_changed_text_is_told_with_the_cards_that_show_it(author: Author) -> None:
    old = author.publish()
    write_library(author.root, CORRECTED, FILES)
    made = difference(author, old, "all")
    (asked,) = [change for change in made.changed["meeting.date"] if change.field == "Question"]
    assert (asked.before, asked.after) == ("When did they come together?", "When did they assemble?")
    assert asked.cards == ("choice", "answer")
    (options,) = made.changed["meeting.aim"]
    assert options.cards == ("choice",)
    assert "a small house" in options.before.split(" | ")


def test_a_retired_fact_is_told_apart_from_one_that_another_deck_has(author: Author) -> None:
    old = author.publish()
    write_library(author.root, FACTS.replace(HOST, HOST + RETIRED), FILES)
    made = difference(author, old, "core")
    assert (made.retired, made.others) == (["meeting.host"], ["meeting.aim"])


def test_a_lock_tells_the_same_without_the_texts(author: Author, tmp_path: Path) -> None:
    old = author.publish()
    lock = tmp_path / "old.lock"
    lock.write_bytes((author.root / "decks" / "quizgen.lock").read_bytes())
    write_library(author.root, PLACE + CORRECTED.replace(HOST, HOST + RETIRED), FILES)
    by_package, by_lock = difference(author, old), difference(author, lock)
    for made in (by_package, by_lock):
        assert (made.new, made.retired, sorted(made.untouched)) == (
            {"meeting.place": ("choice", "answer")},
            ["meeting.host"],
            ["meeting.length"],
        )
    assert by_lock.changed.keys() == by_package.changed.keys() == {"meeting.date", "meeting.aim"}
    assert by_lock.changed["meeting.aim"][0].cards == ("choice",)


def test_the_command_tells_it_and_writes_nothing(
    author: Author, quizgen: Callable[..., Result], tmp_path: Path
) -> None:
    old = author.publish().rename(tmp_path / "all.apkg")
    write_library(author.root, PLACE + CORRECTED, FILES)
    before = {path: path.read_bytes() for path in author.root.rglob("*") if path.is_file()}
    done = quizgen("diff", old, "--library", author.root)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"What 'Everything' as it is now does to somebody who has {old}:",
        "New:        1 note, 2 cards",
        "  meeting.place (choice, answer)",
        "Changed:    2 notes; reviews stay",
        "  meeting.date",
        "    Question (choice, answer)",
        "      - When did they come together?",
        "      + When did they assemble?",
        "  meeting.aim",
        "    Options (choice)",
        "      - an old road | a new bridge | a small house",
        "      + an old road | a new bridge | a small shed",
        "Untouched:  2 notes",
    ]
    assert {path: path.read_bytes() for path in author.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"no zip at all"], ids=["empty", "empty zip", "text"])
def test_what_is_no_package_is_told_in_a_sentence(
    author: Author, quizgen: Callable[..., Result], tmp_path: Path, data: bytes
) -> None:
    author.publish()
    (tmp_path / "old.apkg").write_bytes(data)
    done = quizgen("diff", tmp_path / "old.apkg", "--library", author.root)
    assert done.exit_code == 2
    assert "This is no package that quizgen built." in done.stderr


def test_a_damaged_package_and_one_that_anki_exported_are_told_in_a_sentence(
    author: Author, quizgen: Callable[..., Result], tmp_path: Path
) -> None:
    package = author.publish()
    data = bytearray(package.read_bytes())
    data[200:260] = bytes(60)
    (tmp_path / "damaged.apkg").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "exported.apkg", "w") as archive:
        archive.writestr("collection.anki2", "")
        archive.writestr("collection.anki21b", "")
    other = Author(tmp_path / "other" / "library")
    other.root.parent.mkdir()
    info = INFO.replace("example.meetings", "example.other")
    other.publish(files={"questions/library.yaml": info}).rename(tmp_path / "other.apkg")
    for name, told in (
        ("damaged", "This is no package that quizgen built."),
        ("exported", "Anki has exported this package"),
        ("other", "This package has no note of this library."),
    ):
        done = quizgen("diff", tmp_path / f"{name}.apkg", "--library", author.root)
        assert (done.exit_code, told in done.stderr) == (2, True), name
