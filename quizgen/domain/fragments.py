"""Fragments of evidence and the articles they stand in: whether they do, where, and what stands there instead."""

from __future__ import annotations

import re
from typing import NamedTuple

from quizgen.domain.formula import LOWERED, RAISED
from quizgen.domain.text import QUOTES, plain_quotes, single_spaced

#: No fragment and three words more have as many characters.
_LONGEST_RUN = 1000
_DOUBLE_MARK = re.compile('["“”„]')
#: What closes a quotation that a mark opens, or opens one that it closes.
_OTHER_MARK = {'"': '"', "“": "”", "”": "“", "„": "“"}
_SINGLE, _DOUBLE = (
    "".join((plain, *(chr(code) for code, other in QUOTES.items() if other == plain))) for plain in ("'", '"')
)
#: Each digit, and how it stands above and below the line.
_HIGH_OR_LOW = {digit: digit.translate(RAISED) + digit.translate(LOWERED) for digit in "0123456789"}


class Found(NamedTuple):
    """The words of an article at one place, on one line with single spaces, and the line they begin on, from 1."""

    words: str
    line: int


def stands_in(fragment: str, text: str) -> bool:
    """Say whether `fragment` stands in `text` without cutting a word at either end; both with plain quotes."""
    start = text.find(fragment)
    while start >= 0:
        end = start + len(fragment)
        cut = (start and text[start - 1].isalnum() and fragment[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and fragment[-1].isalnum()
        )
        if not cut:
            return True
        start = text.find(fragment, start + 1)
    return False


def find(fragment: str, text: str) -> list[Found]:
    """Return where the words of a fragment stand in an article, as it writes them.

    Line ends, the form of quote marks, capital letters and the height of digits (H2O for H₂O) may differ. Where it
    stands with the fragment's own capital letters, only those places count.
    """
    pattern = r"\s+".join(map(_word_pattern, plain_quotes(fragment).split()))
    if not pattern:
        return []
    found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)" if fragment[:1].isalnum() else pattern, text, re.IGNORECASE))
    exact = [match for match in found if plain_quotes(match[0]) == plain_quotes(fragment)]
    return [Found(single_spaced(match[0]), text.count("\n", 0, match.start()) + 1) for match in exact or found]


def _word_pattern(word: str) -> str:
    """Return the pattern of a word, with any quote mark of its sort for each of its own, and digits of any height."""
    escaped = re.escape(word)
    for plain, marks in (("'", _SINGLE), ('"', _DOUBLE)):
        escaped = escaped.replace(plain, f"[{marks}]")
    return "".join(f"[{sign}{_HIGH_OR_LOW[sign]}]" if sign in _HIGH_OR_LOW else sign for sign in escaped)


def with_whole_quotations(words: str) -> str:
    """Return the words of a fragment with both double marks of each quotation that it cuts.

    A quotation that began before the fragment begins with it, and one that goes on behind it ends with it. Inches have
    no other mark.
    """
    opened: list[str] = []
    before = ""
    for match in _DOUBLE_MARK.finditer(words):
        at, mark = match.start(), match[0]
        if _opens(words, at, is_open=bool(opened)):
            opened.append(mark)
        elif opened:
            opened.pop()
        elif mark != '"' or not words[at - 1 : at].isdigit():
            before = _OTHER_MARK[mark] + before
    return before + words + "".join(_OTHER_MARK[mark] for mark in reversed(opened))


def _opens(words: str, at: int, *, is_open: bool) -> bool:
    """Say whether the double mark at a place opens a quotation; in German “ closes what „ has opened."""
    if words[at] != '"':
        return words[at] == "„" or (words[at] == "“" and not (is_open and "„" in words[:at]))
    return (at == 0 or not words[at - 1].isalnum()) and words[at + 1 : at + 2].isalnum() and not is_open


def difference(fragment: str, text: str) -> str:
    """Return the end of a message: after which words an article goes on otherwise than the fragment."""
    parts = plain_quotes(fragment).split()
    for length in range(len(parts) - 1, 1, -1):
        start = text.find(" ".join(parts[:length]))
        if start >= 0:
            follows = text[start : start + _LONGEST_RUN].split()[length : length + 3]
            return f": after '{' '.join(parts[:length])}' the article goes on '{' '.join(follows)}'"
    return "; copy the words anew"
