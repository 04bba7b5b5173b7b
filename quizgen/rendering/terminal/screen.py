"""A real terminal: wrapped lines with hanging indents, few styles, single keys. What scrolls off stays readable."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from rich.cells import chop_cells
from rich.console import Console
from rich.text import Text

from quizgen.domain.text import held_together, let_go, plain, single_spaced, visible
from quizgen.language import direction
from quizgen.language.bidirectional import FROM, TO, by_direction
from quizgen.rendering.signs import BETWEEN
from quizgen.rendering.terminal.front import Redraw, nothing_comes
from quizgen.rendering.terminal.keyboard import forget_typed_ahead, single_keys
from quizgen.rendering.terminal.page import WIDEST, Input, Line, Page, Size, Style, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizgen.language import Language

_STYLES = {
    Style.HEAD: "bold",
    Style.PROMPT: "bold",
    Style.RIGHT: "bold green",
    Style.WRONG: "bold red",
    Style.STRUCK: "dim",
    Style.FAINT: "dim",
    Style.KEYS: "dim",
    Style.COMMAND: "",
    Style.TEXT: "",
    Style.CODE: "",
}
#: Rows are no narrower than this many columns; a terminal that is breaks them by itself.
_NARROWEST = 8
#: A signal is seen after so many seconds at the latest.
_SIGNAL_SECONDS = 0.25
_UP, _DOWN = ("\x1b[A", "\x1bOA", "\xe0H", "k"), ("\x1b[B", "\x1bOB", "\xe0P", "j")
_ENTER = ("\r", "\n", " ")


#: What the editor of lines hands over where Ctrl-L was pressed in a line.
_CTRL_L = "\x0c"
#: What may come while a line is read.
_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGWINCH", "SIGCONT", "SIGTSTP", "SIGALRM", "SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
)


class _Stop(Exception):  # noqa: N818  nothing is wrong: Ctrl-Z was pressed
    """Raised while reading when the program is to stop until it is called back."""


#: Keys that a terminal obeys by itself, but not while single keys are read. On Windows Ctrl-Z ends the input.
_CONTROLS: dict[str, type[BaseException]] = {
    "\x03": KeyboardInterrupt,
    "\x04": EOFError,
    "\x1a": _Stop if hasattr(signal, "SIGTSTP") else EOFError,
}


class ScreenFront:
    """Shows pages with rich and reads single keys; lines are read with readline's editing."""

    is_live = True

    def __init__(self, language: Language) -> None:
        self.is_rightwards = direction(language.tag) == "ltr"
        self.console = _console()
        self.unfinished_line = ""
        self.modes = _modes()
        atexit.register(_restore, self.modes)
        self.is_reading = self.is_stale = self.has_come = self.is_line = False
        self.broken_off: type[Exception] | None = None
        self.check: Callable[[], None] = nothing_comes
        handlers = {
            "SIGWINCH": self._on_change,
            "SIGCONT": self._on_change,
            "SIGTSTP": self._on_stop,
        }
        for name, handler in handlers.items():
            if hasattr(signal, name):  # not on Windows
                signal.signal(getattr(signal, name), handler)
        with contextlib.suppress(ImportError):
            # Gives `input` its line editing; not on Windows. It wants to know of SIGWINCH, too, and passes it on.
            import readline  # noqa: PLC0415

            readline.parse_and_bind(r'"\C-l": "\C-e\C-v\C-l\C-m"')  # the editor would clear the question away

    @property
    def size(self) -> Size:
        """Return the size of the terminal now."""
        return Size(self.console.width, self.console.height)

    def show(self, page: Page) -> None:
        """Write a page below what is there."""
        for row in _rows(page, self.console):
            shown = isolated_row(row) if self.is_rightwards else row
            self.console.print(shown, soft_wrap=True)  # the rows fit, but for what is to be copied in one piece

    def fits(self, *pages: Page) -> bool:
        """Say whether all rows of these pages can be in sight, with a row for the cursor below them."""
        return sum(1 for page in pages for _ in _rows(page, self.console)) < self.console.height

    def clear(self) -> None:
        """Clear the screen; what has scrolled off stays."""
        self.is_stale = False
        self.console.clear()

    def turn_over(self) -> None:
        """Scroll all that is on the screen off it, and begin at its top."""
        self.console.file.write("\n" * (self.console.height - 1) + "\x1b[H")

    def read(self, reading: Input, check: Callable[[], None] = nothing_comes) -> str:
        """Return the next key or line."""
        self.has_come, self.is_line, self.check, self.broken_off = False, reading.line, check, None
        try:
            return self._read(reading)
        except _Stop:
            self._suspend()
            raise Redraw from None
        finally:
            self._hide_typing()

    def _read(self, reading: Input) -> str:
        """Return the next key or line, and let no signal wait any longer, however and wherever that ends."""
        mask = _hold_signals(())
        try:
            try:
                self.is_reading = True
                if self.is_stale:
                    raise Redraw
                self.check()
                _see_signals_every(_SIGNAL_SECONDS, _see_signals if reading.line else self._on_alarm)
                return self._line() if reading.line else self._key(reading.options, reading.marks)
            finally:
                self.is_reading = False
        finally:  # also where a signal comes before the line above
            _see_signals_every(0, _see_signals)
            _hold_signals(mask, alone=True)

    def _on_alarm(self, _number: int, _frame: object) -> None:
        """Have Python see, while it waits for a key, what other signals have come.

        One that came before the alarm before this one, and still has not ended the waiting, was dropped.
        """
        try:
            self.check()
            if self.broken_off is not None:
                raise self.broken_off
        except (KeyboardInterrupt, Redraw, _Stop):
            if self.has_come:
                raise
            self.has_come = True

    def _on_change(self, _number: int, _frame: object) -> None:
        """Have everything drawn anew: the terminal has another size, or the program was stopped and goes on."""
        if self.is_reading:
            self._break_off(Redraw)
        self.is_stale = True

    def _on_stop(self, _number: int, _frame: object) -> None:
        """Stop the program; while a line is read, only after its editor has given the terminal back."""
        if self.is_reading:
            self._break_off(_Stop)
        self._suspend()

    def _break_off(self, why: type[Exception]) -> NoReturn:
        """Raise what ends the reading. Until it has ended, signals wait.

        An editor of lines looks for signals while the exception of the first is on its way, and to handle a second
        then would be a fault of Python. Those that had come by now are handled before the exception is raised. The
        alarm goes on where a key is waited for, as Python may drop the exception.
        """
        self.is_reading, self.broken_off = False, why
        _hold_signals([one for one in _SIGNALS if self.is_line or one != getattr(signal, "SIGALRM", None)])
        raise why

    def _hide_typing(self) -> None:
        """Keep keys that are typed ahead off the screen, however reading has left the terminal."""
        if self.modes is not None:
            import termios  # noqa: PLC0415

            quiet = self.modes.copy()
            quiet[3] &= ~termios.ECHO
            _restore(quiet)

    def _suspend(self) -> None:
        """Stop, with all programs that were started together with this one, until somebody lets them go on."""
        self.is_reading = False  # or else going on would be taken for a change while reading
        _restore(self.modes)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            os.kill(0, signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, self._on_stop)

    def _line(self) -> str:
        forget_typed_ahead(sys.stdin)
        _restore(self.modes)  # readline shows what is typed only where the terminal would
        editor, began = sys.modules.get("readline"), False

        def begin() -> None:
            nonlocal began
            began = True
            if editor is not None:
                editor.insert_text(self.unfinished_line)

        if editor is not None:
            editor.set_startup_hook(begin)
        try:
            line = input("> ")
        except (Redraw, _Stop):
            if editor is not None and began:  # a line interrupted before it began stays as it was
                self.unfinished_line = editor.get_line_buffer()
            raise
        self.unfinished_line = ""
        if line.endswith(_CTRL_L):
            self.unfinished_line = line.removesuffix(_CTRL_L)
            raise Redraw
        return plain(line).strip()

    def _key(self, options: tuple[str, ...], marks: str) -> str:
        """Return a key as a text; the arrow keys point at an option, and Enter takes it."""
        places = [place for place, text in enumerate(options) if text]
        pointed: int | None = None
        with single_keys(sys.stdin) as keys:
            for key in keys:
                if key in _CONTROLS:
                    raise _CONTROLS[key]
                if places and key in (*_UP, *_DOWN):
                    step = -1 if key in _UP else 1
                    pointed = (-1 if step < 0 else 0) if pointed is None else pointed + step
                    pointed %= len(places)
                    self._point(f"{marks[places[pointed]]} {single_spaced(options[places[pointed]])}")
                elif key in _ENTER and (pointed is not None or not options):
                    self._point("")
                    return "" if pointed is None else marks[places[pointed]]
                elif len(key) == 1 and key.isprintable() and not key.isspace():
                    self._point("")
                    return key
        raise EOFError

    def _point(self, text: str) -> None:
        """Write `text` over the last line, cut to the width, or make that line empty."""
        row = Text(f"> {visible(text)}" if text else "", style="bold")
        row.truncate(max(1, self.console.width - 1), overflow="ellipsis")
        self.console.file.write("\r\x1b[K")
        self.console.print(row, end="")
        self.console.file.flush()


