"""A small library in a folder, to be changed by a test one file or one fact at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import dedent

from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.library import LockSubject
from quizgen.pipeline import Library, build, open_library
from quizgen.rendering.anki.locking import lock_text

INFO = """\
library: Meetings
namespace: example.meetings
language: en
evidence: required
released: 2022-02-01
about: What was said at two meetings.
report: Tell your teacher.
sides:
  - {id: council, name: the council}
  - {id: guests, name: the guests}
"""
SOURCES = """\
sources:
  - id: wire
    outlet: The Wire
    title: Council meets
    published: 2022-01-12
    dated: printed
    standing: An agency of the council.
    file: wire.txt
    sha256: 28ee2e5d3f5f2d5ba4ea1ec0d6f1dd9c2dd0fa8a3e62eabd2b0ec3eaf1aa2bb0
  - id: paper
    outlet: The Paper
    title: Long talks
    published: 2022-01-13
    dated: inferred from the weekday
    standing: A daily of the opposition.
    file: paper.txt
    sha256: 11993a2bfe09329e0399b657a662038e7f9026ecde7d4e406fcb0353148cb28c
"""
WIRE = """\
The council met on 12 January 2022. It was received by the chair, held behind closed doors in Springfield,
and it lasted for seven and a half hours. After a long day the chair said that the talks will go on and that
everybody was glad.
"""
ENTITIES = """\
people:
  - {id: jane-doe, name: Jane Doe, aliases: [Doe], about: chair, side: council}
  - {id: john-roe, name: John Roe, aliases: [Roe], about: guest}
  - {id: mary-major, name: Mary Major, about: guest}
  - {id: ann-other, name: Ann Other, about: guest}
  - {id: sam-hill, name: Sam Hill, about: town clerk}
organisations:
  - {id: the-council, name: Town Council, side: council}
places:
  - {id: springfield, name: Springfield}
  - {id: shelbyville, name: Shelbyville}
  - {id: ogdenville, name: Ogdenville}
  - {id: brockway, name: Brockway}
"""
RECIPE = """\
deck: all
title: Everything
about: All facts.
"""
FACT = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did the council meet?
  evidence: {wire: met on 12 January 2022}
"""


def topic(facts: str, id_: str = "meetings", title: str = "") -> str:
    """Return a topic file with `facts`, a YAML list that starts in the first column."""
    return f"topic: {id_}\ntitle: {title or f'Two {id_}'}\nfacts:\n{dedent(facts)}"


@cache
def opened(root: Path) -> Library:
    """Return the library in a folder that stays as it is: it is read and checked once."""
    return open_library(root)


def write_library(root: Path, facts: str = FACT, files: dict[str, str | bytes] | None = None) -> Path:
    """Write a library with `facts` in one topic into `root`, with `files` put over or beside it, and return `root`."""
    texts: dict[str, str | bytes] = {
        "questions/library.yaml": INFO,
        "questions/sources.yaml": SOURCES,
        "questions/entities.yaml": ENTITIES,
        "questions/meetings.yaml": topic(facts),
        "decks/all.yaml": RECIPE,
    }
    for name, text in (texts | (files or {})).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def looked_up(library: Library) -> Library:
    """Return a library whose evidence counts as found in its articles, which need not be there."""
    return replace(library, kb=KnowledgeBase(library.kb.documents._replace(evidence_found=True)))


def with_evidence_found(root: Path) -> Path:
    """Write a lock into a library, as if a build had found its evidence in articles that are elsewhere now."""
    lock = build(looked_up(open_library(root)), now=1_700_000_000).lock
    found = {key: entry for key, entry in lock.entries.items() if entry.subject is LockSubject.EVIDENCE}
    (root / lock.path).write_text(lock_text(lock._replace(entries=found)))
    return root
