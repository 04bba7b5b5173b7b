"""Code of several lines in a text: between two lines of three backticks or more, as CommonMark has it (0.31, 4.5).

    What does this print?
    ```python
    for x in 1, 2:
        print(x)
    ```

Around it a text is one line. A tab is as wide as the way to the next fourth column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.text import single_spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What every block begins and ends with.
FENCE = "```"
LANGUAGE = re.compile(r"[\w+#.-]{0,20}")
_OPENING = re.compile(r"(?P<indent> {0,3})(?P<fence>`{3,})[^\S\n]*(?P<language>[^\s`]*)[^`\n]*")
#: A tab goes on to the next column that is a multiple of this.
TAB = 4
#: How far code is indented in plain text, where nothing else tells it from prose.
_INDENT = " " * 4


class Part(NamedTuple):
    """A part of a text: prose on one line, or code with the name of its language, which may be empty."""

    text: str
    language: str | None = None

    @property
    def is_code(self) -> bool:
        """Say whether it is code."""
        return self.language is not None


def parted(text: str) -> tuple[list[Part], int | None]:
    """Return the parts of a text in their order, none of them empty, and the line of a fence that nothing closes.

    Lines count from 0. What stands behind such a fence is prose.
    """
    if FENCE not in text:
        return [Part(text)], None
    lines, parts, prose = text.split("\n"), list[Part](), list[str]()
    unclosed: int | None = None
    at = 0
    while at < len(lines):
        opening = _OPENING.fullmatch(lines[at])
        end = _closing(lines, at, opening["fence"]) if opening else None
        if opening is None or end is None:
            unclosed = at if opening and unclosed is None else unclosed
            end = at
            prose.append(lines[at])
        elif any(map(str.strip, lines[at + 1 : end])):
            parts += [Part(single_spaced("\n".join(prose))), _code(lines[at + 1 : end], opening)]
            prose = []
        else:  # nothing stands between the fences
            prose += lines[at : end + 1]
        at = end + 1
    parts.append(Part(single_spaced("\n".join(prose))))
    return [part for part in parts if part.text], unclosed


def _closing(lines: list[str], start: int, fence: str) -> int | None:
    closing = re.compile(rf" {{0,3}}{fence}`* *")
    return next((at for at in range(start + 1, len(lines)) if closing.fullmatch(lines[at])), None)


def _code(lines: Iterable[str], opening: re.Match[str]) -> Part:
    """Return lines as code, without what they are indented with their fence, and without blank lines at the ends."""
    indent = re.compile(f" {{0,{len(opening['indent'])}}}")
    code = "\n".join(indent.sub("", line.expandtabs(TAB), count=1).rstrip() for line in lines)
    language = opening["language"]
    return Part(code.strip("\n"), language if LANGUAGE.fullmatch(language) else "")


def joined(parts: Iterable[Part]) -> str:
    """Return parts as one text, as `parted` reads it."""
    return "\n".join(fenced(*part) if part.is_code else part.text for part in parts)


def fenced(code: str, language: str | None = "") -> str:
    """Return code between fences, which are longer than any in it."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(len(FENCE), longest + 1)
    return f"{fence}{language or ''}\n{code}\n{fence}"


def indented(code: str) -> str:
    """Return code as it stands in plain text."""
    return "\n".join(f"{_INDENT}{line}" if line else "" for line in code.split("\n"))


def paragraphs(plain: str) -> list[Part]:
    """Return the parts of a plain text in which code is indented; the code stays so."""
    parts = list[Part]()
    for line in plain.split("\n"):
        is_code = line.startswith(_INDENT)
        if parts and parts[-1].is_code and (is_code or not line):
            parts[-1] = Part(f"{parts[-1].text}\n{line}", "")
        else:
            parts.append(Part(line, "" if is_code else None))
    return parts


def without_code(plain: str) -> str:
    """Return a plain text without its blocks of code, on one line."""
    return " ".join(part.text for part in paragraphs(plain) if not part.is_code) if _INDENT in plain else plain