def isolated_row(row: Text) -> Text:
    """Return a row with its words from right to left isolated; it looks as wide as before."""
    if row.plain.isascii():
        return row
    parts, at = [], 0
    for part, is_leftwards in by_direction(row.plain):
        own = row[at : at + len(part)]
        parts += [Text(FROM), own, Text(TO)] if is_leftwards else [own]
        at += len(part)
    return Text.assemble(*parts)


def _console() -> Console:
    """Return the console of this terminal. A COLUMNS or LINES of nought says nothing of its size."""
    sizes = ("COLUMNS", "LINES")
    surroundings = {name: text for name, text in os.environ.items() if name not in sizes or text.strip("0 ")}
    is_plain = True if surroundings.get("NO_COLOR") or surroundings.get("CLICOLOR") == "0" else None
    return Console(highlight=False, markup=False, emoji=False, no_color=is_plain, _environ=surroundings)


def _hold_signals(numbers: Iterable[int], *, alone: bool = False) -> set[int]:
    """Let these signals wait from now on, `alone` or besides those that do; return which did before."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        return set()
    return signal.pthread_sigmask(signal.SIG_SETMASK if alone else signal.SIG_BLOCK, numbers)


def _see_signals(_number: int, _frame: object) -> None:
    """Do nothing; being called makes Python see what other signals have come.

    An editor of lines calls this while the exception of another signal is on its way already: so nothing may be done.
    """


def _see_signals_every(seconds: float, on_alarm: Callable[[int, object], None]) -> None:
    """Interrupt the waiting for a key every so many seconds, or, with 0, no longer.

    A signal that comes just before the waiting begins is seen only when the waiting ends, which may be never.
    """
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.signal(signal.SIGALRM, on_alarm)
        signal.setitimer(signal.ITIMER_REAL, seconds, seconds)


def _rows(page: Page, console: Console) -> Iterator[Text]:
    """Yield a page as rows that fit: marks in a column of their own, texts wrapped beside them."""
    width = max(_NARROWEST, min(console.width, WIDEST))
    for line, mark_width in zip(page, _columns(page, width), strict=True):
        for part in parts_of(line):
            yield from _wrap(part, mark_width, width, console)


def _columns(page: Page, width: int) -> list[int]:
    """Return for each line how wide its column of marks is: as wide as the widest mark of the lines around it."""
    widths = [0] * len(page)
    start = 0
    for place in range(len(page) + 1):
        if place == len(page) or not page[place].mark:
            widest = max((len(line.mark) for line in page[start:place]), default=0)
            widths[start:place] = [min(widest, max(4, width // 3))] * (place - start)
            start = place + 1
    return widths


def _wrap(line: Line, mark_width: int, width: int, console: Console) -> Iterator[Text]:
    style = _STYLES[line.style]
    indent = f"  {'':{mark_width}}  " if line.mark else ""
    first = f"  {visible(line.mark):{mark_width}}  " if line.mark else ""
    if len(first) > len(indent):
        yield Text(f"  {visible(line.mark)}", style="dim")
        first = indent
    if line.style is Style.KEYS:
        yield from _wrap_keys(line.text, width - 1, console)
        return
    if line.style is Style.COMMAND:
        if line.mark:
            yield Text(f"  {visible(line.mark)}", style="dim")
        yield Text(visible(line.text), style=style)
        return
    width = max(8, width - len(indent) - 1)
    if line.style is Style.CODE:
        yield from (Text(f"{indent}{row}") for row in chop_cells(visible(line.text), width) or [""])
        return
    text = Text(held_together(visible(line.text), width), style=style)
    for number, row in enumerate(text.wrap(console, width) or [text]):
        row.plain = let_go(row.plain.rstrip())
        start = (first if number == 0 else indent, "dim" if line.mark[:1].isalpha() else "")
        yield Text.assemble(start, row)


def _wrap_keys(text: str, width: int, console: Console) -> Iterator[Text]:
    """Yield the line of keys with each key in bold, and in the same row as what it does where that fits."""
    row = Text()
    for part in visible(text).split(BETWEEN):
        key, space, does = part.partition(" ")
        explained = Text.assemble((key, "bold"), (f"{space}{does}", "dim"))
        if row and row.cell_len + len(BETWEEN) + explained.cell_len > width:
            yield from row.wrap(console, width)
            row = Text()
        row = Text.assemble(row, (BETWEEN, "dim"), explained) if row else explained
    yield from row.wrap(console, width)


def _modes() -> Any:
    """Return the settings of the terminal, or None where terminals have none."""
    try:
        import termios  # noqa: PLC0415
    except ImportError:  # on Windows
        return None
    try:
        return termios.tcgetattr(sys.stdin)
    except (OSError, ValueError, termios.error):  # where pages are only shown, stdin may be anything
        return None


def _restore(modes: Any) -> None:
    """Give the terminal the settings in `modes`, if it is still there."""
    if modes is not None:
        import termios  # noqa: PLC0415

        with contextlib.suppress(OSError, ValueError, termios.error):
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, modes)
