"""The end of a round: the score, what was missed, kind by kind, when each comes back, and how to go on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from quizgen.domain.fact import kind_name
from quizgen.domain.question import Choice, Match, Order, borrowed
from quizgen.domain.round import Stage
from quizgen.domain.study import EntryKind, Mode
from quizgen.rendering.terminal.feedback import when
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quizgen.domain.question import Question
    from quizgen.domain.round import Round, State
    from quizgen.domain.study import Entry
    from quizgen.language import Language


def summary_page(round_: Round, state: State, due: Mapping[str, int], again: str) -> Page:
    """Return how the round went. `due` holds the study day on which each fact comes back; `again` is how to go on."""
    language, answered = round_.kb.language, _answered(state)
    gettext = language.gettext
    page = _missed(round_, answered)
    if answered:
        page += _shares(gettext("By kind"), round_, answered, lambda fact: kind_name(language, fact.kind))
        page += _shares(gettext("By topic"), round_, answered, lambda fact: str(round_.kb.topics[fact.topic].title))
    page += _return_days(round_, answered, due)
    page += [EMPTY, Line(", ".join(_score(language, state, answered)) + ".", Style.HEAD)]  # the end stays in sight
    if state.dropped and state.stage is not Stage.STOPPED:
        page.append(Line(_answered_elsewhere(language, len(state.dropped))))
    return [*page, Line(again, Style.COMMAND, gettext("Go on with"))]


def _answered(state: State) -> list[Entry]:
    return [entry for entry in state.entries if entry.kind is EntryKind.ANSWER]


def _score(language: Language, state: State, answered: list[Entry]) -> Iterator[str]:
    """Yield the parts of a sentence on the round: how much was right, skipped and left, and why."""
    gettext = language.gettext
    if answered:
        yield gettext(
            "{right} of {number} right", right=sum(entry.is_right for entry in answered), number=len(answered)
        )
    else:
        yield gettext("Nothing answered")
    skipped = sum(entry.kind is EntryKind.SKIP for entry in state.entries)
    if skipped:
        yield gettext("{number} skipped", number=skipped)
    asked = {entry.question for entry in state.entries}
    again = sum(id_ in asked for id_ in state.queue)
    if again:
        yield gettext("{number} missed and not yet known", number=again)
    if len(state.queue) > again:
        yield gettext("{number} not asked", number=len(state.queue) - again)
    if state.queue and state.stage is Stage.OVER:
        yield gettext("as the time is up")


def _answered_elsewhere(language: Language, dropped: int) -> str:
    """Say why some cards were not asked after all."""
    return language.ngettext(
        "Another terminal has answered the remaining card.",
        "Another terminal has answered the remaining {number} cards.",
        dropped,
    )


def _missed(round_: Round, answered: list[Entry]) -> Page:
    missed = {entry.question: entry for entry in answered if not entry.is_right}
    page: Page = [EMPTY, Line(round_.kb.language.gettext("Missed"), Style.HEAD)] if missed else []
    for id_ in missed:
        question = round_.questions[id_ or ""]
        page.append(Line(question.shape.prompt, mark="-"))
        page += [Line(part, Style.PROMPT, " ") for part in _right_answer(question)]
        page.append(Line(", ".join(str(fact.id) for fact in question.facts), Style.FAINT, " "))
    return page


def _right_answer(question: Question) -> list[str]:
    """Return the parts of the right answer; where that is that a statement is false, with what is true."""
    shape = question.shape
    if isinstance(shape, Order):
        return [f"{rank}. {shape.rows[place].dated}" for rank, place in enumerate(shape.order, 1)]
    if isinstance(shape, Match):
        return [shape.pair(row) for row in shape.rows]
    statement = shape.statement if isinstance(shape, Choice) else None
    if statement is None or statement.is_true:
        return [shape.answer]
    return [f"{shape.answer}. {statement.truth}"]


def _shares(title: str, round_: Round, answered: list[Entry], group: Callable[[Any], str]) -> Page:
    """Return how many answers were right in each group, where there are several: they add up to the score."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for entry in answered:
        name = group(round_.questions[entry.question or ""].fact)
        total[name] += 1
        right[name] += entry.is_right
    if len(total) < 2:
        return []
    gettext = round_.kb.language.gettext
    rows = [
        Line(name, mark=gettext("{right} of {number}", right=right[name], number=number))
        for name, number in total.most_common()
    ]
    return [EMPTY, Line(title, Style.HEAD), *rows]


def _return_days(round_: Round, answered: list[Entry], due: Mapping[str, int]) -> Page:
    """Return when the facts that were answered come back in the reviews."""
    language = round_.kb.language
    days: dict[int, dict[str, None]] = {}
    for id_ in _facts(round_, answered):
        if id_ in due:
            days.setdefault(due[id_], {})[id_] = None
    if days:
        today = answered[-1].day
        rows = [Line(", ".join(ids), mark=when(language, max(day, today), today)) for day, ids in sorted(days.items())]
        return [EMPTY, Line(language.gettext("Coming back in reviews"), Style.HEAD), *rows]
    if answered and round_.session.mode is Mode.PRACTICE:
        notice = language.gettext("Practice moves no schedule; `quizgen review` brings facts back when they are due.")
        return [EMPTY, Line(notice)]
    return []


def result(round_: Round, state: State, due: Mapping[str, int], again: str) -> dict[str, Any]:
    """Return how the round went as plain data, ready for JSON. Its form is a promise: keys are added, never renamed."""
    answered = _answered(state)
    session = round_.session
    return {
        "session": session.id,
        "mode": session.mode.value,
        "library": session.library,
        "seed": session.seed,
        "finished": not state.queue,
        "asked": len(answered),
        "right": sum(entry.is_right for entry in answered),
        "skipped": sum(entry.kind is EntryKind.SKIP for entry in state.entries),
        "left": len(state.queue),
        "answers": [_answer_json(round_, entry) for entry in answered],
        "due": {id_: dt.date.fromordinal(due[id_]).isoformat() for id_ in _facts(round_, answered) if id_ in due},
        "again": again,
    }


def _facts(round_: Round, answered: Iterable[Entry]) -> list[str]:
    """Return the ids of the facts that the answers are about, each once."""
    questions = [round_.questions[entry.question or ""] for entry in answered]
    return list(dict.fromkeys(str(fact.id) for question in questions for fact in question.facts))


def _answer_json(round_: Round, entry: Entry) -> dict[str, Any]:
    question = round_.questions[entry.question or ""]
    return {
        "question": question.id,
        "facts": [str(fact.id) for fact in question.facts],
        "way": question.way,
        "prompt": question.shape.prompt,
        "given": entry.given,
        "answer": "\n".join(_right_answer(question)) if question.others else question.shape.answer,
        "right": entry.is_right,
        "grade": entry.grade.value if entry.grade else None,
        "match": entry.fit.value if entry.fit else None,
        "parts": dict(entry.parts),
        "borrowed": {option.text: option.fact for option in borrowed(question.shape)},
        "hinted": entry.hinted,
        "milliseconds": entry.took,
    }
