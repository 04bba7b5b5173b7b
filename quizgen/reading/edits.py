"""Small changes to YAML files that leave all else as it is: a value at its place, a key behind another."""

from __future__ import annotations

import re


def with_value(text: str, line: int, col: int, old: str, new: str) -> str:
    """Return the text of a file with the value at a place replaced; line and column count from 1, quotes stay."""
    lines = text.split("\n")
    before, here = lines[line - 1][: col - 1], lines[line - 1][col - 1 :]
    lines[line - 1] = before + here.replace(old, new, 1)
    return "\n".join(lines)


def with_key_behind(text: str, line: int, col: int, value: str, key: str) -> str:
    """Return the text of a file with a key and its value, as in 'sha256: 0a1b', behind the value at a place.

    Where that stands in braces, so does the key; else it gets a line of its own.
    """
    lines = text.split("\n")
    here, end = lines[line - 1], col - 1
    end += len(value) + (2 if here[end : end + 1] in ("'", '"') else 0)
    own = re.search(r"[\w-]+\s*:\s*$", here[: col - 1])
    if own is None or re.match(r"\s*[,}]", here[end:]):
        lines[line - 1] = f"{here[:end]}, {key}{here[end:]}"
    else:
        ending = "\r" if here.endswith("\r") else ""
        lines.insert(line, f"{' ' * own.start()}{key}{ending}")
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Return a text as YAML takes it behind a key."""
    is_plain = re.fullmatch(r"[^\W\d_](?:[\w ’()-]*[\w)])?", text) is not None
    return text if is_plain else f"'{text.replace(chr(39), chr(39) * 2)}'"
