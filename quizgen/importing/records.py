"""What a foreign file holds: plain records, the same from each format, before anything is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizgen.domain.fact import Kind

#: The rule that files to be imported are held to; `quizgen explain` has its page.
RULE = "import-file"


class Loss(NamedTuple):
    """Something of an item that did not come along: what it is, as a noun, and which one."""

    noun: str
    detail: str = ""


class Picture(NamedTuple):
    """A picture in a text: the name of its file, or its address, what it shows, in words, and its bytes, once found."""

    name: str
    alt: str = ""
    data: bytes = b""

    @property
    def loss(self) -> Loss:
        """Return what is lost where the picture does not come along."""
        return Loss("picture", " ".join(filter(None, (self.name, self.alt))))


class Remark(NamedTuple):
    """Something that did come along and has to be looked at: what it is, as a noun, and a sentence on it."""

    noun: str
    sentence: str


class Item(NamedTuple):
    """A question with its answer, or a word and its meaning, as plain text.

    `line` is the line, the row or the number of the item in its file, from 1. `kind` is the kind of fact that it makes;
    where it is None, a question mark decides whether it is a question or a word with its meaning. `parts` are those of
    the answer to a list or to steps. `accept` are other forms of the answer, `also_right` other answers, `wrong` wrong
    ones, and `reasons` why each of them is wrong, for those that have one. `says` is a sentence with the answer in
    brackets, for an item that has no question. `tolerance` is how far from the number of the answer a typed one may
    lie. `hint` is shown on demand, `notes` with the answer. `picture` stands with the question; until it has a place in
    the library, it is one of the `losses`. `group` is the category, or the deck, that it stands in.
    """

    line: int
    prompt: str
    answer: str
    kind: Kind | None = None
    parts: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    also_right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    says: str = ""
    tolerance: str = ""
    hint: str = ""
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    group: str = ""
    picture: Picture | None = None
    losses: tuple[Loss, ...] = ()
    remarks: tuple[Remark, ...] = ()


class LeftOut(NamedTuple):
    """An item of which no fact can be made: its place as in `Item`, what it is, as a noun, and its text."""

    line: int
    noun: str
    text: str


class Contents(NamedTuple):
    """What a file holds. Where there are `problems`, the file is broken and nothing is made of it.

    `remark` is what whoever imports it should know of how it was read.
    """

    items: tuple[Item, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    remark: str = ""


class ForeignFile(NamedTuple):
    """A file to import: its path, and its text where its format is one of text."""

    path: Path
    text: str = ""

    def problem(self, line: int, message: str, col: int = 1) -> Problem:
        """Return a problem of this file at a place counted from 1."""
        return Problem(str(self.path), line, col, RULE, message)

    def refused(self, line: int, message: str, col: int = 1) -> Contents:
        """Return the contents of a file that cannot be read for a reason."""
        return Contents(problems=(self.problem(line, message, col),))


class Format(NamedTuple):
    """A format of foreign files: its id, its name, the ends of its files' names, and how it is read.

    `is_text` says that it is made of text. `looks_like` says whether a text without a telling name has this format.
    `unit` is what the places of its items count.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    read: Callable[[ForeignFile], Contents]
    is_text: bool = True
    looks_like: Callable[[str], bool] = lambda _text: False
    unit: str = "line"
