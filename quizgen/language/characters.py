"""Characters beyond the plain ones: those that nobody sees, and texts made alike that differ in what says nothing.

The ranges are the property Default_Ignorable_Code_Point of Unicode 17.0 (DerivedCoreProperties.txt), which Python does
not have; a test compares them with a library that has it. Code points that are not assigned yet belong to it already,
so a new edition of Unicode seldom changes it.
"""

from __future__ import annotations

import re
import unicodedata

#: The inside of a character class: all code points that are shown as nothing by a program that does not know them.
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
#: Between these lies what only a program reads. Unicode keeps them for such ends (noncharacters, 23.7 of its standard).
HIDDEN_FROM, HIDDEN_TO = "\ufdd0", "\ufdd1"
HIDDEN_RUN = re.compile(f"({HIDDEN_FROM}[^{HIDDEN_FROM}{HIDDEN_TO}]*{HIDDEN_TO})")
_IGNORABLES = re.compile(f"[{IGNORABLE}]+")
#: More marks on one letter no writing has (UAX 15, Stream-Safe Text Format). To put them in order takes time that grows
#: with the square of their number.
_MOST_MARKS = 30
#: A word of that many characters that are neither letters nor digits may be a letter with too many marks.
_MANY = re.compile(rf"([^\w\s\x00-\x7f]{{{_MOST_MARKS}}})[^\w\s\x00-\x7f]+")
_ACCENTS = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")


def without_ignorables(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return text if text.isascii() else _IGNORABLES.sub("", without_hidden(text))


def without_hidden(text: str) -> str:
    """Return `text` without what only a program reads in it."""
    return HIDDEN_RUN.sub("", text) if HIDDEN_FROM in text else text


def composed(text: str, form: str = "NFC") -> str:
    """Return `text` in a normal form of Unicode: with NFC each letter is one character, however it was written.

    Of more than thirty marks in a row the others are dropped.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _MANY.sub(r"\1", text))  # type: ignore[arg-type]


def without_accents(text: str) -> str:
    """Return `text` in NFC, its Latin letters without accents; in other scripts they make another letter."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", composed(text, "NFD")))


def folded(text: str) -> str:
    """Return what two texts share that look alike: without case, accents, forms of letters and what nobody sees."""
    if text.isascii():
        return text.lower()
    return without_accents(composed(without_ignorables(text), "NFKC").casefold())
