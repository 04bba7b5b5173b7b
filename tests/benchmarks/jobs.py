"""The steps that are timed inside a process of their own: `python -m tests.benchmarks.jobs STEP PATH...`.

Imports and preparation come before the clock is started; the last line printed is the seconds that
the step itself took. A process does one step once, so that no run warms up the next and its peak
memory is its own (preparation included).
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli import OBJECTS
from tests.benchmarks import baselines

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.reading.library import Memory


#: What the last key on the line below a question does.
LAST_KEY = b"stop"


def timed(step: Callable[[], object]) -> float:
    """Return the seconds that `step` takes."""
    start = time.perf_counter()
    kept = step()  # what it made is thrown away after the clock has stopped
    seconds = time.perf_counter() - start
    del kept
    return seconds


def read_quizgen(root: Path) -> float:
    """Read and check the library at `root`, as the command line does."""
    gc.set_threshold(OBJECTS)
    import quizgen.checking
    import quizgen.reading.library  # noqa: F401  imported here, as the others' imports are not timed either
    from quizgen.pipeline import open_library

    return timed(lambda: open_library(root))


def read_any(root: Path) -> float:
    """Read and check the library at `root`, however broken, with the articles in it, if there are any."""
    gc.set_threshold(OBJECTS)
    from quizgen.pipeline import open_library

    articles = root / "articles"
    return timed(lambda: open_library(root, articles if articles.is_dir() else None))


def check_first(root: Path) -> float:
    """Check the library at `root` as `quizgen check` does, paper included."""
    gc.set_threshold(OBJECTS)
    from quizgen.pipeline import open_library
    from quizgen.printing.foresight import Foresight

    return timed(lambda: Foresight().problems(open_library(root)))


def check_again(root: Path, file: Path) -> float:
    """Check the library at `root` again as `quizgen check --watch` does, a word of `file` in it having changed."""
    gc.set_threshold(OBJECTS)
    from quizgen.pipeline import open_library
    from quizgen.printing.foresight import Foresight

    memory: Memory = {}
    paper = Foresight()

    def check() -> object:
        return paper.problems(open_library(root, memory=memory))

    check()
    before = file.read_text("utf-8")
    try:
        file.write_text(re.sub(r"(?<=ask: )(\w+)", r"\1 now", before, count=1), "utf-8")
        return timed(check)
    finally:
        file.write_text(before, "utf-8")


def open_snapshot(root: Path, folder: Path) -> float:
    """Open the library at `root` from its snapshot in `folder`; the first process makes that and does not count."""
    gc.set_threshold(OBJECTS)
    import quizgen.reading.snapshot  # noqa: F401  imported here, as the others' imports are not timed either
    from quizgen.pipeline import open_snapshot

    return timed(lambda: open_snapshot(root, folder))


def read_plain(root: Path) -> float:
    """Load the YAML files of the library at `root`."""
    return timed(lambda: baselines.load_plain(root))


def write_quizgen(root: Path, out: Path) -> float:
    """Write the notes of the library at `root`, which are made before the clock starts."""
    gc.set_threshold(OBJECTS)
    import genanki.apkg_col
    import genanki.apkg_schema  # noqa: F401  imported here, as the others' imports are not timed either

    from quizgen.pipeline import build, open_library

    library = open_library(root)
    built = build(library)
    return timed(lambda: built.write_package(library.kb.recipes["two"], out))


def write_rows(package: Path, out: Path) -> float:
    """Write the rows of an .apkg file again."""
    rows = baselines.read_rows(package)
    return timed(lambda: baselines.write_rows(rows, out))


def write_genanki(package: Path, out: Path) -> float:
    """Write the notes of an .apkg file again, through genanki."""
    import genanki  # noqa: F401  imported before the clock starts

    rows = baselines.read_rows(package)
    return timed(lambda: baselines.write_genanki(rows, out))


def first_question(root: Path) -> float:
    """Start a quiz on a pseudo-terminal and wait until its first question is on the screen, with the line of keys."""
    import pty

    command = (str(Path(sys.executable).with_name("quizgen")), "quiz", "--fresh", "--seed", "1", "--library", str(root))
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execv(command[0], command)  # noqa: S606  no shell is wanted
    shown = b""
    while LAST_KEY not in shown:
        shown += os.read(terminal, 65536)
    seconds = time.perf_counter() - start
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return seconds


STEPS: dict[str, Callable[..., float]] = {
    step.__name__: step
    for step in (
        *(
            read_quizgen,
            read_any,
            check_first,
            check_again,
            open_snapshot,
            read_plain,
            write_quizgen,
            write_rows,
            write_genanki,
        ),
        first_question,
    )
}

if __name__ == "__main__":
    print(STEPS[sys.argv[1]](*map(Path, sys.argv[2:])))  # noqa: T201  what the process is run for
