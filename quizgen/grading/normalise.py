"""Typed text made ready to be compared: clean text, its spelling, and its words, strict and loose.

Two texts have the same strict words if they differ only in case, marks, white space or a leading article. They have
loose words in common if they also differ in spelling that says nothing: '2' and 'two', "can't" and 'cannot',
'cease-fire' and 'ceasefire', 'Zürich' and 'Zurich', 'R.T.' and 'RT', 'defence' and 'defense', '$2m' and '2 million
dollars'.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.numbers import write_digits
from quizgen.domain.text import QUOTES
from quizgen.language.characters import composed, without_accents, without_ignorables

if TYPE_CHECKING:
    from quizgen.language import Language

#: How many texts' words are remembered: the answers to a question are compared one after another.
_REMEMBERED = 2048
#: Marks that people type for an apostrophe or a minus.
_LIKE = str.maketrans({"`": "'", "´": "'", "ʼ": "'", "′": "'", "−": "-"})
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_MINUS = re.compile(r"(?<![^\s(])-(?=[$€£]?[.,]?\d)")
_RAISED = re.compile(r"(?<=\d)(?=[⁰¹²³⁴-⁹])")
_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ ,]\d{3})+(?![\d.,]*\d)")
_FRACTION = re.compile(r"(?<![\d/.,])(?:(\d{1,4}) )?(\d)/([24])(?![\d/.,]*\d)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
#: Words of plain letters, with nothing but pauses between them.
_SIMPLE = re.compile(r"[A-Za-z]+(?:[,;:]? [A-Za-z]+)*[.?!]?")
_LETTERS_ONLY = re.compile(r"[a-z]+")
#: A hyphen within a compound.
_HYPHEN = r"(?<=[^\W\d_]){}[-‐‑–](?=[^\W\d_])"
#: The letters of an abbreviation: 'R.T.' is 'RT', but the last letter of 'J.F.Kennedy' begins a name.
_DOTTED = re.compile(r"\b[a-z](?:\.[a-z]\b)+")


def clean_text(text: str) -> str:
    """Return `text` with plain quotes, digits, fractions and letters (NFKC), single spaces, nothing unseen."""
    text = text.translate(_LIKE)
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_plain_character, _RAISED.sub("^", without_ignorables(text))))
        text = composed(text, "NFKC")
    return " ".join(text.translate(QUOTES).split())


def _plain_character(char: str) -> str:
    if char.isspace():
        return " "
    if not char.isprintable():
        return ""
    if char.isdecimal():
        return str(int(char))
    if unicodedata.decomposition(char).startswith("<fraction>"):
        return f" {unicodedata.normalize('NFKC', char).replace('⁄', '/')} "
    return char


class _Patterns(NamedTuple):
    """What to look for in a text: other ways to write and to spell, hyphens, initials, words to be left alone."""

    rewritings: tuple[tuple[re.Pattern[str], str], ...]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    hyphen: re.Pattern[str]
    spelt_out: dict[int, str]
    initial: re.Pattern[str]
    settled: _Settled


@cache
def _patterns(language: Language) -> _Patterns:
    kept = "".join(rf"(?<!\b{prefix})" for prefix in language.hyphened_prefixes)
    return _Patterns(
        tuple((re.compile(pattern), instead) for pattern, instead in language.rewritings),
        tuple((re.compile(pattern), instead) for pattern, instead in language.spellings),
        re.compile(_HYPHEN.format(kept)),
        str.maketrans(dict(language.spelt_out)),
        # A letter with a dot begins a name: 'A. Lavrov' is not 'a Lavrov'.
        re.compile(rf"\W*(?:{'|'.join(language.articles)}) ?\.", re.IGNORECASE),
        _Settled(language),
    )


def write_out_signs(language: Language, text: str) -> str:
    """Return `text` with words in the place of signs: '30 percent' for '30%'."""
    return language.with_signs_as_words(_MINUS.sub(f" {language.minus} ", text))


def join_compounds(language: Language, text: str) -> str:
    """Return `text`, in small letters, with compounds as single words, as 'percent', and '$' for 'US$'."""
    text = re.sub(language.silent_prefix, "", text)
    for apart, joined in language.compounds.items():
        text = text.replace(apart, joined)
    return text


@lru_cache(maxsize=_REMEMBERED)
def spelling(language: Language, text: str) -> str:
    """Return the words of `text` in small letters, joined by single spaces."""
    return language.normal(write_out_signs(language, clean_text(text)))


@lru_cache(maxsize=_REMEMBERED)
def strict_words(language: Language, text: str) -> str:
    """Return the words of `text` without a leading article, joined by single spaces."""
    words = tuple(spelling(language, text).split())
    return " ".join(words if _patterns(language).initial.match(text) else without_article(language, words))


def without_article(language: Language, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` without a leading article; 'a few' and 'a little' keep theirs, as 'few' says the contrary."""
    if len(words) < 2 or words[0] not in language.articles:
        return words
    is_amount = words[0] in language.indefinite_articles and words[1] in language.small_amounts
    return words if is_amount else words[1:]


