"""How fast quizgen is: `python -m tests.benchmarks.run [--sizes 1000,10000] [--rounds 5] [--a-topic N] [--scaling]`.

What is measured, each against a baseline that runs in turns with it on the same files:

- start-up: `quizgen --version` and `--help` against `python -c "import click"`, as whole processes;
- reading and checking a library, against loading the same YAML files into dicts with the C loader;
- opening a library that has not changed from its snapshot, against reading and checking it;
- checking the shipped library again after a save, as `check --watch` does, against checking it;
- writing a deck whose notes are ready (`Build.write_package`), against writing the very same rows
  with plain `executemany` and a deflated zip, and against genanki used as its README shows;
- end to end: `quizgen deck` as a whole process, from YAML to .apkg with up to two cards a fact,
  against a plain script that makes as many and checks nothing. Once with the lock file in place,
  once without, when quizgen writes that too, and once with the library's snapshot from an earlier run.
- `quizgen export --to csv` as a whole process, with all questions of a library and what proves them,
  against a plain script that writes two a fact and draws no statement and no match;
- the first question of `quizgen quiz` on a pseudo-terminal, from the start of the process, against
  `python -c "import click, yaml, rich.console"`: of the library that is shipped, and of each size
  (10,000 facts are to take a second at most).

A library has up to 10,000 facts a file, or as many as `--a-topic` says: plain loading is slower on
one large file than on many small ones, as Python's collector walks what it has loaded.

Shown are medians, the peak memory of the whole process (for a step, with its preparation), the
ratio to the baseline, and the ratio to aim for. `--scaling` shows end to end at 1,000, 10,000 and
100,000 facts what a thousand facts cost. Nothing fails for being slow.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.generator import FACTS_A_TOPIC
from tests.benchmarks.measure import ROOT, Contender, Result, compare, forget_snapshots, job, run_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What quizgen's time is to be at most, as a part of the baseline's.
START_UP, READING, SNAPSHOT, WRITING, END_TO_END, FIRST_QUESTION = 1.2, 0.6, 0.25, 1.3, 0.4, 2.5
AGAIN = 0.5
START_UP_ROUNDS = 11
SCALING = (1_000, 10_000, 100_000)
#: With more facts than this, a single round is long enough to be steady.
_STEADY = 50_000

_QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
_BASELINES = str(Path(__file__).with_name("baselines.py"))


class Bench:
    """One library in a folder of its own, and the contenders that work on it."""

    def __init__(self, folder: Path, facts: int, a_topic: int) -> None:
        self.facts = facts
        self.library = folder / str(facts)
        self.package = folder / f"{facts}.apkg"
        self.other = folder / f"{facts}-other.apkg"
        self.snapshots = folder / "snapshots"
        self.lock = self.library / "decks" / "quizgen.lock"
        numbers = (str(facts), str(a_topic))
        run_once(Contender((sys.executable, "-m", "tests.benchmarks.generator", str(self.library), *numbers)))

    def deck(self, *, locked: bool, known: bool = False) -> Contender:
        """Return `quizgen deck`, with the lock of an earlier build in place or without one.

        With `known` the library was found to be sound before and has not changed.
        """
        command = (_QUIZGEN, "deck", "--library", str(self.library), "--out", str(self.package), "two")

        def forget() -> None:
            if not locked:
                self.lock.unlink(missing_ok=True)
            if not known:
                forget_snapshots()

        return Contender(command, before=forget)

    def script(self) -> Contender:
        """Return the plain script that does the same without any care."""
        return Contender((sys.executable, _BASELINES, "script", str(self.library), str(self.other)))

    def table(self) -> tuple[Contender, Contender]:
        """Return the export of all questions as a table, and the plain script that writes one."""
        command = (_QUIZGEN, "export", "--to", "csv", "--library", str(self.library), "--out", str(self.other.parent))
        script = (sys.executable, _BASELINES, "table", str(self.library), str(self.other.with_suffix(".csv")))
        return Contender(command, before=forget_snapshots), Contender(script)

    def lines(self, rounds: int) -> Iterator[str]:
        """Measure everything and yield the lines of the table."""
        run_once(self.deck(locked=False))
        readers = (
            job("read_quizgen", self.library),
            job("read_plain", self.library),
            job("open_snapshot", self.library, self.snapshots),
        )
        ours, plain, snapshot = compare(readers, rounds)
        yield _line("read and check / CSafeLoader", self.facts, ours, plain, READING)
        yield _line("from its snapshot / read and check", self.facts, snapshot, ours, SNAPSHOT)
        writers = (
            job("write_quizgen", self.library, self.package),
            job("write_rows", self.package, self.other),
            job("write_genanki", self.package, self.other),
        )
        ours, plain, genanki = compare(writers, rounds)
        yield _line("write deck / the same rows, plain", self.facts, ours, plain, WRITING)
        yield _line("write deck / genanki", self.facts, ours, genanki)
        ours, plain = compare((self.deck(locked=True), self.script()), rounds)
        yield _line("YAML to .apkg / plain script", self.facts, ours, plain, END_TO_END)
        ours, plain = compare((self.deck(locked=False), self.script()), rounds)
        yield _line("YAML to .apkg, no lock / the same", self.facts, ours, plain, END_TO_END)
        ours, plain = compare(self.table(), rounds)
        yield _line("YAML to table / plain script", self.facts, ours, plain)
        yield first_question(self.library, self.facts, rounds)  # and the library has a snapshot from here on
        ours, plain = compare((self.deck(locked=True, known=True), self.script()), rounds)
        yield _line("YAML to .apkg, snapshot / the same", self.facts, ours, plain, END_TO_END)


_HEAD = (
    f"{'what / against what':<34} {'facts':>7} {'seconds':>8} {'against':>8} {'facts/s':>8} "
    f"{'MB':>5} {'against':>7} {'ratio':>6} {'aim':>4}"
)


def _line(what: str, facts: int, ours: Result, other: Result, aim: float | None = None) -> str:
    rate = f"{facts / ours.seconds:,.0f}" if facts else ""
    return (
        f"{what:<34} {f'{facts:,}' if facts else '':>7} {ours.seconds:>8.3f} {other.seconds:>8.3f} {rate:>8} "
        f"{ours.megabytes:>5.0f} {other.megabytes:>7.0f} {ours.seconds / other.seconds:>6.2f} {aim or '':>4}"
    )


def start_up() -> Iterator[str]:
    """Measure what starting the program costs and yield the lines of the table."""
    click = Contender((sys.executable, "-c", "import click"))
    options = ("--version", "--help")
    *ours, plain = compare((*(Contender((_QUIZGEN, option)) for option in options), click), START_UP_ROUNDS)
    for option, result in zip(options, ours, strict=True):
        yield _line(f"quizgen {option} / import click", 0, result, plain, START_UP)


def first_question(library: Path, facts: int, rounds: int) -> str:
    """Measure how long the first question of a quiz takes and return the line of the table."""
    imports = Contender((sys.executable, "-c", "import click, yaml, rich.console"))
    ours, plain = compare((job("first_question", library), imports), rounds)
    return _line("first question / three imports", facts, ours, plain, None if facts else FIRST_QUESTION)


def check_again(folder: Path, rounds: int) -> str:
    """Measure what a check costs after a save in the library that is shipped and return the line of the table."""
    library = folder / "shipped"
    for name in ("questions", "decks"):
        copytree(ROOT / name, library / name)
    file = max((library / "questions").glob("*.yaml"), key=lambda path: path.stat().st_size)
    again, first = compare((job("check_again", library, file), job("check_first", library)), rounds)
    return _line("check after a save / check", 0, again, first, AGAIN)


def table(folder: Path, sizes: Iterable[int], rounds: int, a_topic: int) -> Iterator[str]:
    """Measure start-up, and everything else at each size, and yield the lines of the table."""
    yield _HEAD
    yield from start_up()
    yield first_question(ROOT, 0, START_UP_ROUNDS)
    yield check_again(folder, rounds)
    for size in sizes:
        yield from Bench(folder, size, a_topic).lines(rounds)


def scaling(folder: Path, rounds: int, a_topic: int) -> Iterator[str]:
    """Measure end to end at growing sizes and yield what a thousand facts cost at each."""
    yield f"{'facts':>7} {'seconds':>8} {'s per 1,000':>11} {'MB':>5} {'script, per 1,000':>18} {'MB':>5} {'ratio':>6}"
    for facts in SCALING:
        bench = Bench(folder, facts, a_topic)
        run_once(bench.deck(locked=False))
        ours, plain = compare((bench.deck(locked=True), bench.script()), 1 if facts > _STEADY else rounds)
        yield (
            f"{facts:>7,} {ours.seconds:>8.2f} {ours.seconds * 1000 / facts:>11.3f} {ours.megabytes:>5.0f} "
            f"{plain.seconds * 1000 / facts:>18.3f} {plain.megabytes:>5.0f} {ours.seconds / plain.seconds:>6.2f}"
        )


def main() -> None:
    """Measure what the command line asks for and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run")
    parser.add_argument("--sizes", default="1000,10000", help="facts of the libraries to measure")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each contender")
    parser.add_argument("--scaling", action="store_true", help="show only how the cost grows up to 100,000 facts")
    parser.add_argument("--a-topic", type=int, default=FACTS_A_TOPIC, help="facts in one file")
    chosen = parser.parse_args()
    with TemporaryDirectory(prefix="quizgen-benchmark-") as name:
        folder = Path(name)
        sizes = [int(size) for size in chosen.sizes.split(",")]
        rest = (chosen.rounds, chosen.a_topic)
        for line in scaling(folder, *rest) if chosen.scaling else table(folder, sizes, *rest):
            print(line, flush=True)  # noqa: T201  the table is what this program is for


if __name__ == "__main__":
    main()
