"""Rules on the wording of questions: none gives its answer away, no two are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.fact import SPEECH_ACTS, Kind
from quizgen.domain.library import Sort
from quizgen.domain.problem import Finding, LibraryFinding
from quizgen.domain.text import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text

    #: A text that a learner sees before the answer: its name in a message, its words, and the mark to point at.
    _Shown = tuple[str, str, Text]


def answer_leaks(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The answer does not stand in what is shown before it: question, sentence or heading.

    Neither the answer nor any other accepted form may stand there; of a person's name, no word; of
    a phrase or a longer name, less than half of the words that carry meaning, names of entities not
    counted. Ask in other words, or shorten the answer to what the question does not say.

    Passes:

        - id: meeting.host
          who: jane-doe
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}

    Fails:

        - id: meeting.host
          who: jane-doe
          ask: When Doe received the delegations, who was the host?
          evidence: {wire: was received by the chair}
    """
    if fact.claim is not None:
        return  # "True or false?" is asked, and one of the two is right
    if kb.is_translated(fact):
        return  # 'la table' is French for 'table': many words are alike, and no other words will do
    person = isinstance(fact.answer, Ref) and _is_person(kb, fact.answer)
    # A unit may stand in the question; and where names could not be read, nobody knows which words belong to them.
    has_words = kb.documents.is_whole and not isinstance(fact.answer, (PartialDate, Quantity))
    names = kb.forms(fact.answer) if has_words else ()
    if fact.kind is Kind.TERM:
        yield from _term_leaks(kb, fact)
        return
    secret = _Secret(kb, kb.accepted(fact), names, _days(kb, fact.answer), person=person)
    heading = str(kb.topics[fact.topic].title)
    around = ("the rest of the sentence", kb.around_gap(fact), fact.says or fact.ask)
    shown = (("the question", fact.ask, fact.ask), around, (_HEADING, heading, fact.id))
    yield from _first_leak(secret, shown)
    if fact.reverse is not None:
        forms = kb.subject_forms(fact)
        person = fact.by is not None and _is_person(kb, fact.by)
        secret = _Secret(kb, forms, forms if kb.documents.is_whole else (), person=person)
        yield from _first_leak(
            secret, (("the question", fact.reverse, fact.reverse), (_HEADING, heading, fact.reverse))
        )


