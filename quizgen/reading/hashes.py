"""Writing the hash of an article's text into the file that names its source, and nothing else into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.domain.library import Source


def with_hash(text: str, source: Source, sha256: str) -> str:
    """Return the text of a YAML file with this hash in the source's record; all else stays as it is.

    A hash that is there is replaced; else it comes behind the name of the file. Raises ValueError for a source that has
    neither.
    """
    lines = text.split("\n")
    if source.sha256 is not None:
        line, col = source.sha256.line - 1, source.sha256.col - 1
        lines[line] = lines[line][:col] + lines[line][col:].replace(str(source.sha256), sha256, 1)
        return "\n".join(lines)
    if source.file is None:
        raise ValueError(f"'{source.id}' has no file")
    line, end = source.file.line - 1, source.file.col - 1
    quote = lines[line][end : end + 1] if lines[line][end : end + 1] in ("'", '"') else ""
    end += len(source.file) + 2 * len(quote)
    key = re.search(r"file\s*:\s*$", lines[line][: source.file.col - 1])
    is_in_braces = re.match(r"\s*[,}]", lines[line][end:]) is not None
    if is_in_braces or key is None:
        lines[line] = f"{lines[line][:end]}, sha256: {sha256}{lines[line][end:]}"
    else:
        ending = "\r" if lines[line].endswith("\r") else ""
        lines.insert(line + 1, f"{' ' * key.start()}sha256: {sha256}{ending}")
    return "\n".join(lines)
