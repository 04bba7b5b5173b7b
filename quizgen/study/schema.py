"""The tables of the review log, and how an older log is brought up to date.

Sessions, entries and parameters are the truth: their rows are only ever added. Cards can be thrown away: a replay of
the entries gives them again, and which of them have reviews dated ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Migration: TypeAlias = tuple[str, ...] | Callable[[sqlite3.Connection], None]

#: Marks a database as a review log of ours ("qzlg").
APPLICATION = 0x717A6C67

#: The columns have the names of the fields of Session, Entry, Parameters and Card.
_TABLES = (
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        library TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('practice', 'review')),
        started INTEGER NOT NULL,
        questions TEXT NOT NULL,
        options TEXT NOT NULL,
        seed TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE entries (
        id TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        session TEXT NOT NULL REFERENCES sessions (id),
        library TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('practice', 'review')),
        kind TEXT NOT NULL CHECK (kind IN ('answer', 'skip', 'undo', 'end')),
        voids TEXT REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
        question TEXT,
        fact TEXT,
        way TEXT,
        grade INTEGER CHECK (grade BETWEEN 1 AND 4),
        fit TEXT,
        given TEXT,
        offered TEXT NOT NULL,
        parts TEXT NOT NULL,
        hinted INTEGER NOT NULL CHECK (hinted IN (0, 1)),
        took INTEGER,
        says TEXT,
        scheduler TEXT
    ) STRICT
    """,
    """
    CREATE TABLE parameters (
        id TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        library TEXT NOT NULL,
        version TEXT NOT NULL,
        parameters TEXT NOT NULL,
        reviews INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE cards (
        library TEXT NOT NULL,
        fact TEXT NOT NULL,
        way TEXT NOT NULL,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        last INTEGER NOT NULL,
        due INTEGER NOT NULL,
        reps INTEGER NOT NULL,
        lapses INTEGER NOT NULL,
        first INTEGER NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (library, fact, way)
    ) STRICT, WITHOUT ROWID
    """,
)
_INDEXES = (
    "CREATE INDEX sessions_by_start ON sessions (library, mode, started, id)",
    "CREATE INDEX entries_by_time ON entries (library, at, id)",
    "CREATE INDEX entries_by_fact ON entries (library, fact, at, id)",
    "CREATE INDEX entries_by_session ON entries (session, at, id)",
    "CREATE INDEX entries_by_void ON entries (voids) WHERE voids IS NOT NULL",
    "CREATE INDEX cards_by_due ON cards (library, due, place)",
    "CREATE INDEX cards_by_first ON cards (library, first)",
    # An entry that any other entry voids no longer counts, even if that other entry is voided itself: so the order
    # in which two logs are merged makes no difference.
    """
    CREATE VIEW standing AS
    SELECT * FROM entries AS entry WHERE NOT EXISTS (SELECT 1 FROM entries WHERE voids = entry.id)
    """,
)
_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {change} ON {table} "
    "BEGIN SELECT RAISE (ABORT, 'the log is only added to'); END"
    for table in ("sessions", "entries", "parameters")
    for name, change in (("stay", "UPDATE"), ("remain", "DELETE"))
)

#: Cards with reviews that are dated ahead, and when the first of these begins to count.
_AHEAD = (
    """
    CREATE TABLE ahead (
        library TEXT NOT NULL,
        fact TEXT NOT NULL,
        way TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (library, fact, way)
    ) STRICT, WITHOUT ROWID
    """,
    "DROP VIEW standing",
    # The numbers of the lines tell which row cannot be read.
    """
    CREATE VIEW standing AS
    SELECT rowid AS line, * FROM entries AS entry WHERE NOT EXISTS (SELECT 1 FROM entries WHERE voids = entry.id)
    """,
)

#: Each brings the log from a version to the next: statements, or a function that takes the connection.
#: What has been released is never changed; new columns come last in their table.
MIGRATIONS: tuple[Migration, ...] = (
    (*_TABLES, *_INDEXES, *_TRIGGERS),
    # These tables held which terminal was asking which card.
    ("DROP TABLE IF EXISTS claims",),
    ("DROP TABLE IF EXISTS leases",),
    _AHEAD,
)


def migrate(connection: sqlite3.Connection, version: int | None = None) -> None:
    """Bring the tables up to date, completely or not at all, also while others do the same. Raises sqlite3.Error.

    With a `version`, to that version.
    """
    version = len(MIGRATIONS) if version is None else version
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in MIGRATIONS[version_of(connection) : version]:
            if callable(migration):
                migration(connection)
            else:
                for statement in migration:
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations the database has been through."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
