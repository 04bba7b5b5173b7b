"""The article with which a noun of another language is learnt: where it is missing or another, the learner is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.verdict import Fit, Verdict
from quizgen.grading.normalise import loose_words
from quizgen.grading.reasons import missing_article, which_article, wrong_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language


def article_verdict(language: Language, forms: Iterable[str], typed: str) -> Verdict | None:
    """Return the verdict on a noun that is right but for its article, or None where it is not.

    It is wrong. A missing article is asked for, and so is another one of the same gender: 'une porte' for 'la porte'.
    Whoever types one of another gender has learnt that.
    """
    given = _nouns(language, typed)
    for form in forms if language.learnt_articles else ():
        for article, noun in _nouns(language, form):
            typed_article = next((own for own, other in given if other == noun), article)
            if article and not typed_article:
                return Verdict(Fit.WRONG, why=missing_article(language), asks=which_article(language))
            if article != typed_article and article:
                genders = language.learnt_articles
                is_alike = not set(genders[article]).isdisjoint(genders[typed_article])
                return Verdict(Fit.WRONG, why=wrong_article(language), asks=which_article(language) if is_alike else "")
    return None


def has_learnt_article(language: Language, forms: Iterable[str]) -> bool:
    """Say whether one of some right answers has an article with which a noun of the language is learnt."""
    return any(article for form in forms for article, _ in _nouns(language, form))


def _nouns(language: Language, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ways to split a text into an article, or nothing, and the other words."""
    splits = (words for words in loose_words(language, text) if words)
    return [
        (words[0], words[1:]) if len(words) > 1 and words[0] in language.learnt_articles else ("", words)
        for words in splits
    ]