@lru_cache(maxsize=_REMEMBERED)
def loose_words(language: Language, text: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to split `text` into words: texts that share one differ in spelling only."""
    if _SIMPLE.fullmatch(text):
        words = tuple(map(_patterns(language).settled.__getitem__, _LETTERS_ONLY.findall(text.lower())))
        if all(words):
            return (without_article(language, words),)
    return _written_alike(language, text)


def _written_alike(language: Language, text: str) -> tuple[tuple[str, ...], ...]:
    """Return the same as `loose_words` for any text, however it is written."""
    patterns = _patterns(language)
    text = clean_text(text).lower()
    for pattern, instead in patterns.rewritings:
        text = pattern.sub(instead, text)
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), join_compounds(language, text))
    text = _FRACTION.sub(_decimal, text)
    text = _COMMA.sub(".", _GROUPS.sub(lambda match: re.sub("[ ,]", "", match.group()), text))
    texts = [text]
    if not text.isascii():
        written = dict.fromkeys((text, text.translate(patterns.spelt_out)))
        texts = [without_accents(one.translate(_LETTERS)) for one in written]
    spellings = [*texts, *(patterns.hyphen.sub("", one) for one in texts if patterns.hyphen.search(one))]
    has_initial = patterns.initial.match(text)
    words_of = (language.words(write_out_signs(language, spelt)) for spelt in spellings)
    splits = (_with_units_behind(language, write_digits(language, words)) for words in words_of)
    return tuple(words if has_initial else without_article(language, words) for words in splits)


@lru_cache(maxsize=_REMEMBERED)
def _spelt_alike(language: Language, word: str) -> str:
    """Return a word as it is spelt here, where others spell it otherwise: 'defense' for 'defence'."""
    matches = ((pattern.fullmatch(word), instead) for pattern, instead in _patterns(language).spellings)
    return next((match.expand(instead) for match, instead in matches if match), word)


def _decimal(fraction: re.Match[str]) -> str:
    """Return a number with halves or quarters, '7 1/2', as a decimal."""
    whole, numerator, denominator = (int(part or 0) for part in fraction.groups())
    return f"{whole + numerator / denominator:g}" if 0 < numerator < denominator else fraction.group()


def _with_units_behind(language: Language, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words as they are spelt here, with money and percent behind their number: '5 dollars' for '$5'."""
    written: list[str] = []
    sign = ""
    for at, word in enumerate(words):
        unit = language.signed_units.get(word)
        if unit is None:
            written += [word, sign] if sign else [_spelt_alike(language, word)]
            sign = ""
        elif written and written[-1][0].isdigit():
            written.append(unit)
        elif unit in language.currencies_counted and words[at + 1 : at + 2] and words[at + 1][0].isdigit():
            sign = unit
        else:
            written.append(word)
    return tuple(written)


class _Settled(dict[str, str]):
    """Remembers how each word of Latin letters is written here; nothing for one that depends on its neighbours."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._unsettled = {word for apart in language.compounds for word in apart.split()}
        self._unsettled.update(language.small_amounts, language.signed_units)

    def __missing__(self, word: str) -> str:
        # Behind another word, as a single letter may be a numeral there.
        (_, *written), *others = _written_alike(self._language, f"so {word}")
        is_settled = not others and len(written) == 1 and written[0].isalpha() and word not in self._unsettled
        settled = self[word] = written[0] if is_settled else ""
        return settled
