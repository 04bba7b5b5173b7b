"""The rule that a front does not tell the number or the name that is asked for in another form."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.checking.told_numbers import (
    is_group_told,
    is_length_told,
    is_share_told,
    number_words,
    without_definition,
)
from quizgen.domain.answer import Quantity, is_share
from quizgen.domain.numbers import write_digits
from quizgen.domain.problem import Finding
from quizgen.domain.text import Ref, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language

#: So many letters at least has a noun of which another word is made.
_SHORTEST = 3
_TITLE = "the topic's title"


def front_gives_answer(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The number or the name that is asked for does not stand on the front in another form.

    Under the title "The third meeting of the week" nobody has to know that there were 3 meetings. A number is told in
    digits, in words and as an ordinal; before another noun it is the number of something else, but for an ordinal in a
    title. It is told as a share ("a tenth"), by a word for so many ("quartet") or in another unit ("two-week") as well,
    but not where that word is asked about ("in a dozen"). Numbers of dates tell nothing. The title of a topic does not
    name what a fact of it asks for either. Say it in other words. (Where the answer stands there as it is, see
    `answer-leaks`.)

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
        texts = (("the question", fact.ask), ("the rest of the sentence", kb.around_gap(fact)), (_TITLE, title))
        for place, text in texts:
            if _tells(kb.language, text, counted, place == _TITLE) and not _stands_there(kb, fact, text):
                yield Finding(fact.ask, f"{place} tells the number '{kb.text(fact.answer)}'; say it in other words")
                return
    elif fact.kind.is_phrase and kb.documents.is_whole:  # else nobody knows which words belong to names
        name = _name_in_title(kb, fact, title)
        if name is not None and not _stands_there(kb, fact, title):
            yield Finding(fact.id, f"{_TITLE} names '{name}', which is asked for; say it in other words")


def _stands_there(kb: KnowledgeBase, fact: Fact, text: str) -> bool:
    """Say whether the answer stands in a text as it is, which another rule sees."""
    return any(kb.language.contains(text, form) for form in kb.accepted(fact))


class _Counted(NamedTuple):
    """A number with the stem of what is counted, whether that is a measure, its unit, and whether it is hundredths."""

    number: Decimal
    what: str
    is_measure: bool = False
    unit: str = ""
    is_share: bool = False


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
        counted = _Counted(
            answer.number, _stem(language, answer.unit), is_measure, answer.unit, is_share(language, answer)
        )
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
    """Say whether a text tells a number: before the same noun, or as a count before no noun, or in another form.

    A title is about the matter of its facts, so that an ordinal counts there before any noun.
    """
    text = without_definition(language, text)
    if counted.is_share and is_share_told(language, text, counted.number):
        return True
    if counted.is_measure and is_length_told(language, text, counted.number, counted.unit):
        return True
    if not counted.is_measure and is_group_told(language, text, counted.number):
        return True
    return any(
        number.value == counted.number
        and (
            _is_kin(number.before, counted.what)
            or (not counted.is_measure and _is_bare(number, is_title))
            or (counted.what == "" and not number.is_ordinal)
        )
        for number in _numbers(language, text)
    )


def _is_kin(noun: str, counted: str) -> bool:
    """Say whether a noun is the one counted, or a word is made of it: 'six-legged' tells the number of legs."""
    return noun == counted != "" or (len(counted) >= _SHORTEST and noun.startswith(counted))


def _is_bare(number: _Number, is_title: bool) -> bool:
    """Say whether a number may be one of anything."""
    if number.is_ordinal:
        return is_title and bool(number.before)
    return not number.before and not number.is_label


def _numbers(language: Language, text: str) -> list[_Number]:
    """Return the numbers in a text, cardinals and ordinals alike, without those of dates."""
    written = number_words(language, text)
    words = [str(language.sets.get(word, word)) for word in write_digits(language, written)]
    numbers = []
    for place, word in enumerate(words):
        match = _written_number(language).fullmatch(word) if word[0].isdigit() else None
        if match is not None and _months(language).isdisjoint(words[max(0, place - 1) : place + 2]):
            value = Decimal(match.group(1))
            if place and words[place - 1] in language.shares and word not in written:
                value *= Decimal(float(Fraction(*language.shares[words[place - 1]])))  # 'half a dozen'
            before = _stem(language, words[place + 1]) if place + 1 < len(words) else ""
            is_label = not before and word in written
            numbers.append(_Number(value, match.group(2) is not None, before, is_label))
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
