"""Dated facts -> a timeline, drawn with its events or as an exercise without them, and the PDF of either."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import groupby, pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Any

from quizgen.domain.chance import draw
from quizgen.domain.days import days_of
from quizgen.domain.standing import StandingForm, standing_of, standing_text
from quizgen.domain.time_passed import later
from quizgen.language.quotes import curled
from quizgen.rendering.records import as_data, with_texts
from quizgen.rendering.sheets import wording
from quizgen.rendering.sheets.evidence import cites, differing_accounts, imprint, source_ids
from quizgen.rendering.sheets.sheet import letter
from quizgen.rendering.sheets.timeline import Event, Moment, Timeline, TimelineExercise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizgen.domain.days import Days
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press

#: A distance of more than so many usual ones is drawn broken, and words say how much time passed.
_LONGEST_TAIL = 5.0
_TEMPLATES = ("common", "fitting", "timeline")


def make_timeline(kb: KnowledgeBase, facts: Iterable[Fact], title: str) -> Timeline:
    """Return the timeline of those `facts` that have a date and a label and are not withdrawn."""
    events = sorted(
        (event for fact in facts if fact.retired is None for event in _event(kb, fact)),
        key=lambda event: event.key,
    )
    sources = cites(kb, {id_ for event in events for id_ in event.sources})
    tag, report = imprint(kb)
    return Timeline(title, kb.language, tag, tuple(events), sources, report)


def _event(kb: KnowledgeBase, fact: Fact) -> Iterable[Event]:
    """Yield the event of a fact that has a date and a label."""
    date = fact.date
    if date is not None and fact.label is not None:
        standing = standing_of(kb, fact)
        is_settled = standing.form is StandingForm.REPORTED and not standing.differ
        yield Event(
            date=kb.text(date),
            key=date.key,
            precision=date.precision,
            label=str(fact.label),
            fact=str(fact.id),
            status="" if is_settled else standing_text(kb, fact),
            accounts=differing_accounts(kb, fact),
            sources=source_ids(kb, fact),
        )


def exercise(timeline: Timeline, seed: str) -> TimelineExercise:
    """Return the timeline as an exercise. The place of each event depends on the seed and its fact's id alone."""
    events = _shuffle(timeline, seed)
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
    return {event.fact: letter(at) for at, event in enumerate(_shuffle(timeline, seed))}


def _shuffle(timeline: Timeline, seed: str) -> list[Event]:
    return sorted(timeline.events, key=lambda event: draw(seed, "timeline", event.fact))


def moments(timeline: Timeline) -> tuple[Moment, ...]:
    """Return the places on the line of a timeline, in the order of their dates."""
    groups = [tuple(group) for _, group in groupby(timeline.events, key=lambda event: event.key)]
    spans = [days_of(group[0].key) for group in groups]
    places = [Moment(_all_dates(timeline.language, group), group[0].precision, len(group)) for group in groups]
    for at, (tail, pause) in enumerate(_distances(timeline.language, spans)):
        places[at] = places[at]._replace(tail=tail, pause=pause)
    for at, moment in enumerate(places):
        if moment.precision != "day":
            until = max(other for other, span in enumerate(spans) if span.first <= spans[at].last)
            for other in range(at, until + 1):
                part = _part_of_span(other, at, until)
                is_month = moment.precision == "month"
                places[other] = places[other]._replace(month=part) if is_month else places[other]._replace(year=part)
    return tuple(places)


def _all_dates(language: Language, group: Iterable[Event]) -> str:
    """Return every date that a source gives for these events, as one text."""
    all_dates = [date for event in group for date in (event.date, *(account.answer for account in event.accounts))]
    return reduce(lambda dates, date: wording.either_date(language, dates, date), dict.fromkeys(all_dates))


def _part_of_span(at: int, first: int, last: int) -> str:
    if first == last:
        return "only"
    return {first: "start", last: "end"}.get(at, "through")


def _distances(language: Language, spans: Sequence[Days]) -> list[tuple[float, str]]:
    """Return how long the line from each place to the next is drawn; where it is broken, also the time in words."""
    days = [_days_between(span, next_span) for span, next_span in pairwise(spans)]
    usual = median_low([count for count in days if count] or [1])
    distances = []
    for count, (span, next_span) in zip(days, pairwise(spans), strict=True):
        is_long, is_apart = count / usual > _LONGEST_TAIL, next_span.first > span.last
        exact = span.first == span.last and next_span.first == next_span.last
        pause = later(language, count, exact=exact) if is_long and is_apart else ""
        distances.append((min(count / usual, _LONGEST_TAIL), pause))
    return distances


def _days_between(span: Days, next_span: Days) -> int:
    """Return the days from a span to the next: from its end, or from its beginning where the next lies within it."""
    return next_span.first - (span.last if next_span.first > span.last else span.first)


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
    timeline = with_texts(timeline, curled)
    shared = {
        "layout": replace(layout, columns=1).data(),
        "tag": timeline.tag,
        "title": timeline.title,
        "document": _document_title(timeline, letters),
    }
    if isinstance(timeline, TimelineExercise):
        language = timeline.language
        places = [
            {**as_data(moment), "blanks": wording.event_blanks(language, moment.date, moment.events)}
            for moment in timeline.moments
        ]
        own = {"moments": places, "labels": timeline.labels, "copy": wording.seed_label(language, timeline.seed)}
        return press.fitted_pdf([*_TEMPLATES, "timeline-exercise"], shared | own, language, timeline.facts)
    own = {
        "moments": _places_with_events(timeline, letters or {}),
        "sources": [as_data(source) for source in timeline.sources],
        "report": timeline.report,
    }
    ids = [*(event.fact for event in timeline.events), *(source.id for source in timeline.sources)]
    return press.fitted_pdf([*_TEMPLATES, "timeline-events"], shared | own, timeline.language, ids)


def _document_title(timeline: Timeline | TimelineExercise, letters: Mapping[str, str] | None) -> str:
    """Return the title that a program shows, other than that of a sheet; a key's title says already what it is."""
    if isinstance(timeline, TimelineExercise):
        return wording.exercise_title(timeline)
    return timeline.title if letters else wording.timeline_title(timeline)


def _places_with_events(timeline: Timeline, letters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the places on the line with their events, which name their sources by number."""
    number = {source.id: at for at, source in enumerate(timeline.sources, 1)}
    events = iter(timeline.events)
    places = []
    for moment in moments(timeline):
        here = [next(events) for _ in range(moment.events)]
        events_here = [
            as_data(event)
            | {
                "letter": letters.get(event.fact, ""),
                "proof": wording.event_proof(
                    timeline.language, event.fact, sorted(number[id_] for id_ in event.sources)
                ),
            }
            for event in here
        ]
        places.append(as_data(moment) | {"date": here[0].date, "events": events_here})
    return places
