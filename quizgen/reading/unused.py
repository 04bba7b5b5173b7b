"""The files in a library's folders that nothing needs: they lie there as if they were a part of it."""

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
