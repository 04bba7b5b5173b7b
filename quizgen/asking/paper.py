"""Choosing the questions of a printed sheet and its variants: so many of each way, none giving away another.

On paper all questions lie open at once, so unlike in a round none may hold the answer to any other, before or after.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quizgen.asking.exercises import core_first, gives_away
from quizgen.asking.series import draw
from quizgen.asking.several import SEVERAL, draw_several
from quizgen.domain.library import Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.asking import Asker
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question

#: The ways on a sheet where nobody asks for others, and their shares in a hundred questions.
SHARES = {
    Way.CHOICE: 40,
    Way.TRUE_FALSE: 20,
    Way.CLOZE: 15,
    Way.RECALL: 15,
    Way.ORDER: 5,
    Way.MATCH: 5,
}
#: In so many ways facts are grouped before a question about several of them is given up.
_GROUPINGS = 16
#: What few facts can be asked in comes first, so that it finds some; what is missing then, the last ones make up for.
_SCARCE_FIRST = (
    Way.ORDER,
    Way.MATCH,
    Way.TRUE_FALSE,
    Way.CLOZE,
    Way.REVERSE,
    Way.TYPED,
    Way.CHOICE,
    Way.RECALL,
)


def shares(ways: Iterable[Way], number: int) -> dict[Way, int]:
    """Return how many of `number` questions each way gets: by its share, or evenly for ways that have none."""
    weights = {way: SHARES.get(way, 20) for way in ways}
    total = sum(weights.values())
    exact = {way: number * weight / total for way, weight in weights.items()}
    found = {way: int(part) for way, part in exact.items()}
    by_rest = sorted(exact, key=lambda way: found[way] - exact[way])
    for way in by_rest[: number - sum(found.values())]:
        found[way] += 1
    return found


def draw_paper(asker: Asker, facts: Iterable[Fact], wanted: Mapping[Way, int], seed: str) -> list[Question]:
    """Return the questions of a sheet: as many as `wanted` of each way, core facts first.

    What one way has too few facts for, a more common one among those wanted makes up for. The place of each fact
    depends on its id and the seed alone, so a new fact moves others only by taking a place.
    """
    ranked = core_first(facts, seed)
    chosen: list[Question] = []
    missing = 0
    for way in _SCARCE_FIRST:
        if way in wanted:
            missing += wanted[way]
            found = _take(asker, chosen, _asked(asker, ranked, way, seed), missing)
            chosen += found
            missing -= len(found)
    return chosen


def _asked(asker: Asker, ranked: Sequence[Fact], way: Way, seed: str) -> Iterator[Question]:
    if way in SEVERAL:
        # What does not stand beside the rest in one grouping may do so in another.
        for attempt in range(_GROUPINGS):
            yield from draw_several(asker.kb, ranked, way, f"{seed}/{attempt}" if attempt else seed)
        return
    for fact in ranked:
        question = asker.exercise(fact, way, seed)
        if question is not None:
            yield question


def _take(asker: Asker, chosen: Sequence[Question], offered: Iterable[Question], number: int) -> list[Question]:
    """Return the first `number` of the questions offered that stand beside those chosen and each other."""
    found: list[Question] = []
    if number < 1:
        return found
    for question in offered:
        if all(_stand_together(asker, question, other) for other in (*chosen, *found)):
            found.append(question)
            if len(found) == number:
                break
    return found


def _stand_together(asker: Asker, one: Question, other: Question) -> bool:
    ids = {fact.id for fact in one.facts}
    return ids.isdisjoint(fact.id for fact in other.facts) and not (
        gives_away(asker.kb, one, other) or gives_away(asker.kb, other, one)
    )


def vary(asker: Asker, questions: Iterable[Question], seed: str, label: str) -> list[Question]:
    """Return the same questions as variant `label` has them: in another order, their options and items too.

    Dates and quantities keep their order, and a statement stays as true as it was.
    """
    own = f"{seed}/{label}"
    made = [
        question if question.way is Way.TRUE_FALSE else asker.again(question.id, own) or question
        for question in questions
    ]
    return sorted(made, key=lambda question: draw(own, "place", question.id))


def draw_anew(
    asker: Asker, facts: Iterable[Fact], questions: Sequence[Question], seed: str, label: str
) -> list[Question]:
    """Return another sheet with as many questions of each way as `questions`, drawn from `facts` for variant `label`.

    Each takes the place of one about a fact of the same kind and level, or about as many facts. Where there is no other
    such, the same question keeps its place, and where that cannot be either, another of its way takes it. Of several
    draws the first is taken that finds a question for each place, else the fullest.
    """
    facts = tuple(facts)
    best: list[Question] = []
    for attempt in range(_GROUPINGS):
        own = f"{seed}/{label}/{attempt}"
        drawn = _drawn_anew(asker, facts, questions, own)
        if len(drawn) > len(best):
            best = sorted(drawn, key=lambda question: draw(own, "place", question.id))
        if len(best) == len(questions):
            break
    return best


def _drawn_anew(asker: Asker, facts: Iterable[Fact], questions: Iterable[Question], own: str) -> list[Question]:
    pool = sorted(facts, key=lambda fact: draw(own, "rank", fact.id))
    chosen: list[Question] = []
    for question in sorted(questions, key=lambda one: _SCARCE_FIRST.index(one.way)):
        alike = pool
        if question.way not in SEVERAL:
            alike = [fact for fact in pool if (fact.kind, fact.level) == (question.fact.kind, question.fact.level)]
        offered = chain(
            (one for one in _asked(asker, alike, question.way, own) if len(one.others) == len(question.others)),
            (question,),
            _asked(asker, pool, question.way, own),
        )
        chosen += _take(asker, chosen, offered, 1)
    return chosen
