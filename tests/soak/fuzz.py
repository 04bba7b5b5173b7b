"""Damaged libraries, read and checked in this process: `python -m tests.soak.fuzz [MUTANTS [SEED]]`.

A file of a part of the shipped library is damaged, byte by byte or in its structure, and the library opened. Counted
are tracebacks, hangs, places outside their file and messages that no terminal should get.
"""

from __future__ import annotations

import resource
import shutil
import signal
import sys
import time
import traceback
import unicodedata
from collections import Counter
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import yaml

from quizgen import pipeline
from quizgen.checking.pages import rule_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from quizgen.domain.problem import Problem

ROOT = Path(__file__).parents[2]
FILES = ("library", "sources", "entities", "05-people", "70-third-meeting", "95-ministers-meet")
#: The most seconds for one library, and the most bytes for all.
SECONDS, MEMORY = 5, 1_500_000_000
#: Unicode categories of characters that are obeyed, or shown as nothing.
_OBEYED = ("Cc", "Cf", "Cs", "Zl", "Zp")
#: What breaks texts, lines, or the structure of YAML.
TOKENS = (
    *"\x00\x07\x1b\x85\xa0\xad\u034f\u2028\u2029\u202e\u2062\u200c\u200d\ufeff\ufe0f\ud7ff\ufffe\U000e0041\t\r\n\"'[]{}&*!|>%@`#,:-?~",
    *(
        "\r\n",
        "\n\n",
        ": ",
        "- ",
        "\n- ",
        " #",
        "---\n",
        "...\n",
        "&a ",
        "*a",
        "!!int ",
        "!<%1B%5D52> ",
        "%TAG ! a\n",
        "%YAML 9\n",
    ),
    *(
        "\\x1b",
        '"\\u202e"',
        '"\\0"',
        "9" * 40,
        "1e999",
        "0x1F",
        "[" * 30,
        "{a: " * 30,
        "a\u0301" + "\u0301\u0316" * 50,
        "<<: ",
        "? ",
    ),
    *("::", "2022-13-45", "no", "null", "1_000", "12:30", "\\", "${x}", "{{c1::x}}", "<script>", "x" * 500),
)


class Hang(Exception):  # noqa: N818  it is what happened
    """A library was not read in time."""


def damaged_bytes(data: bytes, random: Random) -> bytes:
    """Return bytes with one to four damages."""
    for _ in range(random.choice((1, 1, 2, 4))):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 1, 1, 5, 40)))
        instead = random.choice(
            (
                b"",
                random.choice(TOKENS).encode("utf-8", "surrogatepass"),
                random.randbytes(random.randrange(1, 4)),
                data[start:end] * random.choice((2, 3)),
                data[(at := random.randrange(len(data) + 1)) : at + random.randrange(60)],
            )
        )
        data = data[:start] + instead + data[end:]
    return data[: random.randrange(len(data) + 1)] if random.random() < 0.05 else data


