"""Quizlet: a term and its definition, nothing else, parted by a tab, a line each (https://quizlet.com, "Import")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.markup import has_block, plain
from quizgen.domain.question import Choice, Match, Order
from quizgen.exporting.home import NO_PICTURE, OF_ANOTHER_KIND

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item


def refuses(item: Item) -> str:
    """Return why Quizlet cannot carry a question, or nothing."""
    shape = item.shape
    if isinstance(shape, (Order, Match)):
        return OF_ANOTHER_KIND
    if isinstance(shape, Choice) and shape.statement is not None:
        return OF_ANOTHER_KIND
    if has_block(shape.prompt) or has_block(shape.answer):
        return "a card has one line, and their code has several"
    return NO_PICTURE if item.picture else ""


def prefers(item: Item) -> bool:
    """Say whether a question is one for a card; a choice is one where there is no other."""
    return not isinstance(item.shape, Choice)


def render(bank: Bank) -> bytes:
    """Return the cards: the question, which names whose claim it is, or a word, and the answer, or what it means."""
    return "".join(map(_card, bank.items)).encode()


def _card(item: Item) -> str:
    fact = item.question.fact
    is_word = bool(fact.means)
    term = str(fact.answer) if is_word else item.shape.prompt
    definition = "; ".join(fact.means) if is_word else item.shape.answer
    return f"{_line(term)}\t{_line('. '.join(filter(None, (definition, item.told.differ))))}\n"


def _line(text: str) -> str:
    return " ".join(plain(text).split())
