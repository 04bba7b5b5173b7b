"""A small library that is asked in every way, and a learner who plays a round of it without screen or disk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quizgen.asking.exercises import draw_exercises
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import Round, marks
from quizgen.domain.study import Entry, EntryKind, Mode, Session
from quizgen.domain.verdict import Fit, Verdict
from quizgen.language import ENGLISH
from quizgen.pipeline import Library, open_library
from quizgen.playing.engine import Engine
from tests.support.library import write_library
from tests.support.rounds import claim, event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.round import Aside, State, Step

#: Noon UTC on 1 January 2022 in milliseconds, the length of a day, and that study day.
NOON = 1_641_038_400_000
DAY = 86_400_000
TODAY = NOON // DAY + 719_163
_ROUND = """\
- id: meeting.chair
  who: jane-doe
  ask: Who led the town council at its meeting of January 2022?
  says: The meeting of the town council in January 2022 was led by [Jane Doe].
  level: core
  evidence: {wire: received by the chair}
- id: meeting.place
  where: springfield
  ask: In which town did the council receive its guests in January 2022?
  says: In January 2022 the council received its guests in [Springfield].
  evidence: {wire: held behind closed doors in Springfield}
- id: meeting.length
  how_long: 7.5 hours
  ask: How long did the council and its guests talk in January 2022?
  wrong: [2.5 hours, 4.5 hours, 10.5 hours]
  accounts:
    - answer: 8 hours
      by: john-roe
      evidence: {paper: they talked for eight hours}
  evidence: {wire: it lasted for seven and a half hours}
- id: hall.reason
  what: the roof leaked
  ask: Why did the council leave its old hall?
  label: The council leaves its old hall
  reverse: What happened as the roof leaked?
  wrong: [the rent rose, the walls were damp, the street was too loud]
  evidence: {paper: the roof leaked}
