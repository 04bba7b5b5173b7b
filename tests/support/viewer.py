"""A person in front of a screen of any size, on which the real front end draws: what is in sight can be looked at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyte
from rich.console import Console

from quizgen.rendering.terminal.front import nothing_comes
from quizgen.rendering.terminal.screen import ScreenFront

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rendering.terminal.page import Input, Size


class _Drawn(io.StringIO):
    """A file whose text is drawn on a screen."""

    def __init__(self, screen: pyte.Screen) -> None:
        super().__init__()
        self.stream = pyte.Stream(screen)

    def write(self, text: str) -> int:
        self.stream.feed(text.replace("\n", "\r\n"))
        return len(text)


class Viewer(ScreenFront):
    """Draws pages as a terminal shows them; `press` says what is typed next, and is called with what is in sight."""

    def __init__(self, size: Size, press: Callable[[], str]) -> None:  # no signals, no keyboard
        assert size.columns
        assert size.rows
        self.screen = pyte.HistoryScreen(size.columns, size.rows, history=5000)
        self.file = _Drawn(self.screen)
        self.console = Console(
            file=self.file, width=size.columns, height=size.rows, force_terminal=True, color_system=None
        )
        self.press = press
        self.is_stale = False
        self.is_rightwards = True  # as English runs

    def read(self, reading: Input, check: Callable[[], None] = nothing_comes) -> str:  # noqa: ARG002
        """Type what `press` says; a line stands on the screen, a key does not."""
        text = self.press()
        if reading.line:
            self.file.write(f"> {text}\n")
        return text

    def sees(self, text: str) -> bool:
        """Say whether all of a text is in sight, wherever its lines are broken."""
        return "".join(text.split()) in "".join(self.screen.display).replace(" ", "")

    def everything(self) -> str:
        """Return what can be scrolled back to, and what is in sight."""
        columns = range(self.screen.columns)
        scrolled = ["".join(row[at].data for at in columns) for row in self.screen.history.top]
        return "\n".join(row.rstrip() for row in (*scrolled, *self.screen.display))
