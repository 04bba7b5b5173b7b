"""Drawing questions by lot that go together on one sheet: none tells another, and none of its kind is too many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.giveaways import expose, stand_together
from quizgen.asking.several import draw_groups, question_about
from quizgen.asking.ways.way import SeveralFacts
from quizgen.domain.chance import draw
from quizgen.domain.fact import Level
from quizgen.domain.question import Choice, Gaps, Open, question_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quizgen.asking import Asker
    from quizgen.asking.giveaways import Exposure
    from quizgen.asking.ways.way import Way
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question, Shape

#: How often facts are grouped anew before a question about several of them is given up.
_GROUPINGS = 6
#: The longest answer that somebody can write into a gap by hand, in characters; a longer answer is asked otherwise.
LONGEST_IN_GAP = 30
#: One statement of so many is true at least, and one false. Were it always half of them, a pupil who has judged the
#: others would know the last one.
_FEWEST = 4
#: No letter is right more often than so many times its share.
_OVER_SHARE = 2


def lot(fact: Fact, seed: str) -> int:
    """Return a fact's lot; the lowest is drawn first. A core fact keeps the lower of two: it comes twice as often."""
    own = draw(seed, "rank", fact.id)
    return min(own, draw(seed, "core", fact.id)) if fact.level is Level.CORE else own


