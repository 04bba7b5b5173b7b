"""Real processes: what was acknowledged is there, whoever writes beside it and whenever it is killed."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.study.interchange import export_lines
from quizgen.study.log import Log, now
from quizgen.study.log_file import check_owner
from quizgen.study.schema import APPLICATION
from quizgen.study.soundness import foreign_part
from tests.conftest import ROOT
from tests.support.effort import IS_GATE
from tests.support.study import LIBRARY, answer, log_with, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

#: Appends answers to a session of its own until it is killed or has done enough; prints each id once it is kept.
WRITER = """
import sys
from tests.support.study import answer, session
from quizgen.study.log import Log, now
path, name, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Log.open(path) as log:
    log.begin(session(name))
    for number in range(most):
        entry = answer(f"{name}.{number:05}", number // 10, session=name, fact=f"fact.{number % 3}")
        log.append(entry)
        sys.stdout.write(entry.id + "\\n")
        sys.stdout.flush()
"""
#: So many processes are killed one after another.
KILLED = 50 if IS_GATE else 4


def writer(path: Path, name: str, most: int) -> subprocess.Popen[str]:
    """A process that appends answers."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, path, name, str(most)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def is_sound(log: Log) -> bool:
    """Whether the file is whole, and the cards are what the log gives."""
    cards = log.cards(LIBRARY).all()
    log.cards(LIBRARY).rebuild(now())
    return rows_of(log, "PRAGMA integrity_check") == [("ok",)] and log.cards(LIBRARY).all() == cards


def test_six_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "reviews.db"
    writers = [writer(path, f"w{number}", 30) for number in range(6)]
    outcomes = [(*one.communicate(), one.returncode) for one in writers]
    assert [outcome[1:] for outcome in outcomes] == [("", 0)] * 6
    with Log.open(path) as log:
        for number, (told, _, _) in enumerate(outcomes):
            assert [entry.id for entry in log.entries(f"w{number}")] == told.split()
            assert len(told.split()) == 30
        assert {card.reps for card in log.cards(LIBRARY).all()} == {60}
        assert is_sound(log)


class Slow(sqlite3.Connection):
    """A connection beside which another process makes the log, as soon as anything was read."""

    other: Path
    has_read = False

    def execute(self, sql: str, /, *args: Any) -> sqlite3.Cursor:
        """Run a statement, after the other process has had its turn."""
        if self.has_read and self.other.stat().st_size < 10_000:
            Log.open(self.other).close()
        cursor = super().execute(sql, *args)
        self.has_read = self.has_read or sql != "BEGIN"
        return cursor


@pytest.mark.parametrize("look", [foreign_part, lambda connection: check_owner(connection, Path("reviews.db"))])
def test_a_log_that_another_process_makes_meanwhile_is_no_foreign_one(
    look: Callable[[sqlite3.Connection], object], tmp_path: Path
) -> None:
    path = tmp_path / "reviews.db"
    with closing(sqlite3.connect(path)) as first:
        first.execute("PRAGMA journal_mode = WAL")
        first.execute(f"PRAGMA application_id = {APPLICATION}")
    with closing(sqlite3.connect(path, isolation_level=None, factory=Slow)) as slow:
        slow.other = path
        slow.row_factory = sqlite3.Row
        assert not look(slow)


def test_kills_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    path = tmp_path / "reviews.db"
    log_with(path=path).close()
    moments = random.Random(4)
    acknowledged: list[str] = []
    for number in range(KILLED):
        with writer(path, f"w{number:02}", 10_000) as one:
            assert one.stdout is not None
            told = [one.stdout.readline() for _ in range(moments.randrange(1, 8))]
            for _ in range(moments.randrange(2000)):
                pass  # somewhere within the next answers
            one.send_signal(signal.SIGKILL)
            told += one.stdout.readlines()
        acknowledged += [line.strip() for line in told if line.endswith("\n")]
    with Log.open(path) as log:
        assert log.notice == ""
        kept = {entry.id for entry in log.history(LIBRARY)}
        assert len(acknowledged) > 2 * KILLED
        assert set(acknowledged) <= kept
        assert len(kept) <= len(acknowledged) + KILLED  # what was kept but not told yet: one each
        assert is_sound(log)


def exported(db: Path, out: str | Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Export a log to a file from a process of its own."""
    command = [sys.executable, "-m", "quizgen", "log", "export", "--db", str(db), "--out", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture
def lines(db: Path) -> str:
    """What the export of the log at `db` says."""
    with log_with(answer("a1"), answer("a2", 1), path=db) as log:
        return "".join(f"{line}\n" for line in export_lines(log))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_an_export_into_a_pipe_goes_through_it(db: Path, lines: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        done = exported(db, pipe)
        if not pipe.is_fifo():
            reader.kill()  # it would wait for ever
        told, _ = reader.communicate()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert told == lines
    assert {one.name for one in tmp_path.iterdir()} == {db.name, pipe.name}


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs a name for stdout")
def test_an_export_to_stdout_by_name_is_the_export_alone(db: Path, lines: str) -> None:
    done = exported(db, "/dev/stdout")
    assert (done.returncode, done.stdout, done.stderr) == (0, lines, "")


def test_an_export_replaces_a_file_only_when_it_is_forced_to(db: Path, lines: str, tmp_path: Path) -> None:
    out = tmp_path / "reviews.jsonl"
    out.write_text("older\n", "utf-8")
    done = exported(db, out)
    assert (done.returncode, out.read_text("utf-8")) == (2, "older\n")
    assert f"{out} is there already; name another file, or give --force to replace it" in done.stderr
    done = exported(db, out, "--force")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out}\n", "")
    assert out.read_text("utf-8") == lines
