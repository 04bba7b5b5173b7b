"""From files to texts: what can be wrong with a file before it is YAML."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from quizgen.domain.problem import not_utf_8
from quizgen.domain.text import FORBIDDEN
from quizgen.reading.layout import MAX_BYTES
from quizgen.reading.nodes import Reader, forbidden_message

if TYPE_CHECKING:
    from pathlib import Path

#: Control characters come in thousands where a file is no text at all; so many are enough to see that.
MOST_REPORTED = 20
_HARMLESS = bytes(range(0x20, 0x7F)) + b"\n\r\t"
_RUNS = re.compile(f"{FORBIDDEN.pattern}+")
_BOM = b"\xef\xbb\xbf"


def read_text(path: Path, reader: Reader) -> str | None:
    """Return the text of a file, or None with a problem that says why there is none."""
    data = read_bytes(path, reader)
    if data is None:
        return None
    if data.startswith(_BOM):
        reader.problem_at(1, 1, "byte-order-mark", "the file starts with a byte order mark; save it as UTF-8 without")
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        reader.problems.append(not_utf_8(reader.path, error))
        return None
    harmless = not data.translate(None, _HARMLESS)  # a glance at the bytes spares most files the search
    return text if harmless or _printable(text, reader) else None


def read_bytes(path: Path, reader: Reader, limit: int = MAX_BYTES) -> bytes | None:
    """Return what a file holds, or None with a problem. Never waits on a pipe and never reads beyond `limit` bytes."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            found = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            reader.problem_at(1, 1, "unreadable-file", f"this is {found}; rename it or move it away")
            return None
        if status.st_size > limit:
            message = f"{status.st_size / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are read, so split the file"
            reader.problem_at(1, 1, "file-too-big", message)
            return None
        return path.read_bytes()
    except OSError as error:
        dead = os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114  Path's own may raise here
        what = "the link leads nowhere" if dead else error.strerror or str(error)
        reader.problem_at(1, 1, "unreadable-file", f"cannot be read ({what}); mend it or move it away")
        return None


def _printable(text: str, reader: Reader) -> bool:
    """Report each run of characters that YAML or a card cannot hold; say whether there was none."""
    line, col, start, found = 1, 1, 0, 0
    for match in _RUNS.finditer(text):
        found += 1
        if found > MOST_REPORTED:
            continue
        line += text.count("\n", start, match.start())
        start = match.start()
        col = start - text.rfind("\n", 0, start)
        reader.problem_at(line, col, "control-character", forbidden_message(match.group()[0]))
    if found > MOST_REPORTED:
        reader.problem_at(
            line, col + 1, "control-character", f"{found - MOST_REPORTED} more such places follow in this file"
        )
    return not found
