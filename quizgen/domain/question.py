"""The closed set of shapes that a question can have. Many ways of asking make them, every output renders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.answer import Answer
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact, Picture
    from quizgen.domain.whereabouts import Spot

#: Stands for the answer in a printed sentence.
BLANK = "_____"


class Option(NamedTuple):
    """An option of a multiple choice.

    A wrong one may be borrowed: `fact` is the id of the fact that it answers. `why` says why it is wrong, or nothing.
    """

    text: str
    right: bool
    fact: str | None = None
    why: str = ""


class Open(NamedTuple):
    """A prompt and the answers to it.

    An answer that `is_typed` has a definite spelling, so that it can be graded; any other is recalled, and the learner
    judges. `form` says how a typed answer is written, for example 'as day, month and year'; it is empty for a name.
    An answer of several `parts`, of which so many are to be named at `least`, can be graded part by part where somebody
    types it, and is recalled elsewhere.
    """

    prompt: str
    answer: str
    accepted: tuple[str, ...]
    is_typed: bool = False
    form: str = ""
    parts: tuple[str, ...] = ()
    least: int = 0


class Statement(NamedTuple):
    """A sentence that is true or false: as it is shown, and as it truly is."""

    text: str
    truth: str

    @property
    def is_true(self) -> bool:
        """Say whether the sentence is shown as it truly is."""
        return self.text == self.truth


class Choice(NamedTuple):
    """A prompt and options in the order in which they are shown, exactly one of them right.

    Where a `statement` is to be judged, the options are true and false, and the prompt holds its text. Options that are
    `is_in_order` are dates or numbers, and stay so. Options with `spots` are places that lie there on a map, each
    marked with its letter: no name is shown before the answer.
    """

    prompt: str
    answer: str
    accepted: tuple[str, ...]
    options: tuple[Option, ...]
    statement: Statement | None = None
    is_in_order: bool = False
    spots: tuple[Spot, ...] = ()

    @property
    def right(self) -> int:
        """Return the place of the right option, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the options as they are shown before the answer: of places on a map, the letters."""
        return tuple(spot.text for spot in self.spots) or tuple(option.text for option in self.options)


class Gaps(NamedTuple):
    """A sentence with a gap: the text before it, in it and after it; `is_typed` and `form` as in `Open`."""

    before: str
    answer: str
    after: str
    accepted: tuple[str, ...]
    is_typed: bool = False
    form: str = ""

    @property
    def prompt(self) -> str:
        """Return the sentence with a blank in the place of the answer."""
        return f"{self.before}{BLANK}{self.after}"


class OrderRow(NamedTuple):
    """An event or a step to be put in order: its fact's id, its words, its date if it has one, its place, from 1."""

    fact: str
    text: str
    date: str
    rank: int

    @property
    def dated(self) -> str:
        """Return the event with its date."""
        return f"{self.text} ({self.date})" if self.date else self.text


class Order(NamedTuple):
    """Events to be put into the order in which they happened; the rows stand in the order in which they are shown."""

    prompt: str
    rows: tuple[OrderRow, ...]

    @property
    def order(self) -> tuple[int, ...]:
        """Return the positions of the rows, from 0, from the earliest event to the latest."""
        return tuple(sorted(range(len(self.rows)), key=lambda place: self.rows[place].rank))

    @property
    def answer(self) -> str:
        """Return the events in their right order, each with its date."""
        return "; ".join(self.rows[place].dated for place in self.order)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return the only right answer."""
        return (self.answer,)


class MatchRow(NamedTuple):
    """A question to be matched with a name: its fact's id, its words, and the position of its name, from 0."""

    fact: str
    text: str
    name: int


class Match(NamedTuple):
    """Questions and names, each name the answer to one of the questions at most; both in the order shown.

    There may be more names than questions.
    """

    prompt: str
    rows: tuple[MatchRow, ...]
    names: tuple[str, ...]

    @property
    def answer(self) -> str:
        """Return each question with its name."""
        return "; ".join(map(self.pair, self.rows))

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return the only right answer."""
        return (self.answer,)

    def pair(self, row: MatchRow) -> str:
        """Return a row behind the name that goes with it: where it is no question, nothing else would part them."""
        return f"{self.names[row.name]}: {row.text}"


Shape: TypeAlias = Open | Choice | Gaps | Order | Match


def lettered(shape: Shape) -> Shape:
    """Return a question as it is shown: options that lie on a map have their letters in the place of their names."""
    if not isinstance(shape, Choice) or not shape.spots:
        return shape
    options = (option._replace(text=text) for option, text in zip(shape.options, shape.shown, strict=True))
    return shape._replace(options=tuple(options), is_in_order=True)


def borrowed(shape: Shape) -> tuple[Option, ...]:
    """Return the options of a question that are other facts' answers."""
    return tuple(option for option in shape.options if option.fact is not None) if isinstance(shape, Choice) else ()


def explained(shape: Shape) -> tuple[Option, ...]:
    """Return the options of a question of which it is known why they are wrong: others' answers, and with a reason."""
    options = shape.options if isinstance(shape, Choice) else ()
    return tuple(option for option in options if option.fact is not None or option.why)


def question_id(facts: Iterable[str], way: WayId) -> str:
    """Return the id of the question about the facts with these ids, for example 'geneva.date/choice'."""
    return f"{'+'.join(sorted(facts))}/{way}"


class Question(NamedTuple):
    """A fact asked in one way, or several facts in one question: then `fact` is the first of them.

    `asks_subject` says that the answer is the claimant of a fact, its label or what it means, not the fact's own
    answer. The id is made of the facts' ids and the way's, so it stays when the wording changes. `left_out` are the ids
    of facts that stood in it once and that a correction has taken out of it; it keeps its id.
    """

    fact: Fact
    way: WayId
    shape: Shape
    others: tuple[Fact, ...] = ()
    asks_subject: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the question's id."""
        return question_id((*(fact.id for fact in self.facts), *self.left_out), self.way)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the fact that is asked, or all of them."""
        return (self.fact, *self.others)

    @property
    def picture(self) -> Picture | None:
        """Return the picture to what is asked, or None."""
        return None if self.others or self.asks_subject else self.fact.picture

    @property
    def asked_for(self) -> Answer | None:
        """Return the answer as the fact holds it, or None where a fact that is asked for its subject has none."""
        if self.asks_subject:
            return next(iter(self.fact.means), None) or self.fact.by or self.fact.label
        return self.fact.answer
