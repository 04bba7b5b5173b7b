"""The review log keeps what it was told, in order, and takes back without deleting."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.study import Entry, EntryKind, Grade, Mode, Parameters, Session
from quizgen.domain.verdict import Fit
from quizgen.study import schema
from quizgen.study.errors import LogError
from quizgen.study.log import Log, default_path, new_id, now
from tests.support.study import LIBRARY, NOON, answer, log_with, rows_of, session, take_back

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def log() -> Iterator[Log]:
    """A log in memory with a session of reviews and one of practice."""
    with log_with() as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a log is to lie: in a folder that is not there yet."""
    return tmp_path / "quizgen" / "reviews.db"


FULL = answer(
    "a1",
    voids="a0",
    offered=("1 May", "2 May"),
    parts=(("meeting.date", True), ("meeting.place", False)),
    hinted=True,
    took=4200,
    says="0123456789abcdef",
    fit=Fit.NEAR,
    given='12 "January" – ü',
)


def test_an_entry_comes_back_as_it_was_given(log: Log) -> None:
    log.append(answer("a0"))
    log.append(FULL)
    assert log.entries("s1") == [FULL]
    assert list(log.history(LIBRARY, voided=True)) == [answer("a0"), FULL]


def test_a_session_comes_back_as_it_was_begun(log: Log) -> None:
    begun = session("s2", questions=("a/typed", "b/choice"), options=("quiz", "--seed", "4"))
    log.begin(begun)
    log.begin(begun._replace(questions=()))
    assert log.unfinished(LIBRARY, begun.mode) == begun


@pytest.mark.parametrize(("record", "table"), [(Session, "sessions"), (Entry, "entries"), (Parameters, "parameters")])
def test_columns_stand_in_the_order_of_the_fields(
    log: Log, record: type[Session | Entry | Parameters], table: str
) -> None:
    columns = [row[1] for row in rows_of(log, f"PRAGMA table_info({table})")]
    assert columns == [*record._fields]


def test_what_a_terminal_cannot_spell_does_not_cost_the_answer(log: Log) -> None:
    log.append(answer("a1", given="caf\udce9", offered=("\udce9",)))
    (kept,) = log.entries("s1")
    assert kept.given == "caf?"


def test_an_entry_appended_twice_is_kept_once(log: Log) -> None:
    first = log.append(answer("a1"))
    assert log.append(answer("a1", grade=Grade.AGAIN)) == first
    assert [entry.grade for entry in log.entries("s1")] == [Grade.GOOD]


def test_an_answer_taken_back_counts_no_more_but_stays(log: Log) -> None:
    log.append(answer("a1"))
    take_back(log, answer("a1"))
    assert log.entries("s1") == []
    assert list(log.history(LIBRARY)) == []
    assert [entry.kind for entry in log.history(LIBRARY, voided=True)] == [EntryKind.ANSWER, EntryKind.UNDO]


def test_an_appeal_replaces_the_answer_it_is_about(log: Log) -> None:
    log.append(answer("a1", grade=Grade.AGAIN, fit=Fit.WRONG))
    log.append(answer("a2", grade=Grade.GOOD, fit=Fit.APPEALED, voids="a1"))
    assert [(entry.id, entry.grade) for entry in log.entries("s1")] == [("a2", Grade.GOOD)]


def test_taking_back_an_appealed_answer_takes_back_both(log: Log) -> None:
    log.append(answer("a1", grade=Grade.AGAIN))
    log.append(answer("a2", voids="a1"))
    take_back(log, answer("a2"))
    assert log.entries("s1") == []
    assert log.cards(LIBRARY).all() == []


def test_entries_come_in_the_order_of_time_then_of_their_making(log: Log) -> None:
    ids = [new_id(NOON) for _ in range(20)]
    log.append(answer("late", 1))
    for id_ in reversed(ids):
        log.append(answer(id_))
    assert [entry.id for entry in log.entries("s1")] == [*ids, "late"]
    assert len(set(ids)) == len(ids)


