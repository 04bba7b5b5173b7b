"""Rules on other forms of an answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.domain.problem import LibraryFinding
from quizgen.grading.other_meaning import OtherMeanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.text import Text


def accept_means_another(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """What stands under 'accept' is another form of the answer, and no other answer.

    It is read as the answer is: it means no other date, number or unit and is nobody else's name, nor does a phrase
    hold a number or a name in the place of the answer's own. Numbers in words count. It may say less, as '10 January'
    does of 10 January 2022, but of a date no more: that is more exact than any source says. Correct it; what is right
    beside the answer belongs under 'also_right', and what another source says under 'accounts'.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          accept: [the second Wednesday of January 2022, the twelfth of January]
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          accept: [the eleventh of January]
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
    """
    meanings = OtherMeanings(kb)
    for fact in kb.facts.values():
        for form in fact.accept:
            other = meanings.of(fact, form)
            if other is not None:
                message = f"'{form}' means {other}, not {kb.text(fact.answer)}; correct it, or see 'also_right'"
                yield LibraryFinding(fact.path, form, message, str(fact.id))


def cut_at_comma(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """No answer and no name is cut in two at a comma.

    In brackets a comma parts items, so that `accept: [January 12, 2022]` lists 'January 12' and '2022', and each of the
    two would be right. So it is with `wrong: [water, which is cold, ink]`: an option begins with a word that goes on
    with the one before, and no other does; and with `wrong: [1,000 dogs, two cats]`, where '000 dogs' would be an item.
    Put a text that has a comma into quotes.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          accept: ["January 12, 2022"]
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          accept: [January 12, 2022]
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
    """
    for fact in kb.facts.values():
        for first, second in _cut(kb, fact.accept, (form for answer in fact.answers for form in kb.forms(answer))):
            yield LibraryFinding(fact.path, second, _cut_message(first, second), str(fact.id))
    for entity in kb.entities.values():
        for first, second in _cut(kb, entity.aliases, (str(entity.name),)):
            yield LibraryFinding(entity.path, second, _cut_message(first, second))


def _cut(kb: KnowledgeBase, items: Sequence[Text], wholes: Iterable[str]) -> Iterator[tuple[Text, Text]]:
    """Yield each two items that follow each other and are together what stands elsewhere whole."""
    pairs = list(pairwise(items))
    whole = {kb.language.likeness(text) for text in wholes} if pairs else set()
    return (pair for pair in pairs if kb.language.likeness(", ".join(pair)) in whole)


def _cut_message(first: str, second: str) -> str:
    return f"'{first}, {second}' is cut in two at its comma; put it into quotes"
