"""The pages of a round up to the answer: the question, its hint, and its answer where that is to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from quizgen.domain.fact import kind_name
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import How, Stage, how, marks
from quizgen.domain.study import EntryKind, Mode
from quizgen.rendering.signs import BETWEEN
from quizgen.rendering.terminal.feedback import brief_proof, in_sight
from quizgen.rendering.terminal.keys import key_line, place
from quizgen.rendering.terminal.map_lines import lettered_lines
from quizgen.rendering.terminal.page import EMPTY, Input, Line, Page, Size, Style

if TYPE_CHECKING:
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.round import Round, State
    from quizgen.language import Language

#: How a question is answered where something is typed; what comes to mind may be typed, too.
_TYPED = (How.TYPE, How.RECALL, How.ARRANGE)


def reading(round_: Round, state: State) -> Input:
    """Return what is read at this stage: a line where something is typed, else a key."""
    question = round_.current(state)
    if state.stage is not Stage.ASKING or question is None:
        return Input(goes_on=state.stage in (Stage.FEEDBACK, Stage.OVER))
    shape = question.shape
    if not isinstance(shape, Choice):
        return Input(line=True)
    texts = ("" if position in state.struck else text for position, text in enumerate(shape.shown))
    return Input(options=tuple(texts), marks=marks(shape))


def question_page(round_: Round, state: State, size: Size) -> Page:
    """Return the question that is asked, or its answer where that is to be judged, with the keys."""
    question = round_.current(state)
    assert question is not None
    page = [] if size.is_tight else [EMPTY, Line(_head(round_, state, size), Style.HEAD), EMPTY]
    if state.stage is Stage.NEW:
        return [*page, *_new_fact(round_, question, size), key_line(round_, state, size)]
    prompt, *choices = _question_lines(round_.kb.language, question, state, size)
    if question.picture is not None:
        page.append(Line(round_.kb.language.gettext("Picture: {alt}", alt=question.picture.alt), Style.FAINT))
    if size.is_tight and how(question) is How.ARRANGE:
        page += _arrange_lines(round_.kb.language, question, choices)
    else:
        page += [prompt, *([EMPTY] if choices and not size.is_tight else []), *choices]
    if question.fact.id in round_.changed and state.stage is Stage.ASKING:
        notice = round_.kb.language.gettext("This fact has been changed since you last saw it.")
        page.append(Line(notice, Style.FAINT))
    hint = _hint_lines(round_, state)
    return [*page, *([EMPTY] if hint and not size.is_tight else []), *hint, *added_page(round_, state, size)]


def _new_fact(round_: Round, question: Question, size: Size) -> Page:
    """Return a fact that is shown before its question is asked: the question, its answer, and what proves it."""
    shape, gettext = question.shape, round_.kb.language.gettext
    answer = [Line(shape.prompt, Style.PROMPT), Line(shape.answer, Style.PROMPT, gettext("Answer"))]
    later = Line(gettext("New to you; you will be asked in a moment."), Style.FAINT)
    return [
        *in_sight(size, answer, [brief_proof(round_.kb, question.fact)]),
        *([] if size.is_tight else [later, EMPTY]),
    ]


def hint_page(round_: Round, state: State, size: Size) -> Page:
    """Return the hint that comes below a question, with the keys again on a screen where they may scroll away."""
    return [*_hint_lines(round_, state), *([key_line(round_, state, size)] if size.is_tight else [])]


def _hint_lines(round_: Round, state: State) -> Page:
    is_shown = state.hint and state.stage is Stage.ASKING
    return [Line(state.hint, mark=round_.kb.language.gettext("Hint"))] if is_shown else []


def added_page(round_: Round, state: State, size: Size) -> Page:
    """Return what comes below a question that is on the screen already: the answer to judge, and the keys."""
    question = round_.current(state)
    assert question is not None
    page = _lines_to_judge(round_.kb, question, state, size)
    if not size.is_tight:
        page.append(EMPTY)
        if size.columns is not None:  # elsewhere every key is a line
            page += _typing_note(round_, question, state)
    return [*page, key_line(round_, state, size)]


def _typing_note(round_: Round, question: Question, state: State) -> Page:
    """Say, the first time that something is typed, that Enter must follow each key, too."""
    earlier = {how(round_.questions[entry.question or ""]) for entry in state.entries}
    if state.stage is Stage.ASKING and how(question) in _TYPED and earlier.isdisjoint(_TYPED):
        return [Line(round_.kb.language.gettext("Enter ends an answer, and each of these:"), Style.FAINT)]
    return []


def _head(round_: Round, state: State, size: Size) -> str:
    question = round_.current(state)
    assert question is not None
    language = round_.kb.language
    answered = [entry for entry in state.entries if entry.kind is EntryKind.ANSWER]
    right = sum(entry.is_right for entry in answered)
    parts = [_position(round_, state)]
    if not size.is_narrow:
        parts.append(kind_name(language, question.fact.kind))
        # Who is asked for may stand in the topic's name, and several facts have several topics.
        if not question.asks_subject and not question.others:
            parts.append(str(round_.kb.topics[question.fact.topic].title))
    if answered and not round_.session.is_exam:
        parts.append(language.gettext("{right} right, {wrong} wrong", right=right, wrong=len(answered) - right))
    if round_.deadline is not None:
        seconds = max(0, round_.deadline - state.since) // 1000
        parts.append(language.gettext("{time} left", time=f"{seconds // 60}:{seconds % 60:02}"))
    return BETWEEN.join(parts)


def _position(round_: Round, state: State) -> str:
    """Say request question of how many it is, and whether it comes once more."""
    gettext = round_.kb.language.gettext
    if state.stage is Stage.NEW:
        return gettext("New fact")
    number, of, is_again = place(round_, state)
    if round_.session.mode is not Mode.REVIEW:
        return gettext("Question {number} of {of}", number=number, of=of)
    if is_again:
        return gettext("Review {number} of {of}, again", number=number, of=of)
    return gettext("Review {number} of {of}", number=number, of=of)


def _question_lines(language: Language, question: Question, state: State, size: Size) -> Page:
    shape = question.shape
    page = [Line(shape.prompt, Style.PROMPT)]
    match shape:
        case Choice(spots=(_, *_)):
            page += lettered_lines(language, shape.spots, size)
        case Choice():
            for position, (mark, option) in enumerate(zip(marks(shape), shape.options, strict=True)):
                if position in state.struck:
                    struck = language.gettext("{option} (struck out)", option=option.text)
                    page.append(Line(struck, Style.STRUCK, mark))
                else:
                    page.append(Line(option.text, mark=mark))
        case Order():
            page += [Line(row.text, mark=mark) for mark, row in zip(marks(shape), shape.rows, strict=True)]
        case Match():
            page += [Line(row.text, mark=str(number)) for number, row in enumerate(shape.rows, 1)]
            page += [Line(name, mark=mark) for mark, name in zip(marks(shape), shape.names, strict=True)]
        case Open() | Gaps():
            if how(question) is How.RECALL:
                page.append(Line(language.gettext("Think of the answer, or type it; you judge it."), Style.FAINT))
            elif shape.form:
                page.append(Line(language.gettext("Type it {form}.", form=shape.form), Style.FAINT))
        case _:
            assert_never(shape)
    return page


def _arrange_lines(language: Language, question: Question, choices: Page) -> Page:
    """Return a long question whose end, request stays in sight on a small screen, says what to do."""
    shape = question.shape
    if isinstance(shape, Match):
        rows = len(shape.rows)
        task = language.gettext("Match each with a name:")
        return [*choices[:rows], Line(task, Style.PROMPT), *choices[rows:]]
    return [*choices, Line(language.gettext("Put them in order, earliest first."), Style.PROMPT)]


def _lines_to_judge(kb: KnowledgeBase, question: Question, state: State, size: Size) -> Page:
    """Return what the learner is to judge: a near miss, readings of an answer, or the right answer; else nothing."""
    gettext = kb.language.gettext
    given = [Line(state.given, mark=gettext("You wrote"))] if state.given else []
    match state.stage:
        case Stage.NEAR:
            near = state.verdict.form if state.verdict else ""
            return [EMPTY, *given, Line(gettext("Did you mean “{near}”?", near=near), Style.PROMPT)]
        case Stage.UNCLEAR:
            readings = state.verdict.readings if state.verdict else ()
            request = Line(gettext("That can be read in more than one way. Which one?"))
            choices = [Line(reading, mark=str(number)) for number, reading in enumerate(readings, 1)]
            return [EMPTY, *given, request, *choices]
        case Stage.REVEALED:
            answer = [*given, Line(question.shape.answer, Style.PROMPT, gettext("Answer"))]
            blank = [] if size.full else [EMPTY]
            return [*blank, *in_sight(size, answer, [] if size.full else [brief_proof(kb, question.fact)])]
        case _:
            return []
