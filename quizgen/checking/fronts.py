"""Rules on what a front tells beside its words: the number that is asked for, and whether a role would answer it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from quizgen.domain.answer import Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.library import Sort
from quizgen.domain.problem import Finding
from quizgen.domain.text import Ref, Text
from quizgen.grading.names import Names
from quizgen.grading.numbers import write_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language

#: A role of fewer words with meaning, such as 'chair', says too little to stand for a name.
_FEWEST_ROLE_WORDS = 2
#: What stands in a description and in no role.
_NO_ROLE = re.compile(r"[;,:.()]")


def front_gives_answer(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The number or the name that is asked for does not stand on the front in another form.

    Under the title "The third meeting of the week" nobody has to know that there were 3 meetings: numbers count in
    digits, in words and as ordinals, but not those of a date. The title of a topic does not name what a fact of it
    asks for either. Say it in other words. (Where the answer stands there as it is, see `answer-leaks`.)

    Passes:

        - id: week.meetings
          how_many: 3 meetings
          ask: How often did the council come together in the second week of January 2022?
          evidence: {wire: the talks will go on}

    Fails:

        - id: week.meetings
          how_many: 3 meetings
          ask: How often did the council come together in the week of its third meeting?
          evidence: {wire: the talks will go on}
    """
    title = kb.topics[fact.topic].title
    number = _number(kb.language, fact.answer)
    if number is not None:
        shown = (
            ("the question", fact.ask),
            ("the rest of the sentence", _around(kb, fact)),
            ("the topic's title", title),
        )
        for place, text in shown:
            if number in _numbers(kb.language, text) and not _stands_there(kb, fact, text):
                yield Finding(fact.ask, f"{place} tells the number '{kb.text(fact.answer)}'; say it in other words")
                return
    elif fact.kind.is_phrase and not _stands_there(kb, fact, title):
        name = _name_in_title(kb, fact, title)
        if name is not None:
            yield Finding(fact.id, f"the topic's title names '{name}', which is asked for; say it in other words")


def _around(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the fact's sentence without the words in its gap; empty without one."""
    sentence = kb.sentence(fact)
    return f"{sentence.before} {sentence.after}" if sentence is not None else ""


def _stands_there(kb: KnowledgeBase, fact: Fact, text: str) -> bool:
    """Say whether the answer stands in a text as it is, which another rule sees."""
    return any(kb.language.contains(text, form) for form in kb.accepted(fact))


def _number(language: Language, answer: Answer) -> Decimal | None:
    """Return the number that an answer gives, as a quantity or at the beginning of a phrase; None where it is 1."""
    if isinstance(answer, Quantity):
        number = answer.number
    elif isinstance(answer, Ref) or not isinstance(answer, Text):
        return None
    else:
        words = language.words(answer)
        words = words[1:] if words[:1] and words[0] in language.articles else words
        numbers = _numbers(language, " ".join(words[:3])) if words else {}
        number = next((value for value, place in numbers.items() if place == 0), Decimal(1))
    return number if number != 1 else None


def _numbers(language: Language, text: str) -> dict[Decimal, int]:
    """Return the numbers in a text, cardinals and ordinals alike, without those of dates; each with its first place."""
    months = frozenset(map(str.lower, language.months))
    words = write_digits(language, language.words(text))
    numbers: dict[Decimal, int] = {}
    for place, word in enumerate(words):
        match = _written_number(language).fullmatch(word)
        beside = {*words[max(0, place - 1) : place], *words[place + 1 : place + 2]}
        if match is not None and months.isdisjoint(beside):
            numbers.setdefault(Decimal(match.group(1)), place)
    return numbers


@cache
def _written_number(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(\d+(?:\.\d+)?)(?:{'|'.join(language.ordinal_suffixes)})?")


def _name_in_title(kb: KnowledgeBase, fact: Fact, title: str) -> str | None:
    """Return the name that a title says and the question does not, where it stands in an answer of names alone."""
    answer, spaced = kb.text(fact.answer), kb.language.spaced
    if not kb.language.content_words(answer) <= kb.name_words:
        return None
    asked = kb.language.content_words(fact.ask)
    for id_, names in kb.plain_names.items():
        in_title = [name for name in names if f" {name} " in spaced(title)]
        is_asked_for = any(f" {name} " in spaced(answer) for name in names)
        if is_asked_for and any(not kb.language.content_words(name) <= asked for name in in_title):
            return kb.text(Ref.at(id_, 1, 1))
    return None


def role_also_answers(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Where somebody's role answers as well as the name does, it is accepted, or the name is asked for.

    "Who led the delegation?" has the answer "the Foreign Minister", too, if there is but one, and so has a gap that
    the role fills. Accept the role; or ask for the name ("What is the name of ..."); or say the role in the question
    and in the sentence, so that only the name is left. A question in reverse accepts names only. A role that several
    people have counts only where another person's role stands in the text, and a role of one word never does.

    Passes:

        - id: meeting.clerk
          who: sam-hill
          accept: [the town clerk]
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}

    Fails:

        - id: meeting.clerk
          who: sam-hill
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}
    """
    if fact.kind is Kind.WHO:
        person = _person(kb, fact.answer)
        accepted = (kb.language.content_words(form) for form in fact.accept)
        role = _role(kb, person)
        if person is not None and role and not any(form and form <= role for form in accepted):
            for text, mark in ((fact.ask, fact.ask), (_around(kb, fact), fact.says)):
                if mark is not None and _role_fits(kb, person, text):
                    yield Finding(mark, f"'{person.about}' is right, too; accept it, or ask for the name")
    if fact.reverse is not None:
        person = _person(kb, fact.by)
        if person is not None and _role_fits(kb, person, fact.reverse):
            yield Finding(fact.reverse, f"'{person.about}' is right, too; ask for the name, or say the role")


def _person(kb: KnowledgeBase, answer: Answer | None) -> Entity | None:
    """Return the person whom an answer names, or None."""
    entity = kb.entities.get(answer) if isinstance(answer, Ref) else None
    return entity if entity is not None and entity.sort is Sort.PERSON else None


def _role(kb: KnowledgeBase, person: Entity | None) -> frozenset[str]:
    """Return the words of the role in which somebody with a name is described; none where it is no role of its own."""
    if person is None or person.about is None or _NO_ROLE.search(person.about) or not Names(kb).has_name(person):
        return frozenset()
    role = kb.language.content_words(person.about)
    return role if len(role) >= _FEWEST_ROLE_WORDS else frozenset()


def _role_fits(kb: KnowledgeBase, person: Entity, text: str) -> bool:
    """Say whether the role of a person would answer a question, or fill the gap of a sentence, as the name does."""
    role, shown = _role(kb, person), kb.language.content_words(text)
    office = role - kb.name_words
    if not role or office <= shown or _name_request(kb.language).search(text):
        return False
    others = [_role(kb, other) for other in kb.entities.values() if other.sort is Sort.PERSON and other.id != person.id]
    return role not in others or any(other and other - kb.name_words <= shown for other in others)


@cache
def _name_request(language: Language) -> re.Pattern[str]:
    return re.compile(language.name_request, re.IGNORECASE)
