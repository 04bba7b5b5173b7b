"""All ways of asking. To add one, write its module and put its record into the tuple; all else follows from that.

A way makes one of the closed shapes of question, so no output has to change. If it can fill a card of a fact's note in
Anki, its record says which. Tests then ask for its name in the README, and for the schema file made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.match import MATCH
from quizgen.asking.ways.on_map import ON_MAP
from quizgen.asking.ways.order import ORDER, STEPS
from quizgen.asking.ways.with_options import CHOICE, TRUE_FALSE
from quizgen.asking.ways.without_options import CLOZE, RECALL, REVERSE, TYPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.asking.ways.way import Way
    from quizgen.domain.card import WayId

#: The first way suits every fact, the last ones suit few facts: of the ways that can fill a card, the last one does.
WAYS: tuple[Way, ...] = (RECALL, CHOICE, CLOZE, REVERSE, TYPED, TRUE_FALSE, ON_MAP, STEPS, ORDER, MATCH)


def card_ways(ways: Iterable[Way]) -> tuple[WayId, ...]:
    """Return the ways that can fill a card, which a fact and a library may name therefore."""
    return tuple(way.id for way in ways if way.card)


def scarce_first(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return the ways in the order in which a sheet draws their facts: those that suit few facts before others."""
    ways = tuple(ways)
    alone = [way for way in ways if not way.asks_several]
    return (*(way for way in ways if way.asks_several), *reversed(alone))


def usual_on_paper(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return the ways in the usual mix of a sheet, those with the largest share first."""
    usual = (way for way in scarce_first(ways) if way.paper_share)
    return tuple(sorted(usual, key=lambda way: way.paper_share or 0, reverse=True))


def paper_ways(ways: Iterable[Way]) -> tuple[WayId, ...]:
    """Return all ways that suit paper, the usual ones first."""
    ways = tuple(ways)
    return tuple(way.id for way in (*usual_on_paper(ways), *(way for way in ways if way.paper_share == 0)))
