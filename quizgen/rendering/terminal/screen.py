"""A real terminal: wrapped lines with hanging indents, few styles, single keys. It scrolls and takes nothing over."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click
from rich.console import Console
from rich.text import Text

from quizgen.rendering.terminal.front import Redraw
from quizgen.rendering.terminal.keys import BETWEEN
from quizgen.rendering.terminal.page import WIDEST, Line, Page, Reading, Size, Style, clean
from quizgen.rendering.terminal.plain import forget_typed_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES = {
    Style.HEAD: "bold",
    Style.PROMPT: "bold",
    Style.RIGHT: "bold green",
    Style.WRONG: "bold red",
    Style.STRUCK: "dim",
    Style.FAINT: "dim",
    Style.KEYS: "dim",
    Style.TEXT: "",
    Style.CHART: "",
}
#: Of a chart, what stands for much and what for nothing; the digits beside it say the same.
_MUCH, _NOTHING = "[█▌▒]+", "[░·]+"
_UP, _DOWN = ("\x1b[A", "\x1bOA", "\xe0H", "k"), ("\x1b[B", "\x1bOB", "\xe0P", "j")
_SUSPEND = "\x1a"


class ScreenFront:
    """Shows pages with rich and reads single keys with click; lines are read with readline's editing."""

    is_live = True

    def __init__(self) -> None:
        self.console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
        self.kept = ""
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415  gives `input` its line editing; not on Windows

    @property
    def size(self) -> Size:
        """Return the size of the terminal now."""
        return Size(self.console.width, self.console.height)

    def show(self, page: Page) -> None:
        """Write a page below what is there."""
        for row in _rows(page, self.console):
            self.console.print(row)

    def clear(self) -> None:
        """Clear the screen; what has scrolled off stays."""
        self.console.clear()

    def read(self, reading: Reading) -> str:
        """Return the next key or line."""
        with _redrawing():
            return self._line() if reading.line else self._key(reading.options)

    def _line(self) -> str:
        forget_typed_ahead(sys.stdin)
        kept, self.kept = self.kept, ""
        with _editing(kept) as editor:
            try:
                return clean(input("> ")).strip()
            except Redraw:
                self.kept = editor.get_line_buffer() if editor else ""
                raise

    def _key(self, options: tuple[str, ...]) -> str:
        """Return one key as a text; with arrow keys an option is pointed at, and Enter takes it."""
        pointed: int | None = None
        while True:
            got = click.getchar()
            if got.startswith(_SUSPEND):
                _suspend()
            if options and got.startswith((*_UP, *_DOWN)):
                step = -1 if got.startswith(_UP) else 1
                pointed = (-1 if step < 0 else 0) if pointed is None else pointed + step
                pointed %= len(options)
                self._point(f"{pointed + 1} {options[pointed]}")
                continue
            if got[:1] in ("\r", "\n", " ") and (pointed is not None or not options):
                self._point("")
                return "" if pointed is None else str(pointed + 1)
            if got[:1].isprintable() and not got[:1].isspace():
                self._point("")
                return got[0]

    def _point(self, text: str) -> None:
        """Write `text` over the last line, cut to the width, or make that line empty."""
        shown = Text(f"> {clean(text)}" if text else "", style="bold")
        shown.truncate(self.console.width - 1, overflow="ellipsis")
        self.console.file.write("\r\x1b[K")
        self.console.print(shown, end="")
        self.console.file.flush()


def _rows(page: Page, console: Console) -> Iterator[Text]:
    """Yield a page as rows that fit: marks in a column of their own, texts wrapped beside them."""
    width = min(console.width, WIDEST)
    for line, room in zip(page, _columns(page, width), strict=True):
        yield from _wrapped(line, room, width, console)


def _columns(page: Page, width: int) -> list[int]:
    """Return for each line how wide the column of marks is: as wide as the widest among its neighbours."""
    found = [0] * len(page)
    start = 0
    for place in range(len(page) + 1):
        if place == len(page) or not page[place].mark:
            widest = max((len(line.mark) for line in page[start:place]), default=0)
            found[start:place] = [min(widest, max(4, width // 3))] * (place - start)
            start = place + 1
    return found


def _wrapped(line: Line, room: int, width: int, console: Console) -> Iterator[Text]:
    style = _STYLES[line.style]
    indent = f"  {'':{room}}  " if line.mark else ""
    first = f"  {clean(line.mark):{room}}  " if line.mark else ""
    if len(first) > len(indent):
        yield Text(f"  {clean(line.mark)}", style="dim")
        first = indent
    text = _keys(line.text) if line.style is Style.KEYS else Text(clean(line.text), style=style)
    if line.style is Style.CHART:
        text.highlight_regex(_MUCH, "cyan")
        text.highlight_regex(_NOTHING, "dim")
    for number, row in enumerate(text.wrap(console, max(8, width - len(indent) - 1)) or [text]):
        row.rstrip()
        start = (first if number == 0 else indent, "dim" if line.mark[:1].isalpha() else "")
        yield Text.assemble(start, row)


def _keys(text: str) -> Text:
    """Return the line of keys with each key standing out from what it does; a key stays beside it in one row."""
    row = Text()
    for part in clean(text).split(BETWEEN):
        key, _, does = part.partition(" ")
        row.append(BETWEEN if row else "", "dim").append(key, "bold").append(
            f"\u00a0{does.replace(' ', chr(0xA0))}", "dim"
        )
    return row


@contextlib.contextmanager
def _redrawing() -> Iterator[None]:
    """Raise Redraw while reading when the terminal changes its size, or is given back to a stopped program."""

    def redraw(_number: int, _frame: object) -> NoReturn:
        raise Redraw

    names = [name for name in ("SIGWINCH", "SIGCONT") if hasattr(signal, name)]  # not on Windows
    before = {name: signal.signal(getattr(signal, name), redraw) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


@contextlib.contextmanager
def _editing(kept: str) -> Iterator[Any]:
    """Put `kept` into the line that is about to be edited; yield readline where there is one."""
    readline = sys.modules.get("readline")
    if readline is None:
        yield None
        return
    readline.set_startup_hook((lambda: readline.insert_text(kept)) if kept else None)
    try:
        yield readline
    finally:
        readline.set_startup_hook(None)


def _suspend() -> NoReturn:
    """Stop as Ctrl-Z does elsewhere; in raw mode the terminal hands the key over instead."""
    os.kill(0, signal.SIGTSTP)
    raise Redraw
