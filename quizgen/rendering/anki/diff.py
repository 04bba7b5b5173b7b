"""What an update does to somebody who has an older package: which notes are new, changed, untouched, withdrawn.

It foretells what Anki does by its default: a note that the collection knows by its GUID is updated where the package's
is younger, and skipped otherwise. The cards that are concerned follow from the fields.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.domain.words import count
from quizgen.rendering.anki.note_type import fields
from quizgen.rendering.anki.package import guid_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Lock
    from quizgen.rendering.anki.notes import Note

#: The fields that only one card shows; all cards show any other.
_OWN_FIELDS = {
    CardType.CHOICE: {"Options", "Choice question", "Right option"},
    CardType.ANSWER: {"Typed", "Typed hint", "Accepted", "Gap", "Sentence", "Also right"},
    CardType.REVERSE: {"Reverse", "Subject"},
}
_TAG = re.compile(r"<[^>]*>")


class PackageError(ValueError):
    """A file that is no package of quizgen; the text is a whole sentence that says so."""


class OldNote(NamedTuple):
    """A note in an older package: when it last changed, its texts by field, its tags."""

    changed: int
    texts: Mapping[str, str]
    tags: str


class Change(NamedTuple):
    """A changed text of a note: the field, the cards that show it, and what it said and says."""

    field: str
    cards: tuple[CardType, ...]
    before: str
    after: str


@dataclass
class Difference:
    """What an update does, by the ids of facts: new notes with their number of cards, changed ones with their changes.

    A note of `others` is not in the new package and stays as it is.
    """

    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, list[Change]] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_package(path: Path) -> dict[str, OldNote]:
    """Return the notes of a package that quizgen made, by their GUIDs. Raises PackageError and OSError."""
    with TemporaryDirectory(prefix="quizgen-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
                if "collection.anki21b" in names or "collection.anki21" in names:
                    raise PackageError("Anki has exported this package; compare with one that quizgen built.")
                collection = archive.extract("collection.anki2", folder)
            return _notes(Path(collection))
        except (zipfile.BadZipFile, KeyError, sqlite3.Error, ValueError, NotImplementedError) as error:
            if isinstance(error, PackageError):
                raise
            raise PackageError("This is no package that quizgen built.") from error


def _notes(collection: Path) -> dict[str, OldNote]:
    connection = sqlite3.connect(collection)
    try:
        (models,) = connection.execute("SELECT models FROM col").fetchone()
        names = {int(id_): [one["name"] for one in model["flds"]] for id_, model in json.loads(models).items()}
        rows = connection.execute("SELECT guid, mid, mod, flds, tags FROM notes").fetchall()
        return {
            guid: OldNote(changed, dict(zip(names[type_], texts.split("\x1f"), strict=True)), tags.strip())
            for guid, type_, changed, texts, tags in rows
        }
    finally:
        connection.close()


def from_package(kb: KnowledgeBase, lock: Lock, notes: Iterable[Note], old: Mapping[str, OldNote]) -> Difference:
    """Return what an update to these notes does to somebody who has the `old` ones, by their GUIDs."""
    names = [one.name for one in fields(kb.language)]
    namespace = str(kb.documents.info.namespace) if kb.documents.info else ""
    made = Difference()
    known = dict(old)
    for note in notes:
        fact = str(note.fact.id)
        before = known.pop(guid_of(namespace, fact), None)
        if before is None:
            made.new[fact] = len(note.cards)
        elif before.changed < lock.entries[LockSubject.NOTE, fact].changed:
            made.changed[fact] = list(_changes(note, names, before))
        else:
            made.untouched.append(fact)
    gone = (str(fact.id) for fact in kb.facts.values() if fact.retired is not None)
    made.retired += [fact for fact in gone if known.pop(guid_of(namespace, fact), None) is not None]
    made.others += [note.texts.get("Fact id", guid) for guid, note in known.items()]
    return made


def _changes(note: Note, names: Iterable[str], before: OldNote) -> Iterator[Change]:
    for name, after in zip(names, note.fields, strict=True):
        if before.texts.get(name, "") != after:
            yield Change(name, _shown_on(name, note), _plain(before.texts.get(name, "")), _plain(after))
    if before.tags != " ".join(note.tags):
        yield Change("Tags", (), before.tags, " ".join(note.tags))


def _shown_on(name: str, note: Note) -> tuple[CardType, ...]:
    owner = next((card for card, names in _OWN_FIELDS.items() if name in names), None)
    return tuple(note.cards) if owner is None else (owner,)


def _plain(text: str) -> str:
    """Return the HTML of a field as text in one line; items of a list are parted."""
    return unescape(_TAG.sub("", re.sub(r"</li><li>|</span><span>|<br>", " | ", text)))


def from_lock(kb: KnowledgeBase, notes: Iterable[Note], old: Lock) -> Difference:
    """Return what an update to these notes does to somebody whose deck was built with the `old` lock."""
    made = Difference()
    for note in notes:
        fact = str(note.fact.id)
        before = old.entries.get((LockSubject.NOTE, fact))
        if before is None:
            made.new[fact] = len(note.cards)
        elif before.digest == note.digest():
            made.untouched.append(fact)
        else:
            entries = {card: old.entries.get((LockSubject.CARD, f"{fact}/{card}")) for card in note.cards}
            cards = (card for card, entry in entries.items() if entry is None or entry.digest != note.cards[card])
            made.changed[fact] = [Change("", tuple(cards), "", "")]
    for subject, id_ in old.entries:
        known = kb.facts.get(id_)
        if subject is LockSubject.NOTE and known is not None and known.retired is not None:
            made.retired.append(id_)
    return made


def difference_text(made: Difference) -> str:
    """Return a difference as people read it."""
    lines = [f"New:        {count(len(made.new), 'note')}, {count(sum(made.new.values()), 'card')}"]
    lines += [f"  {fact}" for fact in made.new]
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
    return "\n".join(lines)


def _change_lines(change: Change) -> Iterator[str]:
    cards = f" ({', '.join(change.cards)})" if change.cards else ""
    if not change.field:
        yield f"    on its cards{cards}" if cards else "    in its tags"
        return
    yield f"    {change.field}{cards}"
    yield f"      - {change.before}"
    yield f"      + {change.after}"
