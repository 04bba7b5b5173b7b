"""A person at a terminal: quizgen in a pseudo-terminal, with what it writes drawn on a screen that can be looked at."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import termios
import time
from fcntl import ioctl
from pathlib import Path
from typing import TYPE_CHECKING

import pyte

from tests.support.launcher import PROGRAM, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.launcher import Launcher

#: So many seconds something may take before a test gives up; on an idle machine it takes tenths of one.
PATIENCE = 20.0
#: How long one look at the terminal waits for more to be written, in seconds.
_LOOK = 0.02
#: Nothing of the machine that runs the tests shows in what a program writes.
SURROUNDINGS = {
    "PATH": os.environ.get("PATH", ""),
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "TERM": "xterm-256color",
    "INPUTRC": "/dev/null",
    "PYTHONPATH": str(ROOT),
}


class _Screen(pyte.HistoryScreen):
    """A screen that remembers in which of its rows, those scrolled off included, what is new begins."""

    new = 0
    # pyte's own looks at each character whether somebody has paged back, which nobody does here.
    __getattribute__ = object.__getattribute__

    def erase_in_display(self, how: int = 0, *args: object, **kwargs: object) -> None:
        """Clear the screen: all that comes on it is new."""
        super().erase_in_display(how, *args, **kwargs)
        if how == 2:
            self.new = len(self.history.top)


class Terminal:
    """A terminal in which a program runs, by default quizgen with `args`.

    `plain` says that the program reads whole lines, each after a prompt "> ". `found` are the settings of the
    terminal before the program changed them, `written` is all that it wrote.
    """

    def __init__(  # noqa: PLR0913  what a terminal has
        self,
        launcher: Launcher,
        *args: str | Path,
        columns: int = 80,
        rows: int = 24,
        plain: bool = False,
        ahead: str = "",
        program: tuple[str, ...] = PROGRAM,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        """Start the program. `env` is put over SURROUNDINGS, `ahead` is typed before the program has begun."""
        self.plain = plain
        self.written = b""
        self._screen = _Screen(columns, rows, history=5000)
        self._stream = pyte.ByteStream(self._screen)
        self._has_ended = False
        self._master, slave = os.openpty()
        self._set_size(columns, rows)
        self.found = self.modes()
        self.type_ahead(ahead)
        try:
            command = (*program, *args)
            self._process = launcher.start(command, [slave] * 3, cwd, {**SURROUNDINGS, **(env or {})})
        finally:
            os.close(slave)

    @property
    def pid(self) -> int:
        """Return the process id of the program."""
        return self._process.pid

    def screen(self) -> str:
        """Return what is on the screen now, without empty space at the ends of its lines and below them."""
        return "\n".join(row.rstrip() for row in self._screen.display).rstrip("\n")

    def everything(self) -> str:
        """Return what has scrolled off the screen, too."""
        return "\n".join(self._rows())

    def said(self) -> str:
        """Return what was written since the last key or change of size, as one line: wrapping makes no difference."""
        return " ".join(" ".join(self._rows()[self._screen.new :]).split())

    def _rows(self) -> list[str]:
        columns = range(self._screen.columns)
        scrolled = ("".join(row[i].data for i in columns) for row in self._screen.history.top)
        return [row.rstrip() for row in (*scrolled, *self._screen.display)]

    def modes(self) -> list[object]:
        """Return the settings of the terminal, as termios tells them."""
        return list(termios.tcgetattr(self._master))

    def is_reading(self) -> bool:
        """Say whether the program waits for a key; or for a line, where it reads lines only."""
        if self.plain:
            row = self._screen.display[self._screen.cursor.y]
            return row.startswith(">") and self._screen.cursor.x == 2
        return not termios.tcgetattr(self._master)[3] & termios.ICANON

    def expect(self, *texts: str) -> str:
        """Wait until all these texts were written since the last key; return what was. Wrapping does not matter."""
        self._until(lambda: all(text in self.said() for text in texts), f"{texts} in what was written")
        return self.said()

    def insist(self, key: str, text: str) -> None:
        """Type `key` until `text` is written: what falls among changes of the window is thrown away.

        It is typed more often than it is taken, which must make no difference.
        """

        def is_there() -> bool:
            if text not in self.said() and self.is_reading():
                self.type_ahead(key)
            return text in self.said()

        self._until(is_there, f"{text!r} in what was written")

    def ready(self) -> None:
        """Wait until the program reads: what is typed earlier, it throws away."""
        self._until(self.is_reading, "the program to read")

    def press(self, keys: str) -> None:
        """Type `keys` in one go, once the program reads; what is written from then on is new."""
        self.ready()
        self.look()
        self._screen.new = len(self._screen.history.top) + self._screen.cursor.y
        self.type_ahead(keys)

    def type_ahead(self, keys: str) -> None:
        """Type `keys` at once, whether the program reads or not."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, which the program is told; nothing is new until it clears the screen."""
        self.look()
        screen = self._screen
        shift = max(0, screen.cursor.y + 1 - rows)
        screen.cursor.y, line = screen.lines - 1, screen.cursor.y
        for _ in range(shift):  # what no longer fits scrolls off at the top
            screen.index()
        screen.cursor.y = line - shift
        for row in range(rows, screen.lines):
            screen.buffer.pop(row, None)
        screen.lines = rows
        screen.resize(rows, columns)
        screen.new = len(screen.history.top) + rows
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def stop(self, how: str | int) -> None:
        """Stop the program, once it reads, by a key or a signal."""
        self.ready()
        if isinstance(how, int):
            self.signal(how)
        else:
            self.press(how)

    def hang_up(self) -> int:
        """Close the window, and return the program's exit code, or minus the signal that ended it."""
        os.close(self._master)
        self._master = -1
        return self._process.wait()

    def leaves(self) -> int:
        """Wait until the program has ended, and return its exit code, or minus the signal that ended it."""
        self._until(lambda: self._has_ended, "the program to end")
        return self._process.wait()

    def close(self) -> None:
        """End the program, should it still run, and close the terminal."""
        if self._master < 0:
            return
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(self.pid, signal.SIGKILL)
        self.hang_up()

    def look(self) -> None:
        """Draw what the program has written meanwhile."""
        while self._draw(0):
            pass

    def settled(self, expected: str | None = None, *, after: float = 0.3) -> str:
        """Return the screen as soon as it is as `expected`, or once the program has rested for `after` seconds.

        A program that has something to do and waits for the processor doesn't rest, however long it writes nothing.
        """
        quiet = 0.0
        while self.screen() != expected and quiet < after and not self._has_ended:
            quiet = 0.0 if self._draw(_LOOK) or not self._rests() else quiet + _LOOK
        return self.screen()

    def _rests(self) -> bool:
        """Say whether the program waits for somebody or has ended; where that cannot be told, it does."""
        try:
            state = Path(f"/proc/{self.pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            return True
        return state not in "RD"

    def _draw(self, timeout: float) -> bool:
        """Draw what is written within `timeout` seconds; say whether anything was."""
        if self._has_ended or not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            text = os.read(self._master, 65536)
        except OSError:  # so Linux says that nobody has the terminal open any more
            text = b""
        self._has_ended = not text
        self.written += text
        self._stream.feed(text)
        return bool(text)

    def _until(self, done: Callable[[], bool], what: str) -> None:
        """Draw what is written until `done()` holds. Raises AssertionError with the screen when that takes too long."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            self._draw(_LOOK)
            assert not self._has_ended or done(), f"the program ended while waiting for {what}:\n{self.everything()}"
            assert time.monotonic() < deadline, f"waited in vain for {what}:\n{self.everything()}"
