"""Wrong dates and quantities, worked out from the right answer alone.

First the place of the right answer among them is drawn. To take the nearest values instead would
put the right answer into the middle every time.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.chance import draw
from quizgen.domain.days import date_of_day, day_number, year_number, year_of
from quizgen.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.domain.answer import Answer

    #: Whether an answer is right or among the options already.
    Taken = Callable[[Answer], bool]

D = TypeVar("D", bound=PartialDate | ClockTime)

#: The widest gap between neighbouring dates, in days, months or years.
_WIDEST_GAP = 4
#: The last year of either era that is written; and one that has all days, for those without a year.
_LAST_YEAR, _LEAP_YEAR = 9999, 2000
#: The minutes of a day, and how round a time is: to so many minutes.
_DAY, _GRAINS = 1440, (60, 30, 15, 5, 1)
#: The step between quantities as a share of the right one, so that an estimate still tells them apart.
_STEP = Decimal("0.25")


def dates_around(right: PartialDate, seed: str, wanted: int, taken: Taken) -> Iterator[PartialDate]:
    """Yield `wanted` dates of the precision and era of `right`, none of them `taken`."""
    place = _ordinal(right)
    return _around(lambda gap: _date(place + gap, right), seed, wanted, taken)


def times_around(right: ClockTime, seed: str, wanted: int, taken: Taken) -> Iterator[ClockTime]:
    """Yield `wanted` times of the same day, as round as `right`, none of them `taken`."""
    grain = next(grain for grain in _GRAINS if right.minute % grain == 0)
    return _around(lambda gap: _time(right.minutes + gap * grain), seed, wanted, taken)


def _around(value_at: Callable[[int], D | None], seed: str, wanted: int, taken: Taken) -> Iterator[D]:
    """Yield `wanted` values before and after the right one, so many before it as the seed says and as there are."""
    earlier = _beside(value_at, -1, seed, wanted, taken)
    later = _beside(value_at, 1, seed, wanted, taken)
    count = min(max(draw(seed, "rank") % (wanted + 1), wanted - len(later)), len(earlier))
    return iter([*earlier[:count], *later[: wanted - count]])


def _beside(value_at: Callable[[int], D | None], sign: int, seed: str, wanted: int, taken: Taken) -> list[D]:
    """Return up to `wanted` values before or after the right one, at gaps from it; none beyond where they end."""
    made: list[D] = []
    gap = number = 0
    while len(made) < wanted:
        number += 1
        gap += sign * (1 + draw(seed, "gap", str(sign * number)) % _WIDEST_GAP)
        value = value_at(gap)
        if value is None:
            break
        if not taken(value):
            made.append(value)
    return made


def _time(minutes: int) -> ClockTime | None:
    hour, minute = divmod(minutes, 60)
    return ClockTime(Text.at(f"{hour}:{minute:02}", 1, 1), hour, minute) if 0 <= minutes < _DAY else None


def _ordinal(date: PartialDate) -> int:
    """Return the number of the date's day, month or year, counted without a gap."""
    if date.month is None:
        return year_number(date.year)
    if date.day is None:
        return year_number(date.year) * 12 + date.month - 1
    return day_number(date.year or _LEAP_YEAR, date.month, date.day)


def _date(ordinal: int, right: PartialDate) -> PartialDate | None:
    """Return the date with an ordinal in the form of the right one, or None where it lies beyond that one's era."""
    month = day = None
    if right.day is not None:
        year, month, day = date_of_day(ordinal)
    else:
        number, month = divmod(ordinal, 12) if right.month is not None else (ordinal, None)
        year, month = year_of(number), None if month is None else month + 1
    if right.year == 0:
        year = 0
    elif abs(year) > _LAST_YEAR or (year > 0) != (right.year > 0):
        return None
    date = PartialDate(Text.at("", 1, 1), year, month, day)
    return date._replace(written=Text.at(str(date), 1, 1))


def quantities_around(right: Quantity, seed: str, wanted: int, taken: Taken) -> Iterator[Quantity]:
    """Yield `wanted` quantities in the form of `right`, none of them `taken`.

    There are none for a bound: a meeting of 'more than 4 hours' may have lasted six. And there are none where the
    unit would have to change its form, so no 1 beside greater numbers. All of them have the sign of `right`.
    """
    if right.bound.is_limit or (right.unit and right.end is None and right.number in (0, 1)):
        return
    sign = -1 if right.number < 0 else 1
    grain = _grain(right.number)
    width = Decimal(0) if right.end is None else right.end - right.number
    step = max(grain, width, round(abs(right.number) * _STEP / grain) * grain)
    shifts = ([sign * step * k for k in range(1, 9)], [-sign * step * k for k in range(1, 9)])
    greater, lower = ([right.shifted(by) for by in side if _fits(right, by)] for side in shifts)
    sides = (lower, greater)
    less, more = ([quantity for quantity in side if not taken(quantity)] for side in sides)
    count = min(max(draw(seed, "rank") % (wanted + 1), wanted - len(more)), len(less))
    yield from (*less[:count], *more[: wanted - count])


def _fits(right: Quantity, by: Decimal) -> bool:
    """Say whether a number so much greater has the sign and takes the unit of the right one, and a range its ends."""
    number = right.number + by
    if right.number == 0:
        return by > 0
    if right.end is not None:
        return (number < 0) == (right.number < 0) and (right.end + by < 0) == (right.end < 0)
    return number * right.number >= 0 and number != 0 and not (right.unit and number == 1)


def _grain(number: Decimal) -> Decimal:
    """Return the coarsest of 1, a half and the last decimal that `number` is a multiple of."""
    return next(
        (grain for grain in (Decimal(1), Decimal("0.5")) if not number % grain),
        Decimal((0, (1,), int(number.as_tuple().exponent))),
    )
