"""Text that remembers where in its file it stood, so that any later complaint can point there."""

from __future__ import annotations

from typing import Self


class Text(str):
    """A string with the place of its first character; `line` and `col` count from 1."""

    __slots__ = ("col", "line")
    line: int
    col: int

    @classmethod
    def at(cls, value: str, line: int, col: int) -> Self:
        """Return `value` as a Text standing at `line` and `col`, both counted from 1."""
        text = cls(value)
        text.line = line
        text.col = col
        return text


class Ref(Text):
    """The id of something that is described elsewhere: an entity, a source, a fact."""

    __slots__ = ()