def most_with_one_letter(questions: int, options: int) -> int:
    """Return how many of so many questions with so many options each may have the same letter right."""
    return max(1, _OVER_SHARE * questions // options)


class Limits(NamedTuple):
    """What a sheet may have at most: facts of each topic, true statements and false ones, and questions with options.

    Each topic has about its share of the facts, rounded up.
    """

    topics: Mapping[str, int]
    statements: int
    choices: int


def limits(asker: Asker, facts: Sequence[Fact], wanted: Mapping[WayId, int], slack: int = 0) -> Limits:
    """Return the limits of a sheet with so many questions of each way; with `slack`, a topic may have more facts."""
    asks = {way: asker.ways[way].ask for way in wanted}
    asked = sum(many * (ask.most if isinstance(ask := asks[way], SeveralFacts) else 1) for way, many in wanted.items())
    topics = Counter(fact.topic for fact in facts)
    statements = wanted.get("true-false", 0)
    return Limits(
        {topic: -(-asked * number // len(facts)) + slack for topic, number in topics.items()},
        statements - -(-statements // _FEWEST) if statements > 1 else statements,
        sum(number for way, number in wanted.items() if way.endswith("choice")),
    )


class Pool:
    """The questions that can be asked about some facts, each made once for a seed; it knows which go together."""

    def __init__(self, asker: Asker, seed: str) -> None:
        self.kb = asker.kb
        self._asker = asker
        self._seed = seed
        self._exposed: dict[str, Exposure] = {}
        self._alone: dict[tuple[str, WayId], Exposure | None] = {}
        self._go_together: dict[tuple[str, str], bool] = {}

    def offered(
        self, ranked: Sequence[Fact], way: WayId, seed: str, has_room: Callable[[Fact], bool] = lambda _fact: True
    ) -> Iterator[Exposure]:
        """Yield the questions about `ranked` in one way, those about the first facts first.

        Which facts stand in one question about several is drawn by the `seed`. No question is made about a single fact
        for which there is no longer room.
        """
        record = self._asker.ways[way]
        if record.asks_several:
            # A fact that does not fit beside the others in one grouping may do so in another.
            for grouping in range(_GROUPINGS):
                own_seed = f"{seed}/{grouping}" if grouping else seed
                for group in draw_groups(self.kb, ranked, record, own_seed):
                    yield self._ask_together(group, record, own_seed)
            return
        for fact in filter(has_room, ranked):
            exposure = self._ask(fact, way)
            if exposure is not None:
                yield exposure

    def _ask(self, fact: Fact, way: WayId) -> Exposure | None:
        key = str(fact.id), way
        if key not in self._alone:
            question = self._asker.exercise(fact, way, self._seed)
            is_asked = question is not None and self._suits_paper(question)
            self._alone[key] = self.exposed(question) if question is not None and is_asked else None
        return self._alone[key]

    def _suits_paper(self, question: Question) -> bool:
        """Say whether a question can be answered in writing.

        A gap has room for its answer. Steps are not asked from memory: what somebody writes down with one of them
        missing cannot be marked step by step.
        """
        shape, kind = question.shape, question.fact.kind
        if isinstance(shape, Open) and not question.asks_subject:
            return not any(way.kind is kind for way in self._asker.ways.values())
        return not isinstance(shape, Gaps) or len(shape.answer) <= LONGEST_IN_GAP

    def _ask_together(self, group: Sequence[Fact], way: Way, seed: str) -> Exposure:
        id_ = question_id((fact.id for fact in group), way.id)
        return self._exposed.get(id_) or self.exposed(question_about(self.kb, group, way, seed))

    def exposed(self, question: Question) -> Exposure:
        """Return a question with what it shows; in which order it shows it makes no difference."""
        id_ = question.id
        if id_ not in self._exposed:
            self._exposed[id_] = expose(self.kb, question)
        return self._exposed[id_]

    def go_together(self, first: Exposure, second: Exposure) -> bool:
        """Say whether two questions can stand on one sheet."""
        key = first.id, second.id
        if key not in self._go_together:
            self._go_together[key] = stand_together(first, second)
        return self._go_together[key]


class Draft:
    """A sheet in the making, within its limits."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        self._chosen: list[Exposure] = []
        self._topics: Counter[str] = Counter()
        self._facts: set[str] = set()
        self._marks: Counter[object] = Counter()
        self.counts: Counter[WayId] = Counter()

    @property
    def questions(self) -> list[Question]:
        """Return the questions that were chosen, as they were."""
        return [exposure.question for exposure in self._chosen]

    @property
    def last(self) -> Exposure:
        """Return what was chosen last."""
        return self._chosen[-1]

    def take(self, offered: Iterable[Exposure]) -> bool:
        """Choose the first of the questions offered that fits beside those chosen; say whether one does."""
        new = next(filter(self._fits, offered), None)
        if new is None:
            return False
        self._chosen.append(new)
        self._topics.update(fact.topic for fact in new.question.facts)
        self._facts.update(new.facts)
        self._marks.update(_marks(new.question.shape))
        self.counts[new.question.way] += 1
        return True

    def has_room(self, fact: Fact) -> bool:
        """Say whether a question about a fact alone might fit: its topic is not full, its matter not asked yet."""
        asked = self._topics[fact.topic]
        return asked < self._limits.topics.get(fact.topic, asked + 1) and str(fact.id) not in self._facts

    def _fits(self, new: Exposure) -> bool:
        shape, topics = new.question.shape, Counter(fact.topic for fact in new.question.facts)
        if any(self._topics[topic] + many > self._limits.topics.get(topic, many) for topic, many in topics.items()):
            return False
        if any(self._marks[mark] >= self._most(shape, mark) for mark in _marks(shape)):
            return False
        return all(self._pool.go_together(new, other) for other in self._chosen)

    def _most(self, shape: Shape, mark: object) -> int:
        """Return how many questions may have this right answer."""
        if isinstance(mark, bool):
            return self._limits.statements if self._marks[not mark] else 1  # of the first two one is true
        return most_with_one_letter(self._limits.choices, len(shape.options) if isinstance(shape, Choice) else 1)


def _marks(shape: Shape) -> list[object]:
    """Return what is marked as right and stays so in all variants: that a statement is true, or the place of a date."""
    if not isinstance(shape, Choice):
        return []
    if shape.statement is not None:
        return [shape.statement.is_true]
    return [f"option {shape.right}"] if shape.is_in_order else []
