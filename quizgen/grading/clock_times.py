"""Times of day as people type them, and the forms in which they do.

Who types no half of the day may mean either: '2:30' and 'half past two' are 14:30 as well. '02:30' is in the morning.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.numbers import cardinal_in_words, write_digits
from quizgen.grading.normalise import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import ClockTime
    from quizgen.language import Language

_HOUR, _HALF_DAY, _DAY = 60, 720, 1440
_IN_DIGITS = re.compile(r"(\d{1,2})(?:[:.h ]?(\d\d))?")


class _Patterns(NamedTuple):
    """What to look for in a text of a language: the half of the day, and what says nothing before or after a time."""

    morning: re.Pattern[str]
    afternoon: re.Pattern[str]
    silent: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    times, prepositions = language.times, "|".join(sorted(language.answers.prepositions))
    behind = "|".join(map(re.escape, times.clock_words))
    return _Patterns(_half(times.morning), _half(times.afternoon), re.compile(rf"^(?:{prepositions}) | ?(?:{behind})$"))


def _half(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a half of the day behind a time, short ones with points and spaces or without."""
    each = (r"\.? ?".join(name) + r"\.?" if len(name) <= 2 else name for name in names)
    return re.compile(rf" ?(?:(?<=\d)|\b)(?:{'|'.join(each)})$")


def read_times(language: Language, text: str) -> frozenset[int]:
    """Return the minutes after midnight that a text may mean as a time of day; none where it is no such time."""
    patterns, times = _patterns(language), language.times
    text = clean_text(text).lower()
    text, mornings = patterns.morning.subn("", text)
    text, afternoons = patterns.afternoon.subn("", text) if not mornings else (text, 0)
    plain = patterns.silent.sub("", patterns.silent.sub("", text)).strip(" .,")
    if plain in times.noon or plain in times.midnight:
        return frozenset((_HALF_DAY if plain in times.noon else 0,))
    is_said = mornings or afternoons or plain != text.strip(" .,")
    reading = _in_digits(plain, is_said=bool(is_said)) or _in_words(language, plain, is_said=bool(is_said))
    if reading is None:
        return frozenset()
    minutes, is_whole_day = reading
    if mornings or afternoons:
        half = _HALF_DAY if afternoons else 0
        return frozenset((minutes % _HALF_DAY + half,)) if minutes < _HALF_DAY + _HOUR else frozenset()
    if is_whole_day or minutes >= _HALF_DAY + _HOUR:
        return frozenset((minutes,))
    return frozenset((minutes % _HALF_DAY, minutes % _HALF_DAY + _HALF_DAY))


def _in_digits(text: str, *, is_said: bool) -> tuple[int, bool] | None:
    """Return the minutes of a time in digits, and whether it counts the whole day; an hour alone has to be said one."""
    match = _IN_DIGITS.fullmatch(text)
    if match is None or not (match[2] or is_said):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    is_possible = hour * _HOUR < _DAY and minute < _HOUR
    return (hour * _HOUR + minute, match[1].startswith("0")) if is_possible else None


def _in_words(language: Language, text: str, *, is_said: bool) -> tuple[int, bool] | None:
    """Return the minutes of a time in words, 'half past two', 'ten to three', 'two thirty'; else as `_in_digits`."""
    times = language.times
    for phrase, minutes in times.parts.items():
        hour = _numbers(language, text.removeprefix(phrase)) if text.startswith(phrase) else ()
        if len(hour) == 1 and hour[0] * _HOUR < _DAY:
            return (hour[0] * _HOUR + minutes) % _DAY, False
    for link, sign in ((times.past, 1), (times.to, -1)):
        minute, is_there, rest = text.partition(f" {link} ")
        pair = (*_numbers(language, minute.removesuffix(times.minutes)), *_numbers(language, rest)) if is_there else ()
        if len(pair) == 2 and pair[0] < _HOUR and pair[1] * _HOUR < _DAY:
            return (pair[1] * _HOUR + sign * pair[0]) % _DAY, False
    numbers = _numbers(language, text)
    if len(numbers) == 1 and not is_said:
        return None
    digits = ":".join((str(numbers[0]), *(f"{one:02}" for one in numbers[1:]))) if numbers else ""
    return _in_digits(digits, is_said=is_said)


def _numbers(language: Language, text: str) -> tuple[int, ...]:
    """Return the numbers that a text is made of; none where there is something else."""
    words = write_digits(language, language.words(text)) if language.words(text) else ()
    return tuple(map(int, words)) if all(word.isdecimal() for word in words) else ()


def clock_forms(language: Language, time: ClockTime) -> tuple[str, ...]:
    """Return the forms in which a time is typed, the printed one first."""
    return tuple(dict.fromkeys(_clock_forms(language, time)))


def _clock_forms(language: Language, time: ClockTime) -> Iterator[str]:
    times, minute, hour = language.times, time.minute, time.hour % 12 or 12
    yield str(time)
    yield f"{time.hour:02}:{minute:02}"
    yield f"{time.hour:02}{minute:02}"
    for half in (times.afternoon if time.hour >= 12 else times.morning)[:2]:
        yield from (f"{hour}:{minute:02} {half}", f"{hour}:{minute:02}{half}")
        if not minute:
            yield from (f"{hour} {half}", f"{hour}{half}")
    words = cardinal_in_words(language, hour)
    yield f"{hour}:{minute:02}"
    if not minute:
        yield from (f"{number} {word}" for number in (hour, words) for word in times.clock_words[:1])
        yield from {0: times.midnight, 12: times.noon}.get(time.hour, ())
    for phrase, part in times.parts.items():
        if part % _HOUR == minute and minute:
            named = hour if part > 0 else hour % 12 + 1
            yield from (f"{phrase}{number}" for number in (cardinal_in_words(language, named), named))
    if minute >= 10:
        yield f"{words} {cardinal_in_words(language, minute)}"
