"""Notes -> an .apkg file: genanki's schema and models, rows written in batches, the same bytes each time."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.rendering.anki.note_type import anki_id
from quizgen.rendering.anki.notes import media_name
from quizgen.rendering.archive import zip_of
from quizgen.rendering.files import write_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizgen.domain.library import Lock
    from quizgen.rendering.anki.new_cards import PackedNote
    from quizgen.rendering.anki.note_type import NoteType
    from quizgen.rendering.files import Writer

#: Note and card ids start here (milliseconds since 1970); where an id is taken, Anki gives another.
_FIRST_ID = 1_640_995_200_000
#: Where the header of a SQLite file says which version of SQLite wrote it last, which nothing depends on.
_WRITER = slice(96, 100)
#: Where the head of the first page is, and how long a head is by the kind of its page (https://sqlite.org/fileformat2).
_FIRST_HEAD, _HEADS = 100, {2: 12, 5: 12, 10: 8, 13: 8}


@dataclass(frozen=True)
class Package:
    """What goes into one .apkg: notes of one type in one deck, as Anki would gather new cards deck by deck."""

    namespace: str
    deck: str
    description: str
    note_type: NoteType
    notes: Sequence[PackedNote]
    lock: Lock


def write_package(package: Package, path: Path, write: Writer = write_aside) -> None:
    """Write `package` as an .apkg file at `path`; an older file is replaced when the new one is complete.

    Raises OSError where the file cannot be written.
    """
    media = {
        media_name(package.namespace, packed.note.fact.picture): packed.note.fact.picture.data
        for packed in package.notes
        if packed.note.fact.picture is not None
    }
    data = zip_of(
        {
            "collection.anki2": _collection(package),
            "media": json.dumps({str(number): name for number, name in enumerate(media)}).encode(),
            **{str(number): picture for number, picture in enumerate(media.values())},
        }
    )
    with write(path) as aside:
        aside.write_bytes(data)


def _collection(package: Package) -> bytes:
    """Return the database of a package, made in memory: nothing of it is left anywhere if the process is killed."""
    from genanki.apkg_col import APKG_COL  # noqa: PLC0415  145 ms that only a build should pay
    from genanki.apkg_schema import APKG_SCHEMA  # noqa: PLC0415

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")  # builds of SQLite differ in what they leave behind
        tables, create_index, rest = APKG_SCHEMA.partition("CREATE INDEX")
        connection.executescript(tables + APKG_COL)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,0,0,'')", _note_rows(package))
        connection.executemany("INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", _card_rows(package))
        columns = (json.dumps(_models(package)), json.dumps(_decks(package)))
        connection.execute("UPDATE col SET models = ?, decks = ?", columns)
        connection.execute("COMMIT")
        connection.executescript(create_index + rest)  # sorting once is faster than keeping order at each row
        data = bytearray(connection.serialize())
    _forget_the_writer(data)
    return bytes(data)


def _forget_the_writer(data: bytearray) -> None:
    """Empty what nobody reads in a database and what depends on how SQLite was built: its version, and old bytes.

    These lie in the gap of a page, between the list of its cells and the first of them.
    """
    data[_WRITER] = bytes(_WRITER.stop - _WRITER.start)
    size = int.from_bytes(data[16:18])
    for start in range(0, len(data), size):
        head = start or _FIRST_HEAD
        if data[head] in _HEADS:  # other pages hold the rest of a long text
            first = head + _HEADS[data[head]] + 2 * int.from_bytes(data[head + 3 : head + 5])
            last = start + int.from_bytes(data[head + 5 : head + 7])
            data[first:last] = bytes(last - first)


def _changed(package: Package, subject: LockSubject, id_: str) -> int:
    return package.lock.entries[subject, id_].changed


def guid_of(namespace: str, fact: str) -> str:
    """Return the GUID of a fact's note, by which Anki knows it again."""
    return sha256(f"{namespace}\0{fact}".encode()).hexdigest()[:20]


def _note_rows(package: Package) -> Iterator[tuple[Any, ...]]:
    for note, rank in ((packed.note, packed.rank) for packed in package.notes):
        fact = str(note.fact.id)
        yield (
            _FIRST_ID + rank,
            guid_of(package.namespace, fact),
            package.note_type.id,
            _changed(package, LockSubject.NOTE, fact),
            f" {' '.join(note.tags)} ",
            "\x1f".join(note.fields),
            note.fields[0],
        )


def _card_rows(package: Package) -> Iterator[tuple[int, ...]]:
    """Yield id, note, deck, template, moment and due of each card."""
    deck = anki_id(package.namespace, package.deck)
    templates = {card: number for number, card in enumerate(CardType)}
    for packed in package.notes:
        note, changed = _FIRST_ID + packed.rank, _changed(package, LockSubject.NOTE, str(packed.note.fact.id))
        for card, due in packed.places.items():
            id_ = _FIRST_ID + packed.rank * len(templates) + templates[card]
            yield id_, note, deck, templates[card], changed, due


def _models(package: Package) -> dict[str, Any]:
    changed = _changed(package, LockSubject.TYPE, package.namespace)
    model = package.note_type.model().to_json(changed, anki_id(package.namespace, package.deck))
    return {str(package.note_type.id): model}


def _decks(package: Package) -> dict[str, Any]:
    import genanki  # noqa: PLC0415

    deck = genanki.Deck(anki_id(package.namespace, package.deck), package.deck, package.description)
    return {str(one.deck_id): one.to_json() for one in (genanki.Deck(1, "Default"), deck)}
