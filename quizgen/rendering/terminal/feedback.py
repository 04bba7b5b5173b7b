"""What is said after an answer: how it was, what is right, and what proves it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizgen.domain.proof import accounts, brief_status, cited, status
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import How, how, marks
from quizgen.domain.study import Grade
from quizgen.domain.text import Ref
from quizgen.domain.verdict import Fit
from quizgen.language import ENGLISH
from quizgen.rendering.terminal.keys import BETWEEN, key_line
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.round import Round, State
    from quizgen.domain.study import Entry


def feedback_page(round_: Round, state: State, size: Size, due: int | None = None, *, alone: bool = False) -> Page:
    """Return what is said of the last answer; `due` is the study day on which it comes back.

    It stands below the question, and below an answer that was shown to be judged; `alone`, it repeats them.
    """
    kb, entry = round_.kb, state.entries[-1]
    question = round_.current(state)
    assert question is not None
    room = [] if size.is_tight else [EMPTY]
    answer, proof = [], []
    if alone or entry.fit is not Fit.JUDGED:
        answer += [*_answer_lines(question, entry, size), *_met(question, state)]
        proof += _alias_lines(round_, question, entry)
        proof += [] if question.others else proof_lines(kb, question.fact)
    proof += _coming_back(state, due)
    if question.others:
        proof += [
            *room,
            *(Line(_brief(kb, fact), Style.FAINT, "" if size.is_tight else "Fact") for fact in question.facts),
        ]
    else:
        proof.append(Line(str(question.fact.id), Style.FAINT, "Fact"))
    page = [Line(question.shape.prompt, Style.PROMPT)] if alone else []
    told = in_sight(size, [_verdict(question, entry), *_why(entry, state)], answer)
    return [*page, *room, *in_sight(size, told, proof), *room, key_line(round_, state, size)]


def amended_page(round_: Round, state: State, size: Size, due: int | None = None) -> Page:
    """Return what is said below the feedback on an answer that was counted anew: as what, and what follows of it."""
    entry = state.entries[-1]
    question = round_.current(state)
    assert question is not None
    room = [] if size.is_tight else [EMPTY]
    told, proof = [_verdict(question, entry)], [*_alias_lines(round_, question, entry), *_coming_back(state, due)]
    return [*room, *in_sight(size, told, proof), *room, key_line(round_, state, size)]


def in_sight(size: Size, told: Page, proof: Page) -> Page:
    """Return what was asked for and what proves it, on a small screen the other way round: the end stays in sight."""
    return [*proof, *told] if size.is_tight else [*told, *proof]


def _verdict(question: Question, entry: Entry) -> Line:
    if entry.grade is None or entry.grade is Grade.AGAIN:
        right = sum(hit for _, hit in entry.parts)
        are = "right" if isinstance(question.shape, Match) else "stand where they should"
        some = f" {right} of {len(entry.parts)} {are}." if entry.parts else ""
        return Line(f"{'Not known' if entry.fit is Fit.JUDGED else 'Wrong'}.{some}", Style.WRONG)
    said = {
        Fit.NEAR: "Close enough: counted as hard.",
        Fit.JUDGED: "Known.",
        Fit.APPEALED: "Counted as right.",
    }.get(entry.fit or Fit.EXACT, "Right.")
    hard = " With a hint it counts as hard." if entry.hinted else ""
    if entry.fit is Fit.APPEALED and entry.grade is Grade.HARD and not entry.hinted:
        hard = " After a near miss that counts as hard."
    easy = " Counted as easy." if entry.grade is Grade.EASY else ""
    return Line(f"{said}{hard}{easy}", Style.RIGHT)


def _why(entry: Entry, state: State) -> Page:
    """Say what a wrong answer lacks to be right, where that is known."""
    why = state.verdict.why if state.verdict is not None and entry.fit is Fit.WRONG else ""
    return [Line(why)] if why else []


def _answer_lines(question: Question, entry: Entry, size: Size) -> Page:
    """Return the right answer, and what was given instead of it."""
    given = entry.given or ""
    if isinstance(question.shape, Order):
        return _order_lines(question.shape, given)
    if isinstance(question.shape, Match):
        return _match_lines(question.shape, given, size)
    page = [Line(given, mark="You chose" if how(question) is How.PICK else "You wrote")] if given else []
    if entry.grade is not Grade.AGAIN and given == question.shape.answer:
        page = []
    answer = [Line(question.shape.answer, Style.PROMPT, "Answer")]
    if isinstance(question.shape, Choice) and question.shape.statement is not None:
        answer.append(Line(question.shape.statement.truth, mark="In fact"))
    return [*page, *answer]


def _order_lines(shape: Order, given: str) -> Page:
    """Return the events in their right order, each with the place it was given where that was another one."""
    page = []
    for rank, shown in enumerate(shape.order, 1):
        place = given.find(marks(shape)[shown]) + 1
        yours = f" (you: {_ordinal(place)})" if place not in (0, rank) else ""
        page.append(Line(f"{shape.rows[shown].dated}{yours}", mark=str(rank)))
    return page


def _match_lines(shape: Match, given: str, size: Size) -> Page:
    """Return the rows as they were asked, each with its name, and with the given one where that was another."""
    page, letters = [], marks(shape)
    for place, row in enumerate(shape.rows):
        taken = letters.find(given[place : place + 1] or "?")
        yours = f" (you: {letters[taken]} {shape.names[taken]})" if taken not in (-1, row.name) else ""
        page.append(Line(f"{letters[row.name]} {shape.names[row.name]}{yours}", mark=str(place + 1)))
        if not size.is_tight:
            page.append(Line(row.text, Style.FAINT, " "))
    return page


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
    return f"{number}{ending}"


def _met(question: Question, state: State) -> Page:
    """Say which of several right answers was met, where it is another one than the printed."""
    verdict = state.verdict
    if verdict is None or verdict.fit is not Fit.ALIAS or not verdict.form or verdict.form == question.shape.answer:
        return []
    return [Line(f"“{verdict.form}” is right too.")]


def _alias_lines(round_: Round, question: Question, entry: Entry) -> Page:
    """Return the YAML line that makes an answer right for everyone that its learner says is; no file is changed."""
    if entry.fit is not Fit.APPEALED:
        return []
    fact, asked = question.fact, question.asked_for
    entity = round_.kb.entities.get(asked) if isinstance(asked, Ref) else None
    key, path, line, known = (
        ("aliases", entity.path, entity.id.line, entity.aliases)
        if entity is not None
        else ("accept", fact.path, fact.id.line, fact.accept)
    )
    words = ", ".join(json.dumps(str(word), ensure_ascii=False) for word in (*known, entry.given or ""))
    place = f"{round_.root}{path}:{known[0].line if known else line}"
    how_to = f"replace '{key}' at {place} by" if known else f"add below {place}"
    return [
        Line(f"To accept it for everyone, {how_to} this line; no file is changed by itself."),
        Line(f"{key}: [{words}]", mark=" "),
    ]


def proof_lines(kb: KnowledgeBase, fact: Fact) -> Page:
    """Return the accounts of a fact where they differ, its status, its note and its sources."""
    page = [Line(told, mark="Differ") for told in _differing(kb, fact)]
    page.append(Line(status(kb, fact), mark="Status"))
    if fact.note is not None:
        page.append(Line(str(fact.note), mark="Note"))
    for source, date, _ in cited(kb, fact):
        page.append(Line(f"{source.outlet}, {date}. {source.standing}", mark="Source"))
    return page


def _brief(kb: KnowledgeBase, fact: Fact) -> str:
    """Return what proves one of several facts in a paragraph."""
    sources = "; ".join(f"{source.outlet}, {date}" for source, date, _ in cited(kb, fact))
    differ = "; ".join(_differing(kb, fact))
    standing = f"{brief_status(kb, fact)}{f': {differ}' if differ else ''}"
    note = [str(fact.note)] if fact.note is not None else []
    return BETWEEN.join((str(fact.id), sources, standing, *note))


def _differing(kb: KnowledgeBase, fact: Fact) -> list[str]:
    return [f"{one.answer} ({one.outlets}{f', {one.by}' if one.by else ''})" for one in accounts(kb, fact)]


def _coming_back(state: State, due: int | None) -> Page:
    """Say when the card of the last answer comes back: on which day, and before that in this review after a miss."""
    entry = state.entries[-1]
    again = "again in this review, then " if entry.question in state.queue else ""
    return [] if due is None else [Line(f"{again}{when(due, entry.day)}", mark="Back")]


def sources_page(round_: Round, state: State, size: Size) -> Page:
    """Return the sources of the answered question in full: outlet, title, date, standing and words.

    The keys stand above it already; on a screen they may have scrolled away and are told again.
    """
    question = round_.current(state)
    assert question is not None
    page: Page = [EMPTY, Line("Sources", Style.HEAD)]
    for fact in question.facts:
        if len(question.facts) > 1:
            page.append(Line(str(fact.id), mark="Fact"))
        for source, date, words in cited(round_.kb, fact):
            page.append(Line(f"{source.outlet}, “{source.title}”, {date}", mark="Source"))
            page.append(Line(str(source.standing), mark=" "))
            page += [Line(f"“{one}”", mark="Words") for one in words]
    if size.rows is None:
        return [*page, EMPTY]
    return [*page, *([] if size.is_tight else [EMPTY]), key_line(round_, state, size)]


def when(due: int, today: int) -> str:
    """Return a study day as a learner thinks of it."""
    shown = ENGLISH.date_of(due)
    days = due - today
    return {0: "today", 1: f"tomorrow, {shown}"}.get(days, f"in {days} days, {shown}")
