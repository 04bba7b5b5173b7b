"""Giving a fact another id, wherever the files of a library name it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import OtherFact
from quizgen.domain.library import LockSubject
from quizgen.domain.text import Ref
from quizgen.reading.edits import with_key_behind, with_value
from quizgen.reading.layout import files_of_tests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Documents
    from quizgen.domain.text import Text


class _Place(NamedTuple):
    """Where a file names a fact."""

    path: str
    mark: Text


def is_published(documents: Documents, fact: Fact) -> bool:
    """Say whether learners have a fact: it keeps its first id then, whatever files call it."""
    return documents.is_released and (LockSubject.NOTE, str(fact.id)) in documents.lock.entries


def renamed(root: Path, documents: Documents, fact: Fact, new: str) -> dict[Path, str]:
    """Return the files of a library that change when a fact gets the id `new`, each with its new text.

    A fact that learners have keeps the id they know under 'formerly', and tests go on naming it so. Of one that nobody
    has, the lock forgets the old id, lest it seem to be lost once the library is released. Raises OSError.
    """
    old = str(fact.called or fact.id)
    texts: dict[str, str] = {}
    for place in sorted(
        _places(documents, fact), key=lambda one: (one.path, one.mark.line, one.mark.col), reverse=True
    ):
        text = texts.get(place.path) or (root / place.path).read_bytes().decode()
        text = with_value(text, place.mark.line, place.mark.col, old, new)
        if place.mark is fact.id and fact.called is None and is_published(documents, fact):
            text = with_key_behind(text, fact.id.line, fact.id.col, new, f"formerly: {old}")
        texts[place.path] = text
    changed = {root / path: text for path, text in texts.items()}
    if is_published(documents, fact):
        return changed
    return changed | dict(_tests(root, old, new)) | _forgotten(root / documents.lock.path, old, new)


def _places(documents: Documents, fact: Fact) -> Iterator[_Place]:
    yield _Place(fact.path, fact.id)
    for other in (other for topic in documents.topics for other in topic.facts):
        for option in other.wrong:
            if isinstance(option, OtherFact) and option.fact == fact.id:
                yield _Place(other.path, option.fact)
        yield from (_Place(other.path, one) for one in other.told_by if isinstance(one, Ref) and one == fact.id)
        if other.retired is not None and other.retired.instead == fact.id:
            yield _Place(other.path, other.retired.instead)


def _tests(root: Path, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Yield the tests that ask the fact, each with its new text."""
    asked = re.compile(rf"(?<![\w.-]){re.escape(old)}(?=[/+])")
    for path in files_of_tests(root):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        if asked.search(text):
            yield path, asked.sub(new, text)


def _forgotten(lock: Path, old: str, new: str) -> dict[Path, str]:
    """Return the lock without the lines of a fact, where it has some; that its evidence was found stays true."""
    if not lock.exists():
        return {}
    text = lock.read_bytes().decode()
    without = re.sub(rf"^(?:note|card) {re.escape(old)}(?:/\S*)? .*\n", "", text, flags=re.MULTILINE)
    without = re.sub(rf"^evidence {re.escape(old)} ", f"evidence {new} ", without, flags=re.MULTILINE)
    return {lock: without} if without != text else {}
