"""Whether an option may stand beside the right one: it must be wrong, and its form must not give the right one away."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizgen.language import Language

#: The fewest and the most wrong options of a question; four options in all are the usual form.
FEWEST_WRONG, MOST_WRONG = 2, 3

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”«»]')


class RightAnswers:
    """All forms of all right answers to a question, ready to be compared with wrong options."""

    def __init__(self, language: Language, forms: Iterable[str]) -> None:
        self.language = language
        self.answers = [(form, language.spaced(form), language.content_words(form)) for form in forms]

    def overlap(self, option: str) -> str | None:
        """Return the right answer that `option` repeats, is a part of or paraphrases, or None.

        Two texts that differ in a word such as 'not' or 'most' say different things, however alike they are.
        """
        words, meaning = self.language.spaced(option), self.language.content_words(option)
        for form, right_words, right_meaning in self.answers:
            is_alike = right_words in words or words in right_words or meaning == right_meaning
            if is_alike and self._decisive(option) == self._decisive(form):
                return form
        return None

    def _decisive(self, text: str) -> frozenset[str]:
        return self.language.decisive.intersection(self.language.words(text))


def giveaway(language: Language, right: str, wrong: Sequence[str], prompt: str) -> str | None:
    """Return how the form of the right option gives it away among the wrong ones, or None where it doesn't.

    Test-wise candidates look for these signs: the longest or the shortest option, an echo of the question,
    the only article, full stop, number or quotation.
    """
    longest, shortest = max(map(len, wrong)), min(map(len, wrong))
    if len(right) > max(1.5 * longest, longest + 12):
        return "is much longer than all others"
    if shortest > max(1.5 * len(right), len(right) + 12):
        return "is much shorter than all others"
    asked, meaning = language.content_words(prompt), language.content_words
    if not asked.isdisjoint(meaning(right)) and all(asked.isdisjoint(meaning(text)) for text in wrong):
        return "alone repeats a word of the question"
    for sign, has_sign in _signs(language).items():
        if has_sign(right) and not any(has_sign(text) for text in wrong):
            return f"alone {sign}"
    return None


@cache
def _signs(language: Language) -> dict[str, Callable[[str], object]]:
    """Return for each sign of form the test that finds it in a text."""
    return {
        "starts with an article": lambda text: set(language.articles).intersection(language.words(text)[:1]),
        "ends in a full stop": lambda text: text.endswith("."),
        "holds a number": _DIGIT.search,
        "holds a quotation": _QUOTE.search,
    }
