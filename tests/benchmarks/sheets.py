"""How fast sheets are printed: `python -m tests.benchmarks.sheets [--rounds 9] [--copies 1000] [--growth]`.

- One sheet of twenty questions as a whole process, `quizgen sheet`, against a process that does nothing but compile
  the very same document with typst-py. Aim: 2.5 times at most.
- A thousand named copies from one press, each a variant of its own: the time to compile one against a bare compile
  of such a document by a compiler of its own. Aim: 1.2 times at most, and memory that doesn't grow.
- The print for a class, as a whole process: what a copy costs in four files of fifty against a copy in one. Aim: 1.2
  times at most, and memory of one file.

- With `--growth` only: flashcards, and whole builds, of 1,000 to 8,000 facts: what a thousand facts cost at each size,
  as a part of what they cost at the first. Aim: 1.2 times at most, and 300 MB for the flashcards.

Shown are medians, the peak memory of a process, and the ratio. Nothing fails for being slow.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measure import ROOT, Contender, compare, run_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.printing.paper import Paper

#: What quizgen's time is to be at most, as a part of the bare compile's.
ONE_SHEET, A_COPY = 2.5, 1.2
#: The facts of libraries that grow.
GROWING = (1_000, 2_000, 4_000, 8_000)
_QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
#: A program that compiles SOURCE with DATA to OUT, and nothing else.
_BARE = """
import sys, typst
source, data, out, fonts = sys.argv[1:]
typst.compile(open(source, "rb").read(), output=out, format="pdf", font_paths=[fonts], ignore_system_fonts=True,
              sys_inputs={"data": open(data).read()}, pdf_standards="ua-1", timestamp=0)
