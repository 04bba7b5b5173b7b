"""A timeline as printed: events with their dates; and as an exercise, dates here and events there, nothing between.

What a pupil is to fill in is made of a `TimelineExercise` alone, which does not know what happened when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizgen.language import Language
    from quizgen.rendering.sheets.sheet import Cite, Differing


class Event(NamedTuple):
    """What happened, and when.

    `key` is year, month and day, with 0 for what is not known: so a month or a year sorts before the days in it.
    `precision` is 'year', 'month' or 'day'. `accounts` are all dates where sources differ, and none elsewhere.
    `status` is the fact's standing; it is empty for what is reported as fact and nowhere otherwise. `sources` are ids.
    """

    date: str
    key: tuple[int, int, int]
    precision: str
    label: str
    fact: str
    status: str = ""
    accounts: tuple[Differing, ...] = ()
    sources: tuple[str, ...] = ()


class Timeline(NamedTuple):
    """Events in the order of their dates, and the sources that they rest on. `report` says where errors go.

    `language` and `tag` as in `Sheet`.
    """

    title: str
    language: Language
    tag: str
    events: tuple[Event, ...]
    sources: tuple[Cite, ...] = ()
    report: str = ""


class Moment(NamedTuple):
    """A place on the line: a date, or a month or year as a span, and how many events it has.

    `date` names every date that a source gives. `tail` is how long the line to the next place is drawn, 1 being the
    usual way, and `pause` how much time that leaves out, in words. `month` and `year` say whether a span of that
    kind starts here, goes through, ends, or does all at once: 'start', 'through', 'end', 'only', or nothing.
    """

    date: str
    precision: str
    events: int
    tail: float = 0.0
    pause: str = ""
    month: str = ""
    year: str = ""


class TimelineExercise(NamedTuple):
    """A timeline to fill in: its places in the order of time, and the events in an order drawn by the seed.

    `facts` are the ids of the events' facts in the same order; they are not printed.
    """

    title: str
    language: Language
    tag: str
    seed: str
    moments: tuple[Moment, ...]
    labels: tuple[str, ...]
    facts: tuple[str, ...]
