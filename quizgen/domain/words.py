"""Comparing what people write: forms without accents of typography, and the words that carry meaning."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, punctuation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Typographic quote marks and their plain forms; nothing else about a fragment may differ from its article.
QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_APOSTROPHE = re.compile(r"['’](?:s\b)?")
_NUMBER = re.compile(r"\d[.,]\d")
#: ASCII text in small letters, its marks as spaces.
_PLAIN = bytes.maketrans((ascii_uppercase + punctuation).encode(), (ascii_lowercase + " " * len(punctuation)).encode())
#: Texts whose words are remembered; the rules look at one fact after another, so the last few hundred matter.
_REMEMBERED = 4096
_NOTHING = frozenset(("",))
#: So many letters at its beginning are a word's root; fewer would make 'president' of 'press'.
_ROOT = 5

#: English words that say nothing about the matter.
STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being but by can could did do does during
    each for from had has have he her him his how if in into is it its many more most much no nor not of on
    one only or other our out over own s said same say says she should so some such than that the their them
    then there these they this those through to under until up was we were what when where which while who
    whom whose why will with would you
    """.split()
)
#: Words that decide what a statement says, however alike the rest: texts that differ in them differ in meaning.
DECISIVE = frozenset(
    """
    no not nor never nobody none nothing neither cannot without refuse reject deny all any both each every
    few half many most only part several some before after more less
    """.split()
)


def plain_quotes(text: str) -> str:
    """Return `text` with plain quote marks, single spaces, and each letter as one character (Unicode NFC)."""
    return " ".join(unicodedata.normalize("NFC", text).translate(QUOTES).split())


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; an apostrophe and a possessive s are dropped."""
    return normal(text).split()


@lru_cache(maxsize=_REMEMBERED)
def normal(text: str) -> str:
    """Return the words of `text` joined by single spaces: equal for texts that differ in case or marks only.

    Letters with accents are the same whether written as one character or as two (Unicode NFC).
    """
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub("", text)
    if not text.isascii():
        return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).lower()))
    if ("." in text or "," in text) and _NUMBER.search(text):
        return " ".join(_WORD.findall(text.lower()))
    return b" ".join(text.encode().translate(_PLAIN).split()).decode()  # the same, at a third of the cost


def stem(word: str) -> str:
    """Return `word` without the commonest English endings, enough to match 'demands' with 'demanded'."""
    for ending in ("ings", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class _Stems(dict[str, str]):
    """Remembers the stem of each word met; that of a stop word is nothing."""

    def __missing__(self, word: str) -> str:
        known = self[word] = "" if word in STOP_WORDS else stem(word)
        return known


_STEMS = _Stems()


@lru_cache(maxsize=_REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that carry meaning."""
    return frozenset(map(_STEMS.__getitem__, normal(text).split())) - _NOTHING


@lru_cache(maxsize=_REMEMBERED)
def roots(text: str) -> frozenset[str]:
    """Return how the words of `text` with meaning begin: alike for 'east' and 'eastern', 'invade' and 'invasion'."""
    return frozenset(map(_ROOTS.__getitem__, content_words(text)))


class _Roots(dict[str, str]):
    """Remembers the root of each word met."""

    def __missing__(self, word: str) -> str:
        root = word.removesuffix("ward").removesuffix("ern")[:_ROOT]
        known = self[word] = f"{root[:-1]}s" if len(root) == _ROOT and root.endswith("d") else root
        return known


_ROOTS = _Roots()


def contains(text: str, part: str) -> bool:
    """Say whether the words of `part` stand in `text` one after another."""
    return bool(normal(part)) and spaced(part) in spaced(text)


def spaced(text: str) -> str:
    """Return the words of `text` between spaces: so one text is found in another only as whole words."""
    return f" {normal(text)} "


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
