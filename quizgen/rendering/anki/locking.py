"""The lock: which notes, note types and decks have changed since they were last built, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizgen.domain.library import Lock, LockEntry, LockSubject, digest
from quizgen.rendering.anki.note_types import NOTE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.rendering.anki.notes import Note

_HEAD = """\
# What every note, note type and deck said when it last changed. Made by `quizgen build`; commit it.
# A note's modification time is the moment in its line, so that Anki takes corrections and nothing else.
"""


def update_lock(kb: KnowledgeBase, notes: Iterable[Note], now: int) -> tuple[Lock, list[LockEntry]]:
    """Return the lock brought up to date, and the entries that are new or changed in it, in the order of their lines.

    `now` is the present in seconds since 1970-01-01 UTC. A moment never goes back, not even where
    the clock does: what changed gets `now`, or one second more than before.
    """
    old = kb.documents.lock
    digests = {(note.subject, str(note.fact.id)): note.digest() for note in notes}
    digests |= {(LockSubject.TYPE, each.lock_id): digest(each.parts(kb.language)) for each in NOTE_TYPES}
    digests |= {(LockSubject.DECK, str(topic)): digest((kb.deck_name(topic),)) for topic in kb.topics}
    entries, changed = dict(old.entries), []
    for (subject, id_), content in digests.items():
        entry = entries.get((subject, id_))
        if entry is not None and entry.digest == content:
            continue
        moment = now if entry is None else max(now, entry.changed + 1)
        line = 1 if entry is None else entry.line
        entries[subject, id_] = entry = LockEntry(subject, id_, content, moment, line)
        changed.append(entry)
    return Lock(old.path, entries), sorted(changed, key=lambda entry: (entry.line, entry.subject, entry.id))


def lock_text(lock: Lock) -> str:
    """Return the text of a lock file: a line for each entry, sorted."""
    entries = (entry for _, entry in sorted(lock.entries.items()))
    lines = [f"{entry.subject} {entry.id} {entry.digest} {_moment(entry.changed)}\n" for entry in entries]
    return _HEAD + "".join(lines)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
