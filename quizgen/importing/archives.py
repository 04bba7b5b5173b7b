"""Zip archives, and what zstd has packed, whose contents have a size that somebody meant."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The largest collection of Anki or workbook that is unpacked, in bytes; ten thousand notes take some five million.
MOST_BYTES = 200_000_000
TOO_BIG = f"it holds more than {MOST_BYTES // 1_000_000} MB when unpacked; export a part of it"


def unpacked(data: bytes, most: int = MOST_BYTES) -> bytearray:
    """Return what zstd has packed. Raises ModuleNotFoundError without zstd, and ValueError for damaged or huge data."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  Python 3.14
    except ModuleNotFoundError:
        from backports import zstd  # noqa: PLC0415
    unpacker = zstd.ZstdDecompressor()
    try:
        found = bytearray(unpacker.decompress(data, max_length=most))
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error
    if not unpacker.eof:
        raise ValueError(TOO_BIG if len(found) >= most else "it is cut off")
    return found


@contextmanager
def checked_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive. Raises zipfile.BadZipFile, and ValueError where its texts and tables unpack to too much.

    Pictures and recordings are stored as they are.
    """
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist() if member.compress_type) > MOST_BYTES:
            raise ValueError(TOO_BIG)
        yield archive
