"""Blanks as text, for the formats in which a line to write on is made of underscores."""

from __future__ import annotations

_USUAL = 20
#: How wide they are, by use. All gaps of a sheet are equally wide: a gap as wide as its answer would give that away.
BLANKS = {
    "usual": "_" * _USUAL,
    "line": "_" * _USUAL * 3,
    "narrow": "_" * 4,
    "gap": "_" * 32,
    "narrow_gap": "_" * 24,
}
