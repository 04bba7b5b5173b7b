"""The day of a fact among the events of its story, on a terminal: a row of signs, where there is room, and words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quizgen.domain.fact import Timing
from quizgen.domain.timeline_strip import story_of, strip_of
from quizgen.rendering.terminal.page import Line, Page, Size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.round import Round, State
    from quizgen.domain.timeline_strip import Strip, Told
    from quizgen.language import Language

#: The row is so wide at most, and at least; the rest of a screen's columns belongs to what stands before it.
_WIDEST, _NARROWEST, _BESIDE = 48, 16, 16
#: An answer of so few characters says little where it stands in a sentence.
_SHORT = 3
#: The signs of the axis, of an event on a day and of one in a month or a year; of the fact itself.
_AXIS, _DAY, _SPAN, _MARK = "─", "•", "━", "◆"
#: The signs of a fact of which one end of its time is known: that end, and the open one.
_END, _BEFORE, _AFTER = "┃", "◂", "▸"


def strip_lines(round_: Round, state: State, fact: Fact, size: Size) -> Page:
    """Return the strip of a fact that was asked, if it has any words; they name nothing that is still to be asked."""
    kb = round_.kb
    waiting = [asked for id_ in state.queue for asked in round_.questions[id_].facts]
    hidden = frozenset().union(*map(kb.same_matter, waiting))
    strip = strip_of(kb, story_of(kb), fact, hidden)
    if strip is None:
        return []
    answers = {form for asked in waiting for form in kb.accepted(asked) if len(form) > _SHORT}
    sentences = [*_without(kb.language, answers, strip.told)]
    if not sentences:
        return []
    width = 0 if size.columns is None else min(_WIDEST, size.columns - _BESIDE)
    rows = [*([strip_row(strip, width)] if width >= _NARROWEST else []), *sentences]
    marks = (kb.language.gettext("Story"), *(" " * len(rows)))
    return [Line(row, mark=mark) for row, mark in zip(rows, marks, strict=False)]


def _without(language: Language, answers: Iterable[str], told: Iterable[Iterable[Told]]) -> Iterator[str]:
    """Yield the first sentence of each part in which none of these answers stands, as the name of an event may be."""
    for part in told:
        fit = (one.sentence for one in part if not any(language.contains(one.sentence, form) for form in answers))
        yield from islice(fit, 1)


def strip_row(strip: Strip, width: int) -> str:
    """Return a strip as a row of so many signs."""
    first, last = strip.axis

    def place(day: int) -> int:
        return round((day - first) * (width - 3) / (last - first)) + 1 if first < last else width // 2

    row = [_AXIS] * width
    for date in strip.events:
        start, end = place(date.first), place(date.last)
        row[start : end + 1] = [_SPAN] * (end - start + 1) if date.first < date.last else [_DAY]
    for date in strip.dates:
        start, end = place(date.first), place(date.last)
        match strip.timing:
            case Timing.ON:
                row[start : end + 1] = [_MARK, *_open(row[start + 1 : end]), *([_MARK] if start < end else [])]
            case Timing.BY:
                row[: end + 1] = [_BEFORE, *_open(row[1:end]), _END]
            case Timing.AFTER:
                row[start:] = [_END, *_open(row[start + 1 : -1]), _AFTER]
    return "".join(row)


def _open(row: list[str]) -> list[str]:
    """Return a part of a row where a fact may lie anywhere."""
    return [_SPAN if sign == _AXIS else sign for sign in row]
