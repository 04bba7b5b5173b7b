"""Dated facts -> a timeline, drawn with its events or as an exercise without them, and the PDF of either."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import replace
from functools import reduce
from itertools import groupby, pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.domain.answer import PartialDate
from quizgen.domain.chance import draw
from quizgen.domain.proof import status
from quizgen.rendering.records import as_data
from quizgen.rendering.sheets import wording
from quizgen.rendering.sheets.evidence import cites, differing_accounts, imprint, source_ids
from quizgen.rendering.sheets.sheet import letter
from quizgen.rendering.sheets.timeline import Event, Moment, Timeline, TimelineExercise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press

#: Beyond so many times the usual distance the line is broken, and words say how much time passed.
_LONGEST_TAIL = 5.0
_TEMPLATES = ("common", "fitting", "timeline")


class _Span(NamedTuple):
    """The days that a date may mean, as proleptic ordinals."""

    first: int
    last: int


def make_timeline(kb: KnowledgeBase, facts: Iterable[Fact], title: str) -> Timeline:
    """Return the timeline of those `facts` which have a date and a label, without the withdrawn ones."""
    events = sorted(
        (event for fact in facts if fact.retired is None for event in _event(kb, fact)),
        key=lambda event: event.key,
    )
    sources = cites(kb, {id_ for event in events for id_ in event.sources})
    tag, report = imprint(kb)
    return Timeline(title, kb.language, tag, tuple(events), sources, report)


def _event(kb: KnowledgeBase, fact: Fact) -> Iterable[Event]:
    """Yield the event of a fact, if it is one."""
    date = fact.answer
    if isinstance(date, PartialDate) and fact.label is not None:
        yield Event(
            date=kb.text(date),
            key=date.key,
            precision=date.precision,
            label=str(fact.label),
            fact=str(fact.id),
            status=status(kb, fact) if fact.by is not None or fact.accounts else "",
            accounts=differing_accounts(kb, fact),
            sources=source_ids(kb, fact),
        )


def exercise(timeline: Timeline, seed: str) -> TimelineExercise:
    """Return the timeline as an exercise. The place of each event depends on the seed and its fact's id alone."""
    events = _shuffled(timeline, seed)
    return TimelineExercise(
        timeline.title,
        timeline.language,
        timeline.tag,
        seed,
        moments(timeline),
        labels=tuple(event.label for event in events),
        facts=tuple(event.fact for event in events),
    )


def letters_of(timeline: Timeline, seed: str) -> dict[str, str]:
    """Return the letter that each event has in the exercise drawn with `seed`, by fact id."""
    return {event.fact: letter(at) for at, event in enumerate(_shuffled(timeline, seed))}


def _shuffled(timeline: Timeline, seed: str) -> list[Event]:
    return sorted(timeline.events, key=lambda event: draw(seed, "timeline", event.fact))


def moments(timeline: Timeline) -> tuple[Moment, ...]:
    """Return the places on the line of a timeline, in the order of their dates."""
    groups = [tuple(group) for _, group in groupby(timeline.events, key=lambda event: event.key)]
    spans = [_span(group[0].key) for group in groups]
    found = [Moment(_dates(timeline.language, group), group[0].precision, len(group)) for group in groups]
    for at, (tail, pause) in enumerate(_tails(timeline.language, spans)):
        found[at] = found[at]._replace(tail=tail, pause=pause)
    for at, moment in enumerate(found):
        if moment.precision != "day":
            until = max(other for other, span in enumerate(spans) if span.first <= spans[at].last)
            for other in range(at, until + 1):
                part = _part(other, at, until)
                is_month = moment.precision == "month"
                found[other] = found[other]._replace(month=part) if is_month else found[other]._replace(year=part)
    return tuple(found)


