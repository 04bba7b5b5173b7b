"""A strip of time -> its SVG: an axis with a dot for each event, this one marked. Its words stand beside it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.days import date_of_day, day_number, year_number, year_of
from quizgen.domain.fact import Timing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.days import Days
    from quizgen.domain.timeline_strip import Strip
    from quizgen.language import Language
    from quizgen.rendering.drawings.ink import Ink

#: The drawing's width and height, where its axis lies and how far from either edge, and the size of its words.
WIDTH, HEIGHT = 320, 46
_AXIS, _EDGE, _MARGIN = 19, 4, 16
_SIZE, _BASELINE = 14, _AXIS + 22
#: Where the arrow from a bound lies: above the dots, as it is none of them.
_BOUND = 7
#: How wide a character is at most on average, and how far from its tick a word stands.
_CHARACTER, _BESIDE = 7.8, 5
#: An axis has at most so many ticks.
_MOST_TICKS = 4
#: On more dates than this, dots are drawn at every so many units only.
_MANY, _GRID = 100, 4
_MONTHS, _LONGEST_MONTH, _WEEK = 12, 31, 7


class Tick(NamedTuple):
    """The day on which a month or a year begins, and its name."""

    day: int
    name: str


class Scale(NamedTuple):
    """The days from the first to the last that an axis shows."""

    first: int
    last: int

    @property
    def is_short(self) -> bool:
        """Say whether these are a few months."""
        return self.last - self.first < _LONGEST_MONTH * _MOST_TICKS

    def place(self, day: int) -> int:
        """Return where a day lies, in units from the left edge."""
        if self.first == self.last:
            return WIDTH // 2
        return _MARGIN + round((day - self.first) * (WIDTH - 2 * _MARGIN) / (self.last - self.first))


def strip_alt(strip: Strip) -> str:
    """Return what a strip shows beyond its sentences: how many events there are before it and after it."""
    ngettext, (before, same, after) = strip.language.ngettext, strip.counts
    parts = []
    if before:
        parts.append(ngettext("{number} event before this one", "{number} events before this one", before))
    if same:
        parts.append(_at_the_same_time(strip, same))
    if after:
        parts.append(ngettext("{number} event after it", "{number} events after it", after))
    return strip.language.gettext("Timeline: {events}.", events=", ".join(parts))


def _at_the_same_time(strip: Strip, number: int) -> str:
    ngettext = strip.language.ngettext
    if strip.timing is Timing.ON:
        return ngettext("{number} event around the same time", "{number} events around the same time", number)
    return ngettext("{number} event before it or after it", "{number} events before it or after it", number)


def strip_svg(strip: Strip, alt: str, ink: Ink) -> str:
    """Return a strip as SVG with its alternative text."""
    scale = Scale(*strip.axis)
    story = _story(strip.language, strip.events, scale, ink)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" class="strip" role="img" '
        f'aria-label="{escape(alt)}">{story}{_mark(strip, scale, ink)}</svg>'
    )


@lru_cache(maxsize=16)
def _story(language: Language, events: tuple[Days, ...], scale: Scale, ink: Ink) -> str:
    """Return the axis, its ticks and their names, and the dots of all events; most facts of a library share them."""
    ticks = _ticks(language, scale)
    names = _names(language, scale, ticks)
    words = "".join(f'<text {place} y="{_BASELINE}">{escape(name)}</text>' for place, name in names)
    font = f' font-family="{escape(ink.font)}"' if ink.font else ""
    return (
        f'<g fill="none" stroke="{ink.text}" stroke-linecap="round">'
        f'<path stroke-opacity=".45" d="M{_EDGE} {_AXIS}H{WIDTH - _EDGE}{_tick_lines(scale, ticks, names)}"/>'
        f'<path stroke-opacity=".55" stroke-width="8" d="{_dots(scale, events)}"/></g>'
        f'<g fill="{ink.text}" fill-opacity=".8" font-size="{_SIZE}"{font} direction="ltr">{words}</g>'
    )


def _tick_lines(scale: Scale, ticks: list[Tick], names: list[tuple[str, str]]) -> str:
    """Return the ticks as parts of a path, those with a name longer; on a short axis each week has a tick, too."""
    shown = {name for _, name in names}
    lines = [f"M{scale.place(tick.day)} {_AXIS}v{23 if tick.name in shown else 8}" for tick in ticks]
    mondays = range(scale.first + (1 - scale.first) % _WEEK, scale.last + 1, _WEEK) if scale.is_short else ()
    return "".join([*(f"M{scale.place(day)} {_AXIS}v5" for day in mondays), *lines])


def _dots(scale: Scale, dates: Iterable[Days]) -> str:
    """Return dates as parts of a path: a line that is drawn round and broad, and is short for a day.

    One without any length is not drawn everywhere.
    """
    spans = [(scale.place(date.first), scale.place(date.last)) for date in dates]
    if len(spans) > _MANY:
        spans = [(start // _GRID * _GRID, end // _GRID * _GRID) for start, end in spans]
    return "".join(f"M{start} {_AXIS}h{end - start or '.1'}" for start, end in dict.fromkeys(spans))


def _mark(strip: Strip, scale: Scale, ink: Ink) -> str:
    """Return what marks the fact: its dot below a pointer, or an open arrow where only one end of its time is known."""
    if strip.timing is Timing.ON:
        middles = ((scale.place(date.first) + scale.place(date.last)) // 2 for date in strip.dates)
        pointers = "".join(f"M{x - 6} 2h12l-6 9z" for x in middles)
        return (
            f'<g class="mark" fill="{ink.mark}" stroke="{ink.mark}"><path stroke="none" d="{pointers}"/>'
            f'<path fill="none" stroke-width="11" stroke-linecap="round" d="{_dots(scale, strip.dates)}"/></g>'
        )
    x = scale.place(strip.dates[0].first if strip.timing is Timing.AFTER else strip.dates[0].last)
    end, back = (WIDTH - _EDGE, -6) if strip.timing is Timing.AFTER else (_EDGE, 6)
    return (
        f'<path class="mark" fill="none" stroke="{ink.mark}" stroke-width="2.5" stroke-linecap="round" '
        f'stroke-linejoin="round" d="M{x} {_AXIS + 6}V{_BOUND}H{end}m{back}-5L{end} {_BOUND}l{back} 5"/>'
    )


def _ticks(language: Language, scale: Scale) -> list[Tick]:
    """Return where months begin, or where these are too many, years, or every second, fifth, tenth ... year."""
    if scale.is_short:
        return _months(language, scale)
    steps = (factor * 10**power for power in range(6) for factor in (1, 2, 5))
    years = (year for step in steps if len(year := _years(language, scale, step)) <= _MOST_TICKS)
    return next(years)


def _months(language: Language, scale: Scale) -> list[Tick]:
    (first, month, _), (last, end, _) = map(date_of_day, scale)
    numbers = range(year_number(first) * _MONTHS + month, year_number(last) * _MONTHS + end)
    begun = [(year_of(number // _MONTHS), number % _MONTHS + 1) for number in numbers]
    return [Tick(day_number(year, month, 1), language.date(year, month)) for year, month in begun]


def _years(language: Language, scale: Scale, step: int) -> list[Tick]:
    """Return where every so many years one begins, up to the first too many."""
    first, last = (date_of_day(day)[0] for day in scale)
    begun = (year for year in range(first - first % -step, last + 1, step) if year)
    ticks = (Tick(day_number(year, 1, 1), language.date(year)) for year in begun)
    return [*islice((tick for tick in ticks if tick.day > scale.first), _MOST_TICKS + 1)]


def _names(language: Language, scale: Scale, ticks: list[Tick]) -> list[tuple[str, str]]:
    """Return the names of the first and the last tick that have room, with their places, each behind its own.

    Before a lone tick stands the month or year that ends there; without any, all of it is one.
    """
    placed = [(scale.place(tick.day) + _BESIDE, tick.name) for tick in ticks]
    fitting = [(x, name) for x, name in placed if x + len(name) * _CHARACTER <= WIDTH]
    shown = fitting[:1]
    if len(fitting) > 1 and shown[0][0] + (len(shown[0][1]) + 1) * _CHARACTER <= fitting[-1][0]:
        shown.append(fitting[-1])
    names = [(f'x="{x}"', name) for x, name in shown]
    if len(ticks) > 1:
        return names
    year, month, _ = date_of_day(ticks[0].day - 1 if ticks else scale.first)
    before = language.date(year, month if scale.is_short else None)
    room = placed[0][0] - 2 * _BESIDE if placed else WIDTH - _EDGE
    if len(before) * _CHARACTER <= room:
        names.append((f'x="{room}" text-anchor="end"' if placed else f'x="{_EDGE}"', before))
    return names
