"""Zip archives whose contents have a size that somebody meant."""

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


@contextmanager
def checked_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive. Raises zipfile.BadZipFile, and ValueError where its texts and tables unpack to too much.

    Pictures and recordings are stored as they are, and are never unpacked here.
    """
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist() if member.compress_type) > MOST_BYTES:
            raise ValueError(TOO_BIG)
        yield archive
