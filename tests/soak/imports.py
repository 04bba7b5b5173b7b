"""Imports what is well formed and makes no sense, and goes on: `python -m tests.soak.imports [--times 60] [--seed 1]`.

Each time a session with questions of no kind, and answers to them at any time, are imported into a new log; then every
command that reads the log is run, in some time zone. None may have a fault of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from quizgen.study.records import LAST_MOMENT
from tests.support.launcher import Launcher
from tests.support.rounds import NAMESPACE, round_library

FACTS = ("hall.built", "hall.burns", "meeting.chair", "doe.go-on", "x.y", "", "+", "a+b")
WAYS = ("order", "match", "choice", "typed", "recall", "gap", "true-false", "nope", "")
TEXTS = ("", "\n", "\u202e", "\x00a", "é" * 5, "x" * 3000, "\x1b[31m", "..", "/", "None", "1")
MOMENTS = (0, 1, 1_638_000_000_000, LAST_MOMENT)
ZONES = ("UTC", "Asia/Tokyo", "Pacific/Kiritimati", "America/Adak")
#: Rounds that no chance would make.
LARGE = (
    [f"x.{number}/typed" for number in range(10_000)],
    ["meeting.chair/choice"] * 3,
    ["+".join(f"f{number}" for number in range(20_000)) + "/order"],
    ["+".join(["hall.built"] * 50) + "/order", "hall.built+hall.burns+hall.painted+meeting.date/order"],
)
COMMANDS = (
    ("quiz", "-n", "3"),
    ("quiz", "--resume"),
    ("quiz", "--round", "s"),
    ("review",),
    ("review", "--due", "--json"),
    ("stats",),
    ("stats", "--rebuild", "--json"),
    ("log", "export"),
    ("log", "forget", "--ahead"),
    ("stats", "--json"),
)
KEYS = "1\nu\n?\ni\n2\nh\n\ny\ns\n3142\nabc\n"


def question(chance: Random) -> str:
    """Return what may stand for the id of a question."""
    names = "+".join(chance.choice(FACTS) for _ in range(chance.randint(1, 6)))
    return chance.choice([f"{names}/{chance.choice(WAYS)}", chance.choice(TEXTS), "meeting.chair/choice"])


def entry(chance: Random, number: int, session: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of a session."""
    made: dict[str, Any] = {
        "id": f"e{number}",
        "session": "s",
        "library": NAMESPACE,
        "mode": session["mode"],
        "at": chance.choice(MOMENTS),
        "day": chance.choice([1, 2, 739_000, 3_600_000]),
        "kind": chance.choice(["answer", "answer", "skip", "undo"]),
        "question": chance.choice(session["questions"] or ["q"]),
        "fact": chance.choice(FACTS),
        "way": chance.choice(WAYS),
        "grade": chance.randint(1, 4),
        "fit": chance.choice(["exact", "wrong", "appealed", "judged"]),
        "given": chance.choice(TEXTS),
        "says": chance.choice(TEXTS),
        "took": chance.choice([0, 2**53]),
        "parts": [[chance.choice("abc"), True]],
        "offered": [chance.choice(TEXTS)],
    }
    for name in ("grade", "question", "parts", "offered", "fact"):
        if chance.random() < 0.2:
            del made[name]
    return made | ({"voids": f"e{chance.randrange(number)}"} if number and chance.random() < 0.2 else {})


def export(chance: Random, turn: int) -> str:
    """Return an export of a session and its entries."""
    questions = LARGE[turn] if turn < len(LARGE) else [question(chance) for _ in range(chance.choice([0, 1, 5, 40]))]
    session: dict[str, Any] = {
        "id": "s",
        "library": NAMESPACE,
        "mode": chance.choice(["practice", "review"]),
        "started": chance.choice(MOMENTS),
        "questions": questions,
        "seed": chance.choice(TEXTS),
        "options": [chance.choice(TEXTS) for _ in range(chance.randint(0, 3))],
    }
    entries = [{"entry": entry(chance, number, session)} for number in range(chance.randint(0, 12))]
    return "\n".join(map(json.dumps, [{"quizgen": "reviews", "version": 1}, {"session": session}, *entries]))


def main() -> int:
    """Run the driver; return 1 where a command has a fault of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    runs, faults, launcher = 0, 0, Launcher()
    with TemporaryDirectory() as name:
        folder = Path(name)
        library, file = round_library(folder / "library"), folder / "made-up.jsonl"
        for turn in range(args.times):
            chance = Random(f"{args.seed} {turn}")
            file.write_text(export(chance, turn), "utf-8")
            env = {**os.environ, "TZ": chance.choice(ZONES), "QUIZGEN_LIBRARY": str(library)}
            for command in (("log", "import", str(file)), *COMMANDS):
                done = launcher.run(*command, "--db", folder / f"{turn}.db", given=KEYS, env=env)
                runs += 1
                if "fault of its own" in done.stderr or done.returncode not in {0, 1, 2}:
                    faults += 1
                    sys.stdout.write(f"{turn} {' '.join(command)}: {done.returncode} {done.stderr[-300:]}\n")
    launcher.close()
    sys.stdout.write(f"{runs} runs, {faults} faults\n")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