"""


def usual_paper() -> Paper:
    """Return the sheet that `quizgen sheet core` prints."""
    from quizgen.pipeline import open_library
    from quizgen.printing.content import content_of
    from quizgen.printing.paper import Paper
    from quizgen.printing.sheet import USUAL_SHEET

    library = open_library(ROOT)
    content = content_of(library, "core")
    return Paper(content, USUAL_SHEET.wanted(content))


def recorded(folder: Path, names: list[str]) -> Iterator[tuple[Path, Path, float]]:
    """Print a copy for each name; yield what Typst was given for it, as two files, and the seconds it took."""
    from quizgen.printing.copies import Pupil, named_copies
    from quizgen.rendering.sheets import pdf
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press

    class Recorder:
        """Stands before the compiler and remembers what it is given."""

        def __init__(self, compiler: Any) -> None:
            self.compiler = compiler
            self.given: tuple[bytes, str] = (b"", "")

        def compile_with_warnings(self, source: bytes, **options: Any) -> Any:
            """Remember and compile."""
            self.given = (source, options["sys_inputs"]["data"])
            return self.compiler.compile_with_warnings(source, **options)

    paper, copies = usual_paper(), named_copies([*map(Pupil, names)], None)
    press = Press()
    recorder = Recorder(press._compiler)  # noqa: SLF001  there is no other place between press and compiler
    press._compiler = recorder  # type: ignore[assignment]  # noqa: SLF001
    for _, variant in paper.variants(paper.draws(paper.questions(), copies), copies):
        start = time.perf_counter()
        pdf.paper(press, variant.sheet, Layout())
        seconds = time.perf_counter() - start
        source, data = folder / "sheet.typ", folder / "data.json"
        source.write_bytes(recorder.given[0])
        data.write_text(recorder.given[1], "utf-8")
        yield source, data, seconds


def one_sheet(rounds: int) -> str:
    """Compare one sheet as a whole process with the bare compile of it; return the line of the table."""
    from quizgen.rendering.sheets.fonts import sans_folder

    with TemporaryDirectory(prefix="quizgen-benchmark-") as name:
        folder = Path(name)
        ((source, data, _),) = recorded(folder, [""])
        ours = Contender(
            (_QUIZGEN, "sheet", "core", "--key", "none", "--library", str(ROOT), "--out", str(folder / "out"))
        )
        out = str(folder / "bare.pdf")
        bare = Contender((sys.executable, "-c", _BARE, str(source), str(data), out, str(sans_folder())))
        mine, plain = compare((ours, bare), rounds)
    return (
        f"{'one sheet / bare compile, processes':<40} {mine.seconds:>8.3f} {plain.seconds:>8.3f} "
        f"{mine.seconds / plain.seconds:>6.2f} {ONE_SHEET:>5}   {mine.megabytes:.0f} MB against {plain.megabytes:.0f}"
    )


def many_copies(copies: int) -> str:
    """Compare the compile of each of many named copies with bare ones; return the line of the table."""
    import typst

    from quizgen.rendering.sheets.fonts import sans_folder

    names = [f"Pupil Number {number}" for number in range(copies)]
    taken: list[float] = []
    bare: list[float] = []
    memory: list[float] = []
    with TemporaryDirectory(prefix="quizgen-benchmark-") as name:
        for number, (source, data, seconds) in enumerate(recorded(Path(name), names)):
            taken.append(seconds)
            memory.append(_megabytes())
            if number % max(1, copies // 40) == 0:
                given = source.read_bytes(), data.read_text("utf-8")
                start = time.perf_counter()
                compiler = typst.Compiler(ignore_system_fonts=True, font_paths=[str(sans_folder())])
                options: Any = {"format": "pdf", "pdf_standards": "ua-1", "timestamp": 0}
                compiler.compile_with_warnings(given[0], sys_inputs={"data": given[1]}, **options)
                bare.append(time.perf_counter() - start)
    ours, plain = median(taken), median(bare)
    return (
        f"{f'a copy of {copies:,} / bare compile':<40} {ours:>8.4f} {plain:>8.4f} {ours / plain:>6.2f} {A_COPY:>5}   "
        f"{memory[len(memory) // 10]:.0f} MB after a tenth, {memory[-1]:.0f} at the end"
    )


def classes() -> str:
    """Compare what a copy costs in the print for 200 pupils and for 50, as processes; return the line of the table."""
    samples = []
    with TemporaryDirectory(prefix="quizgen-benchmark-") as name:
        for pupils in (200, 50):
            roll = Path(name) / f"{pupils}.csv"
            roll.write_text("name\n" + "".join(f"Pupil Number {number}\n" for number in range(pupils)), "utf-8")
            where = ("--names", str(roll), "--library", str(ROOT), "--out", f"{name}/{pupils}")
            sample = run_once(Contender((_QUIZGEN, "sheet", "core", "--key", "none", *where)))
            samples.append((sample.seconds / pupils, sample.megabytes))
    (many, most), (few, least) = samples
    return (
        f"{'a copy for one of 200 pupils / of 50':<40} {many:>8.4f} {few:>8.4f} {many / few:>6.2f} {A_COPY:>5}   "
        f"{most:.0f} MB against {least:.0f}"
    )


def growth(command: str) -> Iterator[str]:
    """Run a command on libraries that grow; yield the lines of a table."""
    head = f"{'facts':>7} {'seconds':>8} {'s per 1,000':>11} {'ratio':>6} {'MB':>5} {'ratio':>6}"
    yield f"{f'quizgen {command}':<16} {head}"
    first = None
    with TemporaryDirectory(prefix="quizgen-benchmark-") as name:
        for facts in GROWING:
            library, out = f"{name}/{facts}", f"{name}/out"
            run_once(Contender((sys.executable, "-m", "tests.benchmarks.generator", library, str(facts))))
            sample = run_once(Contender((_QUIZGEN, command, "--library", library, "--out", out)))
            first = first or sample
            rate = sample.seconds * 1000 / facts
            yield (
                f"{'':<16} {facts:>7,} {sample.seconds:>8.2f} {rate:>11.2f} "
                f"{rate / (first.seconds * 1000 / GROWING[0]):>6.2f} {sample.megabytes:>5.0f} "
                f"{sample.megabytes / first.megabytes:>6.2f}"
            )


def _megabytes() -> float:
    """Return how much memory this process has now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sheets")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each process")
    parser.add_argument("--copies", type=int, default=1000, help="named copies to print")
    parser.add_argument("--growth", action="store_true", help="show only how the cost of flashcards and builds grows")
    chosen = parser.parse_args()
    if chosen.growth:
        for line in (*growth("cards"), *growth("build")):
            print(line, flush=True)  # noqa: T201
        return
    print(f"{'what / against what':<40} {'seconds':>8} {'against':>8} {'ratio':>6} {'aim':>5}")  # noqa: T201  the table
    print(one_sheet(chosen.rounds), flush=True)  # noqa: T201
    print(many_copies(chosen.copies), flush=True)  # noqa: T201
    print(classes(), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
