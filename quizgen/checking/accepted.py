"""Rules on other forms of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.problem import LibraryFinding
from quizgen.grading.other_meaning import OtherMeanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase


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
