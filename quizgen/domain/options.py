"""What the options of a question are, how many it has, and whether the form of the right one gives it away."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizgen.domain.answer import Answer
    from quizgen.domain.text import Ref, Text
    from quizgen.language import Language

#: The fewest and the most wrong options of a question; four options in all are the usual form.
FEWEST_WRONG, MOST_WRONG = 2, 3

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”«»]')


class Offered(NamedTuple):
    """An answer among the options of a question.

    `fact` is the id of the other fact that a borrowed one is the answer to, `why` says why a wrong one is wrong.
    """

    answer: Answer
    fact: Ref | None = None
    why: Text | None = None


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
        "starts with an article": lambda text: (
            (
                text[1:2] != " " or text[2:3].isalnum()  # 'A > B' starts with a letter
            )
            and set(language.articles).intersection(language.words(text)[:1])
        ),
        "ends in a full stop": lambda text: text.endswith("."),
        "holds a number": _DIGIT.search,
        "holds a quotation": _QUOTE.search,
    }
