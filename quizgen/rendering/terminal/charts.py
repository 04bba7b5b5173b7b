"""Text pictures of a learner's past and coming days, with the digits beside them.

They need no colour: bars differ by length, shades by characters, all of which even an old terminal has. Each function
takes the columns that there are and returns lines that fit.
"""

from __future__ import annotations

import datetime as dt
from itertools import zip_longest
from typing import TYPE_CHECKING

from quizgen.language import ENGLISH
from quizgen.rendering.terminal.page import WIDEST, Line, Page, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.statistics import Due, Shares, Tally

#: Each shade of the calendar stands for so many answers a day, and more.
SHADES = ((0, "·"), (1, "░"), (10, "▒"), (30, "█"))
_FULL, _HALF, _TRACK = "█", "▌", "░"
#: The longest bar of a share, and the shortest that still shows something.
_LONGEST, _SHORTEST = 20, 8
#: Columns for the percentages and the spaces around bar and counts, where both shares stand in one row or in two.
_IN_ONE_ROW, _IN_TWO_ROWS = 17, 6
#: Longer names stand above their rows.
_LONGEST_NAME = 12
#: Stands before what belongs to the row above.
_BELOW = " "


def due_chart(due: Due, today: int, columns: int) -> Page:
    """Return a bar for today and for each day after it; a card is one cell long, or less where that is too long."""
    rows = [("Today", due.today), *((_short_date(today + ahead), number) for ahead, number in enumerate(due.days, 1))]
    rows += [("Later", due.later)] if due.later else []
    digits = max(len(str(number)) for _, number in rows)
    room = _room(columns, (name for name, _ in rows)) - digits - 2
    most = max(room, *(number for _, number in rows[: len(due.days) + 1]))
    page = []
    for name, number in rows:
        # What comes later is no day, and would dwarf the days.
        bar = "" if name == "Later" else _bar(number, most, room)
        page.append(Line(f"{number:>{digits}}  {bar}".rstrip(), Style.CHART, name))
    return page


def shares_chart(rows: Sequence[tuple[str, Shares]], columns: int) -> Page:
    """Return for each name the recent share with its bar and the share ever, beside one another if there is room.

    Long names stand above their numbers, short ones before them.
    """
    above = max(len(name) for name, _ in rows) > _LONGEST_NAME
    room = _room(columns, (_BELOW if above else name for name, _ in rows))
    recent = max(len(_of(shares.recent)) for _, shares in rows)
    ever = max(len(_of(shares.ever)) for _, shares in rows)
    width = min(_LONGEST, room - recent - ever - _IN_ONE_ROW)
    if width < _SHORTEST:
        width = min(_LONGEST, max(_SHORTEST, room - recent - _IN_TWO_ROWS))
        page, told = [Line("last 30 days", Style.FAINT, _BELOW)], [_two_rows(one, width) for _, one in rows]
    else:
        head = f"{'last 30 days':<{width + recent + 11}}all time"
        page, told = [Line(head, Style.FAINT, _BELOW)], [_one_row(one, width, recent, ever) for _, one in rows]
    for (name, _), (first, *below) in zip(rows, told, strict=True):
        page += [Line(name, mark=_BELOW)] if above else []
        page.append(Line(first, Style.CHART, _BELOW if above else name))
        page += [Line(row, Style.FAINT, _BELOW) for row in below]
    return page


def _one_row(shares: Shares, width: int, recent: int, ever: int) -> list[str]:
    """Return both shares beside one another, their counts at the right of columns of these widths."""
    bar = f"{_percent(shares.recent)}  {_share_bar(shares.recent, width)}  {_of(shares.recent):>{recent}}"
    share = " few" if shares.ever.percent is None else _percent(shares.ever)
    return [f"{bar}   {share}  {_of(shares.ever):>{ever}}"]


def _two_rows(shares: Shares, width: int) -> list[str]:
    share = "too few" if shares.ever.percent is None else f"{shares.ever.percent}%"
    return [
        f"{_percent(shares.recent)} {_share_bar(shares.recent, width)} {_of(shares.recent)}",
        f"all time {_of(shares.ever)}, {share}",
    ]


