"""What is typed at a terminal: reading single keys, in whatever pieces they come, and forgetting early ones."""

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
#: The beginning of a key whose end has not come yet, as over a slow line.
_UNFINISHED = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?\Z")
#: The rest of a key may take so many seconds; whoever presses Escape alone waits for as long.
_REST = 0.05
#: So many bytes are read at once, more than anybody types meanwhile.
_CHUNK = 1024
#: Keys typed ahead are thrown away so often, with so many seconds between: quicker than anybody begins to answer.
_PIECES, _PAUSE = 4, 0.01


@contextlib.contextmanager
def single_keys(source: TextIO) -> Iterator[Iterator[str]]:
    """Have a terminal hand over each key at once, unseen, and yield the keys; afterwards it is as it was.

    Keys typed before are thrown away, and so are keys that nobody took in the end. In between every key counts, also
    where an arrow key is held down. A key is a text of one character or an escape sequence, Ctrl-C is U+0003. The
    iterator ends when the terminal does.
    """
    try:
        import termios  # noqa: PLC0415
        import tty  # noqa: PLC0415
    except ImportError:  # on Windows
        import click  # noqa: PLC0415  it knows how keys are read there

        yield iter(click.getchar, "")
        return
    fd = source.fileno()
    try:
        modes = termios.tcgetattr(fd)
        tty.setraw(fd)
    except termios.error:  # the terminal has gone
        yield iter(())
        return
    try:
        yield _keys(fd, source.encoding)
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSADRAIN, modes)


def _keys(fd: int, encoding: str) -> Iterator[str]:
    """Yield what is typed at an open file, key by key."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while typed := _read(fd):
        text = decoder.decode(typed)
        while _UNFINISHED.search(text) and select.select([fd], [], [], _REST)[0] and (rest := _read(fd)):
            text += decoder.decode(rest)
        yield from _KEY.findall(text)


def _read(fd: int) -> bytes:
    """Return what is typed next, or nothing at the end of the terminal."""
    try:
        return os.read(fd, _CHUNK)
    except OSError:  # it was closed
        return b""


def forget_typed_ahead(source: TextIO) -> None:
    """Throw away what was typed before it was asked for, which only a POSIX terminal can do.

    Keys typed in one go may arrive in pieces, so this waits for the rest of them.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import termios  # noqa: PLC0415  not on Windows

        for _ in range(_PIECES):
            termios.tcflush(source.fileno(), termios.TCIFLUSH)
            time.sleep(_PAUSE)
        termios.tcflush(source.fileno(), termios.TCIFLUSH)
