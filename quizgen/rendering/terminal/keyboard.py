"""What is typed at a terminal: single keys, however it hands them over, and forgetting what was typed too early."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A key that is no letter begins with an escape, and so does a letter pressed together with Alt.
_KEY = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*[@-~]?|O[0-9;]*[ -~]?|[^\x1b\[O])?|[^\x1b]", re.DOTALL)
#: What such a key looks like while its end has not come, as over a slow line.
_BEGUN = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?\Z")
#: So many seconds the rest of a key may take; somebody who presses Escape alone waits for as long.
_REST = 0.05
#: So many bytes are read at once; it takes a fast typist a while to be that far ahead.
_CHUNK = 1024
#: So often, at this distance in seconds, it is looked for what was typed ahead: quicker than anybody begins to answer.
_PIECES, _PAUSE = 4, 0.01


@contextlib.contextmanager
def single_keys(source: TextIO) -> Iterator[Iterator[str]]:
    """Have a terminal hand over each key at once, unseen, and yield the keys; afterwards it is as it was.

    Keys typed before are thrown away, and so are those that nobody took in the end. In between none is: an arrow
    key held down counts each time. A key is a text of one character or an escape sequence, Ctrl-C is U+0003.
    The iterator ends when the terminal does.
    """
    try:
        import termios  # noqa: PLC0415
        import tty  # noqa: PLC0415
    except ImportError:  # on Windows
        import click  # noqa: PLC0415  it knows how keys are read there

        yield iter(click.getchar, "")
        return
    place = source.fileno()
    try:
        modes = termios.tcgetattr(place)
        tty.setraw(place)
    except termios.error:  # the terminal has gone
        yield iter(())
        return
    try:
        yield _keys(place, source.encoding)
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(place, termios.TCSADRAIN, modes)


def _keys(place: int, encoding: str) -> Iterator[str]:
    """Yield what is typed at an open file, key by key."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while got := _read(place):
        text = decoder.decode(got)
        while _BEGUN.search(text) and select.select([place], [], [], _REST)[0] and (rest := _read(place)):
            text += decoder.decode(rest)
        yield from _KEY.findall(text)


def _read(place: int) -> bytes:
    """Return what is typed next, or nothing at the end of the terminal."""
    try:
        return os.read(place, _CHUNK)
    except OSError:  # it was closed
        return b""


def forget_typed_ahead(source: TextIO) -> None:
    """Throw away what was typed before it was asked for, where that can be told: on a terminal of POSIX.

    What was typed in one go comes through in pieces, so the rest of it is waited for.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import termios  # noqa: PLC0415  not on Windows

        for _ in range(_PIECES):
            termios.tcflush(source.fileno(), termios.TCIFLUSH)
            time.sleep(_PAUSE)
        termios.tcflush(source.fileno(), termios.TCIFLUSH)
