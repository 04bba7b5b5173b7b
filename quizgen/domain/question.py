"""The closed set of shapes that a question can have. Many ways of asking make them, every output renders them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Way

#: What stands in a printed sentence where its answer was.
BLANK = "_____"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple choice."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A prompt and the answers to it; the learner recalls or types one."""

    prompt: str
    answer: str
    accepted: tuple[str, ...]

    name = "open"


@dataclass(frozen=True, slots=True)
class Choice:
    """A prompt and options in the order in which they are shown, exactly one of them right."""

    prompt: str
    answer: str
    accepted: tuple[str, ...]
    options: tuple[Option, ...]

    name = "choice"


@dataclass(frozen=True, slots=True)
class Gaps:
    """A sentence with a gap: what stands before it, in it and after it."""

    before: str
    answer: str
    after: str
    accepted: tuple[str, ...]

    name = "gaps"

    @property
    def prompt(self) -> str:
        """Return the sentence with a blank in the place of the answer."""
        return f"{self.before}{BLANK}{self.after}"


Shape: TypeAlias = Open | Choice | Gaps


@dataclass(frozen=True, slots=True)
class Question:
    """A fact asked in one way. Its id is the fact's and the way's, so it stays when the wording changes."""

    fact: Fact
    way: Way
    shape: Shape

    @property
    def id(self) -> str:
        """Return the question's id, for example 'geneva-talks.date/choice'."""
        return f"{self.fact.id}/{self.way.value}"
