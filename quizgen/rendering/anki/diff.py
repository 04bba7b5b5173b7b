"""What an update does to somebody who has an older package: which notes are new, changed, untouched, withdrawn.

It foretells what Anki does by its default: a note that the collection knows by its GUID is updated where the package's
is younger, and skipped otherwise. The cards that are concerned follow from the fields.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.domain.text import plain
from quizgen.domain.words import count
from quizgen.rendering.anki.note_type import fields
from quizgen.rendering.anki.package import guid_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Lock
    from quizgen.rendering.anki.note_type import NoteType
    from quizgen.rendering.anki.notes import Note

_TAG = re.compile(r"<[^>]*>")
#: A drawing, with what it says of itself.
_DRAWING = re.compile(r'<svg\b[^>]*\baria-label="([^"]*)"[^>]*>.*?</svg>', re.DOTALL)
_FIELD = re.compile(r"{{[#^/]?(?:type:)?([^{}]+)}}")
#: The largest collection that is read, in bytes: that of half a million facts.
_LARGEST = 1 << 30
#: What reading a file that is no package, or a damaged one, may raise.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, sqlite3.Error, NotImplementedError, RuntimeError, EOFError),
    *(ValueError, KeyError, TypeError, AttributeError),
)


class PackageError(ValueError):
    """A file that is no package of quizgen; the text is a whole sentence that says so."""


class OldNote(NamedTuple):
    """A note in an older package: when it last changed, its texts by field, its tags and its cards."""

    changed: int
    texts: Mapping[str, str]
    tags: str
    cards: frozenset[CardType]


class Change(NamedTuple):
    """A changed text of a note: the field, the cards that show it, and what it said and says."""

    field: str
    cards: tuple[CardType, ...]
    before: str
    after: str


@dataclass
class Difference:
    """What an update does, by the ids of facts.

    New notes come with their cards, changed ones with their changes and the cards that they gain. A note of `others`
    is not in the new package and stays as it is.
    """

    new: dict[str, tuple[CardType, ...]] = field(default_factory=dict)
    changed: dict[str, list[Change]] = field(default_factory=dict)
    gained: dict[str, tuple[CardType, ...]] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_package(path: Path, note_type: NoteType) -> dict[str, OldNote]:
    """Return the notes of a type in a package that quizgen made, by their GUIDs. Raises PackageError and OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            exported = "collection.anki21b" in archive.namelist()
            is_ours = not exported and archive.getinfo("collection.anki2").file_size <= _LARGEST
            notes = _notes(archive.read("collection.anki2"), note_type.id) if is_ours else {}
    except _UNREADABLE as error:
        raise PackageError("This is no package that quizgen built.") from error
    if exported:
        raise PackageError("Anki has exported this package; compare with one that quizgen built.")
    if not notes:
        raise PackageError("This package has no note of this library.")
    return notes


def _notes(collection: bytes, note_type: int) -> dict[str, OldNote]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(collection)
        (models,) = connection.execute("SELECT models FROM col").fetchone()
        names = [one["name"] for one in json.loads(models).get(str(note_type), {"flds": []})["flds"]]
        templates, cards = tuple(CardType), dict[int, set[CardType]]()
        for note, template in connection.execute("SELECT nid, ord FROM cards"):
            cards.setdefault(note, set()).add(templates[template])
        rows = connection.execute("SELECT id, guid, mod, flds, tags FROM notes WHERE mid = ?", (note_type,)).fetchall()
        return {
            guid: OldNote(
                changed,
                dict(zip(names, texts.split("\x1f"), strict=True)),
                tags.strip(),
                frozenset(cards.get(note, ())),
            )
            for note, guid, changed, texts, tags in rows
        }
    finally:
        connection.close()


def from_package(
    kb: KnowledgeBase, lock: Lock, note_type: NoteType, notes: Iterable[Note], old: Mapping[str, OldNote]
) -> Difference:
    """Return what an update to these notes does to somebody who has the `old` ones, by their GUIDs."""
    shown = _fields_shown(note_type)
    namespace = str(kb.documents.info.namespace) if kb.documents.info else ""
    made, unmatched = Difference(), dict(old)
    for note in notes:
        fact = str(note.fact.id)
        before = unmatched.pop(guid_of(namespace, fact), None)
        if before is None:
            made.new[fact] = tuple(note.cards)
        elif before.changed < lock.entries[LockSubject.NOTE, fact].changed:
            made.changed[fact] = list(_changes(kb, shown, note, before))
            made.gained[fact] = tuple(card for card in note.cards if card not in before.cards)
        else:
            made.untouched.append(fact)
    retired = (str(fact.id) for fact in kb.facts.values() if fact.retired is not None)
    made.retired += [fact for fact in retired if unmatched.pop(guid_of(namespace, fact), None) is not None]
    made.others += [_plain(note.texts.get("Fact id", guid)) for guid, note in unmatched.items()]
    return made