def _nodes(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each collection of a document with each of its keys or places."""
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, key
        if isinstance(node[key], (dict, list)):
            yield from _nodes(node[key])


def _changed(value: Any, other: Any, random: Random) -> Any:
    """Return what is to stand in the place of a value; `other` stands elsewhere in the document."""
    changes: tuple[Callable[[], object], ...] = (
        lambda: value,
        lambda: [value],
        lambda: {random.choice(TOKENS): value},
        lambda: [value] * random.choice((2, 60)),
        lambda: random.choice(("", [], {}, *TOKENS)),
        lambda: f"{value}{random.choice(TOKENS)}{value}" if isinstance(value, str) else str(value),
        lambda: deepcopy(other),
    )
    return random.choice(changes)()


def damaged_structure(text: str, random: Random) -> str:
    """Return YAML whose lists, mappings and values are not where they belong."""
    document = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  it makes text only
    for _ in range(random.choice((1, 1, 2, 3))):
        places = list(_nodes(document))
        (holder, key), (other, place) = random.choice(places), random.choice(places)
        made = _changed(holder[key], other[place], random)
        if isinstance(holder, dict) and random.random() < 0.3:
            del holder[key]
            key = random.choice((*TOKENS, str(key)[1:], str(place)))
        holder[key] = made
    dump = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=random.random() < 0.5, sort_keys=False)
    return str(dump)


def faults(problem: Problem, data: bytes) -> Iterator[str]:
    """Yield what is wrong with a problem in a file that holds `data`, its lines counted as all programs count them."""
    lines = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
    if not 1 <= problem.line <= len(lines):
        yield "a line that is not there"
    elif not 1 <= problem.col <= len(lines[problem.line - 1]) + 1:
        yield "a column that is not there"
    if any(unicodedata.category(sign) in _OBEYED and sign not in "\u200c\u200d" for sign in str(problem)):
        yield f"a message with what a terminal obeys\n{problem!r}"
    if problem.rule not in PAGES:
        yield "a rule without a page"


PAGES = rule_pages()


def write_part(folder: Path) -> list[Path]:
    """Copy a part of the shipped library into `folder` and return its files."""
    for part in ("questions", "decks"):
        (folder / part).mkdir()
    for name in FILES:
        shutil.copy(ROOT / "questions" / f"{name}.yaml", folder / "questions")
    shutil.copy(ROOT / "decks/everything.yaml", folder / "decks")
    (folder / "decks/quizgen.lock").write_text(
        "# The lock\nnote osce.date 0123456789abcdef 2022-02-01T12:00:00Z\n", "utf-8"
    )
    return sorted(path for path in folder.rglob("*.*") if path.is_file())


def mutants(folder: Path, number: int, seed: int) -> Iterator[tuple[Path, bytes, list[str]]]:
    """Open a damaged library `number` times; yield the file that was damaged, what it held, and all faults found."""
    random = Random(seed)
    whole = {path: path.read_bytes() for path in write_part(folder)}
    for _ in range(number):
        path, data = random.choice(list(whole.items()))
        if path.suffix == ".yaml" and random.random() < 0.4:
            made = damaged_structure(data.decode(), random).encode("utf-8", "surrogatepass")
        else:
            made = damaged_bytes(data, random)
        path.write_bytes(made)
        shown = path.relative_to(folder).as_posix()
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            problems = pipeline.open_library(folder).problems
        except Hang:
            yield path, made, ["a hang"]
        except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
            yield path, made, [f"a traceback: {traceback.format_exc()}"]
        else:
            yield (
                path,
                made,
                [fault for problem in problems if problem.path == shown for fault in faults(problem, made)],
            )
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            path.write_bytes(data)


def stop_hangs() -> None:
    """Let the alarm that `mutants` sets end what takes too long."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise Hang

    signal.signal(signal.SIGALRM, ring)


def main() -> None:
    """Print how often each fault was found; a file with a fault is kept beside the others in the current folder."""
    number, seed = (*map(int, sys.argv[1:]), *(20_000, 1)[len(sys.argv) - 1 :])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    stop_hangs()
    found: Counter[str] = Counter()
    start, slowest, before = time.perf_counter(), 0.0, time.perf_counter()
    # What is interrupted tells how far it came.
    with TemporaryDirectory() as name, suppress(KeyboardInterrupt):
        for count, (path, data, told) in enumerate(mutants(Path(name), number, seed), 1):
            now = time.perf_counter()
            slowest, before = max(slowest, now - before), now
            for fault in told:
                found[fault.splitlines()[0]] += 1
                print(count, path.name, fault, file=sys.stderr)  # noqa: T201
            if told:
                Path(f"fuzz-{seed}-{count}-{path.name}").write_bytes(data)
    print(f"{count} libraries in {now - start:.0f} s, the slowest in {slowest:.2f} s: {dict(found) or 'no fault'}")  # noqa: T201


if __name__ == "__main__":
    main()
