"""Swaps the folder of snapshots while it is read: `python -m tests.soak.snapshot_race [--loads 20000]`. For root.

Another process puts a folder of another user, and a link to it, in the place of the folder, over and over. The
snapshot in it fits the library and its seal, but its words are another's: they must never be loaded.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from quizgen.asking.ways import WAYS, card_ways
from quizgen.domain.text import Text
from quizgen.pipeline import open_library
from quizgen.reading import snapshot
from tests.support.library import write_library

THEM = 12345


def swap_for_ever(folder: Path, theirs: Path) -> None:
    """Let a name stand for our folder, for theirs, and for a link to theirs, in turn."""
    ours = folder.with_name("ours")
    while True:
        folder.rename(ours)
        theirs.rename(folder)
        folder.rename(theirs)
        folder.symlink_to(theirs.name)
        folder.unlink()
        ours.rename(folder)


def main() -> None:
    """Load as often as the command line says; leave with 1 where another's words were loaded."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.snapshot_race")
    parser.add_argument("--loads", type=int, default=20_000)
    loads = parser.parse_args().loads
    with TemporaryDirectory() as name:
        root = write_library(Path(name, "library"))
        folder, theirs = Path(name, "snapshots"), Path(name, "theirs")
        key = snapshot.fingerprint(root, card_ways(WAYS))
        assert key is not None
        documents = open_library(root).kb.documents
        path = snapshot.path_of(root, folder)
        snapshot.store(path, key, documents)
        other = tuple(topic._replace(title=Text.at("Theirs", 1, 1)) for topic in documents.topics)
        snapshot.store(theirs / path.name, key, documents._replace(topics=other))
        for each in (theirs / path.name, theirs):
            os.chown(each, THEM, THEM)
        swapper = os.fork()
        if swapper == 0:
            swap_for_ever(folder, theirs)
        ours, foreign = 0, 0
        for _ in range(loads):
            loaded = snapshot.load(path, key)
            ours += loaded is not None and str(loaded.topics[0].title) != "Theirs"
            foreign += loaded is not None and str(loaded.topics[0].title) == "Theirs"
        os.kill(swapper, signal.SIGKILL)
        os.waitpid(swapper, 0)
    print(f"{loads} loads: {ours} ours, {loads - ours - foreign} none, {foreign} another's")  # noqa: T201
    sys.exit(bool(foreign))


if __name__ == "__main__":
    main()
