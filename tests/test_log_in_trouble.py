"""A log that cannot be used says so in a sentence, and never loses or overwrites what it finds."""

from __future__ import annotations

import errno
import os
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizgen.study import copies, log_file, schema
from quizgen.study.errors import LogError, sqlite_error
from quizgen.study.interchange import export_lines
from quizgen.study.log import Log, now
from tests.conftest import ROOT
from tests.support.effort import times
from tests.support.study import LIBRARY, answer, log_with, rows_of, session

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log with two hundred answers."""
    path = tmp_path / "reviews.db"
    log_with(*(answer(f"a{number}", number, fact=f"fact.{number}") for number in range(200)), path=path).close()
    return path


def said(error: pytest.ExceptionInfo[LogError]) -> str:
    """The message, which has to be whole sentences."""
    text = str(error.value)
    assert text[0].isupper()
    assert text.endswith(".")
    return text


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_off_at_once(path: Path) -> None:
    os.truncate(path, 10)


def without_header(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def all_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def noise_in_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(len(content) // PAGE // 2 * PAGE, len(content), PAGE):
        content[page : page + 512] = bytes(range(256)) * 2
    path.write_bytes(content)


def lost_but_for_the_rest(path: Path) -> None:
    path.with_name("reviews.db-wal").write_bytes(path.read_bytes())
    path.write_bytes(b"")


DAMAGE = [cut_off, cut_off_at_once, without_header, all_zeros, noise_in_the_middle, lost_but_for_the_rest]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_log_is_set_aside_and_a_new_one_begun(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    found = {one.name[len(path.name) :]: one.read_bytes() for one in path.parent.iterdir()}
    with Log.open(path) as log:
        aside = re.search(r"it is kept as (reviews\.db\.damaged-\d{4}-\d\d-\d\d) beside it", log.notice)
        assert aside, log.notice
        assert str(path) in log.notice
        assert log.libraries() == []
    with log_with(answer("new"), path=path) as log:
        assert log.notice == ""
        assert [entry.id for entry in log.entries("s1")] == ["new"]
    for end, content in found.items():
        assert path.with_name(aside[1] + end).read_bytes() == content


def test_what_was_set_aside_before_is_never_overwritten(path: Path) -> None:
    kept = []
    for content in (bytes(99) + b"one", bytes(99) + b"two", bytes(99) + b"three"):
        path.write_bytes(content)
        with Log.open(path) as log:
            assert log.notice
        kept = sorted(one.read_bytes() for one in path.parent.glob("reviews.db.damaged-*"))
    assert [one.strip(b"\0") for one in kept] == [b"one", b"three", b"two"]


def test_an_empty_file_becomes_a_log(tmp_path: Path) -> None:
    (tmp_path / "reviews.db").touch()
    with log_with(answer("a1"), path=tmp_path / "reviews.db") as log:
        assert log.notice == ""
        assert rows_of(log, "PRAGMA journal_mode") == [("wal",)]


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")


def _other_program_damaged(path: Path) -> None:
    _other_program(path)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 100 + content[200:])


NOT_OURS: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("My notes\n" * 30), "is not a review log"),
    "picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "is not a review log"),
    "other": (_other_program, "another program's database"),
    "broken": (_other_program_damaged, "is not a review log"),
    "folder": (lambda path: path.mkdir(), "is not a file"),
}


@pytest.mark.parametrize("kind", NOT_OURS)
def test_what_was_named_by_mistake_is_left_alone(tmp_path: Path, kind: str) -> None:
    make, reason = NOT_OURS[kind]
    path = tmp_path / "something"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LogError, match=reason) as error:
        Log.open(path)
    assert str(path) in said(error)
    assert "--db" in said(error)
    assert list(tmp_path.iterdir()) == [path]
    assert before is None or path.read_bytes() == before


def test_a_log_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LogError, match=r"newer quizgen \(it has version 99.*Update quizgen") as error:
        Log.open(path)
    assert str(path) in said(error)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("place", ["/proc/reviews.db", "/proc/quizgen/reviews.db"])
@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write to")
def test_a_place_where_nothing_can_be_made_is_named(place: str) -> None:
    with pytest.raises(LogError, match="cannot be opened") as error:
        Log.open(place)
    assert place in said(error)


def test_a_file_in_the_way_of_the_folder_is_named(path: Path) -> None:
    with pytest.raises(LogError, match="cannot be opened") as error:
        Log.open(path / "reviews.db")
    assert str(path / "reviews.db") in said(error)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_log_is_told_before_the_first_question(
    path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = path if what == "file" else path.parent
    access = os.access
    monkeypatch.setattr(os, "access", lambda one, mode: one != closed and access(one, mode))  # root may write anywhere
    with pytest.raises(LogError, match="read-only; make both writable") as error:
        Log.open(path)
    assert str(path) in said(error)


def test_a_log_that_becomes_read_only_takes_the_answer_afterwards(path: Path) -> None:
    with Log.open(path) as log:
        log.store.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(LogError, match="cannot be written") as error:
            log.append(answer("late"))
        assert str(path) in said(error)
        log.store.connection.execute("PRAGMA query_only = OFF")
        log.append(answer("late"))
        assert log.entries("s1")[1].id == "late"


def test_a_full_disk_is_told_and_the_answer_can_be_given_again(path: Path) -> None:
    with Log.open(path) as log:
        before = len(log.entries("s1"))
        log.store.connection.execute("PRAGMA max_page_count = 1")  # as many as there are: not one more
        with pytest.raises(LogError, match="disk is full; make room and try again"):
            log.append(answer("late", given="x" * 5000))
        assert len(log.entries("s1")) == before
        assert "meeting.date" not in {card.fact for card in log.cards(LIBRARY).all()}
        log.store.connection.execute("PRAGMA max_page_count = 1000000")
        log.append(answer("late", given="x" * 5000))
        assert len(log.entries("s1")) == before + 1
        assert rows_of(log, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN])
def test_an_error_that_a_full_disk_brings_is_told_as_that(path: Path, code: int) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.MonkeyPatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda folder: (1 << 20, 1 << 20, 0) if folder == path.parent else None)
        assert "the disk is full; make room and try again" in str(sqlite_error(error, path))
    assert "disk is full" not in str(sqlite_error(error, path))
    assert "disk is full" not in str(sqlite_error(error, path / "in" / "no folder"))
    assert "disk is full" not in str(sqlite_error(error, None))


def test_a_full_disk_on_which_no_log_can_be_begun_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(LogError, match="the disk is full; make room and try again") as error:
        Log.open(tmp_path / "reviews.db")
    assert str(tmp_path / "reviews.db") in said(error)


FILLING = """
import resource, signal, sys
from tests.support.study import answer, log_with, rows_of
from quizgen.study.errors import LogError
with log_with(path=sys.argv[1]) as log:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    kept = []
    try:
        for number in range(10_000):
            log.append(answer(f"a{number}", fact=f"fact.{number}", given="x" * 500))
            kept.append(f"a{number}")
    except LogError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    log.append(answer(f"a{len(kept)}", fact="last"))
    assert [entry.id for entry in log.entries("s1")] == sorted([*kept, f"a{len(kept)}"])
    assert rows_of(log, "PRAGMA integrity_check") == [("ok",)]
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of files")
def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLING, tmp_path / "reviews.db"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"The review log .*reviews\.db cannot .*\.\n", done.stdout), done.stdout


