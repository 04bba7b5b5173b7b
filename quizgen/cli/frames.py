"""A problem as a good compiler shows it: its place, the line of the file, and a caret under the place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.domain.text import visible

if TYPE_CHECKING:
    from quizgen.domain.problem import Problem

#: Stands for what is cut off a line; three signs that every terminal has.
_CUT = "..."


class Frames:
    """Shows problems with the lines of their files, each file read once, in rows of a width in columns."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.files: dict[str, list[str]] = {}

    def rows(self, problem: Problem) -> list[str]:
        """Return the place of a problem, and where its file has that line, the line and a caret below it."""
        place = f"{problem.path}:{problem.line}:{problem.col}"
        lines = self._lines(problem.path)
        if not 1 <= problem.line <= len(lines) or not lines[problem.line - 1].strip():
            return [place]
        number = f"{problem.line:>4} | "
        text, column = _window(lines[problem.line - 1], problem.col - 1, self.width - len(number))
        return [place, number + text, f"{'| ':>{len(number)}}{' ' * column}^"]

    def _lines(self, path: str) -> list[str]:
        if path not in self.files:
            try:
                text = Path(path).read_bytes().decode("utf-8-sig", errors="replace")
            except (OSError, ValueError):  # a folder, or a name that no file can have
                text = ""
            self.files[path] = [line.removesuffix("\r") for line in text.split("\n")]
        return self.files[path]


def _window(line: str, at: int, room: int) -> tuple[str, int]:
    """Return as much of a line as has room around its character at a place, and the column of that character.

    Wide characters take two columns; what nobody sees is written out, and a tab is a space.
    """
    from rich.cells import cell_len  # noqa: PLC0415  only a problem needs it

    signs = [visible(sign) if sign != "\t" else " " for sign in line]
    at = min(at, len(signs))
    widths = [cell_len(sign) for sign in signs]
    if sum(widths) <= room:
        return "".join(signs), sum(widths[:at])
    start = at
    while start and sum(widths[start - 1 : at]) <= room // 2 - len(_CUT):
        start -= 1
    end = start
    rest = room - len(_CUT) * (2 if start else 1)
    while end < len(signs) and sum(widths[start : end + 1]) <= rest:
        end += 1
    before = _CUT if start else ""
    behind = _CUT if end < len(signs) else ""
    return before + "".join(signs[start:end]) + behind, len(before) + sum(widths[start:at])
