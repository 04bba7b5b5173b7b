"""Multiple choice: wrong options that are wrong, drawn so that adding a fact leaves the others alone.

Hand-written options come first. Where there are fewer than three:
- names come from the entities of the same sort, those of the same group first, in the order of a
  ring of hashes that starts at the question's own hash: a new entity takes a place on the ring and
  is offered only by the questions whose arc it falls in;
- terms come from the same topic in that way, and from no other: its terms are of one language and one sort;
- dates and quantities are worked out from the answer alone.
So a new fact changes another's options only if its answer stood among them: it has the same topic and
kind, so that its answer may be right there, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

from quizgen.asking.numeric_options import dates_around, quantities_around, times_around
from quizgen.domain.answer import ClockTime, PartialDate, Quantity, is_share
from quizgen.domain.chance import draw
from quizgen.domain.fact import Kind
from quizgen.domain.markup import plain
from quizgen.domain.numbers import first_number
from quizgen.domain.options import FEWEST_WRONG, MOST_WRONG, Offered, giveaway
from quizgen.domain.question import Choice, Option
from quizgen.domain.text import Ref
from quizgen.domain.tongue import reading
from quizgen.domain.whereabouts import distance, spot_of
from quizgen.grading.wrong_options import OptionJudge

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from quizgen.asking.numeric_options import Taken
    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity, Sort
    from quizgen.domain.whereabouts import Spot
    from quizgen.language import Language

#: The most neighbours on a ring that are tried.
_REACH = 24
#: The whole in percent.
_WHOLE = 100


class OptionMaker:
    """Makes the multiple choice of the facts of a knowledge base; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def choice(self, fact: Fact, seed: str = "") -> Choice | None:
        """Return the fact as multiple choice, or None where fewer than two good wrong options exist.

        The options are the fact's own; `seed` changes only their order, and not that of dates and quantities.
        """
        right = self.kb.text(fact.answer)
        offered = self._wrong(fact)
        wrong = [self.kb.text(answer) for answer, *_ in offered]
        if len(wrong) < FEWEST_WRONG:
            return None
        # A rule has checked what a person wrote; dates and quantities are made in the form of the right answer.
        is_found = fact.kind.is_entity or fact.kind is Kind.TERM
        if (is_found or len(fact.wrong) > MOST_WRONG) and giveaway(
            reading(self.kb, fact).language, plain(right), [*map(plain, wrong)], plain(fact.ask)
        ):  # a deck, which shows the markup, has the choices that a round has
            return None
        offered = [Offered(fact.answer), *offered]
        in_order = self._in_order(fact, offered)
        shown = in_order or self._in_any_order(fact, offered, seed)
        options = tuple(
            Option(self.kb.text(answer), answer is fact.answer, lender and str(lender), str(why or ""))
            for answer, lender, why in shown
        )
        return Choice(str(fact.ask), right, self.kb.accepted(fact), options, is_in_order=bool(in_order))

    def places_around(self, fact: Fact, here: Spot, reach: float) -> list[tuple[Spot, Offered]]:
        """Return some places of the group of the answer, the nearest first, that may stand with it on a map.

        They lie at most `reach` km from `here`, are no right answers and do not stand in the question. An answer to
        another fact of the topic may be right here, too, unless the fact itself offers it as wrong.
        """
        place, right_answers = self.kb.entities[str(fact.answer)], self._judge.right_answers(fact)
        own = {self.kb.key_of(one.answer): one for one in self.kb.offered(fact)}
        taken = self._answers_nearby[fact.topic, fact.kind] - own.keys()
        near: list[tuple[Spot, Offered]] = []
        for id_, spot in self._by_distance(place, here, reach):
            name, forms = Ref.at(id_, 1, 1), self.kb.entities[id_].forms
            key = self.kb.key_of(name)
            is_named = any(self.kb.language.contains(fact.ask, form) for form in forms)
            if key not in taken and not is_named and right_answers.repeated_by(name) is None:
                near.append((spot, own.get(key, Offered(name))))
            if len(near) == _REACH:
                break
        return near

    def _by_distance(self, place: Entity, here: Spot, reach: float) -> list[tuple[str, Spot]]:
        """Return the ids and spots of the other places of a group, the nearest first."""
        around = ((distance(here, spot), id_, spot) for id_, spot in self._spots[place.group] if id_ != place.id)
        return [(id_, spot) for away, id_, spot in sorted(around) if away <= reach]

    @cached_property
    def _spots(self) -> dict[str | None, list[tuple[str, Spot]]]:
        """Return the ids and spots of the places of each group."""
        groups: dict[str | None, list[tuple[str, Spot]]] = {}
        for entity in self.kb.entities.values():
            if (spot := spot_of(entity)) is not None:
                groups.setdefault(entity.group, []).append((str(entity.id), spot))
        return groups

    def _in_order(self, fact: Fact, offered: list[Offered]) -> list[Offered]:
        """Return dates, quantities and numbered phrases in their order; nothing for others."""
        if isinstance(fact.answer, PartialDate):
            return sorted(offered, key=lambda one: one.answer.key if isinstance(one.answer, PartialDate) else (0, 0, 0))
        if isinstance(fact.answer, ClockTime):
            return sorted(offered, key=lambda one: one.answer.minutes if isinstance(one.answer, ClockTime) else 0)
        if isinstance(fact.answer, Quantity):
            return sorted(offered, key=lambda one: one.answer.value if isinstance(one.answer, Quantity) else 0)
        language, texts = self.kb.language, [self.kb.text(one.answer) for one in offered]
        if _split_at_number(language, texts[0])[0] == texts[0]:
            return []  # it has no number
        numbered = [_split_at_number(language, text) for text in texts]
        if len({frame for frame, _ in numbered}) == 1 and len(set(numbered)) == len(offered):
            return [one for _, one in sorted(zip(numbered, offered, strict=True), key=lambda pair: pair[0])]
        return []

    def _in_any_order(self, fact: Fact, offered: list[Offered], seed: str) -> list[Offered]:
        """Return the options in an order that depends on their texts and the seed."""
        parts = (seed, fact.id) if seed else (fact.id,)
        return sorted(offered, key=lambda one: draw(*parts, "order", self.kb.text(one.answer)))

    def _wrong(self, fact: Fact) -> list[Offered]:
        """Return up to three wrong options, in no order that means anything."""
        options = list(self.kb.offered(fact))
        if len(options) > MOST_WRONG:
            options = sorted(options, key=lambda one: draw(fact.id, "hand", self.kb.text(one.answer)))[:MOST_WRONG]
        if len(options) == MOST_WRONG or fact.kind.is_phrase:
            return options
        taken = {self.kb.key_of(one.answer) for one in options}
        if fact.kind is not Kind.TERM:
            taken |= self._answers_nearby[fact.topic, fact.kind]
        right_answers = self._judge.right_answers(fact)

        def is_taken(answer: Answer) -> bool:
            return self.kb.key_of(answer) in taken or right_answers.repeated_by(answer) is not None

        for option in self._candidates(fact, is_taken, MOST_WRONG - len(options)):
            taken.add(self.kb.key_of(option.answer))
            options.append(option)
            if len(options) == MOST_WRONG:
                break
        return options

    @cached_property
    def _judge(self) -> OptionJudge:
        """Return what compares options with right answers."""
        return OptionJudge(self.kb)

    @cached_property
    def _answers_nearby(self) -> dict[tuple[str, Kind], set[Hashable]]:
        """Return the answers to all facts of each topic and kind: each may be right for the others' questions, too."""
        index: dict[tuple[str, Kind], set[Hashable]] = {}
        for fact in self.kb.facts.values():
            if not fact.kind.is_phrase:
                index.setdefault((fact.topic, fact.kind), set()).update(map(self.kb.key_of, fact.answers))
        return index

    def _candidates(self, fact: Fact, taken: Taken, wanted: int) -> Iterable[Offered]:
        match fact.answer:
            case _ if fact.kind is Kind.TERM:
                return self._terms(fact, taken)
            case PartialDate():
                return map(Offered, dates_around(fact.answer, fact.id, wanted, taken))
            case ClockTime():
                return map(Offered, times_around(fact.answer, fact.id, wanted, taken))
            case Quantity():
                around = quantities_around(fact.answer, fact.id, wanted, self._or_too_much(fact.answer, taken))
                return map(Offered, around)
            case _:
                return map(Offered, self._names(fact, taken))

    def _or_too_much(self, right: Quantity, taken: Taken) -> Taken:
        """Return `taken`, extended by what is more than the whole where the right answer is a share of it."""
        if not is_share(self.kb.language, right) or right.number > _WHOLE:
            return taken
        return lambda answer: taken(answer) or (isinstance(answer, Quantity) and (answer.end or answer.number) > _WHOLE)

    def _names(self, fact: Fact, taken: Taken) -> Iterator[Ref]:
        """Yield names from the rings that are no right answers and do not stand in the question."""
        answer = self.kb.entities.get(str(fact.answer))
        if answer is None:
            return
        start = draw(fact.id, "ring")
        rings = (self._rings[answer.sort, group] for group in (answer.group, None))
        for id_ in chain.from_iterable(_turn(ring, start) for ring in rings):
            name, forms = Ref.at(id_, 1, 1), self.kb.entities[id_].forms
            if not taken(name) and not any(self.kb.language.contains(fact.ask, form) for form in forms):
                yield name

    def _terms(self, fact: Fact, taken: Taken) -> Iterator[Offered]:
        """Yield other terms of the topic that are no right answers and not in the question.

        Those that share a word with the answer come first of all: they tempt, and no option alone has that word.
        """
        start, same, words = draw(fact.id, "ring"), self.kb.same_matter(fact), self.kb.language.content_words
        own = words(self.kb.text(fact.answer))
        ring = _turn(self._term_rings.get(fact.topic, []), start)
        others = [self.kb.facts[id_] for id_ in ring if id_ not in same]
        for other in sorted(others, key=lambda other: own.isdisjoint(words(self.kb.text(other.answer)))):
            if not taken(other.answer) and not self.kb.language.contains(fact.ask, str(other.answer)):
                yield Offered(other.answer, Ref.at(other.id, other.id.line, other.id.col))

    @cached_property
    def _term_rings(self) -> dict[str, list[tuple[int, str]]]:
        """Return the ids of the terms of each topic, in the order of their hashes."""
        rings: dict[str, list[tuple[int, str]]] = {}
        for fact in self.kb.facts.values():
            if fact.kind is Kind.TERM and fact.retired is None:
                rings.setdefault(fact.topic, []).append((draw("term", fact.id), str(fact.id)))
        for ring in rings.values():
            ring.sort()
        return rings

    @cached_property
    def _rings(self) -> dict[tuple[Sort, str | None], list[tuple[int, str]]]:
        """Return the ids of the entities of each sort and group, and of each sort, in the order of their hashes."""
        rings: dict[tuple[Sort, str | None], list[tuple[int, str]]] = {}
        for entity in self.kb.entities.values():
            place = (draw("entity", entity.id), str(entity.id))
            for group in {entity.group, None}:
                rings.setdefault((entity.sort, group), []).append(place)
        for ring in rings.values():
            ring.sort()
        return rings


@cache
def _day(language: Language) -> re.Pattern[str]:
    """Return the pattern of a day and month, with or without the year."""
    months = "|".join(language.months)
    return re.compile(rf"(?<![\d.,])(\d{{1,2}}) ({months})\b(?: (\d{{4}})\b)?")


def _split_at_number(language: Language, text: str) -> tuple[str, tuple[int, int, Fraction]]:
    """Return a phrase without its date or first number, and a key to sort by: year, month or 0, and the number itself.

    A phrase without a number is all frame.
    """
    match = _day(language).search(text)
    if match is not None:
        day, month, year = match.groups()
        key = (int(year or 0), language.months.index(month) + 1, Fraction(day))
        return f"{text[: match.start()]}#{text[match.end() :]}", key
    number = first_number(language, text)
    if number is None:
        return text, (0, 0, Fraction(0))
    value, start, end = number
    return f"{text[:start]}#{text[end:]}", (0, 0, value)


def _turn(ring: list[tuple[int, str]], start: int) -> Iterator[str]:
    """Yield the ids on a ring from the hash `start` on, at most as many as are tried."""
    first = bisect_left(ring, (start, ""))
    return (ring[(first + step) % len(ring)][1] for step in range(min(len(ring), _REACH)))
