"""Linear text for pipes, dumb terminals, screen readers and scripts: no boxes, no colours, no escapes."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, TextIO

from quizgen.domain.code_block import paragraphs
from quizgen.domain.question import BLANK
from quizgen.domain.round import Stage, key_command
from quizgen.domain.text import as_one_word, held_together, let_go, visible
from quizgen.language import direction
from quizgen.language.bidirectional import isolated
from quizgen.rendering.signs import BETWEEN
from quizgen.rendering.terminal.front import nothing_comes
from quizgen.rendering.terminal.keyboard import forget_typed_ahead
from quizgen.rendering.terminal.page import Input, Line, Page, Size, Style, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizgen.language import Language


class PlainFront:
    """Writes lines and reads lines, each ended with Enter, from a person who speaks the language."""

    is_live = True

    def __init__(self, language: Language, out: TextIO, source: TextIO) -> None:
        self.language = language
        self.out = out
        self.source = source

    @property
    def size(self) -> Size:
        """Return no size: whatever shows the text breaks its lines."""
        return Size()

    def show(self, page: Page) -> None:
        """Write a page; a terminal would break its lines in the middle of words."""
        width = shutil.get_terminal_size().columns - 1 if self.out.isatty() else None
        # What another program reads has no signs in it that nobody wrote.
        is_seen = width is not None and direction(self.language.tag) == "ltr"
        for line, row in zip(page, rows(self.language, page), strict=True):
            is_whole = width is None or line.style is Style.COMMAND  # a command is to be copied in one piece
            text = _with_whole_keys(row) if line.style is Style.KEYS and not is_whole else row
            shown = text if is_whole else _wrapped(text, width or 0)
            self.out.write(f"{isolated(shown) if is_seen else shown}\n")
        self.out.flush()

    def fits(self, *pages: Page) -> bool:  # noqa: ARG002  text has no end
        """Say that pages fit; whoever reads plain text can go back in it."""
        return True

    def clear(self) -> None:
        """Do nothing: what was written stays."""

    def turn_over(self) -> None:
        """Do nothing: text has no screens."""

    def read(self, reading: Input, check: Callable[[], None] = nothing_comes) -> str:  # noqa: ARG002  a key is a line
        """Return the next line. Raises EOFError at the end of input."""
        check()
        forget_typed_ahead(self.source)
        self.out.write("> ")
        self.out.flush()
        line = self.source.readline()
        if not line:
            raise EOFError
        return line.strip()


class ScriptedFront(PlainFront):
    """Takes its answers from a file or a pipe, an answer a line, and repeats them, so that its text is complete.

    After an answer it goes on by itself, unless the next line is a key that means something there.
    """

    is_live = False

    def __init__(self, language: Language, out: TextIO, source: Iterable[str]) -> None:
        self.language = language
        self.out = out
        self.lines = iter(source)
        self.ahead: str | None = None

    def read(self, reading: Input, check: Callable[[], None] = nothing_comes) -> str:
        """Return the next line. Raises EOFError at the end of input."""
        check()
        line = next(self.lines, None) if self.ahead is None else self.ahead
        line = line and line.removeprefix("\ufeff")  # some editors begin a file with a byte order mark
        self.ahead = None
        answer = (line or "").strip()
        if reading.goes_on and answer and key_command(self.language, Stage.FEEDBACK, answer) is None:
            self.ahead = line
            return ""
        if line is None:
            raise EOFError
        self.show([Line(line.strip(), mark=">")])
        return line.strip()


def rows(language: Language, page: Page) -> Iterator[str]:
    """Yield the lines of a page as plain text; what they are, their words say."""
    blank = language.gettext("(blank)")  # a screen reader would read each stroke of the sign
    return (_row(line, blank) for line in page)


def _with_whole_keys(row: str) -> str:
    """Return the line of keys with each key, what it does, and what parts it from the next as one word."""
    *others, last = row.split(BETWEEN)
    return " ".join(map(as_one_word, (*(f"{other}{BETWEEN.rstrip()}" for other in others), last)))


def _wrapped(row: str, width: int) -> str:
    """Return a row with its lines broken, but for those of code."""
    return "\n".join(part.text if part.is_code else _wrap(part.text, width) for part in paragraphs(row))


def _wrap(row: str, width: int) -> str:
    """Return a row with its lines broken at spaces, where it has any, and not in a command."""
    width = max(width, 20)
    return let_go(textwrap.fill(held_together(row, width), width, break_long_words=False, break_on_hyphens=False))


def _row(line: Line, blank: str) -> str:
    return "\n".join(part.text if part.style is Style.CODE else _row_of(part, blank) for part in parts_of(line))


def _row_of(line: Line, blank: str) -> str:
    text, mark = visible(line.text).replace(BLANK, blank), visible(line.mark)
    if not mark.strip():
        return f"  {text}" if mark else text
    if mark in ("-", ">"):
        return f"{mark} {text}"
    return f"{mark}. {text}".rstrip() if len(mark) == 1 else f"{mark}: {text}".rstrip()