def _term_leaks(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Look at a term and its meaning as at any other secret, but for words that several terms of the topic share.

    In a topic on cells 'cell wall' and 'cell membrane' are told apart by their other words. What a term means may
    repeat words of the topic's title. The words in which a topic asks all its terms tell nothing.
    """
    words = kb.language.content_words
    others = (other for other in kb.topics[fact.topic].facts if other.id != fact.id and other.kind is Kind.TERM)
    shared = frozenset(word for other in others for word in words(kb.text(other.answer)))
    secret = _Secret(kb, kb.accepted(fact), kb.forms(fact.answer), person=False, shared=shared)
    heading = (_HEADING, str(kb.topics[fact.topic].title), fact.id)
    meaning = next((text for text in fact.means if text in fact.ask), fact.ask)
    yield from _first_leak(secret, (("the question", meaning, fact.ask), heading))
    if fact.reverse is not None:
        forms, term = kb.subject_forms(fact), kb.text(fact.answer)
        shown = ("the question", term if term in fact.reverse else fact.reverse, fact.reverse)
        yield from _first_leak(_Secret(kb, forms, forms, person=False), (shown,))


_HEADING = "the topic's title"


def _first_leak(secret: _Secret, shown: Iterable[_Shown]) -> Iterator[Finding]:
    """Yield a finding on the first text that gives the secret away, if any does."""
    for name, text, mark in shown:
        words = secret.leak(text)
        if words:
            yield Finding(mark, f"{name} gives the answer away with '{words}'; say it in other words")
            return


def _is_person(kb: KnowledgeBase, ref: Ref) -> bool:
    entity = kb.entities.get(str(ref))
    return entity is not None and entity.sort is Sort.PERSON


class _Secret:
    """The answer to a question: none of its `forms` and `days` may be shown, nor too many words of its `names`.

    Of a person's name a single word is too many. Words that are `shared` by other answers tell nothing.
    """

    def __init__(  # noqa: PLR0913  what a secret is made of
        self,
        kb: KnowledgeBase,
        forms: Iterable[str],
        names: Iterable[str],
        days: Iterable[str] = (),
        *,
        person: bool,
        shared: frozenset[str] = frozenset(),
    ) -> None:
        self.language = kb.language
        self.days = days
        content_words = kb.language.content_words
        self.forms = [(kb.language.spaced(form), form) for form in forms]
        if person:
            self.words = [(content_words(name), 1) for name in names]
        else:
            own = (content_words(name) - kb.name_words - shared for name in names)
            self.words = [(telling, (len(telling) + 1) // 2) for telling in own if telling]

    def leak(self, text: str) -> str | None:
        """Return the words of `text` that give the secret away, or None."""
        shown = self.language.spaced(text)
        for plain, form in self.forms:
            if plain in shown and plain != "  ":
                return form
        for telling, enough in self.words:
            shared = telling & self.language.content_words(text)
            if len(shared) >= enough:
                return ", ".join(sorted(shared))
        return next((day for day in self.days if self.language.contains(text, day)), None)


def _days(kb: KnowledgeBase, answer: Answer) -> tuple[str, ...]:
    """Return the day and month of a date without its year, in all forms: they tell the date in a question, too."""
    if not isinstance(answer, PartialDate) or answer.day is None or answer.month is None:
        return ()
    return tuple(kb.language.day_forms(answer.month, answer.day))


def duplicate_question(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """No two facts ask the same question.

    Two facts that answer one question are one fact with 'accounts', or need questions that tell
    them apart: name the meeting, the day, the speaker.

    Passes:

        - id: council.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
        - id: committee.date
          when: 2022-01-13
          ask: When did the committee meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: council.date
          when: 2022-01-12
          ask: When did they meet?
          evidence: {wire: met on 12 January 2022}
        - id: committee.date
          when: 2022-01-13
          ask: When did they meet?
          evidence: {wire: met on 12 January 2022}
    """
    first: dict[str, str] = {}
    for fact in kb.facts.values():
        for text in (fact.ask, fact.reverse):
            if text is None:
                continue
            other = first.setdefault(kb.language.likeness(text), str(fact.id))
            if other != fact.id:
                message = f"'{other}' asks the same; tell the two questions apart"
                yield LibraryFinding(fact.path, text, message)


def shared_label(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """No two events have one label.

    Events to be put in order, and those of a timeline, are shown by their labels alone, so nobody could tell two with
    the same one apart. Say in the label which meeting, letter or year it is. Withdrawn facts do not count.

    Passes:

        - id: council.first
          when: 2022-01-12
          label: The council meets
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
        - id: council.second
          when: 2022-02
          label: The council meets again
          ask: In which month did the council meet again?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: council.first
          when: 2022-01-12
          label: The council meets
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
        - id: council.second
          when: 2022-02
          label: The council meets
          ask: In which month did the council meet again?
          evidence: {wire: met on 12 January 2022}
    """
    first: dict[str, str] = {}
    for fact in kb.facts.values():
        if fact.date is None or fact.label is None or fact.retired is not None:
            continue
        other = first.setdefault(kb.language.likeness(fact.label), str(fact.id))
        if other != fact.id:
            message = f"'{other}' is an event of the same label; say in this one what tells the two apart"
            yield LibraryFinding(fact.path, fact.label, message)


def reverse_answer(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A reverse question has exactly one answer: the claimant, or else the fact's label.

    It needs 'by' or 'label', and no other fact may give the same answer to somebody else.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          reverse: Who said that talks will go on?
          evidence: {wire: the talks will go on}

    Fails:

        - id: talks.future
          what: no date for the next round
          ask: What was left open?
          reverse: What was left without a date?
          evidence: {wire: the talks will go on}
    """
    subjects: dict[tuple[Kind, str], tuple[str, str]] = {}
    for fact in kb.facts.values():
        if fact.reverse is None:
            continue
        subject = kb.subject(fact)
        if subject is None:
            message = "a reverse question asks for the claimant or the label; add 'by' or 'label'"
            yield LibraryFinding(fact.path, fact.reverse, message)
            continue
        if fact.kind in SPEECH_ACTS:
            key = (fact.kind, kb.language.likeness(kb.text(fact.answer)))
            other, who = subjects.setdefault(key, (str(fact.id), subject))
            if who != subject:
                message = (
                    f"'{other}' has the same answer from {who}, so this question has two; delete 'reverse' in both"
                )
                yield LibraryFinding(fact.path, fact.reverse, message)


def sentence_gap(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """'says' has exactly one gap: the answer, or another accepted form of it, in [brackets].

    Put the answer into brackets as it stands in the fact; where grammar needs another form, list
    that form under 'accept'. Other brackets are text like any other.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          says: The council met on [12 January 2022].
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          says: The council met on 12 January 2022.
          evidence: {wire: met on 12 January 2022}
    """
    if isinstance(fact.answer, Ref) and fact.answer not in kb.entities:
        return  # its names could not be read
    if fact.says is not None and kb.sentence(fact) is None:
        message = f"not exactly one gap: write the answer in brackets, as in '[{kb.text(fact.answer)}]', once"
        yield Finding(fact.says, message)


def text_is_blank(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A question and an answer have words in them.

    Text of punctuation alone makes a card with an empty side.

    Passes:

        - id: meeting.result
          what: an agenda
          ask: What did the meeting bring?
          evidence: {wire: the talks will go on}

    Fails:

        - id: meeting.result
          what: an agenda
          ask: "?"
          evidence: {wire: the talks will go on}
    """
    answer: Text | None = fact.answer if fact.kind.is_phrase else None  # type: ignore[assignment]
    for text in (fact.ask, fact.reverse, answer, *fact.accept):
        if text is not None and not kb.language.words(text):
            yield Finding(text, f"'{text}' has no word in it; write one")
