"""Rules on what a front tells beside its words: the number that is asked for, and whether a role would answer it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.library import Sort
from quizgen.domain.numbers import write_digits
from quizgen.domain.problem import Finding
from quizgen.domain.text import Ref, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language

_TITLE = "the topic's title"
#: A role of fewer words with meaning, such as 'chair', says too little to stand for a name.
_FEWEST_ROLE_WORDS = 2


def front_gives_answer(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The number or the name that is asked for does not stand on the front in another form.

    Under the title "The third meeting of the week" nobody has to know that there were 3 meetings. A number is told in
    digits, in words and as an ordinal; before another noun it is the number of something else, but for an ordinal in a
    title. Numbers of dates tell nothing. The title of a topic does not name what a fact of it asks for either. Say it
    in other words. (Where the answer stands there as it is, see `answer-leaks`.)

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
    counted = _counted(kb.language, fact.answer)
    if counted is not None:
        texts = (("the question", fact.ask), ("the rest of the sentence", _around(kb, fact)), (_TITLE, title))
        for place, text in texts:
            if _tells(kb.language, text, counted, place == _TITLE) and not _stands_there(kb, fact, text):
                yield Finding(fact.ask, f"{place} tells the number '{kb.text(fact.answer)}'; say it in other words")
                return
    elif fact.kind.is_phrase and kb.documents.is_whole:  # else nobody knows which words belong to names
        name = _name_in_title(kb, fact, title)
        if name is not None and not _stands_there(kb, fact, title):
            yield Finding(fact.id, f"{_TITLE} names '{name}', which is asked for; say it in other words")


def _around(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the fact's sentence without the words in its gap; empty without one."""
    sentence = kb.sentence(fact)
    return f"{sentence.before} {sentence.after}" if sentence is not None else ""


def _stands_there(kb: KnowledgeBase, fact: Fact, text: str) -> bool:
    """Say whether the answer stands in a text as it is, which another rule sees."""
    return any(kb.language.contains(text, form) for form in kb.accepted(fact))


class _Counted(NamedTuple):
    """A number with the stem of what is counted, and whether that is a unit of measure."""

    number: Decimal
    what: str
    is_measure: bool = False


class _Number(NamedTuple):
    """A number in a text, whether it is an ordinal, and the stem of the word behind it; empty where none says a thing.

    `is_label` says that it is written in digits and counts nothing, as in 'Part 2'.
    """

    value: Decimal
    is_ordinal: bool
    before: str
    is_label: bool


def _counted(language: Language, answer: Answer) -> _Counted | None:
    """Return the number and the noun of an answer that is a quantity, or a phrase that begins as one; or None.

    'One' tells nothing.
    """
    if isinstance(answer, Quantity):
        is_measure = not language.unit_names.isdisjoint(map(language.singular, language.words(answer.unit)))
        counted = _Counted(answer.number, _stem(language, answer.unit), is_measure)
    elif isinstance(answer, Ref) or not isinstance(answer, Text):
        return None
    else:
        words = language.words(answer)
        words = words[1:] if words[:1] and words[0] in language.articles else words
        if not words or not (words[0][0].isdecimal() or words[0] in language.number_words):
            return None
        number = next(iter(_numbers(language, " ".join(words))), None)
        if number is None or not number.before:
            return None
        counted = _Counted(number.value, number.before)
    return counted if counted.number != 1 else None


def _tells(language: Language, text: str, counted: _Counted, is_title: bool) -> bool:
    """Say whether a text tells a number: before the same noun, or as a count before no noun.

    A title is about the matter of its facts, so that an ordinal counts there before any noun.
    """
    if f"{counted.number}" not in text and language.number_words.isdisjoint(language.words(text)):
        return False
    return any(
        number.value == counted.number
        and (number.before == counted.what or (not counted.is_measure and _is_bare(number, is_title)))
        for number in _numbers(language, text)
    )


def _is_bare(number: _Number, is_title: bool) -> bool:
    """Say whether a number may be one of anything."""
    if number.is_ordinal:
        return is_title and bool(number.before)
    return not number.before and not number.is_label


def _numbers(language: Language, text: str) -> list[_Number]:
    """Return the numbers in a text, cardinals and ordinals alike, without those of dates."""
    written, words = language.words(text), write_digits(language, language.words(text))
    numbers = []
    for place, word in enumerate(words):
        match = _written_number(language).fullmatch(word) if word[0].isdigit() else None
        if match is not None and _months(language).isdisjoint(words[max(0, place - 1) : place + 2]):
            before = _stem(language, words[place + 1]) if place + 1 < len(words) else ""
            is_label = not before and word in written
            numbers.append(_Number(Decimal(match.group(1)), match.group(2) is not None, before, is_label))
    return numbers


def _stem(language: Language, noun: str) -> str:
    """Return the stem of a noun's singular; empty for a word that says nothing."""
    return next(iter(language.content_words(language.singular(language.normal(noun)))), "")


@cache
def _months(language: Language) -> frozenset[str]:
    return frozenset(map(str.lower, language.months))


@cache
def _written_number(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(language.ordinal_suffixes)})?")


def _name_in_title(kb: KnowledgeBase, fact: Fact, title: str) -> str | None:
    """Return the name that a title says and the question does not, where it stands in an answer of names alone."""
    answer, spaced = kb.text(fact.answer), kb.language.spaced
    if not kb.language.content_words(answer) <= kb.name_words or kb.language.content_words(title).isdisjoint(
        kb.name_words
    ):
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
        role = _role(kb, person) if person is not None else frozenset()
        if person is not None and role and not any(form and form <= role for form in accepted):
            asked = fact.ask if _person_question(kb.language).search(fact.ask) else ""
            for text, mark in ((asked, fact.ask), (_around(kb, fact), fact.says)):
                if mark is not None and text and _role_fits(kb, person, text):
                    yield Finding(mark, f"'{person.about}' is right, too; accept it, or ask for the name")
    if fact.reverse is not None:
        person = _person(kb, fact.by)
        if person is not None and _role_fits(kb, person, fact.reverse):
            yield Finding(fact.reverse, f"'{person.about}' is right, too; ask for the name, or say the role")


def _person(kb: KnowledgeBase, answer: Answer | None) -> Entity | None:
    """Return the person whom an answer names, or None."""
    entity = kb.entities.get(answer) if isinstance(answer, Ref) else None
    return entity if entity is not None and entity.sort is Sort.PERSON else None


def _role(kb: KnowledgeBase, person: Entity) -> frozenset[str]:
    """Return the words of a person's role; none where it has too few to stand for a name."""
    role = kb.roles.get(person.id, frozenset())
    return role if len(role) >= _FEWEST_ROLE_WORDS else frozenset()


def _role_fits(kb: KnowledgeBase, person: Entity, text: str) -> bool:
    """Say whether the role of a person would answer a question, or fill the gap of a sentence, as the name does."""
    role = _role(kb, person)
    if not role or _name_request(kb.language).search(text):
        return False
    shown = kb.language.content_words(text)
    if role - kb.name_words <= shown:
        return False
    return kb.bearers_of_roles[role] < 2 or any(
        other != role and len(other) >= _FEWEST_ROLE_WORDS and other - kb.name_words <= shown
        for other in kb.bearers_of_roles
    )


@cache
def _person_question(language: Language) -> re.Pattern[str]:
    return re.compile(language.questions.person, re.IGNORECASE)


@cache
def _name_request(language: Language) -> re.Pattern[str]:
    return re.compile(language.questions.name, re.IGNORECASE)
