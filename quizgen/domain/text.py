"""Text that remembers where in its file it stood, so that any later complaint can point there."""

from __future__ import annotations

import re
from typing import Self

#: What may stand in no text: C0 and C1 controls, byte order marks inside the text, line and paragraph separators,
#: and everything that reorders or hides the characters around it (Unicode Bidirectional Algorithm, UAX 9).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)


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
