"""Choosing the questions of a printed sheet and its variants: a number of each way, as a teacher would choose them.

On paper all questions lie open at once, so unlike in a round none may hold the answer to any other, before or after.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, takewhile
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.drawing import Draft, Pool, limits, lot, most_with_one_letter
from quizgen.asking.ways import scarce_first, usual_on_paper
from quizgen.domain.chance import draw
from quizgen.domain.fact import Level
from quizgen.domain.question import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.asking import Asker
    from quizgen.asking.drawing import Limits
    from quizgen.asking.giveaways import Exposure
    from quizgen.asking.ways.way import Way
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: The share of a way that has no share in the usual mix, where somebody asks for it.
_SHARE = 20
#: How many draws are made before a sheet that lacks questions is taken; after so many, a topic may have more facts.
_DRAWS, _LOOSER = 6, 1
#: How many draws are made in all of each mix of ways: of facts that tell one another few stand together.
_LAST_DRAWS = 48
#: How many draws of another sheet are made before one that lacks questions, or whose questions are of other kinds, is
#: taken; so many are compared where none shares no fact.
_DRAWS_ANEW, _OTHERS = 16, 4
#: How often the options of a question are put into another order until its letter is not right too often.
_ORDERS = 16
#: The same letter is right in so many questions one after another at most: more look made.
_RUN = 2


def shares(asker: Asker, ways: Iterable[WayId], number: int, facts: Iterable[Fact] = ()) -> dict[WayId, int]:
    """Return the share of each of the `ways` in a `number` of questions; without ways, of those in the usual mix.

    A way that is made for facts of one kind is in the mix only where there are such among the `facts`.
    """
    kinds = {fact.kind for fact in facts}
    usual = [way for way in usual_on_paper(asker.ways.values()) if way.kind is None or way.kind in kinds]
    records = [asker.ways[way] for way in ways] or usual
    weights = {way.id: way.paper_share or _SHARE for way in records}
    total = sum(weights.values())
    exact = {way: number * weight / total for way, weight in weights.items()}
    numbers = {way: int(part) for way, part in exact.items()}
    by_rest = sorted(exact, key=lambda way: numbers[way] - exact[way])
    for way in by_rest[: number - sum(numbers.values())]:
        numbers[way] += 1
    return numbers


def draw_paper(
    asker: Asker, facts: Iterable[Fact], wanted: Mapping[WayId, int], seed: str, *, exactly: bool = False
) -> list[Question]:
    """Return the questions of a sheet in the order of the story: as many as `wanted` of each way, drawn by lot.

    Core facts are drawn twice as often as others. Each topic has about its share of the facts, and of the statements a
    quarter at least is true, and as many are false. Where a way has too few facts, the others make up for it by their
    shares, unless `exactly` so many of each way are wanted. The lot of each fact depends on its id and the seed alone,
    so a new fact moves others only by taking a place. Of several draws the first is taken that has all that is wanted,
    else the one that has most of the ways, of those the longest.
    """
    facts = tuple(facts)
    pool = Pool(asker, seed)
    number = sum(wanted.values())
    best: tuple[tuple[int, ...], list[Question]] = ((0,), [])
    mixes = list(_choices_of_ways(asker, wanted, exactly=exactly))
    for fewer, ways, attempt in _attempts(mixes):
        if attempt in {0, _DRAWS} and len(best[1]) == number:
            break
        lots = f"{seed}/{attempt}" if attempt else seed
        draft = Draft(pool, limits(asker, facts, wanted, slack=attempt // _LOOSER))
        ranked = sorted(facts, key=lambda fact: lot(fact, lots))
        offered = {way.id: pool.offered(ranked, way.id, lots, draft.has_room) for way in ways}
        _fill(draft, ways, offered, wanted, exactly=exactly)
        kept = sum(min(draft.counts[way], many) for way, many in wanted.items())
        if len(draft.questions) == number or not fewer or len(draft.questions) > len(best[1]):
            rank = len(draft.questions) == number, len(draft.counts), len(draft.questions), kept
            best = max(best, (rank, draft.questions), key=lambda one: one[0])
        if kept == number or (fewer and len(draft.questions) == number):
            break
    return in_story_order(asker.kb, best[1])


def _attempts(mixes: Sequence[list[Way]]) -> Iterator[tuple[int, list[Way], int]]:
    """Yield each mix of ways with its place and the number of an attempt: a few with each, then many."""
    for attempts in (range(_DRAWS), range(_DRAWS, _LAST_DRAWS)):
        for fewer, ways in enumerate(mixes):
            yield from ((fewer, ways, attempt) for attempt in attempts)


def _choices_of_ways(asker: Asker, wanted: Mapping[WayId, int], *, exactly: bool) -> Iterator[list[Way]]:
    """Yield the ways of a sheet, those that suit few facts first; where they give too few questions, fewer of them.

    Questions about several facts are left out then, as each stands for several others.
    """
    ways = [way for way in scarce_first(asker.ways.values()) if wanted.get(way.id)]
    yield ways
    for several in reversed([way for way in ways if way.asks_several]):
        ways = [way for way in ways if way is not several]
        if ways and not exactly:
            yield ways
    every = [way for way in scarce_first(asker.ways.values()) if way.id in wanted and not way.asks_several]
    if every != ways and not exactly:
        yield every  # of so few questions some ways have no share


def _fill(
    draft: Draft,
    ways: Iterable[Way],
    offered: dict[WayId, Iterator[Exposure]],
    wanted: Mapping[WayId, int],
    *,
    exactly: bool,
) -> None:
    """Take the questions offered, of each way in turn.

    One of each way about a single fact comes first: a fact that few others stand beside has its turn there. Then come
    those about several facts, while a sheet is all but empty.
    """
    several = {way.id for way in ways if way.asks_several}

    def turn(id_: WayId) -> tuple[int, float]:
        """Return how late this way's turn is: in the beginning, then for those about several, then by its share."""
        number = draft.counts[id_]
        begins = 1 if id_ in several else 0
        share = wanted[id_] or 1
        return begins if number < (share if begins else 1) else 2, number / share

    while offered and draft.counts.total() < sum(wanted.values()):
        way = min(offered, key=turn)
        if (exactly and draft.counts[way] >= wanted[way]) or not draft.take(offered[way]):
            del offered[way]


