"""A person at a terminal: quizgen in a pseudo-terminal, with what it writes drawn on a screen that can be looked at."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parent.parent.parent
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
PROGRAM = (sys.executable, "-m", "quizgen")


class _Screen(pyte.HistoryScreen):
    """A screen that remembers in which of its rows, those scrolled off included, what is new begins."""

    new = 0

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
        *args: str | Path,
        columns: int = 80,
        rows: int = 24,
        plain: bool = False,
        program: tuple[str, ...] = PROGRAM,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        """Start the program. `env` is put over SURROUNDINGS."""
        self.plain = plain
        self.written = b""
        self._screen = _Screen(columns, rows, history=5000)
        self._stream = pyte.ByteStream(self._screen)
        command, *rest = (*program, *map(str, args))
        with warnings.catch_warnings():  # that other tests have left threads behind does no harm: the child execs
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                command,
                rest,
                env={**SURROUNDINGS, **(env or {})},
                cwd=str(cwd),
                dimensions=(rows, columns),
            )
        self._child.delaybeforesend = None
        self.found = self.modes()

    @property
    def pid(self) -> int:
        """Return the process id of the program."""
        return int(self._child.pid)

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
        return list(termios.tcgetattr(self._child.child_fd))

    def is_reading(self) -> bool:
        """Say whether the program waits for a key; or for a line, where it reads lines only."""
        if self.plain:
            row = self._screen.display[self._screen.cursor.y]
            return row.startswith(">") and self._screen.cursor.x == 2
        return not termios.tcgetattr(self._child.child_fd)[3] & termios.ICANON

    def expect(self, *texts: str) -> str:
        """Wait until all these texts were written since the last key; return what was. Wrapping does not matter."""
        self._until(lambda: all(text in self.said() for text in texts), f"{texts} in what was written")
        return self.said()

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
        self._child.send(keys)

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
        self._child.setwinsize(rows, columns)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._child.kill(number)

    def stop(self, how: str | int) -> None:
        """Stop the program, once it reads, by a key or a signal."""
        self.ready()
        if isinstance(how, int):
            self.signal(how)
        else:
            self.press(how)

    def hang_up(self) -> int:
        """Close the window, and return the program's exit code, or minus the signal that ended it."""
        self._let_go()
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def _let_go(self) -> None:
        self._child.ptyproc.fileobj.close()
        self._child.closed = self._child.ptyproc.closed = True
        self._child.terminated = self._child.ptyproc.terminated = True

    def leaves(self) -> int:
        """Wait until the program has ended, and return its exit code, or minus the signal that ended it."""
        self._until(lambda: self._child.flag_eof, "the program to end")
        self._child.wait()
        return -self._child.signalstatus if self._child.signalstatus else int(self._child.exitstatus)

    def close(self) -> None:
        """End the program, should it still run, and close the terminal."""
        if self._child.closed:
            return
        with contextlib.suppress(OSError):  # it may have ended by itself, and been waited for
            os.kill(self.pid, signal.SIGKILL)
        self._let_go()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def look(self) -> None:
        """Draw what the program has written meanwhile."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._draw(0)

    def settled(self, expected: str | None = None, *, after: float = 1.0) -> str:
        """Return the screen as soon as it is as `expected`, or once the program has rested for `after` seconds.

        A program that has something to do and waits for the processor doesn't rest, however long it writes nothing.
        """
        quiet = 0.0
        while self.screen() != expected and quiet < after:
            try:
                self._draw(_LOOK)
                quiet = 0.0
            except pexpect.TIMEOUT:
                quiet = quiet + _LOOK if self._rests() else 0.0
            except pexpect.EOF:
                break
        return self.screen()

    def _rests(self) -> bool:
        """Say whether the program waits for somebody or has ended; where that cannot be told, it does."""
        try:
            state = Path(f"/proc/{self.pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            return True
        return state not in "RD"

    def _draw(self, timeout: float) -> None:
        text = self._child.read_nonblocking(65536, timeout)
        self.written += text
        self._stream.feed(text)

    def _until(self, done: Callable[[], bool], what: str) -> None:
        """Draw what is written until `done()` holds. Raises AssertionError with the screen when that takes too long."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            try:
                self._draw(_LOOK)
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                assert done(), f"the program ended while waiting for {what}:\n{self.everything()}"
            assert time.monotonic() < deadline, f"waited in vain for {what}:\n{self.everything()}"