def _dates(language: Language, group: Iterable[Event]) -> str:
    """Return every date that a source gives for these events, as one text."""
    given = [date for event in group for date in (event.date, *(told.answer for told in event.accounts))]
    return reduce(lambda dates, date: wording.either_date(language, dates, date), dict.fromkeys(given))


def _span(key: tuple[int, int, int]) -> _Span:
    year, month, day = key
    first = dt.date(year, month or 1, day or 1)
    if day:
        return _Span(first.toordinal(), first.toordinal())
    last = dt.date(year, month or 12, monthrange(year, month or 12)[1])
    return _Span(first.toordinal(), last.toordinal())


def _part(at: int, first: int, last: int) -> str:
    if first == last:
        return "only"
    return {first: "start", last: "end"}.get(at, "through")


def _tails(language: Language, spans: Sequence[_Span]) -> list[tuple[float, str]]:
    """Return how long the line from each place to the next is drawn, and what that leaves out."""
    days = [_between(one, other) for one, other in pairwise(spans)]
    usual = median_low([count for count in days if count] or [1])
    tails = []
    for count, (one, other) in zip(days, pairwise(spans), strict=True):
        long, parted = count / usual > _LONGEST_TAIL, other.first > one.last
        exact = one.first == one.last and other.first == other.last
        pause = wording.time_passed(language, count, exact=exact) if long and parted else ""
        tails.append((min(count / usual, _LONGEST_TAIL), pause))
    return tails


def _between(one: _Span, other: _Span) -> int:
    """Return the days from one place to the next, or those that there are at least after the end of a span."""
    return other.first - (one.last if other.first > one.last else one.first)


def timeline_pdf(
    press: Press,
    timeline: Timeline | TimelineExercise,
    layout: Layout,
    letters: Mapping[str, str] | None = None,
) -> bytes:
    """Return the timeline, with its events or as an exercise, as PDF/UA-1.

    With the `letters` of an exercise, by fact id, the events have them too: then it is the key. Raises
    TooLongError with the ids of facts and sources, and UnprintableError for a character that no font has.
    """
    shared = {
        "layout": replace(layout, columns=1).data(),
        "tag": timeline.tag,
        "title": timeline.title,
        "document": _document_title(timeline, letters),
    }
    if isinstance(timeline, TimelineExercise):
        language = timeline.language
        places = [
            {**as_data(one), "blanks": wording.event_blanks(language, one.date, one.events)} for one in timeline.moments
        ]
        own = {"moments": places, "labels": timeline.labels, "copy": wording.seed_label(language, timeline.seed)}
        return press.fitted_pdf([*_TEMPLATES, "timeline-exercise"], shared | own, language, timeline.facts)
    own = {
        "moments": _told(timeline, letters or {}),
        "sources": [as_data(one) for one in timeline.sources],
        "report": timeline.report,
    }
    ids = [*(event.fact for event in timeline.events), *(source.id for source in timeline.sources)]
    return press.fitted_pdf([*_TEMPLATES, "timeline-events"], shared | own, timeline.language, ids)


def _document_title(timeline: Timeline | TimelineExercise, letters: Mapping[str, str] | None) -> str:
    """Return what a program shows as the title: not the one a sheet has. That of a key says already what it is."""
    if isinstance(timeline, TimelineExercise):
        return wording.exercise_title(timeline)
    return timeline.title if letters else wording.timeline_title(timeline)


def _told(timeline: Timeline, letters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the places on the line with their events, which name their sources by number."""
    number = {source.id: at for at, source in enumerate(timeline.sources, 1)}
    events = iter(timeline.events)
    places = []
    for moment in moments(timeline):
        here = [next(events) for _ in range(moment.events)]
        told = [
            as_data(one)
            | {
                "letter": letters.get(one.fact, ""),
                "proof": wording.event_proof(timeline.language, one.fact, sorted(number[id_] for id_ in one.sources)),
            }
            for one in here
        ]
        places.append(as_data(moment) | {"date": here[0].date, "events": told})
    return places
