"""The files and the sources of a library that nothing needs: they are there as if they were a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.reading.layout import QUESTIONS, articles, other_files, pictures

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.library import Documents


def unused_files(root: Path, documents: Documents) -> list[str]:
    """Return the paths of what is not read in questions/, and of pictures and articles that nothing names.

    They are seen from `root`, the folder of the library with these documents. Of one that could not be read wholly
    nobody knows what it names: there are none then. A folder that cannot be read is told elsewhere.
    """
    if not documents.is_whole or documents.incomplete:
        return []
    named = {source.file for source in documents.sources}
    try:
        files = other_files(root / QUESTIONS)
        files += [path for path in pictures(root / QUESTIONS) if path.name not in documents.pictures]
        files += [path for path in articles(root) if path.name not in named]
    except OSError:
        return []
    return [path.relative_to(root).as_posix() for path in files if not path.name.startswith(".")]


def unused_sources(documents: Documents) -> list[str]:
    """Return the ids of sources that no fact of a library with these documents names.

    While some facts are drafts, or could not be read, nobody knows what they name: there are none then.
    """
    if not documents.is_whole or documents.incomplete or documents.drafts:
        return []
    facts = (fact for topic in documents.topics for fact in topic.facts)
    named = {str(one.source) for fact in facts for one in fact.all_evidence}
    return [str(source.id) for source in documents.sources if source.id not in named]
