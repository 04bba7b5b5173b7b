"""Which kind of fact an item makes: a word with its meaning, a question, and of these a number or a date.

A number is typed and graded as one, and wrong options are worked out of it. What may be one and need not is a phrase,
and a remark says so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quizgen.domain.answer import Quantity, parse_date, parse_quantity
from quizgen.domain.fact import Kind
from quizgen.domain.text import Text
from quizgen.importing.code_in_place import with_code_in_place
from quizgen.importing.records import Loss, Remark
from quizgen.language import ENGLISH, question_tables
from quizgen.language.class_lists import words_of

if TYPE_CHECKING:
    from quizgen.importing.records import Item

#: What ends a question, in Latin, Greek, Arabic, Armenian and East Asian writing; or it has a blank to fill.
_ASKS = re.compile(r"[?؟？՞][\s\"'”’»)]*$|_{3,}|^\s*[¿]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: A whole number as it is counted, and not as 007 is.
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})")
#: A number with a sign that says what it is counted in.
_SIGNED = re.compile(r"[$£€¥₹₽] ?[0-9].*|-?[0-9.,]+ ?(?:%|°.*)")
#: A number of a question that does not ask for a year is one of these years, or some other number.
_YEARS = range(1000, 2101)
_TOLERANCE = re.compile(r"(?:±|\+/-)? ?([0-9]{1,12}(?:\.[0-9]{1,12})? ?%?)")


def kind_of(item: Item) -> Kind:
    """Return the kind of fact that an item makes."""
    is_question = "\n" in item.prompt or _ASKS.search(item.prompt) or item.wrong or item.says
    return item.kind or (Kind.WHAT if is_question else Kind.TERM)


def settled(item: Item) -> Item:
    """Return an item whose kind is known, whose tolerance is that of a number, and whose code stands where it may."""
    kind = kind_of(item)
    item = with_code_in_place(item, is_phrase=kind is Kind.WHAT)
    item = _with_dates(item) if kind is Kind.WHAT and not item.says else item
    if kind not in (Kind.WHAT, Kind.HOW_MANY):
        lost = (Loss("tolerance", item.tolerance),) if item.tolerance else ()
        return item._replace(kind=kind, tolerance="", losses=(*item.losses, *lost))
    number = _number(item.answer)
    remarks = item.remarks
    found = kind if kind is Kind.HOW_MANY and number else _of_answer(item, number)
    if found is None:
        found = Kind.WHAT
        if number:
            remarks = (*remarks, _perhaps(item.answer))
    elif not all(_is_of(found, other) for other in (*item.accept, *item.also_right, *item.wrong)):
        found = Kind.WHAT
    return _with_tolerance(item._replace(kind=found, remarks=remarks), number)


def _of_answer(item: Item, number: Quantity | None) -> Kind | None:
    """Return the kind of a question by its answer, or None where a number of it may be of either kind."""
    answer = item.answer
    asks_year, asks_time, asks_number = (
        _asks(words, item.prompt) for words in (question_tables.YEAR, question_tables.WHEN, question_tables.HOW_MANY)
    )
    is_whole = _WHOLE.fullmatch(answer) is not None
    may_be_year = is_whole and answer.isdigit() and int(answer) in _YEARS
    if _DAY.fullmatch(answer) and _is_of(Kind.WHEN, answer):
        return Kind.WHEN
    if not item.tolerance and (
        (asks_year and answer.isdigit() and _is_of(Kind.WHEN, answer)) or (asks_time and may_be_year)
    ):
        return Kind.WHEN
    if number is None or re.match("0[0-9]", answer):
        return Kind.WHAT
    if asks_number or item.tolerance or (is_whole and not may_be_year) or _SIGNED.fullmatch(answer):
        return Kind.HOW_MANY
    return None


def _with_dates(item: Item) -> Item:
    """Return an item whose answers, if all of them are dates in words, are written as facts write dates."""
    texts = (item.answer, *item.accept, *item.also_right, *item.wrong)
    dates = {text: date for text in texts if (date := _date(text))}
    if len(dates) < len(set(texts)):
        return item

    def written(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dates[text] for text in texts)

    return item._replace(
        answer=dates[item.answer],
        accept=written(item.accept),
        also_right=written(item.also_right),
        wrong=written(item.wrong),
        reasons=tuple((dates[text], why) for text, why in item.reasons),
    )


def _date(text: str) -> str | None:
    """Return what an English day, as 12 January 2022 or January 12, 2022, is in a fact; None for anything else."""
    if _DAY.fullmatch(text):
        return text
    match = re.fullmatch(r"(?:(\d{1,2}) (\w+)|(\w+) (\d{1,2}),?) (\d{4})", text)
    if match is None:
        return None
    month = next((place for place, name in enumerate(ENGLISH.months, 1) if name in match.groups()), 0)
    date = f"{match[5]}-{month:02}-{int(match[1] or match[4]):02}"
    return date if _is_of(Kind.WHEN, date) else None


def _number(text: str) -> Quantity | None:
    number = parse_quantity(ENGLISH, Text.at(text, 1, 1))
    return None if number and not set(number.unit.split()).isdisjoint(ENGLISH.months) else number


def _is_of(kind: Kind, text: str) -> bool:
    """Say whether a text is an answer of a kind."""
    if kind is Kind.WHEN:
        return parse_date(Text.at(text, 1, 1)) is not None
    return kind is Kind.WHAT or _number(text) is not None


@cache
def _opening(table: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_of(table)))
    return re.compile(rf"\W*(?:{words})(?!\w)", re.IGNORECASE)


def _asks(table: str, prompt: str) -> bool:
    """Say whether a question begins with words of a table."""
    return _opening(table).match(prompt) is not None


def _perhaps(answer: str) -> Remark:
    """Return a remark on a number that is a phrase as long as nobody says what it is."""
    is_year = answer.isdigit() and int(answer) in _YEARS
    line = f"when: {answer}" if is_year else f"how_many: {answer}"
    return Remark("number", f"Perhaps '{line}' instead of 'what': then it is typed, and has options by itself.")


def _with_tolerance(item: Item, number: Quantity | None) -> Item:
    """Return an item with its tolerance where it can have one, and else with a loss."""
    if not item.tolerance:
        return item
    match = _TOLERANCE.fullmatch(item.tolerance.replace(",", ".").strip())
    can_have = item.kind is Kind.HOW_MANY and number is not None and number.end is None and not number.bound.is_limit
    if match and can_have:
        return item._replace(tolerance=match[1])
    return item._replace(tolerance="", losses=(*item.losses, Loss("tolerance", f"{item.answer} ± {item.tolerance}")))