"""
_EVENTS = (
    ("hall.built", "1999-03-01", "The hall is built"),
    ("hall.painted", "2010-06-15", "The hall is painted"),
    ("meeting.date", "2022-01-12", "The council meets its guests"),
    ("hall.burns", "2023-05-09", "The hall burns"),
)
_CLAIMS = (
    ("doe.go-on", "jane-doe", "Jane Doe", "the talks will go on", "the hall was too cold", "there was no bread"),
    ("roe.hall", "john-roe", "John Roe", "the hall was too small", "the talks came too late", "nobody spoke"),
    ("major.bread", "mary-major", "Mary Major", "the bread was fresh", "the hall was dark", "the chair was late"),
)


FACTS = _ROUND + "".join(event(*one) for one in _EVENTS) + "".join(claim(*one) for one in _CLAIMS)
#: A question of each shape and way, by a short name.
ASKED = {
    "pick": "meeting.place/choice",
    "pick a date": "meeting.date/choice",
    "true or false": "meeting.place/true-false",
    "type a name": "meeting.chair/typed",
    "type a date": "meeting.date/typed",
    "type an amount": "meeting.length/typed",
    "fill the gap": "meeting.chair/cloze",
    "who said it": "roe.hall/reverse",
    "recall": "doe.go-on/recall",
    "what was it": "hall.reason/reverse",
    "order": "hall.built+hall.burns+hall.painted+meeting.date/order",
    "match": "doe.go-on+major.bread+roe.hall/match",
}


@cache
def library() -> Library:
    """The small library, read and checked once."""
    with TemporaryDirectory() as folder:
        return open_library(write_library(Path(folder), FACTS))


@cache
def question(name: str) -> Question:
    """The question that `ASKED` has under this name."""
    made = library().asker.exercise_by_id(ASKED[name], "1")
    assert made is not None, name
    return made


def in_every_way(whole: Library) -> list[Question]:
    """All facts in force of a library in every way of its own, and in one round of each exercise on several facts."""
    facts = [fact for fact in whole.kb.facts.values() if fact.retired is None]
    alone = (whole.asker.exercise(fact, way, "1") for fact in facts for way in whole.asker.ways)
    several = (
        draw_exercises(whole.asker, facts, [way.id], "1", 1000) for way in whole.asker.ways.values() if way.asks_several
    )
    found = [one for one in (*alone, *chain.from_iterable(several)) if one is not None]
    # No article tells a course of steps.
    assert {one.way for one in found} == whole.asker.ways.keys() - {"steps"}
    return found


def right(asked: Question) -> str:
    """What answers a question rightly."""
    shape = asked.shape
    match shape:
        case Choice():
            return next(mark for mark, option in zip(marks(shape), shape.options, strict=True) if option.right)
        case Order():
            return " ".join(str(1 + item) for item in shape.order)
        case Match():
            return "".join("abcdefgh"[row.name] for row in shape.rows)
        case _:
            return shape.answer


def wrong(asked: Question) -> str:
    """What answers a question wrongly; a phrase that is recalled is not graded by it."""
    shape = asked.shape
    match shape:
        case Choice():
            return next(mark for mark, option in zip(marks(shape), shape.options, strict=True) if not option.right)
        case Order() | Match():
            return right(asked).replace(" ", "")[::-1]
        case _:
            return "something else"


def grade(asked: Question, given: str) -> Verdict:
    """Grade as simply as can be: 'nearly' is near, 'either' has two readings, of which one is right."""
    if given == "nearly":
        return Verdict(Fit.NEAR, asked.shape.answer)
    if given == "either":
        return Verdict(Fit.UNCLEAR, readings=(asked.shape.answer, "something else"))
    for form in asked.shape.accepted:
        if ENGLISH.normal(form) == ENGLISH.normal(given):
            return Verdict(Fit.EXACT if form == asked.shape.answer else Fit.ALIAS, form)
    return Verdict(Fit.WRONG)


def counting(log: Iterable[Entry]) -> tuple[Entry, ...]:
    """The answers and skips of a session that count, as the log reads them: in the order of their moments and ids."""
    kept = sorted(log, key=lambda entry: (entry.at, entry.id))
    gone = {entry.voids for entry in kept}
    return tuple(one for one in kept if one.id not in gone and one.kind in (EntryKind.ANSWER, EntryKind.SKIP))


@dataclass
class Learner:
    """Plays one round: `log` is all that was kept, `now` the clock, and `minutes` the time limit.

    The questions are those of the small library unless another one's knowledge is given, and grading is simple. The
    facts of those in `leads` are new.
    """

    questions: tuple[Question, ...]
    mode: Mode = Mode.PRACTICE
    minutes: float | None = None
    kb: KnowledgeBase = field(default_factory=lambda: library().kb)
    grade: Callable[[Question, str], Verdict] = grade
    leads: Mapping[str, int] = field(default_factory=dict)
    now: int = NOON
    log: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        ids = tuple(one.id for one in self.questions)
        session = Session("s1", "example.meetings", self.mode, self.now, ids, seed="1")
        deadline = None if self.minutes is None else self.now + round(self.minutes * 60_000)
        self.round = Round(self.kb, session, {one.id: one for one in self.questions}, deadline, leads=self.leads)
        self.engine = self._engine()
        self.state = self.engine.start()
        self.step: Step | None = None

    def _engine(self) -> Engine:
        return Engine(
            round=self.round,
            grade=self.grade,
            clock=lambda: self.now,
            new_id=lambda: f"{len(self.log):04}",
            day=lambda at: at // DAY + 719_163,
            says=lambda asked: f"digest of {asked.fact.id}",
            stamp="{}",
        )

    @property
    def asked(self) -> Question:
        """The question on the screen."""
        current = self.round.current(self.state)
        assert current is not None
        return current

    @property
    def last(self) -> Entry:
        """The last answer or skip that counts."""
        return self.state.entries[-1]

    @property
    def said(self) -> str:
        """What the last step had to say."""
        return self.step.notice if self.step else ""

    @property
    def aside(self) -> Aside | None:
        """What the last step shows beside the round."""
        return self.step.aside if self.step else None

    def does(self, *texts: str) -> State:
        """Press keys or give lines, one after another; 'right' and 'wrong' stand for such an answer."""
        for text in texts:
            meant = {"right": right, "wrong": wrong}.get(text)
            self.now += 1000
            self.step = self.engine.step(self.state, meant(self.asked) if meant else text)
            self.log += self.step.entries
            self.state = self.step.state
        return self.state

    def leaves_and_comes_back(self, without: str | None = None) -> State:
        """Start the round again from its log, in a library that can no longer ask one of the questions."""
        left = {id_: one for id_, one in self.round.questions.items() if id_ != without}
        self.round = Round(self.kb, self.round.session, left, self.round.deadline, leads=self.leads)
        self.engine = self._engine()
        self.state = self.engine.start(counting(self.log))
        return self.state


def learner(*names: str, mode: Mode = Mode.PRACTICE, minutes: float | None = None, **leads: int) -> Learner:
    """A learner before the first of the questions that `ASKED` has under these names; spaces in `leads` are _."""
    new = {question(name.replace("_", " ")).id: lead for name, lead in leads.items()}
    return Learner(tuple(map(question, names)), mode, minutes, leads=new)


def grades(log: Iterable[Entry]) -> Counter[str]:
    """How often each grade was given."""
    return Counter(entry.grade.name for entry in log if entry.grade is not None)
