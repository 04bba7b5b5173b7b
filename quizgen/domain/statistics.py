"""The statistics of a learner's answers, as values: `study/statistics.py` counts them, renderings show them.

Only graded answers that still count are looked at: what was taken back or replaced is no answer, nor is a skip.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Of fewer answers no percentage is told: it would say nothing.
FEWEST = 5
#: So many study days, today the last of them, are "recent".
RECENT = 30
#: So many study days after today are looked ahead to.
AHEAD = 14


class Status(StrEnum):
    """The status of a fact that was answered once."""

    IN_FORCE = "in force"
    RETIRED = "retired"
    #: No longer in the library.
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of right answers, and of all."""

    right: int = 0
    of: int = 0

    @property
    def percent(self) -> int | None:
        """Return the share in whole percent, or None where there are fewer than FEWEST answers.

        It is 100 only where all of them were right, and 0 only where none was.
        """
        if self.of < FEWEST:
            return None
        if self.right in (0, self.of):
            return 100 if self.right else 0
        return min(99, max(1, round(100 * self.right / self.of)))


@dataclass(frozen=True, slots=True)
class Shares:
    """The tallies of the last RECENT study days, and of all time."""

    recent: Tally = Tally()
    ever: Tally = Tally()


@dataclass(frozen=True, slots=True)
class Group:
    """The answers about one kind or topic: its id, its name for people, and how many were right."""

    id: str
    title: str
    shares: Shares


@dataclass(frozen=True, slots=True)
class Answers:
    """How much was answered: in reviews, in practice, on how many study days; `first` is the first of them, or None."""

    review: int = 0
    practice: int = 0
    days: int = 0
    first: int | None = None

    @property
    def all(self) -> int:
        """Return the number of answers."""
        return self.review + self.practice


@dataclass(frozen=True, slots=True)
class Due:
    """The numbers of cards of facts in force by the day on which they come back, as the schedule stands now.

    `today` counts those that are overdue, too; `overdue` says how many these are. `days` are the AHEAD study days
    after today, `later` is what comes after them. `missed` of those that are due later were answered wrong today,
    and a review asks them again today.
    """

    today: int
    overdue: int
    missed: int
    days: tuple[int, ...]
    later: int

    @property
    def all(self) -> int:
        """Return the number of scheduled cards."""
        return self.today + sum(self.days) + self.later


@dataclass(frozen=True, slots=True)
class Missed:
    """A fact that was missed twice or more: in `misses` of its `answers`, and last on the study day `last`.

    Reviews and practice count alike. A question about several facts counts for each of them, by the part that is
    about it. `ask` is empty where the fact is gone.
    """

    fact: str
    ask: str
    status: Status
    misses: int
    answers: int
    last: int


@dataclass(frozen=True, slots=True)
class Known:
    """How many facts of a topic, by its id, are in force, and how many of them were known at their last answer.

    `missed` of them were not; the others were never answered.
    """

    id: str
    title: str
    known: int
    missed: int
    of: int


@dataclass(frozen=True, slots=True)
class Leech:
    """A fact in force of which a card was forgotten so many times (`lapses`) that it hardly pays to go on as before."""

    fact: str
    ask: str
    lapses: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A learner's past and coming days. Days are study days (proleptic ordinals).

    `retention` is how much was remembered when it came back in a review: the share of answers that were not Again.
    Only the first answer to a card on a study day is counted, as repeats on the same day say nothing about memory, and
    the very first answer to a card is not. Facts that are gone count there, but have no kind and no topic. `practice`
    is the share of all answers in practice that were right. `missed` are the facts missed most, sorted by the number
    of misses and then by their share of the answers. `known` tells of each topic how much of it is known, `leeches`
    are the facts that are forgotten again and again, the worst first.
    """

    today: int
    answers: Answers
    due: Due
    retention: Shares
    by_kind: tuple[Group, ...]
    by_topic: tuple[Group, ...]
    practice: Shares
    missed: tuple[Missed, ...]
    known: tuple[Known, ...] = ()
    leeches: tuple[Leech, ...] = ()
