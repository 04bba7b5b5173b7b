"""Writing the hash of an article's text into the file that names its source, and nothing else into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.reading.edits import with_key_behind, with_value

if TYPE_CHECKING:
    from quizgen.domain.library import Source


def with_hash(text: str, source: Source, sha256: str) -> str:
    """Return the text of a YAML file with this hash in the source's record; all else stays as it is.

    A hash that is there is replaced; else it comes behind the name of the file. Raises ValueError for a source that has
    neither.
    """
    old, file = source.sha256, source.file
    if old is not None:
        return with_value(text, old.line, old.col, old, sha256)
    if file is None:
        raise ValueError(f"'{source.id}' has no file")
    return with_key_behind(text, file.line, file.col, file, f"sha256: {sha256}")
