"""Languages that quizgen does not speak: their words are read whole, and nothing is known but their articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language.record import Language

#: The articles that stand before a noun where it is learnt, by the tag of the language.
_ARTICLES = {
    "ca": "el la els les l un una uns unes",
    "de": "der die das ein eine",
    "es": "el la los las un una unos unas",
    "fr": "le la les l un une des",
    "it": "il lo la i gli le l un uno una",
    "nl": "de het een",
    "pt": "o a os as um uma uns umas",
}
#: Words that are an article in some language, which begin an answer and tell nothing of it.
ALL_ARTICLES = frozenset(word for words in _ARTICLES.values() for word in words.split())
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
    articles = frozenset(_ARTICLES.get(_primary(tag), "").split())
    return replace(
        language,
        foreign=tag,
        stop_words=articles,
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
    hits = {tag: sum(firsts[article] for article in articles.split()) for tag, articles in _ARTICLES.items()}
    most = max(hits.values())
    if most >= enough:
        return [tag for tag, number in hits.items() if number == most]
    others = sum(_is_in_other_letters("".join(term)) for term in words)
    return ["TAG"] if others >= enough else []


def _is_in_other_letters(word: str) -> bool:
    """Say whether a word of several letters has none that is Latin; one alone may be a sign of mathematics."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and not any(name(letter, "").startswith("LATIN") for letter in letters)


def direction(tag: str) -> str:
    """Return how the language with this tag (BCP 47) is written: 'rtl', from right to left, or 'ltr'."""
    return "rtl" if _primary(tag) in _LEFTWARDS else "ltr"


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
