"""A printed sheet, realised: its order, letters, blanks and points, and apart from it the key to it.

What a pupil gets is made of a `Sheet` alone, so no answer can slip into it. All formats render a view of these values.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.class_test import Header

if TYPE_CHECKING:
    from quizgen.domain.class_test import Extract
    from quizgen.domain.fact import Picture
    from quizgen.language import Language

#: The rows of an order or a match, as they are numbered on the sheet, on the answer sheet and in the key.
NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


class Part(StrEnum):
    """The sections of a sheet, in the order in which they stand on it."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    GAP = "gap"
    SHORT = "short"
    ORDER = "order"
    MATCH = "match"


class Spelling(StrEnum):
    """What counts in the spelling of an answer: nothing, its article, or every letter as an option is just misspelt."""

    FREE = "free"
    ARTICLE = "article"
    EXACT = "exact"


class Item(NamedTuple):
    """One numbered question as a pupil sees it.

    `prompt` is the question, or with a gap the words before the blank, and `after` those behind it. `options` are
    the answers to choose among, or the events to order, or the questions to match with `names`. A `picture` stands
    below the question; where it is a map with letters, these are the options, and the question is `on_map`.
    """

    number: int
    points: int
    prompt: str
    after: str = ""
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    picture: Picture | None = None
    on_map: bool = False


class Section(NamedTuple):
    """The questions of one kind, with what is to be done; `articles` names those that this speaks of, if any."""

    part: Part
    title: str
    instruction: str
    items: tuple[Item, ...]
    articles: str = ""

    @property
    def points(self) -> int:
        """Return how many points there are in all."""
        return sum(item.points for item in self.items)


class Sheet(NamedTuple):
    """What goes to a pupil. `label` is the variant's letter, `name` the pupil's where each copy has a name.

    `header` and `extracts` are those of a test that was kept. Where it is answered `apart`, that is on an answer sheet,
    there is nothing to write on or to tick on the paper. It `names_speakers` where a question asks what somebody said.

    `language` has quizgen's own words, `tag` is how the library names that language, for example 'en-GB'.
    """

    title: str
    language: Language
    tag: str
    label: str
    seed: str
    sections: tuple[Section, ...]
    name: str = ""
    header: Header = Header()
    extracts: tuple[Extract, ...] = ()
    apart: bool = False
    names_speakers: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all questions in the order of their numbers."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """Return how many points there are in all."""
        return sum(item.points for item in self.items)


class Differing(NamedTuple):
    """An account where sources differ: the answer, and who gives it or prints it."""

    answer: str
    who: str


class AnswerRow(NamedTuple):
    """The key to a row of an order or a match, with its fact and the ids of the sources.

    `mark` is the number or the letter that belongs into its box, `text` says in words what that stands for: an event
    with its date, a name with its question.
    """

    mark: str
    text: str
    fact: str
    sources: tuple[str, ...]


class Answer(NamedTuple):
    """The key to a question. `accepted` are all other right answers, `sources` the ids of the sources.

    `standing` says how the fact stands; it is empty, as `accepted` and `note` are, for a question about several facts.

    `marks` are the letters or numbers of the answer sheet, one for each row of bubbles; empty where words are written.
    `reasons` say why options are wrong, each with its letter. `spelling` says what counts in what is written. `rows`
    are those of a question about several facts, as the sheet numbers them; other questions have none.
    """

    number: int
    question: str
    facts: tuple[str, ...]
    points: int
    answer: str
    marks: tuple[str, ...] = ()
    rows: tuple[AnswerRow, ...] = ()
    accepted: tuple[str, ...] = ()
    accounts: tuple[Differing, ...] = ()
    note: str = ""
    standing: str = ""
    sources: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    spelling: Spelling = Spelling.FREE


class Cite(NamedTuple):
    """A source as the key lists it: who made it, its title, when and where it appeared, whose outlet it is."""

    id: str
    who: str
    title: str
    where: str
    standing: str


class AnswerKey(NamedTuple):
    """The answers to a sheet, and the sources they rest on."""

    answers: tuple[Answer, ...]
    sources: tuple[Cite, ...]
    report: str


class Variant(NamedTuple):
    """A sheet and the key that was realised together with it."""

    sheet: Sheet
    key: AnswerKey


def letter(place: int) -> str:
    """Return the letter of a place counted from 0: A to Z, then AA, AB and so on."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)
