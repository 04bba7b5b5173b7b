"""The overview of `quizgen stats`, on one screen: what is known of what there is, what is due, and what is hard."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from quizgen.rendering.terminal.page import EMPTY, Line, Page

if TYPE_CHECKING:
    from quizgen.domain.statistics import Due, Known, Statistics
    from quizgen.language import Language

#: So many rows, at most, tell of topics and of what is hard, so that all stands on a screen of 24 rows.
TOPICS, HARD = 9, 3
#: A question is cut to so many characters, which leaves room for a number before it on 80 columns.
_LONGEST = 66
_WEEK = 7


def overview(language: Language, statistics: Statistics, about: str) -> Page:
    """Return what matters most of a learner's statistics; `about` names what was counted."""
    gettext = language.gettext
    page = [Line(gettext("Looking back: {about}", about=about)), EMPTY, *_known(language, statistics.known)]
    page += [EMPTY, Line(_due(language, statistics.due), mark=gettext("Due in reviews"))]
    page += _hard(language, statistics)
    return [*page, EMPTY, Line(gettext("`quizgen stats --all` tells the rest: day by day, by kind and topic."))]


def _known(language: Language, topics: tuple[Known, ...]) -> Page:
    """Return how many facts were known at their last answer: of all, and of the topics where most are not."""
    gettext, ngettext = language.gettext, language.ngettext
    known, missed, of = (sum(getattr(topic, name) for topic in topics) for name in ("known", "missed", "of"))
    told = gettext(
        "{known} of {number} known at the last answer, {missed} missed, {unseen} not asked yet.",
        known=known,
        number=of,
        missed=missed,
        unseen=of - known - missed,
    )
    worst = sorted(topics, key=lambda topic: topic.known - topic.of)[:TOPICS]
    page = [Line(told)]
    page += [
        Line(topic.title, mark=gettext("{part} of {whole}", part=topic.known, whole=topic.of))
        for topic in topics
        if topic in worst
    ]
    if len(topics) > TOPICS:
        more = ngettext("and {number} more topic", "and {number} more topics", len(topics) - TOPICS)
        page.append(Line(more))
    return page


def _due(language: Language, due: Due) -> str:
    gettext = language.gettext
    if not due.all:
        return gettext("No card is scheduled yet; `quizgen review` begins.")
    week = due.today + sum(due.days[: _WEEK - 1])
    return gettext(
        "{today} today, {tomorrow} tomorrow, {week} within a week, {number} in all",
        today=due.today + due.missed,
        tomorrow=due.days[0],
        week=week,
        number=due.all,
    )


def _hard(language: Language, statistics: Statistics) -> Page:
    """Return what was missed most; and where something is forgotten again and again, what to do."""
    gettext = language.gettext
    missed = [fact for fact in statistics.missed if fact.ask][:HARD]
    if not missed:
        return []
    page: Page = [EMPTY, Line(gettext("Most missed, of all answers"))]
    for fact in missed:
        question = textwrap.shorten(f"{fact.fact}: {fact.ask}", _LONGEST, placeholder=" ...")
        page.append(Line(question, mark=gettext("{part} of {whole}", part=fact.misses, whole=fact.answers)))
    if statistics.leeches:
        worst = statistics.leeches[0]
        page.append(Line(leech_advice(language, worst.fact, worst.lapses)))
    return page


def leech_advice(language: Language, fact: str, lapses: int) -> str:
    """Say that a fact is forgotten again and again, and what helps."""
    return language.ngettext(
        "Forgotten {number} time: reread what it rests on with `quizgen show {fact}`.",
        "Forgotten {number} times: reread what it rests on with `quizgen show {fact}`.",
        lapses,
        fact=fact,
    )
