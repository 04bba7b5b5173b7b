"""Letters and small numerals: how options, names, variants and rows are counted on paper."""

from __future__ import annotations

#: The rows of an order or a match, as they are numbered on the sheet, on the answer sheet and in the key.
NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def letter(place: int) -> str:
    """Return the letter of a place counted from 0: A to Z, then AA, AB and so on."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)
