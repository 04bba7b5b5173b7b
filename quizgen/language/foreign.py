"""Languages that quizgen does not speak: their words are read whole, and nothing is known but their articles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language.record import Language

#: The articles that stand before a noun where it is learnt, by the tag of the language, each with the genders that it
#: may have: m, f, n or c (common), in large letters for more than one thing, of all genders where that is a P.
_ARTICLES = {
    "ca": {"el": "m", "la": "f", "els": "M", "les": "F", "l": "mf", "un": "m", "una": "f", "uns": "M", "unes": "F"},
    "de": {"der": "m", "die": "fP", "das": "n", "ein": "mn", "eine": "f"},
    "es": {"el": "m", "la": "f", "los": "M", "las": "F", "un": "m", "una": "f", "unos": "M", "unas": "F"},
    "fr": {"le": "m", "la": "f", "les": "P", "l": "mf", "un": "m", "une": "f", "des": "P"},
    "it": {
        "il": "m",
        "lo": "m",
        "la": "f",
        "l": "mf",
        "un": "mf",
        "uno": "m",
        "una": "f",
        "i": "M",
        "gli": "M",
        "le": "F",
    },
    "nl": {"de": "cP", "het": "n", "een": "cn"},
    "pt": {"o": "m", "a": "f", "os": "M", "as": "F", "um": "m", "uma": "f", "uns": "M", "umas": "F"},
}
#: Words that are an article in some language, which begin an answer and tell nothing of it.
ALL_ARTICLES = frozenset(word for words in _ARTICLES.values() for word in words)
#: An article at the beginning of a text, with what parts it from the noun.
_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(ALL_ARTICLES))})(?: |(?<=[lL])['’])(?=\S)", re.IGNORECASE)
#: How letters are written by those who lack them, by the tag of the language.
_SPELT_OUT = {"de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}}
#: Fewer terms may look like those of another language by chance.
_FEWEST = 3
#: Languages that are written from right to left.
_LEFTWARDS = frozenset("ar arc ckb dv fa he ks ku nqo ps sd syr ug ur yi".split())


@cache
def foreign(language: Language, tag: str) -> Language:
    """Return a language whose words are read as those of the language with this tag (BCP 47).

    Nothing is known of its grammar: a word is the same as another only where it is written so. What quizgen prints, and
    how numbers and dates are read, stays as it is in `language`.
    """
    articles = _ARTICLES.get(_primary(tag), {})
    return replace(
        language,
        foreign=tag,
        stop_words=frozenset(articles),
        learnt_articles=articles,
        definite_articles=(),
        indefinite_articles=(),
        infinitive_sign="",
        possessives=(),
        apostrophe=" ",
        spelt_out=_SPELT_OUT.get(_primary(tag), {}),
        decisive=frozenset(),
        negations=frozenset(),
        stem_endings=(),
        root_endings=(),
        root_letters={},
        irregular_plurals={},
        plural_endings=(),
        rewritings=(),
        compounds={},
        spellings=(),
        small_amounts=(),
        place_prepositions=(),
        about_options="",
        role_words={},
        fixed_words=frozenset(),
        directions=(),
        denying_prefixes=(),
        lone_prefixes=(),
        turning_prefixes=(),
        person_endings=(),
        lookalikes=(),
    )


def seeming_languages(own: Language, terms: Iterable[str]) -> list[str]:
    """Return the tags of the languages of which terms seem to be, or nothing where it seems to be `own`.

    Known are those with articles, which half of the terms, and three at least, have before them. Terms in other letters
    than Latin ones may be of any language: the only tag is 'TAG' then.
    """
    words = [term.lower().replace("’", " ").replace("'", " ").split() for term in terms]
    enough = max(_FEWEST, len(words) / 2)
    firsts = Counter(first for first, *others in words if others and first not in own.indefinite_articles)
    hits = {tag: sum(firsts[article] for article in articles) for tag, articles in _ARTICLES.items()}
    most = max(hits.values())
    if most >= enough:
        return [tag for tag, number in hits.items() if number == most]
    others = sum(_is_in_other_letters("".join(term)) for term in words)
    return ["TAG"] if others >= enough else []


def _is_in_other_letters(word: str) -> bool:
    """Say whether a word of several letters has none that is Latin; one alone may be a sign of mathematics."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and not any(name(letter, "").startswith("LATIN") for letter in letters)


def without_any_article(text: str) -> str:
    """Return a text without the article of whatever language that it begins with."""
    return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text


def direction(tag: str) -> str:
    """Return how the language with this tag (BCP 47) is written: 'rtl', from right to left, or 'ltr'."""
    return "rtl" if _primary(tag) in _LEFTWARDS else "ltr"


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
