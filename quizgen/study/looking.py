"""Opening a log to look only: the file is not moved, changed or made, and a damaged one is read as far as it goes.

What is looked at is a copy in memory, so it can be brought up to date there.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.study import Entry, Parameters, Session
from quizgen.domain.words import count
from quizgen.study import schema
from quizgen.study.copies import SIDE_FILES
from quizgen.study.errors import DamageError, LogError, file_error, is_damage, reason_of, sqlite_error
from quizgen.study.log_file import check_owner, closed_on_error, connection_to, refuse_what_is_not_ours
from quizgen.study.rows import add_records
from quizgen.study.salvage import salvage
from quizgen.study.soundness import check_damage, foreign_part, has_our_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.study.rows import Unreadable
    from quizgen.study.salvage import Salvaged

#: A file that is written to while it is copied is copied anew, so often at most.
_TRIES = 5
#: So many places are told where rows are lost.
_TOLD = 3
#: Cards are not read but made again, once they are asked for.
_PLAN_ANEW = """
    INSERT INTO ahead SELECT DISTINCT library, fact, way, 0 FROM entries
    WHERE mode = 'review' AND kind = 'answer' AND grade IS NOT NULL AND fact IS NOT NULL AND way IS NOT NULL
"""


class Looked(NamedTuple):
    """A copy of a log in memory, and a sentence for the learner where something unusual was found."""

    connection: sqlite3.Connection
    notice: str = ""


def look(path: Path, unreadable: Callable[[Unreadable], None]) -> Looked:
    """Return a copy of the log at `path`; of rows of a damaged one that are no records, `unreadable` is told.

    Raises LogError.
    """
    try:
        for left in reversed(range(_TRIES)):
            before = path.stat()
            with _source(path) as source:
                looked = _copied(source, path, unreadable)
            with closed_on_error(looked.connection):
                after = path.stat()
            if not left or (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns):
                break
            looked.connection.close()
    except FileNotFoundError:
        raise LogError(f"There is no review log {path}; name another file with --db or QUIZGEN_DB.") from None
    except OSError as error:
        raise file_error(error, path) from error
    except (sqlite3.Error, DamageError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise sqlite_error(error, path) from error
        refuse_what_is_not_ours(path)
        why = reason_of(error)
        raise LogError(
            f"The review log {path} is damaged ({why}), and nothing of it can be read; of a log that is in use a copy "
            "a week lies beside it."
        ) from error
    return looked


def _copied(source: sqlite3.Connection, path: Path, unreadable: Callable[[Unreadable], None]) -> Looked:
    connection = connection_to(":memory:")
    try:
        check_owner(source, path)
        why = _why_salvage(source, connection)
        if not why:
            schema.migrate(connection)
            return Looked(connection)
        connection.close()
        connection = connection_to(":memory:")
        schema.migrate(connection)
        return Looked(connection, f"The review log {path} {why}; {_salvaged(source, connection, unreadable)}.")
    except BaseException:
        connection.close()
        raise


def _why_salvage(source: sqlite3.Connection, connection: sqlite3.Connection) -> str:
    """Copy a log as a whole; where its rows have to be read one by one instead, return why, as a part of a sentence."""
    if not schema.version_of(source):
        return ""  # nothing was ever written to it
    foreign = foreign_part(source)
    if foreign and not has_our_tables(source):
        raise DamageError(f"it has {foreign}")
    if foreign:
        return f"has {foreign}, which quizgen did not make"
    try:
        source.backup(connection)
        check_damage(connection)
    except (sqlite3.DatabaseError, DamageError) as error:
        if is_damage(error):
            return "is damaged"
        raise
    return ""


def _salvaged(
    source: sqlite3.Connection, connection: sqlite3.Connection, unreadable: Callable[[Unreadable], None]
) -> str:
    """Bring what can be read of a log into another, row by row, and return as a part of a sentence how much that is."""
    saved = salvage(source, unreadable)
    for sort in (Session, Entry, Parameters):
        add_records(connection, [record for record in saved.records if isinstance(record, sort)])
    connection.execute(_PLAN_ANEW)
    return f"{count(len(saved.records), 'row')} of it can be read{_lost(saved)}"


def _lost(saved: Salvaged) -> str:
    """Return where rows of a damaged log are lost, as the end of a sentence."""
    if not saved.gaps:
        return ""
    places = [
        f"{table} after row {before}" + (f" and before row {after}" if after else "")
        for table, before, after in saved.gaps[:_TOLD]
    ]
    more = f", and {count(len(saved.gaps) - _TOLD, 'more place')}" if len(saved.gaps) > _TOLD else ""
    return f", and what stood in {', in '.join(places)}{more} cannot"


@contextmanager
def _source(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that reads a file as it lies there, with what stands in its journal. Raises OSError."""
    sides = [path.with_name(path.name + end) for end in SIDE_FILES]
    wal, shared, journal = (side.is_file() and side.stat().st_size > 0 for side in sides)
    if not wal and not journal:
        with closing(connection_to(f"{path.as_uri()}?immutable=1")) as connection:
            yield connection
        return
    # Where somebody may be writing at this moment, what they share tells what counts.
    live = _live(path) if wal and shared else None
    if live is not None:
        with closing(live):
            yield live
        return
    with TemporaryDirectory(prefix="quizgen-") as folder:
        for file in (path, *sides):
            if file.is_file() and not file.name.endswith("-shm"):
                shutil.copyfile(file, Path(folder, file.name))
        with closing(connection_to(Path(folder, path.name))) as connection:
            yield connection


def _live(path: Path) -> sqlite3.Connection | None:
    """Return a connection to a log that others may have open, or None where it needs to write to be one."""
    connection = connection_to(f"{path.as_uri()}?mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        return None
    return connection
