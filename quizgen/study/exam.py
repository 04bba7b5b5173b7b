"""Learning for a day: what comes back only after it is brought forward, and new facts are spread over the days left."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.study import Card

#: After this share of its stability a card is recalled with a probability of about 95%, with the usual parameters.
_FRESH = 0.4


def to_bring_forward(cards: Iterable[Card], exam: int, today: int) -> list[Card]:
    """Return the cards that come back only on the study day `exam` or later and are no longer fresh then.

    Those remembered worst on that day come first. What was reviewed today is left alone.
    """

    def age(card: Card) -> float:
        return (exam - card.last) / card.stability

    early = [card for card in cards if card.due >= exam and card.last < today and age(card) > _FRESH]
    return sorted(early, key=lambda card: (-age(card), card.fact, card.way))


def share_of_today(number: int, days: int) -> int:
    """Return how many of so many cards are for today, where they are spread evenly over the `days` left."""
    return ceil(number / days)
