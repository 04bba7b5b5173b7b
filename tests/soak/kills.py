"""Kills printing and building at random moments: `python -m tests.soak.kills [--times 50] [--seed 1] [WHAT ...]`.

WHAT is `build` (decks, lock and papers), `names` (a sheet for each of ten pupils), `jobs` (the same in three
processes) or `rebuild` (over an older edition). Each run is ended by SIGKILL after a random part of the time that a
whole run takes, every other one after it has begun to write. Then nothing may be half: each file is that of the old
edition or of the new one, all are of the same edition, nobody goes on printing, and the next run leaves nothing in the
folders but its own files.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.support.library import write_library

ROOT = Path(__file__).parents[2]
#: So many seconds a process has to notice that its parent is gone.
PATIENCE = 5.0
FACTS = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did the {word} council meet?
  evidence: {{wire: met on 12 January 2022}}
- id: meeting.place
  where: springfield
  ask: In which city was the {word} meeting held?
  evidence: {{wire: held behind closed doors in Springfield}}
"""


class Job(NamedTuple):
    """A command that is killed, and whether an older edition lies in its folder before."""

    args: tuple[str, ...]
    over_old: bool


JOBS = {
    "build": Job(("build",), over_old=False),
    "rebuild": Job(("build",), over_old=True),
    "names": Job(("sheet", "-n", "2", "--names", "NAMES"), over_old=True),
    "jobs": Job(("sheet", "-n", "2", "--names", "NAMES", "--jobs", "3"), over_old=True),
}


def state(folder: Path) -> dict[str, str]:
    """Return a hash of each file in a folder that is not hidden, by its name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("[!.]*") if path.is_file()}


def hidden(*folders: Path) -> list[str]:
    """Return what is hidden in folders."""
    return [path.name for folder in folders if folder.exists() for path in folder.glob(".*")]


def children_gone(reader: int) -> bool:
    """Say whether nobody holds the other end of a pipe open any more, whatever was said into it; they have a while."""
    while select.select([reader], [], [], PATIENCE)[0]:
        if not os.read(reader, 65536):
            return True
    return False


class Trial:
    """A library in its old and its new wording, and what a command makes of each."""

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder, self.job = folder, job
        self.names = folder / "class.csv"
        self.names.write_text("".join(f"Pupil {number}\n" for number in range(10)), "utf-8")
        self.old, self.seconds = self._edition("old")
        self.new, self.seconds = self._edition("new")

    def _library(self, word: str) -> Path:
        return write_library(self.folder / word, FACTS.format(word=word))

    def _edition(self, word: str) -> tuple[dict[str, str], float]:
        out = self.folder / f"out-{word}"
        start = time.monotonic()
        self.start(self._library(word), out).wait()
        return state(out), time.monotonic() - start

    def start(self, library: Path, out: Path, held: int | None = None) -> subprocess.Popen[bytes]:
        """Start the command; with it and its children the file `held` stays open."""
        args = [arg.replace("NAMES", str(self.names)) for arg in self.job.args]
        command = [sys.executable, "-m", "quizgen", *args, "--library", str(library), "--out", str(out)]
        stderr = subprocess.DEVNULL if held is None else held
        env = os.environ | {"TMPDIR": str(self.temporary)}
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=stderr, env=env)

    @property
    def temporary(self) -> Path:
        """The folder for temporary files, of these runs alone."""
        folder = self.folder / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def run(self, moment: float, *, by_writing: bool) -> list[str]:
        """Kill a run at a `moment`, a part of its time from its start or from when it begins `by_writing`.

        Returns what was wrong, and what was hit.
        """
        library, out = self.folder / "new", self.folder / "out"
        rmtree(out, ignore_errors=True)
        if self.job.over_old:
            copytree(self.folder / "out-old", out)
        before = state(out)
        reader, writer = os.pipe()
        process = self.start(library, out, writer)
        os.close(writer)
        if by_writing:
            while process.poll() is None and not hidden(out, self.folder):
                time.sleep(0.001)
        try:
            process.wait(self.seconds * moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        hit = process.wait() == -signal.SIGKILL
        gone = children_gone(reader)
        os.close(reader)
        after = state(out)
        told = ["hit"] if hit else []
        told += [] if gone else ["orphans"]
        told += [] if after in (before, self.new) else ["mixes"]
        told += ["half files"] if any(after[n] not in (before.get(n), self.new.get(n)) for n in after) else []
        if hidden(out, self.folder):
            told.append("left for the next")
        if self.start(library, out).wait() or state(out) != self.new:
            told.append("wrong afterwards")
        if hidden(out, self.folder, library / "decks", self.temporary):
            told.append("litter")
        return told


def main() -> None:
    """Run what the command line asks for; leave with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kills")
    parser.add_argument("what", nargs="*", choices=[*JOBS, []], metavar="WHAT", help=", ".join(JOBS))
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    random, failed = Random(chosen.seed), False
    for name in chosen.what or JOBS:
        with TemporaryDirectory() as folder:
            trial = Trial(Path(folder), JOBS[name])
            told: Counter[str] = Counter()
            for number in range(chosen.times):
                by_writing = number % 2 == 1
                told.update(trial.run(random.uniform(0, 0.5 if by_writing else 1), by_writing=by_writing))
        wrong = {what: told[what] for what in ("half files", "mixes", "orphans", "wrong afterwards", "litter")}
        failed |= any(wrong.values())
        figures = ", ".join(f"{number} {what}" for what, number in wrong.items())
        hit, left = told["hit"], told["left for the next"]
        print(f"{name}: {chosen.times} runs, {hit} hit, {left} swept; {figures}", flush=True)  # noqa: T201
    sys.exit(failed)


if __name__ == "__main__":
    main()
