"""Kills whatever writes to the review log: `python -m tests.soak.log_kills [--times 50] [--seed 1] [WHAT ...]`.

WHAT is `quiz`, `review`, `import`, `rebuild` (of the cards), `new` (a log that is begun), `migration` (of an older log)
or `copy` (the weekly one). Each run is ended by SIGKILL at a random moment. Then the file has to be whole without a
word, its cards what a replay gives, every answer there that got feedback, and an import there as a whole or not at all;
beside the log lies no half copy.
"""

from __future__ import annotations

import argparse
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quizgen.study import schema
from quizgen.study.interchange import export_lines
from quizgen.study.log import Log, now
from quizgen.study.rows import add_records
from tests.support.rounds import NAMESPACE, round_library
from tests.support.study import answer, log_with, rows_of, session
from tests.test_no_answer_lost import FACT, started

if TYPE_CHECKING:
    from collections.abc import Callable

    Job = Callable[[Path, Path, Random], str]

ROOT = Path(__file__).parents[2]
#: So many answers an import brings, and an older log holds.
MANY = 3000
A_WEEK = 8 * 86_400_000


def filled(db: Path, version: int | None = None, at: int | None = None) -> None:
    """Make a log with many answers, of an older version or as it is today; the first is given at a moment."""
    with log_with() as source:
        source.begin(session("big", library=NAMESPACE))
        moment = now() - A_WEEK if at is None else at
        entries = [
            answer(
                f"b{number:05}",
                session="big",
                library=NAMESPACE,
                at=moment + number,
                fact=f"f.{number % 99}",
                day=739_000,
            )
            for number in range(MANY)
        ]
        with source.store.writing() as connection:
            add_records(connection, entries)
        with closing(sqlite3.connect(db, isolation_level=None)) as target:
            schema.migrate(target, version)
            target.execute("BEGIN")
            for table in ("sessions", "entries"):
                for row in source.store.rows(f"SELECT * FROM {table}"):  # noqa: S608  two words of ours
                    target.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))  # noqa: S608
            target.execute("COMMIT")


def killed_after(db: Path, chance: Random, most: float, *args: str | Path) -> bool:
    """Run quizgen with a log, and kill it after at most so many seconds; say whether it was killed."""
    command = [sys.executable, "-m", "quizgen", *map(str, args), "--db", str(db)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT) as run:
        time.sleep(most * (0.4 + 0.6 * chance.random()))
        run.send_signal(signal.SIGKILL)
    return run.returncode == -signal.SIGKILL


def kept(db: Path) -> set[str]:
    """Return the ids of all entries of a log."""
    with Log.open(db) as log:
        return {row["id"] for row in log.store.rows("SELECT id FROM entries")}


def play(db: Path, library: Path, chance: Random, *args: str) -> str:
    """Kill a round while it answers; return what was lost."""
    seen: list[str] = []
    with started(library, db, *args) as player:
        assert player.stdin is not None
        assert player.stdout is not None
        for _ in range(chance.randrange(1, 6)):
            player.stdin.write("\ny\n\n" if "recall" in args else "1\n")
            player.stdin.flush()
            seen.append(next(line for line in player.stdout if line.startswith(FACT)))
        for _ in range(chance.randrange(30_000)):
            pass
        player.send_signal(signal.SIGKILL)
        seen += [line for line in player.stdout if line.startswith(FACT) and line.endswith("\n")]
        player.stdin.close()
    with Log.open(db) as log:
        answered = Counter(entry.fact or "" for entry in log.history(NAMESPACE))
    told = Counter(line.removeprefix(FACT).strip() for line in seen)
    return "" if told <= answered else f"lost {told - answered}"


def quiz(db: Path, library: Path, chance: Random) -> str:
    """Kill a round of practice."""
    return play(db, library, chance, "quiz", "--way", "choice", "--seed", "1")


def review(db: Path, library: Path, chance: Random) -> str:
    """Kill a review."""
    return play(db, library, chance, "review", "--way", "recall", "--new", "99")


def import_(db: Path, _library: Path, chance: Random) -> str:
    """Kill an import; it is there as a whole or not at all."""
    Log.open(db).close()
    source = db.with_name("source.db")
    filled(source)
    with Log.look(source) as log:
        db.with_name("source.jsonl").write_text("\n".join(export_lines(log)), "utf-8")
    killed_after(db, chance, 1.6, "log", "import", db.with_name("source.jsonl"))
    number = len(kept(db))
    return "" if number in (0, MANY) else f"{number} of {MANY} entries"


def whole(db: Path) -> str:
    """Return what is lost of a log with many answers."""
    return "" if len(kept(db)) == MANY else "entries are lost"


def rebuild(db: Path, library: Path, chance: Random) -> str:
    """Kill the replay of all reviews."""
    filled(db, at=now() - 1000)
    killed_after(db, chance, 1.4, "stats", "--rebuild", "--library", library)
    return whole(db)


def new(db: Path, library: Path, chance: Random) -> str:
    """Kill a log that is begun."""
    killed_after(db, chance, 0.9, "review", "--new", "0", "--library", library)
    return "" if kept(db) == set() else "entries of nobody"


def migration(db: Path, library: Path, chance: Random) -> str:
    """Kill the change of an older log's tables."""
    filled(db, 2)
    killed_after(db, chance, 0.9, "review", "--new", "0", "--library", library)
    return whole(db) or half_copies(db)


def copy(db: Path, library: Path, chance: Random) -> str:
    """Kill the weekly copy."""
    filled(db)
    killed_after(db, chance, 0.9, "review", "--new", "0", "--library", library)
    return whole(db) or half_copies(db)


def half_copies(db: Path) -> str:
    """Return which copies beside a log do not hold it as a whole."""
    copies = [path for mark in ("backup", "version") for path in db.parent.glob(f"{db.name}.{mark}-*")]
    return " ".join(path.name for path in copies if not path.name.endswith(("-wal", "-shm")) and not is_whole(path))


def is_whole(path: Path) -> bool:
    """Whether a copy holds all answers."""
    with Log.look(path) as log:
        return not log.notice and len(list(log.history(NAMESPACE))) == MANY


JOBS: dict[str, Job] = {job.__name__.rstrip("_"): job for job in (quiz, review, import_, rebuild, new, migration, copy)}


def fault_of(db: Path) -> str:
    """Return what is wrong with a log, or an empty text."""
    with Log.open(db) as log:
        if log.notice or rows_of(log, "PRAGMA integrity_check") != [("ok",)]:
            return log.notice or "not sound"
        cards = log.cards(NAMESPACE)
        before = cards.all()
        cards.rebuild(now())
        return "" if before in ([], cards.all()) else "cards that no replay gives"


def main() -> int:
    """Run the driver; return 1 where anything was lost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", nargs="*", choices=[*JOBS, []], default=[])
    options.add_argument("--times", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    total = 0
    with TemporaryDirectory() as folder:
        library = round_library(Path(folder, "library"))
        for name in args.what or JOBS:
            faults = []
            for number in range(args.times):
                db = Path(folder, f"{name}-{number}", "reviews.db")
                db.parent.mkdir()
                fault = JOBS[name](db, library, Random(f"{args.seed} {name} {number}")) or fault_of(db)
                faults += [f"{number}: {fault}"] if fault else []
            total += len(faults)
            sys.stdout.write("\n  ".join([f"{name}: {args.times} kills, {len(faults)} faults", *faults]) + "\n")
            sys.stdout.flush()
    return min(total, 1)


if __name__ == "__main__":
    sys.exit(main())