def test_history_reads_more_than_a_page_at_a_time(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.study.store._PAGE", 3)
    entries = [answer(f"a{number}", at=NOON + number // 2) for number in range(8)]
    for entry in entries:
        log.append(entry)
    assert list(log.history(LIBRARY)) == entries
    assert list(log.history("another.library")) == []


def test_the_session_to_take_up_again_is_the_last_that_did_not_end(log: Log) -> None:
    for number in (2, 3, 4):
        log.begin(session(f"s{number}", started=NOON + number))
    log.append(answer("end", session="s4", kind=EntryKind.END, fact=None, way=None, grade=None))
    log.append(answer("a1", session="s2", at=NOON + 99))
    found = log.unfinished(LIBRARY, Mode.REVIEW)
    assert found is not None
    assert found.id == "s3"
    practice = log.unfinished(LIBRARY, Mode.PRACTICE)
    assert practice is not None
    assert practice.id == "p1"
    assert log.unfinished("another.library", Mode.REVIEW) is None


def test_a_session_whose_end_was_taken_back_can_be_taken_up_again(log: Log) -> None:
    end = answer("end", kind=EntryKind.END, fact=None, way=None, grade=None)
    log.append(end)
    assert log.unfinished(LIBRARY, Mode.REVIEW) is None
    take_back(log, end)
    assert log.unfinished(LIBRARY, Mode.REVIEW) == session()


@pytest.mark.parametrize("table", ["sessions", "entries", "parameters"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET library = 'x'"])
def test_nothing_in_the_log_can_be_changed(log: Log, table: str, change: str) -> None:
    log.append(answer("a1"))
    log.store.connection.execute("INSERT INTO parameters VALUES ('p', 1, ?, '1', '[]', 400)", (LIBRARY,))
    with pytest.raises(LogError, match="only added to"), log.store.writing() as connection:
        connection.execute(change.format(table))
    assert [entry.id for entry in log.entries("s1")] == ["a1"]


def test_an_entry_belongs_to_a_session_and_takes_back_what_there_is(log: Log) -> None:
    for stray in (answer("a1", session="nowhere"), answer("a2", voids="nothing")):
        with pytest.raises(LogError, match="FOREIGN KEY"):
            log.append(stray)
    log.append(answer("a3"))
    assert [entry.id for entry in log.entries("s1")] == ["a3"]


def test_a_new_log_is_its_owners_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        log = log_with(answer("a1"), path=path)
    finally:
        os.umask(before)
    modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    log.close()
    assert modes == {"reviews.db": 0o600, "reviews.db-wal": 0o600, "reviews.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_log_lies_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path().name == "reviews.db"
    assert default_path().parent.name == "quizgen"
    assert tmp_path in default_path().parents
    with Log.open() as log:
        assert log.path == default_path()


def test_a_home_folder_may_be_abbreviated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with Log.open("~/mine.db") as log:
        assert log.path == tmp_path / "mine.db"


def test_what_is_kept_is_safe_from_a_power_cut(path: Path) -> None:
    with log_with(path=path) as log:
        assert rows_of(log, "PRAGMA journal_mode") == [("wal",)]
        assert rows_of(log, "PRAGMA synchronous") == [(2,)]
        assert rows_of(log, "PRAGMA busy_timeout") == [(5000,)]


def test_opening_again_changes_nothing(path: Path) -> None:
    log_with(answer("a1", at=now()), path=path).close()
    before = path.read_bytes(), path.stat().st_mtime_ns
    with Log.open(path) as log:
        assert log.notice == ""
        assert [entry.id for entry in log.entries("s1")] == ["a1"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [one.name for one in path.parent.iterdir()] == ["reviews.db"]


def test_a_log_can_be_reached_by_a_link(path: Path, tmp_path: Path) -> None:
    log_with(answer("a1"), path=path).close()
    (tmp_path / "link.db").symlink_to(path)
    with Log.open(tmp_path / "link.db") as log:
        assert log.path == path
        assert len(log.entries("s1")) == 1


def test_without_shared_memory_the_log_works_all_the_same(path: Path) -> None:
    path.parent.mkdir()
    Path(f"{path}-shm").mkdir()  # so SQLite finds no place for what its write-ahead log shares
    with log_with(answer("a1"), path=path) as log:
        assert rows_of(log, "PRAGMA journal_mode") == [("delete",)]
        assert rows_of(log, "PRAGMA synchronous") == [(3,)]
    with Log.open(path) as log:
        log.append(answer("a2"))
        assert [entry.id for entry in log.entries("s1")] == ["a1", "a2"]


def test_two_terminals_see_what_the_other_has_kept(path: Path) -> None:
    with log_with(path=path) as one, Log.open(path) as other:
        one.append(answer("a1"))
        other.append(answer("a2", 1))
        assert one.entries("s1") == other.entries("s1")
        assert [card.reps for card in one.cards(LIBRARY).all()] == [2]


def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half_done (x TEXT)")
        raise sqlite3.OperationalError("it went wrong")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))


def test_an_older_log_is_copied_and_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log_with(answer("a1"), path=path).close()
    version = len(schema.MIGRATIONS)
    newer = ("ALTER TABLE cards ADD COLUMN why TEXT", "CREATE TABLE goals (library TEXT PRIMARY KEY) STRICT")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, newer))
    with Log.open(path) as log:
        assert rows_of(log, "PRAGMA user_version") == [(version + 1,)]
        assert rows_of(log, "SELECT count(*) FROM goals") == [(0,)]
        assert log.entries("s1") == [answer("a1")]
    copy = path.with_name(f"reviews.db.version-{version}")
    assert copy.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:version])
    with Log.open(copy) as log:
        assert log.entries("s1") == [answer("a1")]


@pytest.mark.parametrize(("version", "table"), [(1, "claims"), (2, "leases")])
def test_a_log_that_told_which_terminal_asks_what_is_opened_without_that(path: Path, version: int, table: str) -> None:
    path.parent.mkdir()
    with log_with(answer("a1")) as log, closing(sqlite3.connect(path, isolation_level=None)) as older:
        schema.migrate(older, version)
        older.execute(f"CREATE TABLE {table} (library TEXT, until INTEGER)")
        for part in ("sessions", "entries", "cards"):
            for row in log.store.rows(f"SELECT * FROM {part}"):  # noqa: S608
                older.execute(f"INSERT INTO {part} VALUES ({', '.join('?' * len(row))})", tuple(row))  # noqa: S608
    with Log.open(path) as log:
        assert log.notice == ""
        assert log.entries("s1") == [answer("a1")]
        assert rows_of(log, "SELECT name FROM sqlite_schema WHERE name = ?", (table,)) == []
        assert [card.fact for card in log.cards(LIBRARY).all()] == ["meeting.date"]


def test_a_failed_change_of_the_tables_leaves_the_log_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log_with(answer("a1"), path=path).close()
    with monkeypatch.context() as patched:
        _failing(patched)
        with pytest.raises(LogError, match="it went wrong"):
            Log.open(path)
    with Log.open(path) as log:
        assert rows_of(log, "SELECT name FROM sqlite_schema WHERE name = 'half_done'") == []
        assert log.entries("s1") == [answer("a1")]


def test_a_copy_never_overwrites_an_earlier_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log_with(answer("a1"), path=path).close()
    earlier = path.with_name(f"reviews.db.version-{len(schema.MIGRATIONS)}")
    earlier.write_text("mine")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ()))
    Log.open(path).close()
    assert earlier.read_text() == "mine"
    assert path.with_name(f"{earlier.name}-2").stat().st_size > 0
