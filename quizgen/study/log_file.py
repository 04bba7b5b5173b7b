"""Opening the file of the review log: making it, checking whose it is and that it is sound, bringing it up to date.

The check for damage is cheap. SQLite itself sees at the first query that a file is no database or was cut off. A file
of a few thousand answers is checked as a whole, a millisecond a megabyte; damage in the middle of a bigger file shows
when that part is read, and the file is set aside then.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import partial
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from quizgen.study import schema
from quizgen.study.copies import MAGIC, OWNER, SIDE_FILES, copy_before_change, copy_weekly, free_path
from quizgen.study.errors import ELSEWHERE, DamageError, LogError, file_error, is_damage, reason_of, sqlite_error
from quizgen.study.soundness import check_damage, foreign_part, one_moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: So many seconds are waited while another process writes.
BUSY_SECONDS = 5.0
#: Files of at most so many bytes are checked as a whole.
CHECKED_BYTES = 4 << 20


def connect_in_memory() -> sqlite3.Connection:
    """Return a new log that lasts as long as its connection."""
    with closed_on_error(connection_to(":memory:")) as connection:
        schema.migrate(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


class Opened(NamedTuple):
    """An open log, which file it is, and a sentence for the learner where something unusual happened."""

    connection: sqlite3.Connection
    identity: tuple[int, int]
    notice: str = ""


def connect(path: Path) -> Opened:
    """Open the log at `path`, or make one; a damaged log is set aside and a new one begun. Raises LogError."""
    try:
        file_id = _make_file(path)
        try:
            connection, notice = _open_sound(path)
            return Opened(connection, file_id, notice)
        except (sqlite3.DatabaseError, UnicodeDecodeError, DamageError) as error:
            if not is_damage(error):
                raise
            refuse_what_is_not_ours(path)
            return _begin_anew(path, file_id, reason_of(error))
    except OSError as error:
        raise file_error(error, path) from error
    except sqlite3.Error as error:
        raise sqlite_error(error, path) from error


def _begin_anew(path: Path, damaged: tuple[int, int], reason: str) -> Opened:
    """Set a damaged log aside and begin a new one, or take the one that another process has begun meanwhile."""
    aside = set_aside(path, damaged)
    file_id = _make_file(path)
    if aside is None:
        return Opened(_open_sound(path)[0], file_id)
    notice = (
        f"The review log {path} was damaged ({reason}); it is kept as {aside.name} beside it, and a new one was begun. "
        f"What can be read of it is saved by 'quizgen log export --db {quote(str(aside))} --out saved.jsonl', and "
        f"brought back by 'quizgen log import saved.jsonl --db {quote(str(path))}'."
    )
    return Opened(_open_sound(path)[0], file_id, notice)


def identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from another file that has its name later. Raises OSError."""
    status = path.stat()
    return status.st_dev, status.st_ino


def set_aside(path: Path, damaged: tuple[int, int]) -> Path | None:
    """Rename a damaged file, after the files beside it, and return its new path. Raises OSError.

    Nothing is overwritten. Where the file at `path` is no longer the `damaged` file, another process was faster: None.
    """
    if identity(path) != damaged:
        return None
    aside = free_path(path, f"damaged-{dt.datetime.now(dt.UTC):%Y-%m-%d}")
    for end in (*SIDE_FILES, ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def _make_file(path: Path) -> tuple[int, int]:
    """Make a file that only its owner can read, with its folder, or check that the present file can be used."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not path.is_file():
            raise LogError(f"The review log {path} is not a file; name a file with --db or QUIZGEN_DB.") from None
        if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK):
            raise LogError(
                f"The review log {path} or its folder is read-only; make both writable, {ELSEWHERE}."
            ) from None
    else:
        with suppress(OSError):  # not every system lets a folder be opened
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    return identity(path)


def _choose_journal(path: Path) -> None:
    """Give a new file a write-ahead log, or none where the file system has no shared memory.

    SQLite finds that out only after the switch, when nobody can write to the file any more; a connection that is alone
    needs no shared memory and can switch back.
    """
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise DamageError("its beginning is missing")  # SQLite would throw the journal away
    try:
        with closing(connection_to(path)) as connection:
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return  # another process makes the same log at this moment
        with closing(connection_to(path)) as alone:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE")
            alone.execute("PRAGMA journal_mode = DELETE")


def _open_sound(path: Path) -> tuple[sqlite3.Connection, str]:
    """Return a connection to a sound log that is up to date, and a sentence where it could not be copied.

    Raises LogError, DamageError, sqlite3.Error.
    """
    if path.stat().st_size == 0:
        _choose_journal(path)
    with closed_on_error(connection_to(path)) as connection:
        check_owner(connection, path)
        _refuse_foreign_parts(connection, path)
        if path.stat().st_size <= CHECKED_BYTES and schema.version_of(connection):
            check_damage(connection)
        if schema.version_of(connection) < len(schema.MIGRATIONS):
            if schema.version_of(connection):
                copy_before_change(connection, path)
            schema.migrate(connection)
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        # Without WAL a commit is the removal of a file, and FULL does not wait for that; EXTRA does.
        connection.execute("PRAGMA synchronous = FULL" if mode == "wal" else "PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection, copy_weekly(connection, path)


def connection_to(path: Path | str) -> sqlite3.Connection:
    """Return a connection to a file, or to what a text names as SQLite has it. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, uri=isinstance(path, str))
    with closed_on_error(connection):
        connection.row_factory = sqlite3.Row
        # A byte that is no UTF-8 is kept as half a character, which the reader of the row finds.
        connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        return connection


@contextmanager
def closed_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give a connection that is closed where an error keeps anybody else from doing that."""
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that is not ours, or was written by a newer quizgen. Raises LogError, sqlite3.Error."""
    with one_moment(connection):
        version = schema.version_of(connection)
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if (tables and owner != schema.APPLICATION) or version < 0:
        raise LogError(f"The file {path} is another program's database; name another file with --db or QUIZGEN_DB.")
    if version > len(schema.MIGRATIONS):
        raise LogError(
            f"The review log {path} was written by a newer quizgen (it has version {version}, and this quizgen reads "
            f"up to {len(schema.MIGRATIONS)}); nothing was changed. Update quizgen, {ELSEWHERE}."
        )


def _refuse_foreign_parts(connection: sqlite3.Connection, path: Path) -> None:
    foreign = foreign_part(connection)
    if foreign:
        raise LogError(
            f"The review log {path} has {foreign}, which quizgen did not make; nothing was changed. "
            f"'quizgen log export --db {quote(str(path))} --out saved.jsonl' saves what it holds; import that into "
            f"a new log, {ELSEWHERE}."
        )


def refuse_what_is_not_ours(path: Path) -> None:
    """Refuse to move a damaged file that never was a log: it may be a file of somebody's, named by mistake.

    A log begins as SQLite's files do and names us, unless it was cut off before; or it begins with the zeros that
    a crash of the computer leaves behind.
    """
    with path.open("rb") as file:
        start = file.read(OWNER.stop)
    owner, magic = start[OWNER], start[: len(MAGIC)]
    is_ours = MAGIC.startswith(magic) and owner in {b"", schema.APPLICATION.to_bytes(4, "big")}
    if not is_ours and magic.strip(b"\0"):
        raise LogError(f"The file {path} is not a review log; name another file with --db or QUIZGEN_DB.")
