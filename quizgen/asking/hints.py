"""A hint that helps without telling: the fact's own, or one that is made.

That is an option struck out, first letters, about when or how many, or the first event.
"""

from __future__ import annotations

from decimal import Decimal
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.fact import Kind
from quizgen.domain.markup import prose
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import marks
from quizgen.language.foreign import without_any_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.question import Question
    from quizgen.language import Language

#: Signs that may stand before and after a word.
_PUNCTUATION = f"{punctuation}“”„‘’«»–—…"
#: The initials of answers with more words help nobody.
_MOST_INITIALS = 3
#: So many hours are told a time lies in.
_HOURS = 4
#: Years before this one have no decade by name; of them the half of the century is told.
_FIRST_DECADE, _HALF_CENTURY = 100, 50
#: What a quantity is said to lie between; it has twelve digits at most.
_ROUND_NUMBERS = (Decimal(0), *(Decimal(digit).scaleb(power) for power in range(13) for digit in (1, 5)))


class Hint(NamedTuple):
    """A sentence, and the positions of options that are struck out."""

    text: str
    struck: tuple[int, ...] = ()


def hint(language: Language, question: Question, *, has_marks: bool = True) -> Hint | None:
    """Return the only hint that a question has, or None where any hint would tell the answer, or help nobody.

    It is the one that the fact's curator wrote, or else one that is made. Where what is put in order or matched
    `has_marks`, it names them, as '1 goes with b'.
    """
    shape = question.shape
    if question.fact.hint is not None and not question.others and not question.asks_subject:
        return Hint(str(question.fact.hint))
    match shape:
        case Choice():
            wrong = [place for place, option in enumerate(shape.options) if not option.right]
            if len(wrong) < 2:
                return None
            place = wrong[len(question.fact.id) % len(wrong)]
            return Hint(language.gettext("It is not “{option}”.", option=shape.shown[place]), (place,))
        case Order() | Match():
            return Hint(_first(language, shape, has_marks=has_marks))
        case Open() | Gaps():
            clues = (
                text
                for text in _clues(language, question)
                if not any(language.contains(text, form) for form in shape.accepted)
            )
            return next(map(Hint, clues), None)
        case _:
            assert_never(shape)


def _first(language: Language, shape: Order | Match, *, has_marks: bool) -> str:
    """Say which row comes first, or with which name the first row goes."""
    if isinstance(shape, Order):
        place = shape.order[0]
        if has_marks:
            return language.gettext("The first is {mark}.", mark=marks(shape)[place])
        return language.gettext("The first is “{event}”.", event=shape.rows[place].text)
    place = shape.rows[0].name
    if has_marks:
        return language.gettext("1 goes with {mark}.", mark=marks(shape)[place])
    return language.gettext("1 goes with “{name}”.", name=shape.names[place])


def _clues(language: Language, question: Question) -> Iterator[str]:
    """Yield what may be said of an answer, the most helpful first."""
    answer, gettext = question.asked_for, language.gettext
    if isinstance(answer, PartialDate):
        yield _about_when(language, answer)
    elif isinstance(answer, ClockTime):
        hour = answer.hour - answer.hour % _HOURS
        yield gettext("It lies between {below} and {above}.", below=f"{hour}:00", above=f"{hour + _HOURS}:00")
    elif isinstance(answer, Quantity):
        below, above = _bounds(answer.number)
        unit = f"{_scale_word(language, answer)} {answer.unit}".strip()
        if answer.end is not None:
            above = _bounds(answer.end)[1]
        if not unit or answer.end is not None:
            yield gettext("It lies between {below} and {above}.", below=f"{below:f}", above=f"{above:f}")
            return
        yield gettext(
            "The number before “{unit}” lies between {below} and {above}.",
            unit=unit,
            below=f"{below:f}",
            above=f"{above:f}",
        )
    elif words := _words(question):
        if 1 < len(words) <= _MOST_INITIALS:
            yield gettext("Initials: {initials}", initials=" ".join(f"{word[0]}." for word in words))
        if len(words) <= _MOST_INITIALS:
            yield gettext("It begins with {letter}.", letter=words[0][0])


def _words(question: Question) -> list[str]:
    """Return the words of a phrase without signs; those of a term without its article, which is half of the answer.

    Of code of several lines no word says anything.
    """
    answer = prose(question.shape.answer)
    if question.fact.kind is Kind.TERM and not question.asks_subject:
        answer = without_any_article(answer)
    return [word for word in (word.strip(_PUNCTUATION) for word in answer.split()) if word]


def _about_when(language: Language, date: PartialDate) -> str:
    """Say about when a date is; the question may name its month or its year."""
    gettext, year = language.gettext, date.year
    if date.month is None:
        return _about_year(language, year)
    if date.day is None and date.month <= 6:
        return gettext("It is a month in the first half of {year}.", year=language.times.year(year))
    if date.day is None:
        return gettext("It is a month in the second half of {year}.", year=language.times.year(year))
    month = language.date(year, date.month)
    if date.day <= 10:
        return gettext("It is a day early in {month}.", month=month)
    if date.day <= 20:
        return gettext("It is a day in the middle of {month}.", month=month)
    return gettext("It is a day late in {month}.", month=month)


def _about_year(language: Language, year: int) -> str:
    """Say in which decade a year lies, or between which years where that has no name."""
    if year >= _FIRST_DECADE:
        return language.gettext("It is a year of the {decade}s.", decade=f"{year // 10}0")
    least = abs(year) - abs(year) % _HALF_CENTURY
    ends = sorted(end if year > 0 else -end for end in (max(least, 1), least + _HALF_CENTURY))
    below, above = map(language.times.year, ends)
    return language.gettext("It lies between {below} and {above}.", below=below, above=above)


def _scale_word(language: Language, quantity: Quantity) -> str:
    """Return the word for what the number of a quantity is counted in; nothing for one that is not."""
    return next((word for word, scale in language.scales.items() if scale == quantity.scale), "")


def _bounds(number: Decimal) -> tuple[Decimal, Decimal]:
    """Return the nearest round numbers below and above; what is below 1 lies below 5, and so below zero."""
    if number < 0:
        near, far = _bounds(-number)
        return -far, -near
    below = max((bound for bound in _ROUND_NUMBERS if bound < number), default=_ROUND_NUMBERS[0])
    above = min(bound for bound in _ROUND_NUMBERS if bound > max(number, Decimal(1)))
    return below, above
