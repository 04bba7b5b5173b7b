"""What every front end can do: show pages and read answers. There are `PlainFront`, `ScriptedFront`, `ScreenFront`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rendering.terminal.page import Input, Page, Size


class Redraw(Exception):  # noqa: N818  nothing is wrong: the screen has changed
    """Raised while reading when the screen has another size, or the program was stopped and goes on."""


def nothing_comes() -> None:
    """Look for no signal."""


class FrontEnd(Protocol):
    """Shows pages and reads answers. `is_live` says that a person sits there, who can be asked."""

    is_live: bool

    @property
    def size(self) -> Size:
        """Return the size of the screen now."""

    def show(self, page: Page) -> None:
        """Show a page below what is there."""

    def fits(self, *pages: Page) -> bool:
        """Say whether all of these pages, one below the other, can be in sight at once."""

    def clear(self) -> None:
        """Make room for showing a page anew."""

    def turn_over(self) -> None:
        """Begin an empty screen; whoever goes back finds what was on this one."""

    def read(self, reading: Input, check: Callable[[], None] = nothing_comes) -> str:
        """Return the next key or line; keys typed before it was asked for are thrown away.

        Enter is an empty text. Whoever waits calls `check` now and then: it raises KeyboardInterrupt where a signal has
        come of which Python dropped the exception. Raises EOFError at the end of input, KeyboardInterrupt, and Redraw.
        """
