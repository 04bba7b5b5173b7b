"""Where a fact stands in the story: its day among those of all events, and in words the events next to it.

It is told behind an answer only, as a day may be what is asked for. So an event next to it is named with the time
between both, and without its date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import PartialDate
from quizgen.domain.days import Days, date_of_day, days_of, year_number
from quizgen.domain.fact import Kind, Level, Timing
from quizgen.domain.time_passed import earlier, later, whole_earlier, whole_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language

#: So many events are kept on each side, as the next one may have to be passed over.
_NEXT = 3
_MONTHS = 12


class Moment(NamedTuple):
    """When something was: the days that it can have been, each date that a source gives, and their precision.

    Where sources differ, the precision is empty.
    """

    days: Days
    dates: tuple[Days, ...]
    precision: str


class Event(NamedTuple):
    """What happened, and when."""

    fact: str
    topic: str
    label: str
    moment: Moment


class Story(NamedTuple):
    """The events of a library in the order of their first days, and in that of their last days.

    Of several events on a day that is named first which is nearest to the middle of neither list: so the second list is
    to be read from behind. `dates` are all that an event has, and `axis` are the days from the first to the last.
    `asked` are the ids of the facts that ask for a date, by that; `days` are the dates of each topic's events.
    """

    by_first: tuple[Event, ...]
    by_last: tuple[Event, ...]
    dates: tuple[Days, ...]
    axis: Days | None
    asked: dict[Days, frozenset[str]]
    days: dict[str, frozenset[Moment]]


class Told(NamedTuple):
    """A sentence beside a strip, and the ids of the facts that it answers: not to be read while one is to be asked."""

    facts: frozenset[str]
    sentence: str


class Strip(NamedTuple):
    """A fact among the events of its story; days by their numbers.

    `dates` are its own, `events` those of the story; the `axis` has all of them. `when` has a sentence on its own day,
    or none where its question or its answer tells that. Of its neighbours on each side, nearest first, the first is
    told, and another where that one must not be. `counts` are the other events before it, at the same time and after
    it, as far as that is known.
    """

    language: Language
    dates: tuple[Days, ...]
    timing: Timing
    events: tuple[Days, ...]
    axis: Days
    when: tuple[Told, ...]
    before: tuple[Told, ...]
    same: tuple[Told, ...]
    after: tuple[Told, ...]
    counts: tuple[int, int, int]

    @property
    def told(self) -> tuple[tuple[Told, ...], ...]:
        """Return what is told, its own day first, then in the order of time; of each part the first sentence is."""
        return tuple(filter(None, (self.when, self.before, self.same, self.after)))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the strip in words."""
        return tuple(part[0].sentence for part in self.told)


def story_of(kb: KnowledgeBase) -> Story:
    """Return the events of a library: its facts with a date and a label; not what is withdrawn, a draft or a plan.

    Of several on a day that is named first which is an event itself and no statement, and which is core.
    """
    facts = [fact for fact in kb.facts.values() if _is_event(fact)]
    facts.sort(key=lambda fact: (fact.kind is not Kind.WHEN, fact.level is not Level.CORE))
    events = [
        Event(str(fact.id), fact.topic, str(fact.label), _moment(fact, fact.date))
        for fact in facts
        if fact.date is not None
    ]
    by_first = sorted(events, key=_first)
    events.reverse()  # as this list is read from behind
    by_last = sorted(events, key=_last)
    dates = tuple(sorted({date for event in events for date in event.moment.dates}))
    axis = _from_first_to_last(dates) if dates else None
    days = {topic: frozenset(event.moment for event in events if event.topic == topic) for topic in kb.topics}
    return Story(tuple(by_first), tuple(by_last), dates, axis, _asked(kb), days)


def _asked(kb: KnowledgeBase) -> dict[Days, frozenset[str]]:
    asked: dict[Days, set[str]] = {}
    for fact in kb.facts.values():
        if isinstance(fact.answer, PartialDate) and fact.answer.year:
            asked.setdefault(days_of(fact.answer.key), set()).add(str(fact.id))
    return {days: frozenset(facts) for days, facts in asked.items()}


def _from_first_to_last(dates: Iterable[Days]) -> Days:
    firsts, lasts = zip(*dates, strict=True)
    return Days(min(firsts), max(lasts))


def _is_event(fact: Fact) -> bool:
    return fact.date is not None and fact.label is not None and not (fact.retired or fact.draft or fact.plan)


def _moment(fact: Fact, date: PartialDate) -> Moment:
    """Return when a fact was, which has this date and perhaps others, where sources differ."""
    others = [account.answer for account in fact.accounts if isinstance(account.answer, PartialDate)]
    dates = tuple(dict.fromkeys(days_of(one.key) for one in (date, *others) if one.year))
    return Moment(_from_first_to_last(dates), dates, date.precision if len(dates) == 1 else "")


