"""The names of what a fact is asked by: ways of asking, and the cards in Anki that they fill."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

#: The id of a way of asking, for example 'choice'; the ways themselves are records in `asking`.
WayId: TypeAlias = str


class CardType(StrEnum):
    """The cards that a fact can have in Anki, at most one of each, in the order in which they are learnt.

    A choice only recognises the answer, an answer produces it, a reverse asks for the claimant or the label, and a map
    for the letter of the place that is the answer.
    """

    CHOICE = "choice"
    ANSWER = "answer"
    REVERSE = "reverse"
    MAP = "map"


#: The cards that can be withdrawn alone. An answer is always asked for; it goes with the whole fact.
WITHDRAWABLE = (CardType.CHOICE, CardType.REVERSE, CardType.MAP)
