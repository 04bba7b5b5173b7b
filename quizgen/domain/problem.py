"""Bad data is a value: a problem says what is wrong, where, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

#: A message that quotes more of a file than that says nothing more; in characters.
_LONGEST = 1000
#: What is wrong with a file that is written in another Unicode encoding.
UTF_16 = "the file is written in UTF-16; save it as UTF-8"


class Mark(Protocol):
    """A value that remembers its place in a file."""

    @property
    def line(self) -> int:
        """Return the line, counted from 1."""

    @property
    def col(self) -> int:
        """Return the column, counted from 1."""


class Finding(NamedTuple):
    """The complaint of a rule on a fact: the mark of its place, and a message as in `Problem`."""

    mark: Mark
    message: str


class LibraryFinding(NamedTuple):
    """The complaint of a rule on the library: the path of a file, and the rest as in `Finding`.

    `fact` is the id of the fact that it is about and that may waive a rule of style.
    """

    path: str
    mark: Mark
    message: str
    fact: str | None = None


class Problem(NamedTuple):
    """A mistake in a library, or in another file that is read.

    `path` is shown as it is; `line` and `col` count from 1. `message` is a sentence for a curator
    that ends with what to do. `rule` names the manual page (`quizgen explain RULE`).
    """

    path: str
    line: int
    col: int
    rule: str
    message: str

    def __str__(self) -> str:
        message = self.message if len(self.message) <= _LONGEST else f"{self.message[:_LONGEST]} …"
        return f"{self.path}:{self.line}:{self.col}: {message} [{self.rule}]"


def is_utf_16(data: bytes) -> bool:
    """Say whether bytes begin as UTF-16 does: with its mark, or with letters each beside a zero."""
    halves = data[0:4:2], data[1:4:2]
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\0\0" in halves and any(map(all, halves)))


def not_utf_8(path: str, error: UnicodeDecodeError) -> Problem:
    """Return the problem of a file whose bytes could not be decoded, at the first such byte."""
    if is_utf_16(error.object):
        return Problem(path, 1, 1, "not-utf-8", UTF_16)
    before = error.object[: error.start].decode("utf-8-sig")
    line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = error.object[error.start : error.start + 1]
    there = byte.decode("cp1252", errors="ignore")
    meant = f" (in Windows-1252 it is '{there}')" if there.isprintable() and there else ""
    message = f"the byte 0x{byte.hex().upper()} is not UTF-8{meant}; save the file as UTF-8"
    return Problem(path, line, col, "not-utf-8", message)


def problem_at(path: str, mark: Mark, rule: str, message: str) -> Problem:
    """Return a problem that points at `mark` in the file at `path`."""
    return Problem(path, mark.line, mark.col, rule, message)
