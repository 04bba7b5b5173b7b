"""The state of a round, which the engine in `playing` works on and a front end shows. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.question import Choice, Gaps, Match, Open, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.study import Entry, Grade, Session
    from quizgen.domain.verdict import Verdict
    from quizgen.language import Language


class How(StrEnum):
    """How a question is answered at a terminal."""

    PICK = "pick"
    TYPE = "type"
    RECALL = "recall"
    ARRANGE = "arrange"


def how(question: Question) -> How:
    """Return how `question` is answered."""
    shape = question.shape
    match shape:
        case Choice():
            return How.PICK
        case Order() | Match():
            return How.ARRANGE
        case Open(parts=(_, *_)):
            return How.TYPE
        case Open() | Gaps():
            return How.TYPE if shape.is_typed else How.RECALL
        case _:
            assert_never(shape)


def marks(shape: Choice | Order | Match) -> str:
    """Return the marks by which the parts of an answer are named: abcd for names and for numbers, else 1234.

    Whoever presses 3 for the option "3 stages" is to pick no other one. What lies on a map has letters there.
    """
    match shape:
        case Choice():
            has_numbers = any(char.isdigit() for option in shape.options for char in option.text)
            return (LETTERS if has_numbers or shape.spots else DIGITS)[: len(shape.options)]
        case Order():
            return DIGITS[: len(shape.rows)]
        case Match():
            return LETTERS[: len(shape.names)]
        case _:
            assert_never(shape)


def example(shape: Order | Match) -> str:
    """Return an example of how an answer is written, which says nothing of the right answer: 2413, or bdac."""
    return (marks(shape)[1::2] + marks(shape)[::2])[: len(shape.rows)]


#: The marks of options and rows, and those of names and numbers; letters take the options of every choice.
DIGITS, LETTERS = "123456789", "abcdefgh"
#: A new fact is shown at most so many questions before it is asked.
MOST_AHEAD = 3
#: The keys that take the options of a statement, in their order, beside the first two of either row.
TRUE_FALSE = "tf"


class Stage(StrEnum):
    """The stage of a round, on which the meaning of a key depends."""

    ASKING = "asking"
    #: A fact that is new to the learner is shown; its question comes a little later.
    NEW = "new"
    #: The answer is shown before one was given, for the learner to judge.
    REVEALED = "revealed"
    UNCLEAR = "unclear"
    #: A near miss is kept, and what it is near to is shown; the learner may still count it as wrong.
    NEAR = "near"
    FEEDBACK = "feedback"
    #: All is asked, or the time is up; the last answer can still be taken back.
    OVER = "over"
    #: Left before the end, to be resumed.
    STOPPED = "stopped"
    #: Left after the end.
    ENDED = "ended"

    @property
    def is_answered(self) -> bool:
        """Say whether the question on the screen is the one that the last entry answers."""
        return self in (Stage.NEAR, Stage.FEEDBACK)

    @property
    def is_left(self) -> bool:
        """Say whether nothing more is asked for."""
        return self in (Stage.STOPPED, Stage.ENDED)


class KeyCommand(StrEnum):
    """A key that commands something of a round, in every language the same; a language has words for it, too."""

    HINT = "h"
    SKIP = "s"
    UNDO = "u"
    YES = "y"
    NO = "n"
    EASY = "e"
    APPEAL = "="
    WHY = "w"
    SOURCES = "i"
    STOP = "q"
    HELP = "?"


_ANYWHERE = (KeyCommand.STOP, KeyCommand.HELP)
_VERDICTS = (KeyCommand.YES, KeyCommand.NO)
_BEHIND_IT = (KeyCommand.WHY, KeyCommand.SOURCES)
#: The keys that mean something at each stage, beside Enter and those that answer.
KEY_COMMANDS: Mapping[Stage, tuple[KeyCommand, ...]] = {
    Stage.ASKING: (KeyCommand.HINT, KeyCommand.SKIP, KeyCommand.UNDO, KeyCommand.SOURCES, *_ANYWHERE),
    Stage.REVEALED: (*_VERDICTS, KeyCommand.EASY, KeyCommand.UNDO, KeyCommand.SOURCES, *_ANYWHERE),
    Stage.NEW: (KeyCommand.UNDO, KeyCommand.SOURCES, *_ANYWHERE),
    Stage.UNCLEAR: _ANYWHERE,
    Stage.NEAR: (*_VERDICTS, KeyCommand.SOURCES, *_ANYWHERE),
    Stage.FEEDBACK: (KeyCommand.EASY, KeyCommand.APPEAL, KeyCommand.UNDO, *_BEHIND_IT, *_ANYWHERE),
    Stage.OVER: (KeyCommand.UNDO, *_ANYWHERE),
    Stage.STOPPED: (),
    Stage.ENDED: (),
}


def key_command(language: Language, stage: Stage, text: str) -> KeyCommand | None:
    """Return what `text`, a key or its word, commands at a stage; None where it commands nothing there."""
    key = language.key_words.get(text.lower(), text.lower())
    return next((command for command in KEY_COMMANDS[stage] if command == key), None)


class State(NamedTuple):
    """A round at one moment.

    `queue` are the ids of the questions still to be asked, `entries` the answers and skips that count. `since` is
    when the current question was shown, in milliseconds since 1970-01-01 UTC. `hint` and `struck` (positions of
    options) were shown for it. `given` is what was typed, `verdict` what that is worth. `dropped` are questions that
    another terminal has answered meanwhile, `shown` those whose fact was shown before. `has_hint` says that the
    question asked has one. `half` is what was typed of an answer whose rest was asked for.
    """

    queue: tuple[str, ...]
    entries: tuple[Entry, ...]
    stage: Stage
    since: int
    hint: str = ""
    struck: tuple[int, ...] = ()
    given: str = ""
    verdict: Verdict | None = None
    dropped: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    has_hint: bool = False
    half: str = ""

    @property
    def is_helped(self) -> bool:
        """Say whether the question that is asked was helped with: by a hint, or as its fact was shown before."""
        return bool(self.hint) or (bool(self.queue) and self.queue[0] in self.shown)


class Aside(StrEnum):
    """A page that is shown beside the round and changes nothing in it."""

    HELP = "help"
    SOURCES = "sources"
    WHY = "why"


class Step(NamedTuple):
    """The result of an answer: a new state, the entries to be kept before it is shown, and a notice for the learner."""

    state: State
    entries: tuple[Entry, ...] = ()
    notice: str = ""
    aside: Aside | None = None


@dataclass(frozen=True)
class Round:
    """All that stays the same during a round. `deadline` is in milliseconds since 1970-01-01 UTC.

    `root` stands before the path of a file of the library, as seen from where the program runs; it is None where the
    library is a part of the installed program, and not the learner's to change. `changed` are the ids
    of facts that say something else than when the learner last saw them. `intervals` tells in how many days a question
    comes back after each grade, where that is known. `leads` are the questions about facts that are new to the
    learner, each with how many questions before it its fact is shown.
    """

    kb: KnowledgeBase
    session: Session
    questions: Mapping[str, Question]
    deadline: int | None = None
    root: str | None = ""
    changed: frozenset[str] = field(default_factory=frozenset)
    intervals: Callable[[Question], Mapping[Grade, int]] = lambda _question: {}
    leads: Mapping[str, int] = field(default_factory=dict)

    def to_show(self, state: State) -> str | None:
        """Return the question whose fact is to be shown before anything else is asked, or None."""
        coming = enumerate(state.queue[: MOST_AHEAD + 1])
        return next((id_ for at, id_ in coming if at <= self.leads.get(id_, -1) and id_ not in state.shown), None)

    def current(self, state: State) -> Question | None:
        """Return the question on the screen, which is being asked or was just answered; None at the end."""
        match state.stage:
            case Stage.NEW:
                return self.questions[self.to_show(state) or ""]
            case Stage.ASKING | Stage.REVEALED | Stage.UNCLEAR:
                return self.questions[state.queue[0]]
            case Stage.NEAR | Stage.FEEDBACK:
                return self.questions[state.entries[-1].question or ""]
            case Stage.OVER | Stage.STOPPED | Stage.ENDED:
                return None
