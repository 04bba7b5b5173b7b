"""The closed set of shapes that a question can have. Many ways of asking make them, every output renders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Way

#: What stands in a printed sentence where its answer was.
BLANK = "_____"


class Option(NamedTuple):
    """One option of a multiple choice."""

    text: str
    right: bool


class Open(NamedTuple):
    """A prompt and the answers to it; the learner recalls or types one."""

    prompt: str
    answer: str
    accepted: tuple[str, ...]


class Choice(NamedTuple):
    """A prompt and options in the order in which they are shown, exactly one of them right."""

    prompt: str
    answer: str
    accepted: tuple[str, ...]
    options: tuple[Option, ...]


class Gaps(NamedTuple):
    """A sentence with a gap: what stands before it, in it and after it."""

    before: str
    answer: str
    after: str
    accepted: tuple[str, ...]

    @property
    def prompt(self) -> str:
        """Return the sentence with a blank in the place of the answer."""
        return f"{self.before}{BLANK}{self.after}"


class Order(NamedTuple):
    """Events to be put into the order in which they happened.

    `items` stand in the order in which they are shown, `dates` beside them for the key; `order` holds the
    positions of the items from the earliest event to the latest.
    """

    prompt: str
    items: tuple[str, ...]
    dates: tuple[str, ...]
    order: tuple[int, ...]

    @property
    def answer(self) -> str:
        """Return the events in their right order, each with its date."""
        return "; ".join(f"{self.items[i]} ({self.dates[i]})" for i in self.order)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return the only right answer."""
        return (self.answer,)


class Match(NamedTuple):
    """Questions and names, each name the answer to exactly one of the questions.

    `items` and `names` stand in the order in which they are shown; `pairs` holds the position of each item's name.
    """

    prompt: str
    items: tuple[str, ...]
    names: tuple[str, ...]
    pairs: tuple[int, ...]

    @property
    def answer(self) -> str:
        """Return each item with its name."""
        return "; ".join(f"{item} {self.names[i]}" for item, i in zip(self.items, self.pairs, strict=True))

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return the only right answer."""
        return (self.answer,)


Shape: TypeAlias = Open | Choice | Gaps | Order | Match


class Question(NamedTuple):
    """A fact asked in one way, or several facts in one question: then `fact` is the first of them.

    The id is made of the facts' ids and the way's, so it stays when the wording changes.
    """

    fact: Fact
    way: Way
    shape: Shape
    others: tuple[Fact, ...] = ()

    @property
    def id(self) -> str:
        """Return the question's id, for example 'geneva.date/choice'."""
        return f"{'+'.join(fact.id for fact in self.facts)}/{self.way.value}"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the fact that is asked, or all of them."""
        return (self.fact, *self.others)