def in_story_order(kb: KnowledgeBase, questions: Iterable[Question]) -> list[Question]:
    """Return questions in the order of the story: by topic, in it core facts before others, then by fact."""
    topics = {id_: place for place, id_ in enumerate(kb.topics)}
    facts = {id_: place for place, id_ in enumerate(kb.facts)}

    def place(question: Question) -> tuple[int, bool, int]:
        fact = question.fact
        return topics[fact.topic], fact.level is not Level.CORE, facts[fact.id]

    return sorted(questions, key=place)


def vary(asker: Asker, questions: Iterable[Question], seed: str, label: str) -> list[Question]:
    """Return the same questions as variant `label` has them: in another order, their options and items too.

    Dates and quantities keep their order, and a statement stays as true as it was.
    """
    varied = sorted(questions, key=lambda question: draw(f"{seed}/{label}", "place", question.id))
    return reshuffle(asker, varied, seed, label)


def reshuffle(asker: Asker, questions: Iterable[Question], seed: str, label: str) -> list[Question]:
    """Return the same questions in the same order, with the options and items as variant `label` has them.

    No letter is right in more than twice its share of the questions with options, nor in more than two of them one
    after another, where their order is free.
    """
    own_seed = f"{seed}/{label}"
    questions = list(questions)
    shapes = {question.id: question.shape for question in questions}
    choices = {id_: one for id_, one in shapes.items() if isinstance(one, Choice) and one.statement is None}
    letters: dict[str, int | None] = dict.fromkeys(choices)
    seeds = dict.fromkeys(shapes, own_seed)
    # Options in the order of their dates or numbers often have one order only: theirs are chosen first.
    for id_ in sorted(choices, key=lambda id_: (not choices[id_].is_in_order, draw(own_seed, "letter", id_))):
        most = most_with_one_letter(len(choices), len(choices[id_].options))
        for order in range(_ORDERS):
            seeds[id_] = f"{own_seed}/{order}" if order else own_seed
            anew = asker.exercise_by_id(id_, seeds[id_])
            letter = (anew.shape if anew and isinstance(anew.shape, Choice) else choices[id_]).right
            letters[id_] = letter
            right = list(letters.values())
            if right.count(letter) <= most and _run_at(right, list(letters).index(id_)) <= _RUN:
                break
    return [_made_anew(asker, question, seeds[question.id]) for question in questions]


def _run_at(letters: Sequence[int | None], place: int) -> int:
    """Return how many letters one after another are the same as that at `place`, itself included."""
    before = takewhile(lambda letter: letter == letters[place], reversed(letters[:place]))
    behind = takewhile(lambda letter: letter == letters[place], letters[place:])
    return sum(1 for _ in chain(before, behind))


def _made_anew(asker: Asker, question: Question, seed: str) -> Question:
    anew = asker.exercise_by_id(question.id, seed) if asker.ways[question.way].is_reshuffled else None
    return anew or question


