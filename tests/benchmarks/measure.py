"""Runs processes in turns, A, B, A, B ..., and takes the time and the peak memory of each.

Peak memory is the largest resident set of the process, as the kernel counted it (`wait4`, Linux).
A process starts out with the peak of the one that forked it, so this one must stay small: it
imports neither quizgen nor anything heavy.

Compiled modules are kept for all processes alike, as they are where a program is installed, but in
a temporary folder; each contender runs once before it counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: The folder from which `tests.benchmarks` can be imported.
ROOT = Path(__file__).parents[2]


_COMPILED = TemporaryDirectory(prefix="quizgen-compiled-")
#: What a user's home would keep, so that nobody's own is touched.
_HOME = TemporaryDirectory(prefix="quizgen-home-")


@dataclass(frozen=True)
class Sample:
    """One run of a process: how long it or its step took, and how much memory it had at most."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Contender:
    """A command that is measured. `step` says that it prints its own seconds; `before` comes before each run."""

    command: tuple[str, ...]
    step: bool = False
    before: Callable[[], None] | None = None


@dataclass(frozen=True)
class Result:
    """The medians over all runs of one contender."""

    seconds: float
    megabytes: float


def job(step: str, *paths: Path) -> Contender:
    """Return a step of `jobs` as a contender."""
    return Contender((sys.executable, "-m", "tests.benchmarks.jobs", step, *map(str, paths)), step=True)


def run_once(contender: Contender) -> Sample:
    """Run a contender once. Leaves with its output where it fails, as its time would mean nothing."""
    if contender.before is not None:
        contender.before()
    start = time.perf_counter()
    process = subprocess.Popen(
        contender.command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    with process.stdout as stream:
        output = stream.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(contender.command)} failed:\n{output}")
    return Sample(float(output.split()[-1]) if contender.step else seconds, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Return the environment of all processes: this one's, with compiled modules kept, and a home of their own."""
    home = {"XDG_CACHE_HOME": _HOME.name, "QUIZGEN_DB": f"{_HOME.name}/reviews.db", "TERM": "xterm"}
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return rest | home | {"PYTHONPYCACHEPREFIX": _COMPILED.name}


def forget_snapshots() -> None:
    """Forget the libraries that were found to be sound, so that the next process reads and checks them."""
    rmtree(f"{_HOME.name}/quizgen", ignore_errors=True)


def compare(contenders: Sequence[Contender], rounds: int) -> list[Result]:
    """Run the contenders in turns, `rounds` times after a first that doesn't count, and return the medians of each."""
    for one in contenders:
        run_once(one)
    samples = [[run_once(one) for one in contenders] for _ in range(rounds)]
    return [
        Result(median(one.seconds for one in runs), median(one.megabytes for one in runs))
        for runs in zip(*samples, strict=True)
    ]
