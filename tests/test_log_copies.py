"""Copies of the log beside it: one a week without being asked, and one before its tables are changed."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from pathlib import Path

import pytest

from quizgen.study import schema
from quizgen.study.errors import LogError
from quizgen.study.log import Log, now
from tests.support.study import LIBRARY, answer, log_with

A_DAY = 86_400_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log that is nine days old."""
    path = tmp_path / "reviews.db"
    log_with(answer("a1", at=now() - 9 * A_DAY), path=path).close()
    return path


def names(path: Path) -> list[str]:
    """The copies of a log, and whatever else lies beside it."""
    return sorted(one.name.removeprefix(f"{path.name}.") for one in path.parent.iterdir() if one != path)


def days_ago(days: int) -> str:
    """What a weekly copy of some days ago is called."""
    return f"backup-{dt.datetime.now(dt.UTC).date() - dt.timedelta(days)}"


def dated(path: Path, days: int) -> Path:
    """Date the copy of today back."""
    copy = path.with_name(f"{path.name}.{days_ago(0)}")
    moment = dt.datetime.now(dt.UTC).timestamp() - days * 86_400
    os.utime(copy, (moment, moment))
    return copy.rename(path.with_name(f"{path.name}.{days_ago(days)}"))


def test_a_log_is_copied_once_a_week_while_it_is_written_to(path: Path) -> None:
    assert names(path) == []
    Log.open(path).close()
    assert names(path) == [days_ago(0)]
    copy = path.with_name(f"{path.name}.{days_ago(0)}")
    assert copy.stat().st_mode & 0o777 == 0o600
    with Log.look(copy) as log:
        assert [entry.id for entry in log.history(LIBRARY)] == ["a1"]
    dated(path, 6)
    log_with(answer("a2", at=now()), path=path).close()
    Log.open(path).close()
    assert names(path) == [days_ago(6)]
    dated_seven = path.with_name(f"{path.name}.{days_ago(6)}").rename(path.with_name(f"{path.name}.{days_ago(7)}"))
    Log.open(path).close()
    assert names(path) == sorted([days_ago(7), days_ago(0)])
    assert dated_seven.exists()


def test_a_log_that_nobody_writes_to_is_not_copied_again(path: Path) -> None:
    Log.open(path).close()
    dated(path, 8)
    moment = dt.datetime.now(dt.UTC).timestamp() - 9 * 86_400
    os.utime(path, (moment, moment))
    Log.open(path).close()
    assert names(path) == [days_ago(8)]


def test_the_newest_four_are_kept_and_what_is_not_ours_stays(path: Path) -> None:
    Log.open(path).close()
    copy = dated(path, 8)
    others = [days_ago(-30), "backup-2020-13-45", "backup-2020-01-01-mine", "backup-2020-01-02"]
    for days in (15, 22, 29, 36):
        path.with_name(f"{path.name}.{days_ago(days)}").write_bytes(copy.read_bytes())
    for name in others:
        path.with_name(f"{path.name}.{name}").write_text("mine")
    log_with(answer("a2", at=now()), path=path).close()
    assert names(path) == sorted([*(days_ago(days) for days in (0, 8, 15, 22)), *others])


def test_a_copy_that_cannot_be_made_costs_no_command(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with log_with(answer("a2", at=now()), path=path) as log:
        assert log.notice == (
            f"The weekly copy of the review log {path} could not be made (No space left on device); the log itself is "
            "sound."
        )
        assert len(log.entries("s1")) == 2
    assert names(path) == []


def test_what_a_broken_off_copy_left_goes_with_the_next(path: Path) -> None:
    for name, seconds in ((".reviews.db.old.part", 4000), (".reviews.db.new.part", 10)):
        part = path.with_name(name)
        part.write_bytes(b"half")
        moment = dt.datetime.now(dt.UTC).timestamp() - seconds
        os.utime(part, (moment, moment))
    Log.open(path).close()
    assert names(path) == sorted([".reviews.db.new.part", days_ago(0)])


def test_a_change_of_the_tables_that_fails_again_and_again_copies_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("it went wrong")

    version = f"version-{len(schema.MIGRATIONS)}"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
    for _ in range(3):
        with pytest.raises(LogError, match="it went wrong"):
            Log.open(path)
    assert names(path) == [version]
