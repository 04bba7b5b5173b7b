"""Several builds at once into one folder: `python -m tests.soak.together [--rounds 8]`.

Four builds of one library start together, each with the process number 1 or so of a container of its own where that
can be made (`unshare --pid`). All have to end well, the folder has to hold what a single build makes, and nothing else.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from tests.soak.kills import FACTS, ROOT, hidden, state
from tests.support.library import write_library

AT_ONCE = 4


def start(library: Path, out: Path, prefix: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start a build."""
    command = [*prefix, sys.executable, "-m", "quizgen", "build", "--library", str(library), "--out", str(out)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def main() -> None:
    """Run the rounds; leave with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.together")
    parser.add_argument("--rounds", type=int, default=8)
    rounds = parser.parse_args().rounds
    own_numbers = ("unshare", "--pid", "--fork")
    can = subprocess.run([*own_numbers, "true"], capture_output=True, check=False).returncode == 0
    failed = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        library, out = write_library(folder / "library", FACTS.format(word="old")), folder / "out"
        start(library, folder / "single", ()).wait()
        single = state(folder / "single")
        for _ in range(rounds):
            rmtree(out, ignore_errors=True)
            runs = [start(library, out, own_numbers if can else ()) for _ in range(AT_ONCE)]
            said = [run.communicate()[1] for run in runs]
            wrong = any(run.returncode for run in runs) or state(out) != single or hidden(out, folder)
            failed += bool(wrong)
            if wrong:
                print(said, hidden(out, folder))  # noqa: T201
    print(f"{rounds} rounds of {AT_ONCE}{' in containers' if can else ''}, {failed} wrong")  # noqa: T201
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
