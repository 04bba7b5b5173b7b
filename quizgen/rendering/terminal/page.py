"""A page is a list of lines that say what they are; how they look, the front end decides."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.code_block import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator


class Style(StrEnum):
    """What a line is."""

    HEAD = "head"
    PROMPT = "prompt"
    TEXT = "text"
    STRUCK = "struck"
    RIGHT = "right"
    WRONG = "wrong"
    FAINT = "faint"
    KEYS = "keys"
    #: What is to be copied: no line end is put into it.
    COMMAND = "command"
    #: A line of code, which is neither put into colours nor joined with others.
    CODE = "code"


class Line(NamedTuple):
    """A paragraph; `mark` stands before it, and its other rows begin below its first word."""

    text: str = ""
    style: Style = Style.TEXT
    mark: str = ""


def parts_of(line: Line) -> Iterator[Line]:
    """Yield a paragraph in the parts that begin on a row of their own: code stands below what it belongs to."""
    if "\n" not in line.text and not line.text.startswith("    "):
        yield line
        return
    mark, below = line.mark, line.mark and " "
    for part in paragraphs(line.text):
        if not part.is_code:
            yield Line(part.text, line.style, mark)
        else:
            if mark.strip():
                yield Line("", line.style, mark)
            yield from (Line(row, Style.CODE, below) for row in part.text.split("\n"))
        mark = below


Page = list[Line]
EMPTY = Line()
#: Longer lines are hard to read.
WIDEST = 96


class Size(NamedTuple):
    """Columns and rows of a screen, or None for text of any length.

    `full` says that a page does not fit the screen, `spare` that there is room for what could be left out.
    """

    columns: int | None = None
    rows: int | None = None
    full: bool = False
    spare: bool = False

    @property
    def is_small(self) -> bool:
        """Say whether there are few rows."""
        return self.rows is not None and self.rows < 16

    @property
    def is_tight(self) -> bool:
        """Say whether every row counts, and what matters most comes last, where it stays in sight."""
        return self.full or self.is_small

    @property
    def is_narrow(self) -> bool:
        """Say whether a line has room for a few words only."""
        return self.columns is not None and self.columns < 60


class Input(NamedTuple):
    """What is read next: a single key, or a line.

    `options` can be walked through with the arrow keys, which pass over empty ones; each has its key in `marks`.
    `goes_on` says that Enter alone goes on.
    """

    line: bool = False
    options: tuple[str, ...] = ()
    marks: str = ""
    goes_on: bool = False