def draw_anew(  # noqa: PLR0913, PLR0917  what another sheet depends on
    asker: Asker,
    facts: Iterable[Fact],
    questions: Sequence[Question],
    seed: str,
    label: str,
    used: Mapping[str, int] | None = None,
) -> list[Question]:
    """Return another sheet with as many questions of each way as `questions`, drawn from `facts` for variant `label`.

    `used` tells by their ids how many variants ask facts already; without it, those of `questions` are. Each question
    takes the place of one about a fact of the same level, and of the same kind if there is one, or about as many facts,
    of those that were used least. Where no other is left, the same one keeps its place, and where it cannot stand
    there, another of its way does; where none can, others give way to it. Of several draws the one is taken with the
    most questions that are alike and the fewest facts that are not new.
    """
    facts = tuple(facts)
    used = used if used is not None else Counter(str(fact.id) for question in questions for fact in question.facts)
    pool = Pool(asker, f"{seed}/{label}")
    wanted = Counter(one.way for one in questions)
    best: tuple[int, list[Question]] = (-len(facts), [])
    for attempt in range(_DRAWS_ANEW):
        own_seed = f"{seed}/{label}/{attempt}"
        ranked = sorted(facts, key=lambda fact: (used.get(str(fact.id), 0), draw(own_seed, "rank", fact.id)))
        strict, loose = (limits(asker, facts, wanted, slack=slack) for slack in (attempt // _LOOSER, _DRAWS))
        draft = _Redraw(pool, ranked, used, own_seed).draft(questions, strict, loose)
        alike = count_alike(questions, draft.questions)
        shared = sum(str(fact.id) in used for question in draft.questions for fact in question.facts)
        best = max(best, (2 * alike - shared, draft.questions), key=lambda one: one[0])
        if alike == len(questions) and (not shared or attempt >= _OTHERS):
            break
    return in_story_order(asker.kb, best[1])


class _Redraw(NamedTuple):
    """One draw of another sheet: the facts in the order of their turns, and how many variants ask each already."""

    pool: Pool
    ranked: Sequence[Fact]
    used: Mapping[str, int]
    seed: str

    def draft(self, questions: Sequence[Question], strict: Limits, loose: Limits) -> Draft:
        """Return a draft with something in the place of each question, within `loose` limits where it takes them."""
        draft = Draft(self.pool, strict)
        taken = self._fill(draft, questions)
        for _ in questions:
            if len(taken) == len(questions):
                break
            # Each time more of the old questions stand again, and those fit together.
            draft = Draft(self.pool, loose)
            kept = _put_back(draft, self.pool, taken, questions)
            gone = [question for question in questions if question.id not in kept]
            taken = kept | self._fill(draft, gone)
        return draft

    def _fill(self, draft: Draft, questions: Sequence[Question]) -> dict[str, Exposure]:
        """Return what takes the place of each of `questions`, by its id: first where the fewest facts can stand."""
        new = [fact for fact in self.ranked if str(fact.id) not in self.used]
        likes = {question.id: sum(_is_like(fact, question) for fact in new) for question in questions}
        taken = {}
        for question in sorted(questions, key=lambda one: (not one.others, likes[one.id])):
            if draft.take(_offered_for(self.pool, self.ranked, new, question, self.seed)):
                taken[question.id] = draft.last
        return taken


def _put_back(
    draft: Draft, pool: Pool, taken: Mapping[str, Exposure], questions: Sequence[Question]
) -> dict[str, Exposure]:
    """Return the questions that stand again where none was taken, and what was taken and fits beside them."""
    places = {question.id: pool.exposed(question) for question in questions if question.id not in taken} | dict(taken)
    fitting: dict[str, Exposure] = {}
    for _ in range(2):  # a second true statement fits only once there is a false one
        fitting |= {id_: one for id_, one in places.items() if id_ not in fitting and draft.take((one,))}
    return fitting


def _offered_for(
    pool: Pool, ranked: Sequence[Fact], new: Sequence[Fact], question: Question, seed: str
) -> Iterator[Exposure]:
    """Yield what may take the place of a question, the best first."""
    way = question.way
    unused = {str(fact.id) for fact in new}
    if question.others:
        groups = chain(pool.offered(new, way, seed), pool.offered(ranked, way, seed))
        return chain(
            (one for one in groups if len(one.question.others) == len(question.others)),
            (pool.exposed(question),),
            pool.offered(ranked, way, seed),
        )
    definite = pool.kb.has_definite_form
    same_level = [
        fact
        for fact in ranked
        if fact.level is question.fact.level and definite(fact) == definite(question.fact)  # worth as many points
    ]
    like = [fact for fact in same_level if str(fact.id) in unused and _is_like(fact, question)]

    return chain(
        pool.offered(like, way, seed),
        pool.offered(same_level, way, seed),
        (pool.exposed(question),),
        pool.offered(ranked, way, seed),
    )


def _is_like(fact: Fact, question: Question) -> bool:
    return (fact.kind, fact.level) == (question.fact.kind, question.fact.level)


def count_alike(questions: Iterable[Question], others: Iterable[Question]) -> int:
    """Return how many of `questions` have a like question in `others`: of the same way and level."""
    return (Counter(map(likeness, questions)) & Counter(map(likeness, others))).total()


def likeness(question: Question) -> tuple[object, ...]:
    """Return what all variants are to share: way and level, or with several facts their number."""
    return question.way, len(question.facts) if question.others else question.fact.level
