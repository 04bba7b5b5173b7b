"""Real processes: what was acknowledged is there, whoever writes beside it and whenever it is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from quizgen.study.log import Log
from tests.conftest import ROOT
from tests.support.study import LIBRARY, answer, log_with, session

#: Appends answers to a session of its own until it is killed or has done enough; prints each id once it is kept.
WRITER = """
import sys
from tests.support.study import answer, session
from quizgen.study.log import Log
path, name, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Log.open(path) as log:
    log.begin(session(name))
    for number in range(most):
        entry = answer(f"{name}.{number:05}", number // 10, session=name, fact=f"fact.{number % 3}")
        log.append(entry)
        sys.stdout.write(entry.id + "\\n")
        sys.stdout.flush()
"""


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
    cards = log.memory(LIBRARY).cards()
    log.memory(LIBRARY).rebuild()
    return log.store.rows("PRAGMA integrity_check") == [("ok",)] and log.memory(LIBRARY).cards() == cards


def test_six_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "reviews.db"
    writers = [writer(path, f"w{number}", 30) for number in range(6)]
    outcomes = [(*one.communicate(), one.returncode) for one in writers]
    assert [outcome[1:] for outcome in outcomes] == [("", 0)] * 6
    with Log.open(path) as log:
        for number, (told, _, _) in enumerate(outcomes):
            assert [entry.id for entry in log.entries(f"w{number}")] == told.split()
            assert len(told.split()) == 30
        assert {card.reps for card in log.memory(LIBRARY).cards()} == {60}
        assert is_sound(log)


def test_fifty_kills_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    path = tmp_path / "reviews.db"
    log_with(path=path).close()
    moments = random.Random(4)
    acknowledged: list[str] = []
    for number in range(50):
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
        assert len(acknowledged) > 100
        assert set(acknowledged) <= kept
        assert len(kept) <= len(acknowledged) + 50  # what was kept but not told yet: one each
        assert is_sound(log)


def test_a_card_is_asked_in_one_terminal_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "reviews.db"
    with log_with(path=path) as one, Log.open(path) as other:
        other.begin(session("s2"))
        assert one.memory(LIBRARY).claim("meeting.date", "typed", "s1", 1000)
        assert not other.memory(LIBRARY).claim("meeting.date", "typed", "s2", 1001)
        one.append(answer("a1"))
        assert other.memory(LIBRARY).claim("meeting.date", "typed", "s2", 1002)
