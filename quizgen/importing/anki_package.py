"""Anki's packages, .apkg and .colpkg: a zip archive with a collection in SQLite, since 2.1.50 packed with zstd."""

from __future__ import annotations

import json
import zipfile
import zlib
from typing import TYPE_CHECKING

from quizgen.importing.anki_media import Media
from quizgen.importing.anki_notes import Note, items_of
from quizgen.importing.archives import checked_zip, unpacked
from quizgen.importing.pictures import with_picture
from quizgen.importing.records import Contents, Item, LeftOut

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from quizgen.importing.records import ForeignFile

#: The collections that a package may hold; beside a newer one an older holds a note that asks for a newer Anki.
_NEW, _OLD = "collection.anki21b", ("collection.anki21", "collection.anki2")
_NEEDED = (
    "reading this package needs zstd; run `pip install 'quizgen[import]'`, or export it from Anki again with 'Support "
    "older Anki versions'"
)
_NO_PACKAGE = "this is no package of Anki; export it from Anki as .apkg or .colpkg"
#: A table is read, and no view that stands in its place.
_TABLES = frozenset(("notes", "cards", "col", "decks", "notetypes", "fields"))
#: Where SQLite keeps whether changes stand in a second file, which a package has not: bytes 18 and 19 of its header.
_JOURNAL = slice(18, 20)


def read(file: ForeignFile) -> Contents:
    """Return the items of all notes of a package."""
    import sqlite3  # noqa: PLC0415  only a package needs it

    try:
        collection = _collection(file)
    except ModuleNotFoundError:
        return file.refused(1, _NEEDED)
    except (zipfile.BadZipFile, KeyError):
        return file.refused(1, _NO_PACKAGE)
    except (ValueError, OSError, EOFError, RuntimeError, zlib.error) as error:  # as it is damaged, or needs a password
        return file.refused(1, f"the package cannot be unpacked ({error}); export it from Anki again")
    connection = sqlite3.connect(":memory:")
    try:
        collection[_JOURNAL] = b"\x01\x01"
        connection.deserialize(bytes(collection))
        notes = list(_notes(connection))
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        return file.refused(1, f"the collection in the package is damaged ({error}); export it from Anki again")
    finally:
        connection.close()
    with Media(file.path) as media:
        found = [with_picture(item, media.find) for note in notes for item in items_of(note)]
    return Contents(
        tuple(item for item in found if isinstance(item, Item)),
        tuple(left for left in found if isinstance(left, LeftOut)),
    )


def _collection(file: ForeignFile) -> bytearray:
    """Return the newest collection of a package.

    Raises KeyError where there is none, ModuleNotFoundError where it cannot be unpacked, and what the archive does.
    """
    with checked_zip(file.path) as archive:
        names = archive.namelist()
        if _NEW in names:
            return unpacked(archive.read(_NEW))
        return bytearray(archive.read(next((name for name in _OLD if name in names), _OLD[-1])))


def _notes(connection: sqlite3.Connection) -> Iterator[Note]:
    """Yield the notes of a collection, in the order in which they were made. Raises sqlite3.Error and ValueError."""
    connection.create_collation(
        "unicase", lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower())
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    rows = connection.execute("SELECT name, type FROM sqlite_master")
    tables = {name for name, kind in rows if name in _TABLES and kind == "table"}
    if not {"notes", "cards"} <= tables:
        raise ValueError("it has no notes")
    is_new = {"decks", "notetypes", "fields"} <= tables
    fields, decks = _new_names(connection) if is_new else _old_names(connection)
    deck_of = dict(connection.execute("SELECT nid, min(did) FROM cards GROUP BY nid"))
    several = len({decks.get(deck) for deck in deck_of.values()}) > 1
    rows = connection.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id")
    for number, (note, kind, tags, contents) in enumerate(rows, 1):
        texts = str(contents).split("\x1f")
        names = fields.get(kind, [])
        named = [
            (names[place] if place < len(names) else f"field {place + 1}", text) for place, text in enumerate(texts)
        ]
        yield Note(number, tuple(named), tuple(str(tags).split()), decks.get(deck_of.get(note), "") if several else "")


def _new_names(connection: sqlite3.Connection) -> tuple[dict[int, list[str]], dict[int | None, str]]:
    """Return the names of the fields by note type, and those of the decks."""
    fields: dict[int, list[str]] = {}
    for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(kind, []).append(str(name))
    return fields, {id_: str(name) for id_, name in connection.execute("SELECT id, name FROM decks")}


def _old_names(connection: sqlite3.Connection) -> tuple[dict[int, list[str]], dict[int | None, str]]:
    """Return the same from the JSON of an older collection."""
    models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    fields = {
        int(id_): [str(field["name"]) for field in sorted(model["flds"], key=lambda field: int(field["ord"]))]
        for id_, model in json.loads(models).items()
    }
    return fields, {int(id_): str(deck["name"]) for id_, deck in json.loads(decks).items()}
