"""How the cost of reading and checking grows: `python -m tests.benchmarks.growth [SHAPE...]`.

Each shape is a library with much of one thing, made to be slow where something is searched for each of many. It is
read and checked at four sizes, each twice the one before. Shown are the seconds, the peak memory in MB, and how many
times the seconds grow from the smallest to the largest: eight times or less is in proportion, sixty-four is a square.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.measure import job, run_once
from tests.support.library import ENTITIES, FACT, INFO, WIRE, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Files = dict[str, str | bytes]

QUESTIONS, THINGS = "questions/meetings.yaml", "questions/entities.yaml"
_SOURCES = "evidence: {wire: the talks will go on}"
_MARKS = "\u0301\u0316"


def _word(number: int) -> str:
    """Return a word of five letters that no other number has."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(5))


def _facts(count: int, answer: str, more: str = "") -> Files:
    """Return a topic of facts; in the texts {i} is a fact's number, {w} its word, {v} the next fact's word."""
    line = (
        "- {{id: f{i}.a, "
        + answer
        + ", ask: What of the {v} thing?, "
        + more
        + _SOURCES.replace("{", "{{").replace("}", "}}")
    )
    lines = (f"{line}}}}}\n".format(i=i, w=_word(i), v=_word(i + 1), n=(i + 1) % count) for i in range(count))
    return {QUESTIONS: topic("".join(lines))}


def _with(text: str) -> Files:
    return {QUESTIONS: topic(FACT + text)}


def _things(names: Iterable[str]) -> Files:
    rows = "".join(f"  - {{id: {name}, name: The {name.title()}}}\n" for name in names)
    return {THINGS: f"{ENTITIES}documents:\n{rows}"}


#: Each shape with its smallest size, and what makes its files.
SHAPES: dict[str, tuple[int, Callable[[int], Files]]] = {
    "ordinary facts": (1000, lambda n: _facts(n, "what: phrase {w}")),
    "repeated keys": (20_000, lambda n: _with("  note: x\n" * n)),
    "unknown keys": (10_000, lambda n: _with("".join(f"  key{i}: x\n" for i in range(n)))),
    "marks on a letter": (100_000, lambda n: _with(f"  note: a{_MARKS * n}\n")),
    "marks in an article": (100_000, lambda n: {**_with(""), "articles/wire.txt": f"{WIRE}a{_MARKS * n}"}),
    "unknown entities": (
        500,
        lambda n: _facts(n, "who: nobody-{w}") | _things(f"nobody-{_word(i)}s" for i in range(n)),
    ),
    "unknown facts": (500, lambda n: _facts(n, "what: phrase {w}", "wrong: [{{fact: g{i}.b}}, {{fact: g{i}.c}}], ")),
    "matters of one": (500, lambda n: _facts(n, "what: phrase {w}", "matter: m-{w}, ")),
    "aliases": (
        500,
        lambda n: (
            _facts(n, "who: jane-doe")
            | {THINGS: ENTITIES.replace("[Doe]", f"[Doe, {', '.join(map(_word, range(n)))}]")}
        ),
    ),
    "directives": (
        20_000,
        lambda n: {QUESTIONS: "".join(f"%TAG !a{i}! tag:x\n" for i in range(n)) + "---\n" + topic(FACT)},
    ),
    "digits": (100_000, lambda n: _with(f"  note: {'9' * n}\n  accept: [{'1' * n}]\n")),
    "a long question": (20_000, lambda n: {QUESTIONS: topic(FACT.replace("did", "did it " * n))}),
    "brackets": (20_000, lambda n: {QUESTIONS: "[" * n}),
    "problems": (
        2000,
        lambda n: {QUESTIONS: topic("".join(f"- {{id: F{i}, what: x, ask: y, {_SOURCES}}}\n" for i in range(n)))},
    ),
    "one question": (
        1000,
        lambda n: {
            QUESTIONS: topic("".join(f"- {{id: f{i}.a, what: bread, ask: Which?, {_SOURCES}}}\n" for i in range(n)))
        },
    ),
    "a list": (20_000, lambda n: _with(f"  tags: [{', '.join(f't{i}' for i in range(n))}]\n")),
    "pieces of evidence": (
        5000,
        lambda n: {
            QUESTIONS: topic(
                FACT.replace("met on 12", f"[{'the talks go on, ' * n}met on 12").replace("2022}", "2022]}")
            )
        },
    ),
    "documents": (20_000, lambda n: {QUESTIONS: topic(FACT) + "---\na: b\n" * n}),
    "anchors": (5000, lambda n: _with(f"  accept: [{', '.join(f'&a{i} x' for i in range(n))}]\n")),
    "answers as wrong options": (
        500,
        lambda n: _facts(n, "what: the {w} bread", "wrong: [{{fact: f{n}.a}}, the {w} cake], "),
    ),
    "accepted answers": (
        50,
        lambda n: _facts(
            n, "what: the {w} bread", f"accept: [{', '.join(f'the {{w}} loaf {_word(k)}' for k in range(50))}], "
        ),
    ),
    "topics": (
        50,
        lambda n: {
            f"questions/t{i}.yaml": topic(
                FACT.replace("meeting", f"m{i}").replace("council", _word(i)), f"t{i}", f"Talks of {_word(i)}"
            )
            for i in range(n)
        },
    ),
    "entities": (1000, lambda n: _things(f"thing-{_word(i)}" for i in range(n))),
    "sides": (
        2000,
        lambda n: {
            "questions/library.yaml": INFO + "".join(f"  - {{id: s{i}, name: S {_word(i)}}}\n" for i in range(n))
        },
    ),
    "comments": (5000, lambda n: _with("  accept:\n" + "".join(f"  - x{i} # c\n" for i in range(n)))),
    "a quote not closed": (
        1000,
        lambda n: {
            QUESTIONS: topic("".join(FACT.replace("meeting", f"m{i}") for i in range(n)) + "- id: 'x\n" + FACT * n)
        },
    ),
    "words in the place of keys": (20_000, lambda n: {QUESTIONS: "a: b\n" + "  word word\n" * n + "c: d: e\n"}),
    "invisible characters": (20_000, lambda n: _with("  note: " + "a\u2062" * n + "\n")),
    "lines of a lock": (
        10_000,
        lambda n: {
            "decks/quizgen.lock": "".join(f"note f{i} 0123456789abcdef 2022-02-01T12:00:00Z\n" for i in range(n))
        },
    ),
}


def main() -> None:
    """Print a line for each shape that the command line names, or for all."""
    print(f"{'shape':<28} {'at most':>9} {'seconds at four sizes':>31} {'MB':>5} growth")  # noqa: T201
    for name in sys.argv[1:] or SHAPES:
        smallest, make = SHAPES[name]
        samples = []
        for size in (smallest, smallest * 2, smallest * 4, smallest * 8):
            with TemporaryDirectory() as folder:
                root = write_library(Path(folder), files=make(size))
                samples.append(run_once(job("read_any", root)))
        seconds = " ".join(f"{sample.seconds:>7.2f}" for sample in samples)
        growth = samples[-1].seconds / samples[0].seconds
        print(f"{name:<28} {smallest * 8:>9,} {seconds:>31} {samples[-1].megabytes:>5.0f} {growth:>6.1f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
