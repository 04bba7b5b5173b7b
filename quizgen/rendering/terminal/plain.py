"""Linear text for pipes, dumb terminals, screen readers and scripts: no boxes, no colours, no escapes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TextIO

from quizgen.rendering.terminal.page import Line, Page, Reading, Size, clean

if TYPE_CHECKING:
    from collections.abc import Iterator


class PlainFront:
    """Writes lines and reads lines, each ended with Enter."""

    def __init__(self, out: TextIO, source: TextIO | None) -> None:
        self.out = out
        self.source = source
        self.is_live = source is not None and source.isatty()

    @property
    def size(self) -> Size:
        """Return no size: whatever shows the text breaks its lines."""
        return Size()

    def show(self, page: Page) -> None:
        """Write a page."""
        self.out.writelines(f"{row}\n" for row in rows(page))
        self.out.flush()

    def clear(self) -> None:
        """Do nothing: what was written stays."""

    def read(self, reading: Reading) -> str:  # noqa: ARG002  a key is a line here, too
        """Return the next line. Raises EOFError at the end of input."""
        self.out.write("> ")
        self.out.flush()
        if self.is_live:
            forget_typed_ahead(self.source)
        line = self.source.readline() if self.source is not None else ""
        if not self.is_live:
            self.out.write(f"{clean(line).strip()}\n")
        if not line:
            raise EOFError
        return line.strip()


def rows(page: Page) -> Iterator[str]:
    """Yield the lines of a page as plain text, what they are said in words."""
    for line in page:
        yield _row(line)


def _row(line: Line) -> str:
    text = clean(line.text)
    if not line.mark.strip():
        return f"  {text}" if line.mark else text
    mark = clean(line.mark)
    if mark == "-":
        return f"- {text}"
    return f"{mark}. {text}" if len(mark) == 1 else f"{mark}: {text}"


def forget_typed_ahead(source: TextIO | None) -> None:
    """Throw away what was typed before it was asked for, where that can be told: on a terminal of POSIX."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import termios  # noqa: PLC0415  not on Windows

        if source is not None:
            termios.tcflush(source.fileno(), termios.TCIFLUSH)
