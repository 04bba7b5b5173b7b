"""Notes -> an .apkg file: genanki's schema and models, rows written in batches, the same bytes each time."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.rendering.anki.note_type import anki_id
from quizgen.rendering.files import ZIP_EPOCH, write_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.domain.library import Lock
    from quizgen.rendering.anki.new_cards import PackedNote
    from quizgen.rendering.anki.note_type import NoteType

#: Note and card ids start here (milliseconds since 1970); where an id is taken, Anki gives another.
_FIRST_ID = 1_640_995_200_000
_BUFFER = 1 << 20


@dataclass(frozen=True)
class Package:
    """What goes into one .apkg: notes of one type in one deck, as Anki would gather new cards deck by deck."""

    namespace: str
    deck: str
    description: str
    note_type: NoteType
    notes: Sequence[PackedNote]
    lock: Lock


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

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
        tables, create_index, rest = APKG_SCHEMA.partition("CREATE INDEX")
        connection.executescript(tables + APKG_COL)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,0,0,'')", _note_rows(package))
        connection.executemany("INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", _card_rows(package))
        columns = (json.dumps(_models(package)), json.dumps(_decks(package)))
        connection.execute("UPDATE col SET models = ?, decks = ?", columns)
        connection.execute("COMMIT")
        connection.executescript(create_index + rest)  # sorting once is faster than keeping order at each row
    finally:
        connection.close()


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
