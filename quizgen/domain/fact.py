"""A fact: one kind, one answer, one id for life, and the words of the sources it rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import PartialDate, mark_of

if TYPE_CHECKING:
    from quizgen.domain.answer import Answer
    from quizgen.domain.card import CardType, WayId
    from quizgen.domain.text import Ref, Text
    from quizgen.language import Language


_PHRASES = frozenset(("what", "demanded", "said", "list", "steps", "true_false"))
_ENTITIES = frozenset(("who", "where"))


#: A question of at most so many characters has room in every game; Kahoot has the least.
LONGEST_SHORT = 120


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
    TERM = "term"
    LIST = "list"
    STEPS = "steps"
    TRUE_FALSE = "true_false"

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
        Kind.TERM: gettext("term"),
        Kind.LIST: gettext("list"),
        Kind.STEPS: gettext("steps"),
        Kind.TRUE_FALSE: gettext("true or false"),
    }
    return names[kind]


class Level(StrEnum):
    """How central a fact is: core facts are those that a good teacher would certainly examine."""

    CORE = "core"
    MORE = "more"


class SpeechAct(StrEnum):
    """What somebody did with words."""

    STATEMENT = "statement"
    DENIAL = "denial"
    PROMISE = "promise"
    DEMAND = "demand"
    REQUEST = "request"
    PROVISION = "provision"


#: The speech acts of each kind that somebody utters; the first is meant where the fact names none.
SPEECH_ACTS = {
    Kind.SAID: (SpeechAct.STATEMENT, SpeechAct.DENIAL, SpeechAct.PROMISE),
    Kind.DEMANDED: (SpeechAct.DEMAND, SpeechAct.REQUEST),
}


class Timing(StrEnum):
    """How a day stands to what is dated by it: it was that day, that day or later, or that day or earlier."""

    ON = "on"
    AFTER = "after"
    BY = "by"


class Occasion(NamedTuple):
    """When something was said or demanded: on a day, some time after it, or by it at the latest."""

    timing: Timing
    date: PartialDate


class OtherFact(NamedTuple):
    """A wrong option that is the answer of another fact: as that stands, or in the `form` accepted there."""

    fact: Ref
    form: Text | None = None


class Picture(NamedTuple):
    """A picture to a question: its file in the folder for pictures, what it shows, its kind and its bytes.

    The kind is 'png', 'jpg' or 'svg'.
    """

    file: Text
    alt: Text
    kind: str
    data: bytes


class Reason(NamedTuple):
    """Why a wrong option, as it is written, is wrong."""

    option: Text
    why: Text


def mark_of_option(option: Answer | OtherFact) -> Text:
    """Return the text of a wrong option as written, which knows its place."""
    return option.fact if isinstance(option, OtherFact) else mark_of(option)


class Waiver(NamedTuple):
    """A rule of style that a fact is not held to, and why."""

    rule: Ref
    why: Text


class Evidence(NamedTuple):
    """A short verbatim fragment of a source, or the place in it that tells the fact, or both: 'p. 12'."""

    source: Ref
    words: Text | None = None
    place: Text | None = None


class Account(NamedTuple):
    """A source's answer that differs from the fact's own. `items` are the parts of one that has parts."""

    answer: Answer
    evidence: tuple[Evidence, ...]
    by: Ref | None = None
    items: tuple[Text, ...] = ()


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

    `by` says whose words it is, `of` to whom they went, `via` through whom we know of them, from the claimant's end.
    `plan` is the day as of which it was planned. `unreported` says that no source reports what is asked for. `matter`
    is what other facts tell, too: of those with the same one, a paper or a round asks one. `told_by` are words that
    tell its answer where another question shows them, and ids of other facts that tell it however they are asked.
    `ways` restricts the ways in which its cards ask; without any, those of the library do. `means` is what a term
    means, in one form or more. `ask_short` asks the same as `ask` in fewer words, where that is too long for games.
    `items` are the parts of a list, of which somebody has to `name` so many, or the steps of a course in their order.
    `claim` is what is true or false, and `truth` how it is if it is false.
    A `picture` stands with the question, a `hint` is shown on demand, and `reasons` say why wrong options are wrong.
    A `draft` is checked, and nothing is made of it. The `id` is the first that learners got; where the fact was renamed
    since, the library's files name it as it is `called`.
    """

    id: Text
    path: str
    topic: str
    kind: Kind
    answer: Answer
    ask: Text
    evidence: tuple[Evidence, ...]
    ask_short: Text | None = None
    says: Text | None = None
    reverse: Text | None = None
    accept: tuple[Text, ...] = ()
    wrong: tuple[Answer | OtherFact, ...] = ()
    reasons: tuple[Reason, ...] = ()
    also_right: tuple[Answer, ...] = ()
    accounts: tuple[Account, ...] = ()
    by: Ref | None = None
    of: Ref | None = None
    via: tuple[Ref, ...] = ()
    act: SpeechAct | None = None
    on: Occasion | None = None
    plan: PartialDate | None = None
    unreported: bool = False
    matter: Text | None = None
    told_by: tuple[Text | Ref, ...] = ()
    means: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    name: int | None = None
    claim: Text | None = None
    truth: Text | None = None
    label: Text | None = None
    level: Level = Level.MORE
    note: Text | None = None
    hint: Text | None = None
    picture: Picture | None = None
    tags: tuple[Text, ...] = ()
    ways: tuple[WayId, ...] = ()
    withdrawn: tuple[WithdrawnCard, ...] = ()
    retired: Retired | None = None
    waive: tuple[Waiver, ...] = ()
    draft: bool = False
    called: Text | None = None

    @property
    def speech_act(self) -> SpeechAct | None:
        """Return what the claimant did with words, or None where that is not known."""
        return self.act or next(iter(SPEECH_ACTS.get(self.kind, ())), None)

    def reason(self, option: Answer) -> Text | None:
        """Return why a wrong option is wrong, or None where nobody says."""
        mark = mark_of(option)
        return next((reason.why for reason in self.reasons if reason.option == mark), None)

    @property
    def date(self) -> PartialDate | None:
        """Return the date of what the fact tells: its answer, or the day of the statement; None where none is known.

        A day of every year is no date.
        """
        if isinstance(self.answer, PartialDate):
            return self.answer if self.answer.year else None
        return self.on.date if self.on is not None and self.on.timing is Timing.ON else None

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence for the fact's own answer and for each account."""
        return (*self.evidence, *(evidence for account in self.accounts for evidence in account.evidence))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Return the fact's own answer and those of the accounts that differ, all of them accepted."""
        return (self.answer, *(account.answer for account in self.accounts))


class Topic(NamedTuple):
    """One file of facts, in the order in which they tell their story.

    `language` is the tag of the language of its terms, where that is not the library's.
    """

    id: Text
    path: str
    title: Text
    facts: tuple[Fact, ...]
    language: Text | None = None
