"""The pages of a round: the question, and what is said after the answer."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, assert_never

from quizgen.domain.answer import MONTHS, asked_form
from quizgen.domain.library import Way
from quizgen.domain.proof import accounts, cited, status
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import How, Stage, how, marks
from quizgen.domain.study import EntryKind, Grade, Mode
from quizgen.domain.study import Match as Met
from quizgen.rendering.terminal.keys import BETWEEN, keys
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Reading, Size, Style

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.round import Round, State
    from quizgen.domain.study import Entry


def reading(round_: Round, state: State) -> Reading:
    """Return what is read at this stage: a line where something is typed, else a key."""
    question = round_.current(state)
    if state.stage is not Stage.ASKING or question is None:
        return Reading(goes_on=state.stage in (Stage.FEEDBACK, Stage.OVER))
    options = question.shape.options if isinstance(question.shape, Choice) else ()
    texts = tuple("" if place in state.struck else one.text for place, one in enumerate(options))
    return Reading(how(question) in (How.TYPE, How.ARRANGE), texts)


def question_page(round_: Round, state: State, size: Size) -> Page:
    """Return the question that is asked, or its answer where that is to be judged, with the keys."""
    question = round_.current(state)
    assert question is not None
    page = [] if size.is_small else [EMPTY, Line(_head(round_, state, size), Style.HEAD), EMPTY]
    prompt, *choices = _asked(question, state)
    page += [prompt, *([EMPTY] if choices and not size.is_small else []), *choices]
    if question.fact.id in round_.changed and state.stage is Stage.ASKING:
        page.append(Line("This fact has been changed since you last saw it.", Style.FAINT))
    return page + added_page(round_, state, size)


def added_page(round_: Round, state: State, size: Size) -> Page:
    """Return what comes below a question that is on the screen already: its hint, its answer to judge, the keys."""
    question = round_.current(state)
    assert question is not None
    page = [Line(state.hint, mark="Hint")] if state.hint and state.stage is Stage.ASKING else []
    page += _revealed(round_.kb, question, state, size)
    return [*page, *([] if size.is_small else [EMPTY]), key_line(round_, state, size)]


def key_line(round_: Round, state: State, size: Size) -> Line:
    """Return the line that says what the keys do; on a small screen it says where one is, too."""
    known = keys(round_, state)
    if size.is_small:
        short = " ".join(key for key, _ in known)
        return Line(f"{'/'.join(map(str, _place(round_, state)))}: {short}", Style.FAINT)
    return Line(BETWEEN.join(f"{key} {does}" for key, does in known), Style.KEYS)


def _place(round_: Round, state: State) -> tuple[int, int]:
    """Return which question of how many is on the screen; one that comes back is the same question again."""
    question = round_.current(state)
    shown = {question.id} if question is not None else set()
    left = {*state.queue} - shown
    done = {entry.question for entry in state.entries} - left - shown
    return len(done) + len(shown), len(done) + len(shown) + len(left)


def _head(round_: Round, state: State, size: Size) -> str:
    question = round_.current(state)
    assert question is not None
    answered = [entry for entry in state.entries if entry.kind is EntryKind.ANSWER]
    right = sum(entry.grade is not None and entry.grade.is_pass for entry in answered)
    verb = "Review" if round_.session.mode is Mode.REVIEW else "Question"
    place, number = _place(round_, state)
    parts = [f"{verb} {place} of {number}"]
    if not size.is_narrow:
        parts.append(question.fact.kind.value.replace("_", " "))
        # Who is asked for may stand in the topic's name, and several facts have several topics.
        if question.way is not Way.REVERSE and not question.others:
            parts.append(str(round_.kb.topics[question.fact.topic].title))
    if answered:
        parts.append(f"{right} right, {len(answered) - right} wrong")
    if round_.deadline is not None:
        left = max(0, round_.deadline - state.since) // 1000
        parts.append(f"{left // 60}:{left % 60:02} left")
    return " · ".join(parts)


def _asked(question: Question, state: State) -> Page:
    shape = question.shape
    page = [Line(shape.prompt, Style.PROMPT)]
    match shape:
        case Choice():
            for place, (mark, option) in enumerate(zip(marks(shape), shape.options, strict=True)):
                struck = place in state.struck
                text = f"{option.text} (struck out)" if struck else option.text
                page.append(Line(text, Style.STRUCK if struck else Style.TEXT, mark))
        case Order():
            page += [Line(item, mark=mark) for mark, item in zip(marks(shape), shape.items, strict=True)]
        case Match():
            page += [Line(item, mark=str(place)) for place, item in enumerate(shape.items, 1)]
            page += [Line(name, mark=mark) for mark, name in zip(marks(shape), shape.names, strict=True)]
        case Open() | Gaps():
            wanted = asked_form(question.fact.answer) if question.way is not Way.REVERSE else ""
            if how(question) is How.TYPE and wanted:
                page.append(Line(f"Type it {wanted}.", Style.FAINT))
        case _:
            assert_never(shape)
    return page


def _revealed(kb: KnowledgeBase, question: Question, state: State, size: Size) -> Page:
    given = [Line(state.given, mark="You wrote")] if state.given else []
    match state.stage:
        case Stage.NEAR:
            near = state.verdict.form if state.verdict else ""
            return [EMPTY, *given, Line(near, Style.PROMPT, "Near"), Line("Is that what you meant?")]
        case Stage.UNCLEAR:
            readings = state.verdict.readings if state.verdict else ()
            asked = Line("That can be read in more than one way. Which one?")
            return [EMPTY, *given, asked, *(Line(one, mark=str(place)) for place, one in enumerate(readings, 1))]
        case Stage.REVEALED:
            answer = [*given, Line(question.shape.answer, Style.PROMPT, "Answer")]
            return [EMPTY, *_in_sight(size, answer, _proof(kb, question.fact))]
        case _:
            return []


def feedback_page(round_: Round, state: State, size: Size, due: int | None = None, *, alone: bool = False) -> Page:
    """Return what is said of the last answer; `due` is the study day on which it comes back.

    It stands below the question, and below an answer that was shown to be judged; `alone`, it repeats them.
    """
    kb, entry = round_.kb, state.entries[-1]
    question = round_.current(state)
    assert question is not None
    room = [] if size.is_small else [EMPTY]
    told, proof = [_verdict(entry), *_why(entry, state)], []
    if alone or entry.match is not Met.JUDGED:
        told += [*_answer_lines(question, entry), *_met(question, state)]
        proof += _alias_lines(kb, question, entry.given or "") if entry.match is Met.APPEALED else []
        proof += _proof(kb, question.fact) if len(question.facts) == 1 else room
    if due is not None:
        proof.append(Line(when(due, entry.day), mark="Back"))
    proof.append(Line(", ".join(str(fact.id) for fact in question.facts), Style.FAINT, "Fact"))
    page = [Line(question.shape.prompt, Style.PROMPT)] if alone else []
    return [*page, *room, *_in_sight(size, told, proof), *room, key_line(round_, state, size)]


def _in_sight(size: Size, told: Page, proof: Page) -> Page:
    """Return what was asked for and what proves it, on a small screen the other way round: the end stays in sight."""
    return [*proof, *told] if size.is_small else [*told, *proof]


def _verdict(entry: Entry) -> Line:
    if entry.grade is None or entry.grade is Grade.AGAIN:
        right = [fact for fact, hit in entry.parts if hit]
        some = f" {len(right)} of {len(entry.parts)} stand where they should." if entry.parts else ""
        return Line(f"{'Not known' if entry.match is Met.JUDGED else 'Wrong'}.{some}", Style.WRONG)
    said = {
        Met.NEAR: "Right, nearly: counted as hard.",
        Met.JUDGED: "Known.",
        Met.APPEALED: "Right, as you say.",
    }.get(entry.match or Met.EXACT, "Right.")
    hard = " With a hint it counts as hard." if entry.hinted else ""
    if entry.match is Met.APPEALED and entry.grade is Grade.HARD and not entry.hinted:
        hard = " Counted as hard."
    easy = " Counted as easy." if entry.grade is Grade.EASY else ""
    return Line(f"{said}{hard}{easy}", Style.RIGHT)


def _why(entry: Entry, state: State) -> Page:
    """Say what a wrong answer lacks to be right, where that is known."""
    why = state.verdict.why if state.verdict is not None and entry.match is Met.WRONG else ""
    return [Line(why)] if why else []


def _answer_lines(question: Question, entry: Entry) -> Page:
    shape = question.shape
    if isinstance(shape, Order):
        return [Line(f"{shape.items[i]} ({shape.dates[i]})", mark=str(rank)) for rank, i in enumerate(shape.order, 1)]
    if isinstance(shape, Match):
        return [
            Line(f"{shape.items[i]} {shape.names[pair]}", mark=marks(shape)[pair]) for i, pair in enumerate(shape.pairs)
        ]
    given = entry.given or ""
    page = [Line(given, mark="You took" if how(question) is How.PICK else "You wrote")] if given else []
    if entry.grade is not Grade.AGAIN and given == shape.answer:
        page = []
    answer = [Line(shape.answer, Style.PROMPT, "Answer")]
    if question.way is Way.TRUE_FALSE:
        answer.append(Line(as_it_is(question), mark="So it is"))
    return [*page, *answer]


def as_it_is(question: Question) -> str:
    """Return the true sentence behind a statement that may be false."""
    return str(question.fact.says).translate({ord("["): None, ord("]"): None})


def _met(question: Question, state: State) -> Page:
    """Say which of several right answers was met, where it is another one than the printed."""
    verdict = state.verdict
    if verdict is None or verdict.match is not Met.ALIAS or not verdict.form or verdict.form == question.shape.answer:
        return []
    return [Line(f"“{verdict.form}” is right too.")]


def _alias_lines(kb: KnowledgeBase, question: Question, given: str) -> Page:
    """Return the YAML line that makes the given answer right for everyone; no file is changed here."""
    fact, entity = question.fact, None
    if question.way is Way.REVERSE or fact.kind.is_entity:
        entity = kb.entities.get(str(fact.by if question.way is Way.REVERSE else fact.answer))
    key, path, line, known = (
        ("aliases", entity.path, entity.id.line, entity.aliases)
        if entity is not None
        else ("accept", fact.path, fact.id.line, fact.accept)
    )
    words = ", ".join(json.dumps(str(word), ensure_ascii=False) for word in (*known, given))
    return [
        Line(f"To accept it for everyone, {path}:{line} needs the line below; nothing is changed by itself."),
        Line(f"{key}: [{words}]", mark=" "),
    ]


def _proof(kb: KnowledgeBase, fact: Fact) -> Page:
    page = []
    for told in accounts(kb, fact):
        who = f", {told.by}" if told.by else ""
        page.append(Line(f"{told.answer} ({told.outlets}{who})", mark="Differ"))
    page.append(Line(status(kb, fact), mark="Status"))
    if fact.note is not None:
        page.append(Line(str(fact.note), mark="Note"))
    for source, date, _ in cited(kb, fact):
        page.append(Line(f"{source.outlet}, {date}. {source.standing}", mark="Source"))
    return page


def sources_page(round_: Round, state: State, size: Size) -> Page:
    """Return the sources of the answered question in full: outlet, title, date, standing and words; and the keys."""
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
    return [*page, *([] if size.is_small else [EMPTY]), key_line(round_, state, size)]


def when(due: int, today: int) -> str:
    """Return a study day as a learner thinks of it."""
    date = dt.date.fromordinal(due)
    shown = f"{date.day} {MONTHS[date.month - 1]} {date.year}"
    days = due - today
    return {0: "today", 1: f"tomorrow, {shown}"}.get(days, f"in {days} days, {shown}")
