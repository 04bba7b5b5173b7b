"""What a learner typed, made ready to be compared: clean text, and its words, strictly and loosely.

Strictly the same are texts that differ in case, marks, white space or a leading article. Loosely the
same are also texts that differ only in spelling that says nothing: '2' and 'two', "can't" and 'cannot',
'cease-fire' and 'ceasefire', 'Zürich' and 'Zurich', 'R.T.' and 'RT'.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizgen.domain.words import QUOTES, normal
from quizgen.grading.numbers import ARTICLES, in_digits

#: Texts whose words are remembered: the answers to a question are compared one after another.
_REMEMBERED = 2048
#: Signs that say something, as words; all other marks are dropped.
_SIGNS = str.maketrans(
    {
        "%": " percent ",
        "$": " dollar ",
        "€": " euro ",
        "£": " pound ",
        "&": " and ",
        "+": " plus ",
        "#": " hash ",
        "°": " degree ",
        "<": " less than ",
        ">": " more than ",
        "≤": " at most ",
        "≥": " at least ",
        "≠": " not ",
        "±": " plus minus ",
        "~": " about ",
        "≈": " about ",
    }
)
#: Marks that people type for an apostrophe or a minus.
_LIKE = str.maketrans({"`": "'", "´": "'", "ʼ": "'", "′": "'", "−": "-"})
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_MINUS = re.compile(r"(?<![^\s(])-(?=[$€£]?[.,]?\d)")
_RAISED = re.compile(r"(?<=\d)(?=[⁰¹²³⁴-⁹])")
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_NOT = re.compile(r"\b(can|won|shan|\w+n)'t\b|\bcannot\b")
_NOT_BARE = re.compile(r"\b(do|does|did|is|are|was|were|could|should|would|has|have|had|must|need|ca|wo)nt\b")
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall"}
_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ ,]\d{3})+(?![\d.,]*\d)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
#: A hyphen within a compound. 're-sign' and 'un-ionised' need theirs.
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?<!\bre)(?<!\bun)[-‐‑–](?=[^\W\d_])")
#: A letter with a dot begins a name: 'A. Lavrov' is not 'a Lavrov'.
_INITIAL = re.compile(r"\W*(?:an?|the) ?\.", re.IGNORECASE)
#: The letters of an abbreviation: 'R.T.' is 'RT', but the last letter of 'J.F.Kennedy' begins a name.
_DOTTED = re.compile(r"\b[a-z](?:\.[a-z]\b)+")
_LITTLE = re.compile(r"\ba (few|little)\b")


def plainly(text: str) -> str:
    """Return `text` with plain quotes, digits, fractions and letters (NFKC), single spaces, no control characters."""
    text = text.translate(_LIKE)
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_plain_character, _RAISED.sub("^", text)))
        text = unicodedata.normalize("NFKC", text)
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


def signs_in_words(text: str) -> str:
    """Return `text` with the signs that say something as words: '30%' as '30 percent'."""
    return _MINUS.sub(" minus ", text).translate(_SIGNS)


@lru_cache(maxsize=_REMEMBERED)
def spelled(text: str) -> str:
    """Return the words of `text` in small letters, joined by single spaces."""
    return normal(signs_in_words(plainly(text)))


def strictly(text: str) -> str:
    """Return the words of `text` without a leading article: equal for texts that are strictly the same."""
    words = tuple(spelled(text).split())
    return " ".join(words if _INITIAL.match(text) else without_article(words))


def without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` without a leading article; 'a few' and 'a little' keep theirs, as 'few' says the contrary."""
    if len(words) < 2 or words[0] not in ARTICLES or (words[0] == "a" and words[1] in ("few", "little")):
        return words
    return words[1:]


@lru_cache(maxsize=_REMEMBERED)
def loosely(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the one or two ways to split `text` into words: texts that share one are loosely the same."""
    text = plainly(text).lower()
    text = _NOT_BARE.sub(_negation, _NOT.sub(_negation, text)).replace("per cent", "percent")
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), _LITTLE.sub(r"a\1", text))
    text = _COMMA.sub(".", _GROUPS.sub(lambda match: re.sub("[ ,]", "", match.group()), text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_LETTERS))))
    ways = (text, _HYPHEN.sub("", text)) if _HYPHEN.search(text) else (text,)
    bare = tuple if _INITIAL.match(text) else without_article
    return tuple(bare(in_digits(normal(signs_in_words(way)).split())) for way in ways)


def _negation(match: re.Match[str]) -> str:
    """Return the verb and 'not' for a form such as 'dont' or 'cannot'."""
    if match.group() == "cannot":
        return "can not"
    verb = match.group(1).removesuffix("n") if "'" in match.group() else match.group(1)
    return f"{_IRREGULAR.get(verb, verb)} not"
