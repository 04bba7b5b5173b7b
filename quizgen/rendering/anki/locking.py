"""The lock: when each note and card, the note type and the deck last changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizgen.domain.library import Lock, LockEntry, LockSubject, digest
from quizgen.domain.standing import evidence_digest, is_looked_up

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.rendering.anki.note_type import NoteType
    from quizgen.rendering.anki.notes import Note

_HEAD = """\
# What every note and card, the note type and the deck said when they last changed. Made by `quizgen build`.
# Keep it with the facts: a note's modification time is the moment in its line, so that Anki takes corrections alone.
# 'evidence' says that the words a fact rests on were found in their articles, which others need not have, and 'text'
# what is asked of a fact on no card, and its tags, or that it was withdrawn.
"""


def update_lock(
    kb: KnowledgeBase, note_type: NoteType, notes: Iterable[Note], now: int
) -> tuple[Lock, list[LockEntry]]:
    """Return the lock as it must be, and the entries that are new, changed or gone, in the order of their lines.

    An entry of evidence goes when that is not known to be found any more, others only before the library is released:
    what learners have is remembered for ever. `now` is the present in seconds since 1970-01-01 UTC. A moment never goes
    back, not even where the clock does: what changed gets `now`, or one second more than before.
    """
    old, info = kb.documents.lock, kb.documents.info
    assert info is not None  # as checking sees to
    contents = {
        (LockSubject.TYPE, str(info.namespace)): digest(note_type.parts()),
        (LockSubject.DECK, str(info.namespace)): digest((info.name,)),
    }
    for fact in kb.facts.values():
        if is_looked_up(kb, fact):
            contents[LockSubject.EVIDENCE, str(fact.id)] = evidence_digest(kb, fact)
        contents[LockSubject.TEXT, str(fact.id)] = digest(_beside_its_cards(fact))
    for note in notes:
        contents[LockSubject.NOTE, str(note.fact.id)] = note.digest()
        contents |= {(LockSubject.CARD, f"{note.fact.id}/{card}"): content for card, content in note.cards.items()}
    gone = {
        key: entry
        for key, entry in old.entries.items()
        if key not in contents and (entry.subject is LockSubject.EVIDENCE or not kb.documents.is_released)
    }
    entries = {key: entry for key, entry in old.entries.items() if key not in gone}
    changed = [*gone.values()]
    for (subject, id_), content in contents.items():
        entry = entries.get((subject, id_))
        if entry is not None and entry.digest == content:
            continue
        moment = now if entry is None else max(now, entry.changed + 1)
        line = 1 if entry is None else entry.line
        entries[subject, id_] = entry = LockEntry(subject, id_, content, moment, line)
        changed.append(entry)
    return Lock(old.path, entries), sorted(changed, key=lambda entry: (entry.line, entry.subject, entry.id))


def _beside_its_cards(fact: Fact) -> tuple[str, ...]:
    """Return what other programs have of a fact beside its cards, its tags too, or when and why it was withdrawn.

    A note has its tags as well, but with drawings, which change with other facts and go nowhere else.
    """
    if fact.retired is not None:
        return ("retired", str(fact.retired.on.written), str(fact.retired.why))
    day = str(fact.on.date.written) if fact.on is not None else ""
    tags = (fact.topic, fact.kind.value, fact.level.value, *fact.tags)
    texts = (fact.says or "", fact.label or "", day, fact.ask_short or "", *fact.accept)
    return (" ".join(map(str, tags)), *map(str, texts))


def lock_text(lock: Lock) -> str:
    """Return the text of a lock file, one sorted line an entry."""
    lines = [f"{e.subject} {e.id} {e.digest} {_moment(e.changed)}\n" for _, e in sorted(lock.entries.items())]
    return _HEAD + "".join(lines)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