def calendar_chart(calendar: Sequence[Sequence[int]], monday: int, today: int, columns: int) -> Page:
    """Return a column for each week and a row for each weekday, shaded by the number of answers, with their sums.

    Where there is no room for all weeks the last ones are shown.
    """
    digits = max(3, *(len(str(number)) for number in _sums(calendar)))
    room = _room(columns, ("Mon",)) - digits - 2
    cell = max(1, min(3, room // len(calendar)))
    weeks = calendar[-max(1, room // cell) :]
    first = monday + 7 * (len(calendar) - len(weeks))
    *months, last = _calendar_head(first, len(weeks), cell)
    # As wide as the cells and the sums, whose heading ends it.
    last = f"{last:<{len(weeks) * cell - (cell > 1)}}  {'sum':>{digits}}"
    page = [Line(row, Style.FAINT, "   ") for row in (*months, last)]
    for weekday, total in enumerate(_sums(weeks)):
        cells = []
        for week, days in enumerate(weeks):
            is_past = first + 7 * week + weekday <= today
            cells.append((_shade(days[weekday]) if is_past or days[weekday] else " ") * max(1, cell - 1))
        row = ("" if cell == 1 else " ").join(cells)
        page.append(Line(f"{row}  {total:>{digits}}", Style.CHART, ENGLISH.weekdays[weekday][:3]))
    page += [Line(row, Style.CHART, "   ") for row in _legend(cell, room + digits + 2)]
    if len(weeks) < len(calendar):
        page.append(Line(f"The last {len(weeks)} of {len(calendar)} weeks; there is no room for more.", Style.FAINT))
    return page


def _calendar_head(monday: int, weeks: int, cell: int) -> list[str]:
    """Return the months over the weeks in which they begin, and the date of each Monday where there is room."""
    dates = [dt.date.fromordinal(monday + 7 * week) for week in range(weeks)]
    begins = [week for week, date in enumerate(dates) if week == 0 or date.month != dates[week - 1].month]
    months = ""
    for week, following in zip_longest(begins, begins[1:], fillvalue=weeks + 3):
        if (following - week) * cell > 3:  # else the next name would touch this one
            months = f"{months:<{week * cell}}{ENGLISH.months[dates[week].month - 1][:3]}"
    return [months, "".join(f"{date.day:>2} " for date in dates).rstrip()] if cell == 3 else [months]


def _sums(calendar: Sequence[Sequence[int]]) -> list[int]:
    """Return how many answers the Mondays have, the Tuesdays, and so on."""
    return [sum(days) for days in zip(*calendar, strict=True)]


def _shade(number: int) -> str:
    return [shade for least, shade in SHADES if number >= least][-1]


def _legend(cell: int, room: int) -> list[str]:
    """Return which numbers of answers each shade stands for, in rows that fit."""
    rows = [""]
    for place, (least, shade) in enumerate(SHADES):
        most = SHADES[place + 1][0] - 1 if place + 1 < len(SHADES) else None
        span = "none" if not least else f"{least} or more" if most is None else f"{least} to {most}"
        part = f"{shade * max(1, cell - 1)} {span}"
        if rows[-1] and len(rows[-1]) + len(part) + 3 > room:
            rows.append("")
        rows[-1] += f"   {part}" if rows[-1] else part
    return rows


def _room(columns: int, marks: Iterable[str]) -> int:
    """Return how many columns are left beside the widest mark."""
    return min(columns, WIDEST) - max(map(len, marks)) - 5


def _short_date(day: int) -> str:
    date = dt.date.fromordinal(day)
    return f"{ENGLISH.weekdays[date.weekday()][:3]} {date.day:>2} {ENGLISH.months[date.month - 1][:3]}"


def _bar(number: int, most: int, width: int) -> str:
    """Return a bar as long as `number` is of `most`; it is never empty for what is there."""
    halves = max(1, round(2 * width * number / most)) if number else 0
    return _FULL * (halves // 2) + _HALF * (halves % 2)


def _share_bar(tally: Tally, width: int) -> str:
    """Return a bar that is filled by the share; it is full, or empty, only where all was right, or nothing."""
    if tally.percent is None:
        words = "too few to tell" if width >= 15 else "too few"
        return f"{words if tally.of else 'none':<{width}}"
    filled = round(width * tally.right / tally.of)
    if 0 < tally.right < tally.of:
        filled = min(width - 1, max(1, filled))
    return _FULL * filled + _TRACK * (width - filled)


def _percent(tally: Tally) -> str:
    return "    " if tally.percent is None else f"{tally.percent:>3}%"


def _of(tally: Tally) -> str:
    return f"{tally.right} of {tally.of}"
