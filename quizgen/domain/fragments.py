"""Fragments of evidence and the articles they stand in: whether they do, where, and what stands there instead."""

from __future__ import annotations

import re
from typing import NamedTuple

from quizgen.domain.formula import LOWERED, RAISED
from quizgen.domain.text import QUOTES, plain_quotes, single_spaced

#: So many words one after another are no copy yet.
MOST_WORDS = 12
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
#: Letters of scripts that write no spaces between words, as they stand in a character class: Thai, Lao, Burmese, Khmer,
#: the Japanese syllables, and the Chinese characters (Blocks.txt of Unicode 17.0).
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
#: A letter or a digit that parts a word where it stands right before or behind a piece of it.
_OF_WORD = rf"[^\W{_UNSPACED}]"


class Length(NamedTuple):
    """How long a fragment is, in which unit, and how many of that it has at least and at most.

    Long enough to show the answer, short enough to be no copy.
    """

    number: int
    unit: str
    fewest: int
    most: int


def length_of(fragment: str) -> Length:
    """Return the length of a fragment in words; in a script without spaces between them, in characters."""
    characters = len("".join(fragment.split()))
    if len(_UNSPACED_LETTER.findall(fragment)) * 2 > characters:
        return Length(characters, "character", 4, 36)
    return Length(len(fragment.split()), "word", 3, MOST_WORDS)


class Found(NamedTuple):
    """The words of an article at one place, on one line with single spaces, and the line they begin on, from 1."""

    words: str
    line: int


def stands_in(fragment: str, text: str) -> bool:
    """Say whether `fragment` stands in `text` without cutting a word at either end; both with plain quotes."""
    start = text.find(fragment)
    while start >= 0:
        end = start + len(fragment)
        if not _is_cut(text[start - 1 : start], fragment[0]) and not _is_cut(fragment[-1], text[end : end + 1]):
            return True
        start = text.find(fragment, start + 1)
    return False


def _is_cut(before: str, behind: str) -> bool:
    """Say whether a word goes on from one character to the next, either of which may be missing."""
    return before.isalnum() and behind.isalnum() and not _UNSPACED_LETTER.search(before + behind)


def find(fragment: str, text: str) -> list[Found]:
    """Return where the words of a fragment stand in an article, as it writes them.

    Line ends, the form of quote marks, capital letters and the height of digits (H2O for H₂O) may differ. Where it
    stands with the fragment's own capital letters, only those places count.
    """
    pattern = r"\s+".join(map(_word_pattern, plain_quotes(fragment).split()))
    if not pattern:
        return []
    if fragment[:1].isalnum():
        start = "" if _UNSPACED_LETTER.match(fragment[0]) else rf"(?<!{_OF_WORD})"
        pattern = start + pattern + ("" if _UNSPACED_LETTER.match(fragment[-1]) else rf"(?!{_OF_WORD})")
    found = list(re.finditer(pattern, text, re.IGNORECASE))
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