def test_a_log_in_use_is_told_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "BUSY_SECONDS", 0.01)
    with Log.open(path) as log, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogError, match="in use by another program for too long") as error:
            log.append(answer("late"))
        assert str(path) in said(error)
        assert len(log.entries("s1")) == 200
        other.execute("ROLLBACK")
        log.append(answer("late"))
        assert len(log.entries("s1")) == 201


def test_damage_found_later_sets_the_log_aside_then(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_DAYS", 1_000_000)
    monkeypatch.setattr(log_file, "CHECKED_BYTES", 0)
    noise_in_the_middle(path)
    damaged = path.read_bytes()
    with Log.open(path) as log:
        with pytest.raises(LogError, match=r"is damaged .* it is kept as reviews\.db\.damaged-.*Start again") as error:
            list(log.history(LIBRARY))
        said(error)
        with pytest.raises(LogError, match="is damaged"):
            log.append(answer("late"))
    (aside,) = path.parent.glob("reviews.db.damaged-*")
    assert aside.read_bytes() == damaged
    with log_with(answer("a1"), path=path) as log:
        assert len(log.entries("s1")) == 1


@pytest.mark.parametrize("checked", [0, log_file.CHECKED_BYTES])
def test_whatever_the_damage_it_is_told_in_a_sentence(
    path: Path, tmp_path: Path, checked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "CHECKED_BYTES", checked)
    sound, outcomes = path.read_bytes(), []
    for seed in range(times(60)):
        chance, content = random.Random(seed), bytearray(sound)
        length = chance.choice([1, 4, 64, 512, 4096])
        start = chance.randrange(len(content) - length)
        content[start : start + length] = chance.choice([chance.randbytes(length), bytes(length), b"\xff" * length])
        damaged = tmp_path / str(seed) / "reviews.db"
        damaged.parent.mkdir()
        damaged.write_bytes(content)
        try:
            with Log.open(damaged) as log:
                outcomes.append(log.notice)
                log.begin(session())
                log.append(answer("late", 999))
                log.cards(LIBRARY).rebuild(now())
                assert export_lines(log)
        except LogError as error:
            outcomes.append(str(error))
    assert [text for text in outcomes if not text.isprintable() or (text and not text.endswith("."))] == []
    assert sum("damaged" in text for text in outcomes) > len(outcomes) // 4


def test_of_two_that_find_the_damage_one_sets_it_aside(path: Path) -> None:
    without_header(path)
    damaged = log_file.identity(path)
    with Log.open(path) as log:
        assert log.notice
        assert log_file.set_aside(path, damaged) is None
        rows_of(log, "SELECT 1")
    assert len(list(path.parent.glob("reviews.db.damaged-*"))) == 1


def test_a_log_that_loses_its_name_takes_no_more_answers(path: Path) -> None:
    with Log.open(path) as log:
        path.rename(path.with_name("moved.db"))
        with pytest.raises(LogError, match="was moved or replaced while it was in use; start again"):
            log.append(answer("late"))
        path.with_name("moved.db").rename(path)
        log.append(answer("late"))


def test_a_log_that_is_deleted_while_it_is_copied_to_be_looked_at_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate = schema.migrate

    def delete(copy: sqlite3.Connection) -> None:
        migrate(copy)
        path.unlink(missing_ok=True)

    monkeypatch.setattr(schema, "migrate", delete)
    with pytest.raises(LogError, match="There is no review log") as error:
        Log.look(path)
    assert str(path) in said(error)
