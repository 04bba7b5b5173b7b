"""Choosing the questions of a printed sheet and its variants: a number of each way, none giving away another.

On paper all questions lie open at once, so unlike in a round none may hold the answer to any other, before or after.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from quizgen.asking.exercises import core_first
from quizgen.asking.giveaways import expose, stand_together
from quizgen.asking.several import draw_several
from quizgen.asking.ways import scarce_first, usual_on_paper
from quizgen.domain.chance import draw
from quizgen.domain.question import Gaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.asking import Asker
    from quizgen.asking.giveaways import Exposure
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question, Shape

#: The share of a way that has no share in the usual mix, where somebody asks for it.
_SHARE = 20
#: How often facts are grouped anew before a question about several of them is given up.
_GROUPINGS = 16
#: The longest answer that somebody can write into a gap by hand, in characters; a longer answer is asked otherwise.
LONGEST_IN_GAP = 30


def shares(asker: Asker, ways: Iterable[WayId], number: int) -> dict[WayId, int]:
    """Return the share of each of the `ways` in a `number` of questions; without ways, of those in the usual mix."""
    records = [asker.ways[way] for way in ways] or usual_on_paper(asker.ways.values())
    weights = {way.id: way.paper_share or _SHARE for way in records}
    total = sum(weights.values())
    exact = {way: number * weight / total for way, weight in weights.items()}
    numbers = {way: int(part) for way, part in exact.items()}
    by_rest = sorted(exact, key=lambda way: numbers[way] - exact[way])
    for way in by_rest[: number - sum(numbers.values())]:
        numbers[way] += 1
    return numbers


def draw_paper(asker: Asker, facts: Iterable[Fact], wanted: Mapping[WayId, int], seed: str) -> list[Question]:
    """Return the questions of a sheet: as many as `wanted` of each way, core facts first.

    Where a way has too few facts, the others make up for it by their shares. The place of each fact depends on its
    id and the seed alone, so a new fact moves others only by taking a place.
    """
    ranked = core_first(facts, seed)
    ways = {way.id: way for way in scarce_first(asker.ways.values()) if wanted.get(way.id)}
    offered = {id_: _candidates(asker, ranked, id_, seed) for id_ in ways}
    total = sum(wanted.values())
    chosen: list[Exposure] = []
    counts: Counter[WayId] = Counter()

    def is_last(id_: WayId) -> bool:
        """Say whether this way's turn comes after that of ways which ask several facts and lack questions."""
        return not ways[id_].asks_several or counts[id_] >= wanted[id_]

    while offered and len(chosen) < total:
        way = min(offered, key=lambda id_: (is_last(id_), counts[id_] / wanted[id_]))
        exposure = _next(asker, chosen, offered[way])
        if exposure is None:
            del offered[way]
        else:
            chosen.append(exposure)
            counts[way] += 1
    places = {id_: place for place, id_ in enumerate(ways)}
    return sorted((exposure.question for exposure in chosen), key=lambda question: places[question.way])


def _candidates(asker: Asker, ranked: Sequence[Fact], way: WayId, seed: str) -> Iterator[Question]:
    if asker.ways[way].asks_several:
        # A fact that does not fit beside the others in one grouping may do so in another.
        for attempt in range(_GROUPINGS):
            yield from draw_several(asker.kb, ranked, asker.ways[way], f"{seed}/{attempt}" if attempt else seed)
        return
    for fact in ranked:
        question = asker.exercise(fact, way, seed)
        if question is not None and _can_be_written(question.shape):
            yield question


def _can_be_written(shape: Shape) -> bool:
    """Say whether a gap, if there is one, has room for its answer."""
    return not isinstance(shape, Gaps) or len(shape.answer) <= LONGEST_IN_GAP


def _next(asker: Asker, chosen: Sequence[Exposure], offered: Iterator[Question]) -> Exposure | None:
    """Return the first of the questions offered that stands beside those chosen, or None."""
    exposed = (expose(asker.kb, question) for question in offered)
    return next((new for new in exposed if all(stand_together(new, other) for other in chosen)), None)


def vary(asker: Asker, questions: Iterable[Question], seed: str, label: str) -> list[Question]:
    """Return the same questions as variant `label` has them: in another order, their options and items too.

    Dates and quantities keep their order, and a statement stays as true as it was.
    """
    varied = reshuffle(asker, questions, seed, label)
    return sorted(varied, key=lambda question: draw(f"{seed}/{label}", "place", question.id))


def reshuffle(asker: Asker, questions: Iterable[Question], seed: str, label: str) -> list[Question]:
    """Return the same questions in the same order, with the options and items as variant `label` has them."""
    return [
        (asker.exercise_by_id(question.id, f"{seed}/{label}") if asker.ways[question.way].is_reshuffled else None)
        or question
        for question in questions
    ]


def draw_anew(
    asker: Asker, facts: Iterable[Fact], questions: Sequence[Question], seed: str, label: str
) -> list[Question]:
    """Return another sheet with as many questions of each way as `questions`, drawn from `facts` for variant `label`.

    Each takes the place of a question about a fact of the same kind and level, or about as many facts. Where no other
    such question is left, the same one keeps its place, and where it cannot stand there, another of its way does. Of
    several draws the first is taken that has a like question for each place, else the fullest, and of those the likest.
    """
    facts = tuple(facts)
    best: list[Question] = []
    most = (0, 0)
    for attempt in range(_GROUPINGS):
        own_seed = f"{seed}/{label}/{attempt}"
        others = _draw_others(asker, facts, questions, own_seed)
        score = (len(others), count_alike(questions, others))
        if score > most:
            most = score
            best = sorted(others, key=lambda question: draw(own_seed, "place", question.id))
        if most == (len(questions), len(questions)):
            break
    return best


def count_alike(questions: Iterable[Question], others: Iterable[Question]) -> int:
    """Return how many of `questions` have a like question in `others`: of the same way, kind and level."""
    return (Counter(map(likeness, questions)) & Counter(map(likeness, others))).total()


def likeness(question: Question) -> tuple[object, ...]:
    """Return what all variants are to share: way, kind and level, or with several facts their number."""
    if question.others:
        return question.way, len(question.facts)
    return question.way, question.fact.kind, question.fact.level


def _draw_others(asker: Asker, facts: Iterable[Fact], questions: Sequence[Question], seed: str) -> list[Question]:
    pool = sorted(facts, key=lambda fact: draw(seed, "rank", fact.id))
    places = [(question, list(_pool_of(pool, question))) for question in questions]
    chosen: list[Exposure] = []
    # Questions with the fewest facts to choose among come first.
    for question, like in sorted(places, key=lambda place: (not place[0].others, len(place[1]))):
        offered = chain(
            (new for new in _candidates(asker, like, question.way, seed) if len(new.others) == len(question.others)),
            (question,),
            _candidates(asker, pool, question.way, seed),
        )
        exposure = _next(asker, chosen, offered)
        if exposure is not None:
            chosen.append(exposure)
    return [exposure.question for exposure in chosen]


def _pool_of(pool: Iterable[Fact], question: Question) -> Iterator[Fact]:
    """Yield the facts of the question's kind and level, or all where it asks several."""
    for fact in pool:
        if question.others or (fact.kind, fact.level) == (question.fact.kind, question.fact.level):
            yield fact
