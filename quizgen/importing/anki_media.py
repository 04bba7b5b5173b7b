"""The pictures and recordings in a package of Anki: files by number, and a list of their names.

The list is JSON, or since 2.1.50 a message of protocol buffers, packed with zstd as each file is: `MediaEntries` in
Anki's proto/anki/import_export.proto, and protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from typing import TYPE_CHECKING

from quizgen.domain.text import single_spaced
from quizgen.importing.archives import MOST_BYTES, unpacked
from quizgen.language.characters import composed
from quizgen.reading.pictures import MOST_OF_PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

#: What a broken archive, list or file may raise.
_BROKEN = (OSError, EOFError, ValueError, LookupError, RuntimeError, AttributeError, zipfile.BadZipFile, zlib.error)
#: The longest list of names that is read, in bytes.
_MOST_OF_LIST = 20_000_000
#: The wire types of protocol buffers that occur here: a number, and bytes with their length.
_NUMBER, _BYTES = 0, 2
#: The fields of a message: the entries; an entry's name, and the number of its file where that is not its place.
_ENTRY, _NAME, _FILE = 1, 1, 255


class Media:
    """The files of a package, to be read while it is open."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._left = MOST_BYTES  # that may still be read
        self._is_packed = "collection.anki21b" in self._archive.namelist()
        try:
            self._members = {_plain(name): member for name, member in self._names()}
        except _BROKEN:  # then its pictures are told as lost
            self._members = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def find(self, name: str) -> bytes | None:
        """Return the bytes of a file of this name, or None where there is none that can be read."""
        try:
            data = self._read(self._members[_plain(name)], MOST_OF_PICTURE)
            found = bytes(unpacked(data, MOST_OF_PICTURE + 1)) if self._is_packed else data
        except _BROKEN:
            return None
        self._left -= len(found)
        return found if self._left >= 0 else None

    def _read(self, member: str, most: int) -> bytes:
        if self._archive.getinfo(member).file_size > most:
            raise ValueError("it is too large")
        return self._archive.read(member)

    def _names(self) -> Iterator[tuple[str, str]]:
        """Yield the names of all files, and those under which they lie in the archive."""
        data = self._read("media", _MOST_OF_LIST)
        if not self._is_packed:
            yield from ((str(name), str(member)) for member, name in json.loads(data).items())
            return
        entries = [value for key, value in _fields(bytes(unpacked(data, _MOST_OF_LIST))) if key == _ENTRY]
        for place, entry in enumerate(entries):
            assert isinstance(entry, bytes), "what an entry is"
            fields = dict(_fields(entry))
            name = fields[_NAME]
            if isinstance(name, bytes):
                yield name.decode(), str(fields.get(_FILE, place))


def _plain(name: str) -> str:
    return single_spaced(composed(name))


def _fields(message: bytes) -> Iterator[tuple[int, bytes | int]]:
    """Yield the fields of a message, each with its number. Raises LookupError and ValueError where it is broken."""
    place = 0
    while place < len(message):
        key, place = _number(message, place)
        value, place = _number(message, place)
        if key & 7 == _NUMBER:
            yield key >> 3, value
        elif key & 7 == _BYTES:
            yield key >> 3, message[place : place + value]
            place += value
        else:
            raise ValueError("no field that is known here")


def _number(message: bytes, place: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and the place behind it."""
    number = shift = 0
    while True:
        byte = message[place]
        number |= (byte & 127) << shift
        shift, place = shift + 7, place + 1
        if byte < 128:
            return number, place
