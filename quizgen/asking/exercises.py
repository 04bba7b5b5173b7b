"""Choosing the questions of a round: core facts first, in a mix of ways, none giving away another."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quizgen.asking.several import draw_several
from quizgen.asking.sitting import Sitting
from quizgen.domain.chance import draw
from quizgen.domain.fact import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from quizgen.asking import Asker
    from quizgen.asking.ways.way import Way
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question

#: So many facts are named of those that cannot be asked.
_MOST_NAMED = 3
#: Every fifth question is about several facts.
_SEVERAL_EVERY = 5


def core_first(facts: Iterable[Fact], seed: str) -> list[Fact]:
    """Return the facts in the order in which they are chosen: core facts first, otherwise by their ids and the seed."""
    return sorted(facts, key=lambda fact: (fact.level is not Level.CORE, draw(seed, "rank", fact.id)))


def nothing_fits(facts: Sequence[Fact], ways: Iterable[Way]) -> str:
    """Return the sentence, without its full stop, that none of these facts can be asked in these ways, and why."""
    if not facts:
        return "No fact fits these choices; `quizgen list` shows what there is"
    named = ", ".join(str(fact.id) for fact in facts[:_MOST_NAMED])
    more = len(facts) - _MOST_NAMED
    such = f"{named} and {more} more" if more > 0 else named
    needs = ", ".join(f"{way.id} needs {way.needs}" for way in ways if way.needs)
    return f"No question fits these choices: {such} cannot be asked so{f' ({needs})' if needs else ''}"


def draw_exercises(
    asker: Asker, facts: Iterable[Fact], ways: Collection[WayId], seed: str, number: int
) -> list[Question]:
    """Return at most `number` questions about `facts`, in the order in which they are asked.

    Without `ways` they are a mix of those that suit a round. No question gives away a later one, and of several facts
    of one matter one is asked. The same arguments give the same questions, and a new fact moves the others as little as
    may be: the place of each depends on its own id and the seed.
    """
    return ask_in_order(asker, core_first(facts, seed), ways, seed, number)


def ask_in_order(  # noqa: PLR0913, PLR0917  what a round depends on
    asker: Asker,
    ranked: Sequence[Fact],
    ways: Collection[WayId],
    seed: str,
    number: int,
    among: int | None = None,
    suits: Callable[[Question], bool] = lambda _question: True,
) -> list[Question]:
    """Return at most `number` questions about facts, taken in the order of `ranked`, as `draw_exercises` does.

    A question about several facts is about some of the first so many that remain, or, without `among`, of all.
    Only what `suits` accepts is asked.
    """
    sitting = Sitting(asker.kb)
    mix = [way for way in asker.ways.values() if (way.id in ways if ways else way.in_rounds)]
    candidates = _candidates(asker, ranked, mix, seed, sitting.facts, among)
    for _ in islice(filter(sitting.add, filter(suits, candidates)), number):
        pass
    return sitting.questions


def _candidates(  # noqa: PLR0913, PLR0917  what a round depends on
    asker: Asker, ranked: Sequence[Fact], ways: Collection[Way], seed: str, used: set[str], among: int | None
) -> Iterator[Question]:
    """Yield questions that may be asked, the best first.

    The caller adds to `used` the ids of the facts that it takes, and of the others of their matter.
    """
    together = [way for way in ways if way.asks_several]
    alone = [way for way in ways if not way.asks_several]
    for turn, fact in enumerate(ranked if alone else ()):
        if together and turn % _SEVERAL_EVERY == _SEVERAL_EVERY - 1:
            way = together[turn // _SEVERAL_EVERY % len(together)]
            unused = [other for other in ranked if other.id not in used]
            yield from islice(draw_several(asker.kb, unused[:among], way, seed), 1)
        question = None if fact.id in used else _ask(asker, fact, alone, seed)
        if question is not None:
            yield question
    for way in together if not alone else ():
        yield from draw_several(asker.kb, ranked, way, seed)


def _ask(asker: Asker, fact: Fact, ways: list[Way], seed: str) -> Question | None:
    """Ask the fact in the first way that suits it, in an order drawn for this fact."""
    questions = (
        asker.exercise(fact, way.id, seed) for way in sorted(ways, key=lambda way: draw(seed, fact.id, "way", way.id))
    )
    return next((question for question in questions if question is not None), None)
