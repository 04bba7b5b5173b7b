"""Files -> texts, or the problems that a file has before it is YAML."""

from __future__ import annotations

import os
import re
import stat
from heapq import merge
from typing import TYPE_CHECKING

from quizgen.domain.problem import UTF_16, is_utf_16, not_utf_8
from quizgen.domain.unseen import refusal, refused
from quizgen.reading.layout import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.reading.nodes import Reader

#: A file that is no text at all has thousands of control characters; this many show that.
MOST_REPORTED = 20
_HARMLESS = bytes(range(0x20, 0x7F)) + b"\n\t"
#: Programs disagree on whether it ends a line, so the places in a file that has one would be told differently.
_LONE_RETURN = re.compile(r"\r(?!\n)")
_BOM = b"\xef\xbb\xbf"


def read_text(path: Path, reader: Reader) -> str | None:
    """Return the text of a file, or None with a problem that says why it has no text.

    One that is not UTF-8 is a problem, and is read where it is a text all the same: its other mistakes are told, too.
    """
    data = read_bytes(path, reader)
    if data is None:
        return None
    data = data.removeprefix(_BOM)  # as Windows writes it before UTF-8
    if is_utf_16(data):
        reader.problem_at(1, 1, "not-utf-8", UTF_16)
        return _as_probably_meant(data, "utf-16-be" if data.startswith((b"\xfe\xff", b"\0")) else "utf-16-le")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        reader.problems.append(not_utf_8(reader.path, error))
        return _as_probably_meant(data, "cp1252")
    harmless = not data.translate(None, _HARMLESS)  # a glance at the bytes spares most files the search
    return text if harmless or _is_printable(text, reader) else None


def _as_probably_meant(data: bytes, encoding: str) -> str | None:
    """Return the text of bytes in an encoding, or None where they are no text."""
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
    return text if next(refused(text), None) is None and not _LONE_RETURN.search(text) else None


def read_bytes(path: Path, reader: Reader, limit: int = MAX_BYTES) -> bytes | None:
    """Return the bytes of a file, or None with a problem. Never waits on a pipe, nor reads more than `limit` bytes."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            reader.problem_at(1, 1, "unreadable-file", f"this is {kind}; rename it or move it away")
            return None
        if status.st_size > limit:
            message = f"{status.st_size / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are read, so split the file"
            reader.problem_at(1, 1, "file-too-big", message)
            return None
        return path.read_bytes()
    except OSError as error:
        dead = os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114  Path's own may raise here
        reason = "the link leads nowhere" if dead else error.strerror or str(error)
        reader.problem_at(1, 1, "unreadable-file", f"cannot be read ({reason}); mend it or move it away")
        return None


def _is_printable(text: str, reader: Reader) -> bool:
    """Say whether the text is free of characters that YAML or a card cannot hold; report each run of them."""
    line, col, start, last, count = 1, 1, 0, -2, 0
    for place in merge(refused(text), (match.start() for match in _LONE_RETURN.finditer(text))):
        is_new, last = place > last + 1, place
        count += is_new
        if not is_new or count > MOST_REPORTED:
            continue
        line += text.count("\n", start, place)
        start = place
        col = start - text.rfind("\n", 0, start)
        lone = "a line ends with a lone carriage return (U+000D); save the file with the line ends of Unix or Windows"
        reader.problem_at(line, col, "control-character", lone if text[place] == "\r" else refusal(text[place]))
    if count > MOST_REPORTED:
        reader.problem_at(
            line, col + 1, "control-character", f"{count - MOST_REPORTED} more such places follow in this file"
        )
    return not count
