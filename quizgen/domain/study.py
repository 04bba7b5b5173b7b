"""A learner's answers as the log keeps them, and the state of each card."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizgen.domain.verdict import Fit


#: The option that makes a round an exam.
EXAM = "--exam"
#: A card that was forgotten so often is hard to learn as it stands, and again after every so many times more.
LEECH, LEECH_AGAIN = 6, 3


class Mode(StrEnum):
    """Whether answers are practice, or reviews that move the schedule."""

    PRACTICE = "practice"
    REVIEW = "review"


class Grade(IntEnum):
    """How well an answer was known, in the numbers that FSRS and Anki share."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def is_pass(self) -> bool:
        """Say whether the answer was known at all; Hard is a pass."""
        return self > Grade.AGAIN


class EntryKind(StrEnum):
    """The kind of an entry in the log."""

    ANSWER = "answer"
    SKIP = "skip"
    UNDO = "undo"
    END = "end"


class Session(NamedTuple):
    """A round as it was begun. `questions` are the ids of what it will ask, in order; a review finds its own.

    `seed` decides how the questions are realised. `started` is in milliseconds since 1970-01-01 UTC. `options` is
    the command line that begins the same round again.
    """

    id: str
    library: str
    mode: Mode
    started: int
    questions: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    seed: str = ""

    @property
    def is_exam(self) -> bool:
        """Say whether nothing is said of the answers before the end."""
        return EXAM in self.options


class Entry(NamedTuple):
    """A line of the log, never changed: an answer, a skipped question, an undo, or the end of a session.

    `at` is in milliseconds since 1970-01-01 UTC; `day` the study day it fell on where the learner was, as a proleptic
    ordinal. `voids` is the id of an earlier entry that is taken back or replaced here. `fact` and `way` name the
    card; of a question about several facts `fact` is the first, and `parts` tells which of them were right.
    `says` is the digest of what the fact said. `offered` are the options of a multiple choice, `took` milliseconds.
    `scheduler` is the compact JSON stamp of the scheduler that reviewed it: version, retention, parameters.
    """

    id: str
    at: int
    day: int
    session: str
    library: str
    mode: Mode
    kind: EntryKind
    voids: str | None = None
    question: str | None = None
    fact: str | None = None
    way: str | None = None
    grade: Grade | None = None
    fit: Fit | None = None
    given: str | None = None
    offered: tuple[str, ...] = ()
    parts: tuple[tuple[str, bool], ...] = ()
    hinted: bool = False
    took: int | None = None
    says: str | None = None
    scheduler: str | None = None

    @property
    def is_right(self) -> bool:
        """Say whether this is an answer that was known at all."""
        return self.grade is not None and self.grade.is_pass


class Review(NamedTuple):
    """A graded answer in a review. `at` is in milliseconds since 1970-01-01 UTC, `day` is a study day."""

    fact: str
    way: str
    at: int
    day: int
    grade: Grade
    scheduler: str | None = None


class Card(NamedTuple):
    """The memory state of a fact asked in one way. `last` and `due` are study days (proleptic ordinals).

    `stability` is the number of days after which it is recalled with a probability of 90%, `difficulty` from 1 to 10.
    """

    fact: str
    way: str
    stability: float
    difficulty: float
    last: int
    due: int
    reps: int
    lapses: int


class Parameters(NamedTuple):
    """FSRS parameters that fit one learner's reviews of a library better than the usual parameters do.

    `at` is in milliseconds since 1970-01-01 UTC; `version` is that of the package which worked them out from
    `reviews` reviews.
    """

    id: str
    at: int
    library: str
    version: str
    parameters: tuple[float, ...]
    reviews: int