def _fields_shown(note_type: NoteType) -> dict[CardType, set[str]]:
    """Return the fields that the template of each card names."""
    templates = dict(zip(CardType, note_type.templates(), strict=False))
    return {card: set(_FIELD.findall(one["qfmt"] + one["afmt"])) for card, one in templates.items()}


def _changes(kb: KnowledgeBase, shown: Mapping[CardType, set[str]], note: Note, before: OldNote) -> Iterator[Change]:
    for name, after in zip((one.name for one in fields(kb.language)), note.fields, strict=True):
        if before.texts.get(name, "") != after:
            cards = tuple(card for card in note.cards if name in shown[card])
            yield Change(name, cards, _plain(before.texts.get(name, "")), _plain(after))
    if before.tags != " ".join(note.tags):
        yield Change("Tags", (), _plain(before.tags), " ".join(note.tags))


def _plain(text: str) -> str:
    """Return the HTML of a field as text in one line; items of a list are parted, a drawing is what it says."""
    said = _DRAWING.sub(r"\1", text)
    return plain(unescape(_TAG.sub("", re.sub(r"</li><li>|</span><span>|</p><p>|(?<=.)<p>|<br>", " | ", said))))


def from_lock(lock: Lock, notes: Iterable[Note], retired: Iterable[Fact], old: Lock) -> Difference:
    """Return what an update to these notes does to somebody whose deck was built with the `old` lock.

    `retired` are the withdrawn facts that the deck would have.
    """
    made = Difference()
    for note in notes:
        fact = str(note.fact.id)
        before = old.entries.get((LockSubject.NOTE, fact))
        if before is None:
            made.new[fact] = tuple(note.cards)
        elif before.changed >= lock.entries[LockSubject.NOTE, fact].changed:
            made.untouched.append(fact)
        else:
            entries = {card: old.entries.get((LockSubject.CARD, f"{fact}/{card}")) for card in note.cards}
            cards = (card for card, entry in entries.items() if entry is None or entry.digest != note.cards[card])
            made.changed[fact] = [Change("", tuple(cards), "", "")]
            made.gained[fact] = tuple(card for card, entry in entries.items() if entry is None)
    made.retired += [str(fact.id) for fact in retired if (LockSubject.NOTE, str(fact.id)) in old.entries]
    return made


def difference_lines(made: Difference) -> list[str]:
    """Return a difference as people read it."""
    new_cards = sum(map(len, made.new.values())) + sum(map(len, made.gained.values()))
    lines = [f"New:        {count(len(made.new), 'note')}, {count(new_cards, 'card')}"]
    lines += [f"  {fact} ({', '.join(cards)})" for fact, cards in (made.new | made.gained).items() if cards]
    lines.append(f"Changed:    {count(len(made.changed), 'note')}; reviews stay")
    for fact, changes in made.changed.items():
        lines.append(f"  {fact}")
        for change in changes:
            lines += _change_lines(change)
    lines.append(f"Untouched:  {count(len(made.untouched), 'note')}")
    if made.retired:
        lines.append(f"Withdrawn:  {count(len(made.retired), 'note')}; the cards say so and ask no more")
        lines += [f"  {fact}" for fact in made.retired]
    if made.others:
        lines.append(
            f"Elsewhere:  {count(len(made.others), 'note')} of the old deck that the new one has not; they stay"
        )
        lines += [f"  {fact}" for fact in made.others]
    return lines


def _change_lines(change: Change) -> Iterator[str]:
    cards = f" ({', '.join(change.cards)})" if change.cards else ""
    if not change.field:
        yield f"    on its cards{cards}" if cards else "    in nothing that its cards say"
        return
    yield f"    {change.field}{cards}"
    if change.before == change.after:
        return  # a drawing may show something else and say the same
    yield f"      - {change.before}"
    yield f"      + {change.after}"
