"""What a log holds can always be told, whatever one row, a page of its file or a stranger has done to it."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.study.errors import LogError
from quizgen.study.interchange import export_lines, import_lines
from quizgen.study.log import Log, now
from quizgen.study.rows import add_records
from tests.support.effort import IS_GATE
from tests.support.study import LIBRARY, answer, log_with, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Program

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a log with two hundred answers of a day each."""
    path = tmp_path_factory.mktemp("whole") / "reviews.db"
    with log_with(path=path) as log, log.store.writing() as connection:
        entries = [answer(f"a{number}", number, fact=f"fact.{number % 7}") for number in range(200)]
        add_records(connection, entries)
    with Log.open(path) as log:
        log.cards(LIBRARY).rebuild(now())
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, whole: bytes) -> Path:
    """A log with two hundred answers of a day each."""
    path = tmp_path / "reviews.db"
    path.write_bytes(whole)
    return path


def changed(path: Path, statement: str, *values: object) -> None:
    """Change the file as no quizgen does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for table in ("sessions", "entries", "parameters"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_stay")
        connection.execute(statement, values)
        with closing(sqlite3.connect(":memory:")) as _, Log.open(":memory:") as fresh:
            for (sql,) in rows_of(fresh, "SELECT sql FROM sqlite_schema WHERE name LIKE '%_stay'"):
                connection.execute(sql)


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, but for the weekly copies."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file() and ".backup-" not in one.name}


ROWS = {
    "bytes": ("UPDATE entries SET given = CAST(x'ff41' AS TEXT) WHERE id = 'a17'", "'given' is not UTF-8"),
    "half a character": ("UPDATE entries SET way = CAST(x'eda080' AS TEXT) WHERE id = 'a17'", "'way' is not UTF-8"),
    "JSON": ("UPDATE entries SET offered = '[1' WHERE id = 'a17'", "'offered' is not JSON"),
    "deep JSON": (
        "UPDATE entries SET parts = replace(hex(zeroblob(50000)), '0', '[') WHERE id = 'a17'",
        "'parts' is not JSON",
    ),
    "no list": ("UPDATE entries SET offered = '{}' WHERE id = 'a17'", "'offered' is not a list"),
    "no part": ("UPDATE entries SET parts = '[[1,2]]' WHERE id = 'a17'", "'parts' is not a text"),
    "half a character in a list": (
        r"""UPDATE entries SET offered = '["\ud800"]' WHERE id = 'a17'""",
        "'offered' is not UTF-8",
    ),
    "mode": ("UPDATE entries SET mode = 'exam' WHERE id = 'a17'", "'mode' is none of practice, review"),
    "kind": ("UPDATE entries SET kind = 'guess' WHERE id = 'a17'", "'kind' is none of answer, skip, undo, end"),
    "fit": ("UPDATE entries SET fit = 'good' WHERE id = 'a17'", "'fit' is none of"),
    "grade": ("UPDATE entries SET grade = 9 WHERE id = 'a17'", "'grade' is not a whole number from 1 to 4"),
    "year 10000": ("UPDATE entries SET at = 253402300799999 WHERE id = 'a17'", "'at' is not a whole number"),
    "day": ("UPDATE entries SET day = 4000000 WHERE id = 'a17'", "'day' is not a whole number from 1"),
    "stamp": ("UPDATE entries SET scheduler = '{}' WHERE id = 'a17'", "'scheduler' plans nothing"),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_cannot_be_read_is_named_and_the_others_stay(path: Path, kind: str) -> None:
    statement, why = ROWS[kind]
    changed(path, statement)
    with Log.open(path) as log:
        assert (log.notice, log.left_out) == ("", "")
        assert len(log.entries("s1")) == 199
        assert log.left_out.startswith(f"1 row of the review log {path} cannot be read (entries, row 18, a17: {why}")
        assert log.left_out.endswith(") and is left out; it stays in the file.")
        assert len(list(log.history(LIBRARY))) == 199
        assert len(list(log.history(LIBRARY, voided=True))) == 199
        assert log.cards(LIBRARY).rebuild(now()) == 7
        log.append(answer("late", 999))
        assert len(export_lines(log)) == 1 + 2 + 200
        assert log.left_out.count("a17") == 1
    assert [name for name in files(path.parent) if "damaged" in name] == []


def test_of_many_rows_the_first_are_named_and_how_many_more(path: Path) -> None:
    changed(path, "UPDATE entries SET given = CAST(x'ff' AS TEXT) WHERE id LIKE 'a1_'")
    with Log.open(path) as log:
        assert len(log.entries("s1")) == 190
        told = log.left_out
    assert re.fullmatch(r"10 rows of .* \((entries, row \d+, a1\d: [^;]+; ){3}and 7 more\) and are left out; .*", told)


@pytest.mark.parametrize("which", ["sessions", "entries"])
def test_what_is_exported_beside_an_unreadable_row_can_be_imported(path: Path, which: str) -> None:
    with Log.open(path) as log:
        log.append(answer("again", 3, voids="a3"))
    id_ = "s1" if which == "sessions" else "a3"
    changed(path, f"UPDATE {which} SET library = CAST(x'ff' AS TEXT) WHERE id = ?", id_)  # noqa: S608
    with Log.look(path) as log, Log.open(":memory:") as other:
        done = import_lines(other, [line.encode() for line in export_lines(log)], "saved.jsonl")
        assert (done.problems, done.conflicts) == ((), ())
        kept = {entry.id for entry in other.history(LIBRARY)}
    assert kept == {"again", *(f"a{number}" for number in range(200) if number != 3)}


def test_a_row_of_the_parameters_or_the_cards_costs_no_review(path: Path) -> None:
    changed(path, "INSERT INTO parameters VALUES ('p', 1, ?, '1', '[1e400]', 400)", LIBRARY)
    changed(path, "UPDATE cards SET due = 9999999")
    with Log.open(path) as log:
        cards = log.cards(LIBRARY)
        assert cards.parameters() is None
        assert "parameters, row 1, p: 'parameters' is not a number" in log.left_out
        cards.settle(now())
        assert len(cards.all()) == 7


def test_columns_that_somebody_added_are_passed_over(path: Path) -> None:
    changed(path, "ALTER TABLE entries ADD COLUMN mood TEXT")
    changed(path, "ALTER TABLE sessions ADD COLUMN place ANY")
    changed(path, "CREATE TABLE my_notes (note TEXT)")
    with Log.open(path) as log:
        log.append(answer("late", 999))
        assert len(log.entries("s1")) == 201
        assert (log.notice, log.left_out) == ("", "")


ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
FOREIGN = {
    "a view": (f"CREATE VIEW mine AS {ENDLESS} x FROM n", "the view 'mine'"),
    "a trigger": (
        f"CREATE TRIGGER mine AFTER INSERT ON entries BEGIN {ENDLESS} max(x) FROM n; END",
        "the trigger 'mine'",
    ),
    "an index": ("CREATE INDEX mine ON entries (abs(took))", "the index 'mine'"),
    "no trigger": ("DROP TRIGGER entries_remain", "no trigger 'entries_remain'"),
    "no index": ("DROP INDEX cards_by_due", "no index 'cards_by_due'"),
    "a check": ("ALTER TABLE entries ADD COLUMN x TEXT CHECK (hex(x) > 'a')", "the table 'entries' in another"),
    "a column that has to be": (
        "ALTER TABLE sessions ADD COLUMN x TEXT NOT NULL DEFAULT ''",
        "the table 'sessions' in",
    ),
    "a virtual table": ("CREATE VIRTUAL TABLE mine USING fts5 (x)", "the table 'mine'"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_log_with_a_part_of_anothers_making_is_refused_untouched(path: Path, kind: str) -> None:
    statement, told = FOREIGN[kind]
    changed(path, statement)
    before = files(path.parent)
    with pytest.raises(LogError, match=re.escape(told)) as error:
        Log.open(path)
    assert f"'quizgen log export --db {path} --out saved.jsonl' saves what it holds" in str(error.value)
    assert files(path.parent) == before
    if "in another" in told or "the table 'sessions'" in told:
        return
    with Log.look(path) as log:
        assert told in log.notice
        assert len(list(log.history(LIBRARY))) == 200


def test_a_view_in_place_of_a_table_is_never_read(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in ("entries_stay", "entries_remain"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP VIEW standing")
        connection.execute("ALTER TABLE entries RENAME TO hidden")
        connection.execute(f"CREATE VIEW entries AS {ENDLESS} x AS id FROM n")
    for way in (Log.open, Log.look):
        with pytest.raises(LogError, match="entries"):
            way(path)


def test_a_view_in_place_of_an_old_table_is_never_dropped(path: Path) -> None:
    changed(path, "CREATE VIEW claims AS SELECT 1")
    changed(path, "PRAGMA user_version = 1")
    with pytest.raises(LogError, match="which quizgen did not make"):
        Log.open(path)


def test_what_is_set_aside_is_exported_as_it_lies_and_brought_back(path: Path, program: Program) -> None:
    content = bytearray(path.read_bytes())
    page = len(content) // PAGE * 3 // 4 * PAGE
    content[page : page + 512] = bytes(range(256)) * 2
    path.write_bytes(content)
    with Log.open(path) as log:
        told = log.notice
    commands = re.findall(r"'quizgen ([^']*)'", told)
    assert [command.split()[:2] for command in commands] == [["log", "export"], ["log", "import"]]
    before = files(path.parent)
    done = program(*commands[0].split(), cwd=path.parent)
    assert done.returncode == 0, done.stderr
    assert re.search(r"is damaged; \d+ rows of it can be read, and what stood in entries after row \d+", done.stderr)
    assert files(path.parent) == {**before, "saved.jsonl": (path.parent / "saved.jsonl").read_bytes()}
    done = program(*commands[1].split(), cwd=path.parent)
    assert (done.returncode, "answers and 2 sessions new" in done.stderr) == (0, True), done.stderr
    with Log.open(path) as log:
        assert 130 < len(list(log.history(LIBRARY))) < 200


def test_rows_are_read_around_every_page_that_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "reviews.db"
    entries = {f"a{number:04}": answer(f"a{number:04}", number % 300, given="x" * 300) for number in range(600)}
    with log_with(path=path) as log, log.store.writing() as connection:
        add_records(connection, list(entries.values()))
    sound = path.read_bytes()
    schema = {found.start() // PAGE for found in re.finditer(b"CREATE INDEX", sound)}
    seen = set()
    for page in sorted(set(range(1, len(sound) // PAGE, 23 if IS_GATE else 60)) - schema):
        content = bytearray(sound)
        content[page * PAGE : page * PAGE + 64] = b"\xff" * 64
        path.write_bytes(content)
        with Log.look(path) as log:
            assert "damaged" in log.notice or len(list(log.history(LIBRARY))) == len(entries)
            kept = {entry.id: entry for entry in log.history(LIBRARY)}
        assert kept == {id_: entries[id_] for id_ in kept}
        seen.add(len(kept))
        # A leaf holds few rows; where what leads to them is lost, nobody finds them.
        assert len(kept) >= 580 or "after row 0 cannot" in log.notice
    assert len(seen) > 1


def test_an_export_never_replaces_the_log_it_reads(path: Path, program: Program, tmp_path: Path) -> None:
    os.link(path, tmp_path / "hard.db")
    (tmp_path / "soft.db").symlink_to(path)
    before = files(path.parent)
    for name in ("reviews.db", "hard.db", "soft.db", "reviews.db-wal", "reviews.db-shm", "reviews.db-journal"):
        done = program("log", "export", "--db", path, "--out", tmp_path / name, "--force")
        assert (done.returncode, "belongs to the review log itself" in done.stderr) == (2, True), done.stderr
    assert files(path.parent) == before


@pytest.mark.parametrize("command", [("stats",), ("quiz",), ("log", "export"), ("log", "forget", "--ahead")])
def test_a_link_that_goes_in_a_circle_is_told(
    rounds: Path, program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    library = () if command[0] == "log" else ("--library", rounds)
    done = program(*command, *library, "--db", loop)
    assert (str(loop) in done.stderr, "fault" in done.stderr) == (True, False), done.stderr


@pytest.fixture
def closed(path: Path) -> Iterator[Path]:
    """The log in a folder that cannot be written to; the superuser can all the same."""
    path.chmod(0o400)
    path.parent.chmod(0o500)
    yield path
    path.parent.chmod(0o700)


LOOKING = [("log", "export"), ("stats", "--json"), ("review", "--due")]


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_a_log_that_cannot_be_written_to_can_be_looked_at(
    closed: Path, rounds: Path, program: Program, command: tuple[str, ...]
) -> None:
    before = files(closed.parent)
    library = () if command[0] == "log" else ("--library", rounds)
    done = program(*command, *library, "--db", closed)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert files(closed.parent) == before


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_looking_at_a_log_that_is_not_there_makes_none(
    tmp_path: Path, rounds: Path, program: Program, command: tuple[str, ...]
) -> None:
    library = () if command[0] == "log" else ("--library", rounds)
    done = program(*command, *library, "--db", tmp_path / "mistyped.db")
    assert done.returncode == (command[0] == "log")
    assert f"There is no review log {tmp_path / 'mistyped.db'}" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_no_bytes_is_an_empty_log_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "reviews.db"
    path.touch()
    with Log.look(path) as log:
        assert log.libraries() == []
        assert log.notice == ""
    assert path.read_bytes() == b""


def test_what_stands_in_the_journal_alone_is_seen_and_stays_there(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "killed" / "reviews.db"
    copy.parent.mkdir()
    with Log.open(path) as log:
        log.append(answer("late", 999))
        for name, content in files(path.parent).items():
            if "-shm" not in name and name.startswith(path.name):
                (copy.parent / name).write_bytes(content)
        with Log.look(path) as seen:
            assert len(seen.entries("s1")) == 201
    before = files(copy.parent)
    assert before["reviews.db-wal"]
    with Log.look(copy) as seen:
        assert len(seen.entries("s1")) == 201
    assert files(copy.parent) == before


def test_an_older_log_is_brought_up_to_date_in_memory_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.study import schema

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE goals (id TEXT) STRICT",)))
    before = files(path.parent)
    with Log.look(path) as log:
        assert rows_of(log, "SELECT count(*) FROM goals") == [(0,)]
    assert files(path.parent) == before


def imported(log: Log, *records: dict[str, object]) -> list[str]:
    """What is said of records in an import."""
    lines = [{"quizgen": "reviews", "version": 1}, *records]
    done = import_lines(log, [json.dumps(line).encode() for line in lines], "mine.jsonl")
    return [str(one) for one in (*done.problems, *done.conflicts)]


SESSION = {"id": "s1", "library": LIBRARY, "mode": "review", "started": 1_627_646_400_000}
ENTRY = {"id": "a1", "at": 1, "day": 700_000, "session": "s1", "library": LIBRARY, "mode": "review", "kind": "answer"}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"library": "\ud800"}, "'library' is not UTF-8"),
        ({"started": 253_402_300_799_999}, "'started' is not a whole number from 0"),
        ({"options": ["\udfff"]}, "'options' is not UTF-8"),
    ],
)
def test_what_would_break_a_later_command_is_refused_with_its_line(fields: dict[str, object], why: str) -> None:
    with Log.open(":memory:") as log:
        (told,) = imported(log, {"session": {**SESSION, **fields}})
    assert told.startswith(f"mine.jsonl:2:1: {why}")


def test_the_same_id_with_other_words_is_told_and_what_was_there_stays(path: Path) -> None:
    with Log.open(path) as log:
        told = imported(log, {"entry": {**ENTRY, "id": "b"}}, {"entry": ENTRY})
        assert told == [
            "mine.jsonl:3:1: the entry 'a1' is in the log and says something else there; the log's stays [log-conflict]"
        ]
        told = imported(log, {"entry": {**ENTRY, "id": "c"}}, {"entry": {**ENTRY, "id": "c", "at": 2}})
        assert len(told) == 1
        assert told[0].startswith("mine.jsonl:3:1: the entry 'c' stands in line 2 and says something else there; that")
        assert [entry.at for entry in log.entries("s1") if entry.id in {"b", "c"}] == [1, 1]


def test_of_a_million_wrong_lines_the_first_are_told_and_how_many_more() -> None:
    lines = (b"{" if number else b'{"quizgen":"reviews","version":1}' for number in range(20_001))
    with Log.open(":memory:") as log:
        problems = import_lines(log, lines, "mine.jsonl").problems
    assert len(problems) == 101
    assert str(problems[-1]).endswith("19900 more lines like this follow; mend these first [log-line]")


def test_whoever_mistypes_the_name_of_the_log_is_told_that_a_new_one_is_begun(
    rounds: Path, tmp_path: Path, program: Program
) -> None:
    args = ("quiz", "-n", "1", "--seed", "1", "--library", rounds, "--db", tmp_path / "mistyped.db")
    told = f"A new review log is begun at {tmp_path / 'mistyped.db'}.\n"
    assert program(*args).stderr == told
    assert program(*args).stderr == ""
    assert "begun" not in program(*args[:-1], ":memory:").stderr
