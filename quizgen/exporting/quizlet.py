"""Quizlet: a term and its definition, nothing else, parted by a tab, a line each (https://quizlet.com, "Import")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.markup import plain
from quizgen.domain.question import Choice, Match, Order

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item


def refuses(item: Item) -> str:
    """Return why Quizlet cannot carry a question, or nothing."""
    if isinstance(item.shape, (Choice, Order, Match)):
        return "a card has no options and no rows"
    return "a card has no picture" if item.question.picture else ""


def render(bank: Bank) -> bytes:
    """Return the cards, the question first: it names whose claim it is."""
    rows = (f"{_cell(item.shape.prompt)}\t{_cell(item.shape.answer)}\n" for item in bank.items)
    return "".join(rows).encode()


def _cell(text: str) -> str:
    return " ".join(plain(text).split())
