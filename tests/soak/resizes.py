"""Storms of changes of the window while something is typed: `python -m tests.soak.resizes [STORMS]`.

Each storm begins a round of typed questions, types a part of the answer, changes the size of the window sixty times as
fast as the kernel takes it, types the rest, and looks at what was kept. A storm that ends the program, or loses a
letter or an answer, is printed.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.launcher import Launcher
from tests.support.rounds import kept, round_library
from tests.support.terminal import Terminal


def storm(launcher: Launcher, library: Path, db: Path, seed: int) -> str:
    """Play one storm; return what went wrong, or nothing."""
    chance = random.Random(seed)
    options = ("--way", "typed", "--seed", "1", "--library", library, "--db", db)
    terminal = Terminal(launcher, "quiz", *options)
    try:  # an error is what is looked for
        terminal.expect("Who led the town council")
        terminal.press("Jane D")
        terminal.expect("> Jane D")
        for _ in range(60):
            terminal.resize(chance.randint(20, 120), chance.randint(8, 50))
        terminal.resize(80, 24)
        terminal.settled(after=0.3)
        terminal.press("oe\r")
        terminal.expect("Right.")
        answers = [entry.given for entry in kept(db)]
        return "" if answers == ["Jane Doe"] else f"kept {answers}"  # noqa: TRY300
    except AssertionError as error:
        return str(error)
    finally:
        terminal.close()


def main(storms: int) -> int:
    """Play so many storms; return how many went wrong."""
    bad = 0
    launcher = Launcher()
    with TemporaryDirectory() as folder:
        library = round_library(Path(folder) / "library")
        for seed in range(storms):
            said = storm(launcher, library, Path(folder) / f"{seed}.db", seed)
            bad += bool(said)
            if said:
                print(f"storm {seed}: {said[-1500:]}", flush=True)  # noqa: T201
    print(f"{storms - bad} of {storms} storms went well")  # noqa: T201
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)))
