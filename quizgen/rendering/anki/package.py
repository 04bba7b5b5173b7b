"""Notes -> an .apkg file: genanki's schema and models, rows written in batches, the same bytes each time."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from quizgen.domain.library import LockSubject
from quizgen.rendering.anki.note_types import NOTE_TYPES
from quizgen.rendering.anki.notes import subject_of
from quizgen.rendering.files import ZIP_EPOCH, write_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quizgen.domain.library import Lock
    from quizgen.domain.question import WayId
    from quizgen.language import Language
    from quizgen.rendering.anki.notes import Note

#: Note and card ids start here (milliseconds since 1970); where an id is taken, Anki gives another.
_FIRST_ID = 1_640_995_200_000
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note in a package: its place in the story of the whole library, from 0, and the cards that go along.

    A retired fact's note goes without cards: those who learnt it get the reason, nobody gets it as new.
    (Suspended cards would not do; Anki's import makes them new.)
    """

    note: Note
    rank: int
    ways: tuple[WayId, ...]
    deck: str


@dataclass(frozen=True)
class Package:
    """What goes into one .apkg. `top` is the Anki deck above all others; `size` counts the library's facts.

    `card_types` are those of the library's ways. New cards come in rounds in this order: first every fact recalled, in
    the order of the story, then every choice and so on.
    """

    namespace: str
    top: str
    description: str
    entries: Sequence[PackedNote]
    lock: Lock
    size: int
    card_types: Mapping[WayId, str]
    language: Language

    @cached_property
    def rounds(self) -> dict[WayId, int]:
        """Return the place of each way among those that make cards, from 0."""
        return {way: place for place, way in enumerate(self.card_types)}

    @cached_property
    def subjects(self) -> dict[str, int]:
        """Return the place of each note among those that a fact can have, from 0: the shared ones come first."""
        names = (
            *(note_type.subject for note_type in NOTE_TYPES),
            *(subject_of(way, card_type) for way, card_type in self.card_types.items()),
        )
        return {name: place for place, name in enumerate(dict.fromkeys(names))}


def write_package(package: Package, path: Path) -> None:
    """Write `package` as an .apkg file at `path`; an older file is replaced when the new one is complete.

    Raises OSError where the file cannot be written.
    """
    with write_aside(path) as aside, TemporaryDirectory(prefix="quizgen-") as folder:
        collection = Path(folder, "collection.anki2")
        try:
            _write_collection(package, collection)
        except sqlite3.Error as error:
            message = f"{error} (while writing into the temporary folder {Path(folder).parent})"
            raise OSError(message) from error
        _zip(collection, aside)


def _write_collection(package: Package, path: Path) -> None:
    from genanki.apkg_col import APKG_COL  # noqa: PLC0415  145 ms that only a build should pay
    from genanki.apkg_schema import APKG_SCHEMA  # noqa: PLC0415

    decks = {name: deck_id(package.namespace, name) for name in sorted({entry.deck for entry in package.entries})}
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
        tables, create_index, rest = APKG_SCHEMA.partition("CREATE INDEX")
        connection.executescript(tables + APKG_COL)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,0,0,'')", _note_rows(package))
        connection.executemany(
            "INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", _card_rows(package, decks)
        )
        columns = (json.dumps(_models(package, decks)), json.dumps(_decks(package, decks)))
        connection.execute("UPDATE col SET models = ?, decks = ?", columns)
        connection.execute("COMMIT")
        connection.executescript(create_index + rest)  # sorting once is faster than keeping order at each row
    finally:
        connection.close()


def _note_id(package: Package, entry: PackedNote) -> int:
    return _FIRST_ID + entry.rank * len(package.subjects) + package.subjects[entry.note.subject]


def _moment_of_change(package: Package, entry: PackedNote) -> int:
    return package.lock.entries[entry.note.subject, str(entry.note.fact.id)].changed


def _note_rows(package: Package) -> Iterator[tuple[Any, ...]]:
    for entry in package.entries:
        note = entry.note
        fact_id = str(note.fact.id)
        guid = sha256(f"{package.namespace}\0{fact_id}\0{note.subject}".encode()).hexdigest()[:20]
        tags = f" {' '.join(note.tags)} "
        yield (
            _note_id(package, entry),
            guid,
            note.type.id,
            _moment_of_change(package, entry),
            tags,
            "\x1f".join(note.fields),
            fact_id,
        )


def _card_rows(package: Package, decks: dict[str, int]) -> Iterator[tuple[int, ...]]:
    """Yield id, note, deck, template, moment and due of each card."""
    for entry in package.entries:
        note = _note_id(package, entry)
        changed = _moment_of_change(package, entry)
        for way in entry.ways:
            round_ = package.rounds[way]
            ord_ = entry.note.type.card_types.index(entry.note.cards[way])
            card = _FIRST_ID + entry.rank * len(package.rounds) + round_
            yield card, note, decks[entry.deck], ord_, changed, round_ * package.size + entry.rank + 1


def deck_id(namespace: str, name: str) -> int:
    """Return the id of an Anki deck: positive, below 2**53, and the same in every package of the library."""
    return (1 << 41) + int.from_bytes(sha256(f"{namespace}\0{name}".encode()).digest()[:5], "big")


def _models(package: Package, decks: dict[str, int]) -> dict[str, Any]:
    home = min(decks.values(), default=1)
    models = {}
    for note_type in NOTE_TYPES:
        changed = package.lock.entries[LockSubject.TYPE, note_type.lock_id].changed
        models[str(note_type.id)] = note_type.model(package.language).to_json(changed, home)
    return models


def _decks(package: Package, decks: dict[str, int]) -> dict[str, Any]:
    import genanki  # noqa: PLC0415

    top = genanki.Deck(deck_id(package.namespace, package.top), package.top, package.description)
    default = genanki.Deck(1, "Default")
    below = (genanki.Deck(id_, name) for name, id_ in decks.items())
    return {str(deck.deck_id): deck.to_json() for deck in (default, top, *below)}


def _zip(collection: Path, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        with collection.open("rb") as source, archive.open(_member(collection.name), "w") as target:
            while block := source.read(_BUFFER):
                target.write(block)
        archive.writestr(_member("media"), "{}")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, ZIP_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
