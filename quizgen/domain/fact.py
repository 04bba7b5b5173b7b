"""A fact: one kind, one answer, one id for life, and the words of the sources it rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizgen.domain.answer import Answer, PartialDate
    from quizgen.domain.card import CardType, WayId
    from quizgen.domain.text import Ref, Text
    from quizgen.language import Language


_PHRASES = frozenset(("what", "demanded", "said"))
_ENTITIES = frozenset(("who", "where"))


class Kind(StrEnum):
    """The question word of a fact, which is also the YAML key of its answer."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    WHAT = "what"
    DEMANDED = "demanded"
    SAID = "said"
    HOW_LONG = "how_long"
    HOW_MANY = "how_many"

    @property
    def is_phrase(self) -> bool:
        """Say whether the answer is a phrase, whose wrong options only a person can write."""
        return self._value_ in _PHRASES

    @property
    def is_entity(self) -> bool:
        """Say whether the answer names an entity."""
        return self._value_ in _ENTITIES


def kind_name(language: Language, kind: Kind) -> str:
    """Return the name of a kind for learners."""
    gettext = language.gettext
    names = {
        Kind.WHO: gettext("who"),
        Kind.WHERE: gettext("where"),
        Kind.WHEN: gettext("when"),
        Kind.WHAT: gettext("what"),
        Kind.DEMANDED: gettext("demanded"),
        Kind.SAID: gettext("said"),
        Kind.HOW_LONG: gettext("how long"),
        Kind.HOW_MANY: gettext("how many"),
    }
    return names[kind]


class Level(StrEnum):
    """How central a fact is: core facts are those that a good teacher would certainly examine."""

    CORE = "core"
    MORE = "more"


class Evidence(NamedTuple):
    """A short verbatim fragment of a source."""

    source: Ref
    words: Text


class Account(NamedTuple):
    """A source's answer that differs from the fact's own."""

    answer: Answer
    evidence: tuple[Evidence, ...]
    by: Ref | None = None


class Retired(NamedTuple):
    """A withdrawn fact: since when, why, and which fact to learn instead."""

    on: PartialDate
    why: Text
    instead: Ref | None = None


class WithdrawnCard(NamedTuple):
    """A card of a fact that was published and is no longer asked: its type, since when, and why."""

    card: CardType
    on: PartialDate
    why: Text


class Fact(NamedTuple):
    """One atom of knowledge, as the curator wrote it. `path` and the marks of its texts say where.

    `ways` restricts the ways in which its cards ask; without any, those of the library do.
    """

    id: Text
    path: str
    topic: str
    kind: Kind
    answer: Answer
    ask: Text
    evidence: tuple[Evidence, ...]
    says: Text | None = None
    reverse: Text | None = None
    accept: tuple[Text, ...] = ()
    wrong: tuple[Answer, ...] = ()
    also_right: tuple[Answer, ...] = ()
    accounts: tuple[Account, ...] = ()
    by: Ref | None = None
    of: Ref | None = None
    label: Text | None = None
    level: Level = Level.MORE
    note: Text | None = None
    tags: tuple[Text, ...] = ()
    ways: tuple[WayId, ...] = ()
    withdrawn: tuple[WithdrawnCard, ...] = ()
    retired: Retired | None = None

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence for the fact's own answer and for each account."""
        return (*self.evidence, *(evidence for account in self.accounts for evidence in account.evidence))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Return the fact's own answer and those of the accounts that differ, all of them accepted."""
        return (self.answer, *(account.answer for account in self.accounts))


class Topic(NamedTuple):
    """One file of facts, in the order in which they tell their story."""

    id: Text
    path: str
    title: Text
    facts: tuple[Fact, ...]
