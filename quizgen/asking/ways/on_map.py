"""The lettered map: which of the letters on a map is the place that answers a fact. No name stands there."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from quizgen.asking.ways.way import Way
from quizgen.domain.card import CardType
from quizgen.domain.chance import draw
from quizgen.domain.options import FEWEST_WRONG, Offered
from quizgen.domain.question import Choice, Option
from quizgen.domain.text import Ref
from quizgen.domain.whereabouts import NARROWEST, REACH, distance, spot_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.asking.choice import OptionMaker
    from quizgen.domain.fact import Fact
    from quizgen.domain.whereabouts import Spot

#: The letters of the places on a map: as many as there are places at most.
_LETTERS = "ABCDE"
#: The least distance between two letters, as a share of the width of a map: so near, their circles do not touch.
_APART = 24 / 320
#: A map is at most so many times as wide as its places lie apart, where it is not as narrow as it may be.
_AROUND = 1.6


def on_map(options: OptionMaker, fact: Fact, seed: str = "") -> Choice | None:
    """Ask the fact's question by letters on a map, where its answer is a place and there are others around it.

    A fact that has a picture of its own shows that, and no map beside it.
    """
    kb = options.kb
    place = kb.entities.get(fact.answer) if isinstance(fact.answer, Ref) else None
    here = None if place is None else spot_of(place)
    if here is None or fact.picture is not None:
        return None
    around = _some_of((here, Offered(fact.answer)), options.places_around(fact, here, REACH), str(fact.id))
    if len(around) <= FEWEST_WRONG:
        return None
    parts = (seed, fact.id) if seed else (fact.id,)
    shown = sorted(around, key=lambda one: draw(*parts, "letter", one[0].text))
    return Choice(
        f"{fact.ask} {kb.language.gettext('Which letter on the map is it?')}",
        kb.text(fact.answer),
        kb.accepted(fact),
        tuple(
            Option(kb.text(answer), answer is fact.answer, lender and str(lender), str(why or ""))
            for _, (answer, lender, why) in shown
        ),
        spots=tuple(spot._replace(text=letter) for letter, (spot, _) in zip(_LETTERS, shown, strict=False)),
    )


def _some_of(
    here: tuple[Spot, Offered], near: Sequence[tuple[Spot, Offered]], chance: str
) -> list[tuple[Spot, Offered]]:
    """Return the place `here` and places around one of the nearest, or around it, that can be told apart on one map.

    Which one, `chance` says: were it always the place itself, the letter in the middle would be right more often.
    Beside very near ones there may be no room for others: then the nearest are left out.
    """
    middles = (here, *near[: len(_LETTERS) - 1])
    middle, _ = min(middles, key=lambda one: draw(chance, "middle", one[0].text))
    chosen: list[tuple[Spot, Offered]] = []
    for first in range(len(near)):
        chosen = [here]
        for one in sorted(near[first:], key=lambda one: distance(middle, one[0])):
            if len(chosen) < len(_LETTERS) and _are_apart([spot for spot, _ in (*chosen, one)]):
                chosen.append(one)
        if len(chosen) > FEWEST_WRONG:
            break
    return chosen


def _are_apart(spots: Sequence[Spot]) -> bool:
    """Say whether the letters of spots can be told apart on a map that shows all of them."""
    distances = [distance(one, other) for one, other in combinations(spots, 2)]
    return min(distances) >= _APART * max(NARROWEST, _AROUND * max(distances))


ON_MAP = Way(
    id="map",
    ask=on_map,
    card=CardType.MAP,
    paper_share=0,
    needs="a place with coordinates as answer, and two others of its group around it",
)
