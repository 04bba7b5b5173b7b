"""Comparing what people write as it stands: quote marks in one form, and what a word was meant to be."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Typographic quote marks and their plain forms; nothing else about a fragment may differ from its article.
QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def plain_quotes(text: str) -> str:
    """Return `text` with plain quote marks, single spaces, and each letter as one character (Unicode NFC)."""
    return " ".join(unicodedata.normalize("NFC", text).translate(QUOTES).split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, or None."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    by_small = {one.lower(): one for one in known}
    found = get_close_matches(word.lower(), list(by_small), n=1, cutoff=0.6)
    return by_small[found[0]] if found else None


def hint(word: str, known: Iterable[str]) -> str:
    """Return '; did you mean ...?' for the nearest known word, or an empty string."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is right."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
