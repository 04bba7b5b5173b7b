"""Giving a fact another id, wherever the files of a library name it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import OtherFact
from quizgen.domain.library import LockSubject
from quizgen.domain.text import Ref, Text
from quizgen.reading.edits import NewKey, NewValue, UnsafeEditError, edited
from quizgen.reading.layout import files_of_tests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Documents
    from quizgen.reading.edits import Edit


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
    has, the lock forgets the old id, lest it seem to be lost once the library is released. Raises OSError, and
    UnsafeEditError with the path of a file that cannot be changed so.
    """
    old = str(fact.called or fact.id)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for path, mark in _places(documents, fact):
        edits[path].append(NewValue(Text.at(old, mark.line, mark.col), new))
    if fact.called is None and is_published(documents, fact):
        edits[fact.path].append(NewKey(fact.id, "formerly", old))
    changed = {root / path: _edited(root / path, changes) for path, changes in edits.items()}
    if is_published(documents, fact):
        return changed
    return changed | dict(_tests(root, old, new)) | _forgotten(root / documents.lock.path, old, new)


def _edited(path: Path, edits: list[Edit]) -> str:
    try:
        return edited(path.read_bytes().decode(), edits)
    except UnsafeEditError:
        raise UnsafeEditError(str(path)) from None


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
    without = re.sub(rf"^(?:note|card|text) {re.escape(old)}(?:/\S*)? .*\n", "", text, flags=re.MULTILINE)
    without = re.sub(rf"^evidence {re.escape(old)} ", f"evidence {new} ", without, flags=re.MULTILINE)
    return {lock: without} if without != text else {}