def strip_of(kb: KnowledgeBase, story: Story, fact: Fact, hidden: AbstractSet[str] = frozenset()) -> Strip | None:
    """Return a fact among the events of its library's story; what answers facts that are `hidden`, by id, is not told.

    A fact without a day has none, nor has one that was withdrawn, or whose story has no other day.
    """
    timing = fact.on.timing if fact.on is not None and fact.date is None else Timing.ON
    date = fact.date or (fact.on.date if fact.on is not None else None)
    if date is None or not date.year or fact.retired is not None:
        return None
    here = _moment(fact, date)
    if story.axis is None or all(one in here.dates for one in story.dates):
        return None
    unnamed = hidden | kb.same_matter(fact)
    own_day = Told(story.asked.get(here.days, frozenset()), _own_day(kb, fact, date, timing))
    around = _Around(kb.language, story, here, timing)
    before = _named(kb.language, around.before(), around.gap_before, unnamed)
    # Where all events of its topic were on this day, they are what the question speaks of.
    own = fact.topic if timing is Timing.ON and story.days.get(fact.topic) == frozenset((here,)) else None
    same = _named(kb.language, (event for event in around.same() if event.topic != own), around.gap_same, unnamed)
    after = _named(kb.language, around.after(), around.gap_after, unnamed)
    if timing is not Timing.ON and not (before or same or after):
        return None  # a bound alone is in the question mostly, and says little
    return Strip(
        kb.language,
        here.dates,
        timing,
        story.dates,
        _from_first_to_last((story.axis, *here.dates)),
        when=(own_day,) if own_day.sentence and own_day.facts.isdisjoint(hidden) else (),
        before=before,
        same=same,
        after=after,
        counts=around.counts(is_event=_is_event(fact)),
    )


def _own_day(kb: KnowledgeBase, fact: Fact, date: PartialDate, timing: Timing) -> str:
    """Return a sentence on the day of a fact; nothing where its question or its answer tells that day."""
    text, gettext = kb.text(date), kb.language.gettext
    if isinstance(fact.answer, PartialDate) or (timing is Timing.ON and text in fact.ask):
        return ""
    match timing:
        case Timing.AFTER:
            return gettext("Not before {date}", date=text)
        case Timing.BY:
            return gettext("By {date} at the latest", date=text)
        case Timing.ON:
            return gettext("On {date}", date=text) if date.day else gettext("In {date}", date=text)


def _named(
    language: Language, events: Iterable[Event], gap: Callable[[Event], str], unnamed: AbstractSet[str]
) -> tuple[Told, ...]:
    """Return the first few of these events that may be named."""
    told = (event for event in events if event.fact not in unnamed)
    return tuple(
        Told(
            frozenset((event.fact,)),
            language.gettext("{gap}: {event}", gap=_capital(gap(event)), event=event.label),
        )
        for event in islice(told, _NEXT)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Around(NamedTuple):
    """What is known to be before a moment of a story, on the same day, and after it."""

    language: Language
    story: Story
    here: Moment
    timing: Timing

    def before(self) -> Iterable[Event]:
        """Yield the events that were certainly before it, the last of them first."""
        return (self.story.by_last[place] for place in range(self._end_of_before() - 1, -1, -1))

    def same(self) -> Iterable[Event]:
        """Yield the events with the same date."""
        first = bisect_left(self.story.by_first, self.here.days.first, key=_first)
        behind = bisect_right(self.story.by_first, self.here.days.first, key=_first)
        return (event for event in self.story.by_first[first:behind] if event.moment.dates == self.here.dates)

    def after(self) -> Iterable[Event]:
        """Yield the events that were certainly after it, the first of them first."""
        return (self.story.by_first[place] for place in range(self._start_of_after(), len(self.story.by_first)))

    def counts(self, *, is_event: bool) -> tuple[int, int, int]:
        """Return how many other events were before it, neither, and after it."""
        before = self._end_of_before()
        after = len(self.story.by_first) - self._start_of_after()
        return before, len(self.story.by_first) - before - after - is_event, after

    def _end_of_before(self) -> int:
        if self.timing is Timing.BY:
            return 0
        return bisect_left(self.story.by_last, self.here.days.first, key=_last)

    def _start_of_after(self) -> int:
        if self.timing is Timing.AFTER:
            return len(self.story.by_first)
        return bisect_right(self.story.by_first, self.here.days.last, key=_first)

    def gap_before(self, event: Event) -> str:
        """Say how much earlier an event was."""
        days = self.here.days.first - event.moment.days.last
        if number := self._whole_units(event):
            return whole_earlier(self.language, -number, self.here.precision)
        return earlier(self.language, days, exact=self._is_exact(event))

    def gap_same(self, _event: Event) -> str:
        """Say that an event was on the same day, or in the same month or year; or on the day that is a bound."""
        gettext = self.language.gettext
        if self.timing is not Timing.ON:
            return {"month": gettext("in that month"), "year": gettext("in that year")}.get(
                self.here.precision, gettext("on that day")
            )
        return {"month": gettext("in the same month"), "year": gettext("in the same year")}.get(
            self.here.precision, gettext("on the same day")
        )

    def gap_after(self, event: Event) -> str:
        """Say how much later an event was."""
        if number := self._whole_units(event):
            return whole_later(self.language, number, self.here.precision)
        days = event.moment.days.first - self.here.days.last
        return later(self.language, days, exact=self._is_exact(event))

    def _is_exact(self, event: Event) -> bool:
        return self.timing is Timing.ON and self.here.precision == event.moment.precision == "day"

    def _whole_units(self, event: Event) -> int:
        """Return how many calendar months or years an event is later, where both have such a date; else 0."""
        precision = self.here.precision
        if self.timing is not Timing.ON or precision != event.moment.precision or precision not in ("month", "year"):
            return 0
        (year, month, _), (own_year, own_month, _) = map(date_of_day, (event.moment.days.first, self.here.days.first))
        years = year_number(year) - year_number(own_year)
        return years * _MONTHS + month - own_month if precision == "month" else years


def _first(event: Event) -> int:
    return event.moment.days.first


def _last(event: Event) -> int:
    return event.moment.days.last
