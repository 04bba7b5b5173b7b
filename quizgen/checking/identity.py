"""Rules on identity: what learners have once imported is never lost to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.library import LockSubject, digest
from quizgen.domain.problem import LibraryFinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase


def lost_from_lock(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """What the lock of a released library remembers is still in the questions: facts are withdrawn, never deleted.

    A note that is left out of the next package stays with every learner for ever, mistake and all.
    Bring the fact back and give it 'retired: {on: DATE, why: TEXT}'. Where it only has another id now, write the old
    one there under 'formerly', as `quizgen rename` does. A fact that nobody ever got, as it was gone before the library
    was released, can be forgotten by deleting its lines from the lock.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        # decks/quizgen.lock
        note meeting.lost 0123456789abcdef 2022-02-01T12:00:00Z
    """
    if not kb.documents.is_released or not kb.documents.is_whole:
        return  # nobody has it; or a fact that seems to be gone may stand in a file that could not be read
    drafts = {draft.id for draft in kb.documents.drafts}
    for entry in kb.documents.lock.entries.values():
        fact = kb.facts.get(entry.id)
        if entry.id in kb.documents.incomplete:
            continue
        if entry.subject == LockSubject.NOTE and fact is None and entry.id in drafts:
            message = "is now a draft; delete its 'draft: true'"
        elif entry.subject == LockSubject.NOTE and fact is None:
            message = (
                "is gone; bring it back as retired: {on: DATE, why: TEXT}, or write "
                f"'formerly: {entry.id}' below the id it has now"
            )
        elif entry.subject == LockSubject.NOTE and fact is not None and not kb.decks_of[entry.id]:
            message = "no deck takes it now; let one take it"
        else:
            continue
        # The lock doesn't know whether a deck that was built before the release was given to anybody.
        unless = "or, if nobody ever got it, delete its lines here"
        yield LibraryFinding(
            kb.documents.lock.path, entry, f"the fact '{entry.id}' was built into decks and {message}; {unless}"
        )


def deck_renamed(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A library that was released keeps its name, which is the name of its Anki deck.

    Anki knows decks by name. After a rename new cards go to a new deck while the old ones stay
    where they were. Put the old name back. If the deck was never given to anyone, delete its line
    from the lock.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        # decks/quizgen.lock
        deck example.meetings 0123456789abcdef 2022-02-01T12:00:00Z
    """
    info = kb.documents.info
    entry = kb.documents.lock.entries.get((LockSubject.DECK, str(info.namespace))) if info is not None else None
    if kb.documents.is_released and info is not None and entry is not None and entry.digest != digest((info.name,)):
        unless = f"or, if nobody ever got it, delete the line that begins with 'deck' from {kb.documents.lock.path}"
        message = f"the Anki deck '{info.name}' was built under another name; put that back, {unless}"
        yield LibraryFinding(info.path, info.name, message)
