"""What the options of a question are, how many it has, and whether the form of the right one gives it away."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.markup import plain, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizgen.domain.answer import Answer
    from quizgen.domain.text import Ref, Text
    from quizgen.language import Language

#: The fewest and the most wrong options of a question; four options in all are the usual form.
FEWEST_WRONG, MOST_WRONG = 2, 3

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”«»]')
#: Stands for a formula or for code, whose letters and signs are no words.
_OBJECT = "\ufffc"


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
    the only article, full stop, number or quotation. The texts may have their markup: what stands in a formula or in
    code is a sign of nothing but its length.
    """
    lengths = [len(plain(text)) for text in wrong]
    own, longest, shortest = len(plain(right)), max(lengths), min(lengths)
    if own > max(1.5 * longest, longest + 12):
        return "is much longer than all others"
    if shortest > max(1.5 * own, own + 12):
        return "is much shorter than all others"
    right, wrong, prompt = _in_words(right), [_in_words(text) for text in wrong], _in_words(prompt)
    asked, meaning = language.content_words(prompt), language.content_words
    if not asked.isdisjoint(meaning(right)) and all(asked.isdisjoint(meaning(text)) for text in wrong):
        return "alone repeats a word of the question"
    for sign, has_sign in _signs(language).items():
        if has_sign(right) and not any(has_sign(text) for text in wrong):
            return f"alone {sign}"
    return None


def _in_words(text: str) -> str:
    """Return a text, with its markup or plain, in which one sign stands for each formula and for code."""
    return "".join(_OBJECT if span.look in ("formula", "code", "block") else span.text for span in spans(text))


@cache
def _signs(language: Language) -> dict[str, Callable[[str], object]]:
    """Return for each sign of form the test that finds it in a text."""
    return {
        "starts with an article": lambda text: (
            not text.startswith(_OBJECT)
            and (
                text[1:2] != " " or text[2:3].isalnum()  # 'A > B' starts with a letter
            )
            and set(language.articles).intersection(language.words(text)[:1])
        ),
        "ends in a full stop": lambda text: text.endswith("."),
        "holds a number": _DIGIT.search,
        "holds a quotation": _QUOTE.search,
    }
