"""Look again whenever a file is saved."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NoReturn

from quizgen.cli.output import say, start_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    #: Of each file when it was written, its size, and which it is, as many editors write a new one.
    State = dict[str, tuple[int, int, int]]

#: Files are looked at so often, in seconds; a look takes a hundredth of that for a few dozen files.
INTERVAL = 0.02


def watch(folders: Iterable[Path], look: Callable[[], object]) -> NoReturn:
    """Call `look`, and call it again whenever a file in these folders has changed, until Ctrl-C is pressed.

    Raises KeyboardInterrupt then.
    """
    folders = tuple(folders)
    while True:
        before = _state(folders)  # what is saved while somebody looks is looked at again
        look()
        say("Watching; save a file to check again, Ctrl-C ends.", err=True)
        while (now := _state(folders)) == before:
            time.sleep(INTERVAL)
        while now != before:  # many programs empty a file before they write it
            time.sleep(INTERVAL)
            before, now = now, _state(folders)
        start_page()


def _state(folders: Iterable[Path]) -> State:
    """Return the state of all files in these folders and in the folders in them."""
    state: State = {}
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(where, name)  # noqa: PTH118  it is called fifty times a second
                try:
                    found = os.stat(path)  # noqa: PTH116
                except OSError:  # deleted since, or a link that leads nowhere
                    continue
                state[path] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return state
