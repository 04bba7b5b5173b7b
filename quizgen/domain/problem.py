"""Bad data is a value: a problem says what is wrong, where, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizgen.domain.text import Text


class Problem(NamedTuple):
    """One thing that is wrong with the library.

    `path` is shown as it is; `line` and `col` count from 1. `message` is a sentence for a curator
    that ends with what to do. `rule` names the manual page (`quizgen explain RULE`).
    """

    path: str
    line: int
    col: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.col}: {self.message} [{self.rule}]"


def problem_at(path: str, mark: Text | None, rule: str, message: str) -> Problem:
    """Return a problem that points at `mark`, or at the top of the file where there is no mark."""
    if mark is None:
        return Problem(path, 1, 1, rule, message)
    return Problem(path, mark.line, mark.col, rule, message)
