"""Rules on the wording of questions: none gives its answer away, no two are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.fact import SPEECH_ACTS, Kind
from quizgen.domain.problem import Finding, LibraryFinding
from quizgen.domain.text import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text

    #: A text that a learner sees before the answer: its name in a message, its words, and the mark to point at.
    _Shown = tuple[str, str, Text]


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
        for text in (fact.ask, fact.ask_short, fact.reverse):
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
          when: 2022-01
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
          when: 2022-01
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
