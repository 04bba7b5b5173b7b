"""What the keys do at each stage of a round: the line below a question, and the page of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import How, Stage, example, how
from quizgen.domain.study import Grade, Mode
from quizgen.domain.verdict import Fit
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.domain.round import Round, State

#: Parts what one key does from what the next one does.
BETWEEN = " · "
#: Begins what is no key but an answer that is written like this.
_LIKE = "e.g. "
_HELP = (
    ("Enter", "go on; before the answer, show it, to judge yourself"),
    ("h", "a hint; an answer with its help counts as hard"),
    ("s", "skip the question; it counts neither way"),
    ("u", "undo the last answer and ask it again, also after the last question"),
    ("y n", "after the answer is shown: known or not; after a near miss: accept it or not"),
    ("e", "easy, after a right answer without options or hint"),
    ("=", "I was right: count a typed answer as right after all, and see the line to add to the facts"),
    ("i", "the sources in full, after the answer"),
    ("q", "stop; everything answered is kept, and the next start can go on here (Ctrl-D and Ctrl-C too)"),
)


def keys(round_: Round, state: State) -> list[tuple[str, str]]:
    """Return the keys that mean something now, the most useful first, and what each does."""
    question = round_.current(state)
    undo = [("u", "undo")] if state.entries else []
    hint = [("h", "hint")] if state.has_hint and not state.hint else []
    easy = [] if state.hint else [("e", "easy")]
    rest = [("?", "keys"), ("q", "stop")]
    readings = len(state.verdict.readings) if state.verdict else 0
    known = {
        Stage.ASKING: [*(_answer_keys(question) if question else []), *hint, ("s", "skip"), *undo, *rest],
        Stage.REVEALED: [("y", "I knew it"), ("n", "I did not"), *easy, ("i", "sources"), *rest],
        Stage.NEAR: [("y", "accept it"), ("n", "count it as wrong"), *rest],
        Stage.UNCLEAR: [(f"1-{readings}", "that one"), ("Enter", "type it in full"), *rest],
        Stage.OVER: [("Enter", "leave"), *undo],
    }
    if state.stage is Stage.FEEDBACK and question is not None:
        return [("Enter", "go on"), *_grade_keys(question, state), ("i", "sources"), *undo, *rest]
    return known.get(state.stage, [])


def _answer_keys(question: Question) -> list[tuple[str, str]]:
    shape = question.shape
    match how(question):
        case How.PICK:
            assert isinstance(shape, Choice)
            if shape.statement is not None:
                return [("1", "true"), ("2", "false")]
            return [(f"1-{len(shape.options)}", "answer")]
        case How.ARRANGE:
            assert isinstance(shape, (Order, Match))
            return [(f"{_LIKE}{example(shape)}", f"type the {'order' if isinstance(shape, Order) else 'letters'}")]
        case How.TYPE:
            return [("Enter", "alone: show the answer")]
        case How.RECALL:
            return [("Enter", "show the answer")]


def _grade_keys(question: Question, state: State) -> list[tuple[str, str]]:
    last = state.entries[-1]
    if how(question) in (How.TYPE, How.RECALL) and last.grade is Grade.GOOD:
        return [("e", "easy")]
    if how(question) is How.TYPE and last.fit is Fit.WRONG and last.given:
        return [("=", "I was right")]
    return []


def key_line(round_: Round, state: State, size: Size) -> Line:
    """Return the line that says what the keys do; on a small screen it says where one is, too."""
    known = keys(round_, state)
    if size.is_small:
        number, of, again = place(round_, state)
        return Line(f"{number}/{of}{' again' if again else ''}: {' '.join(key for key, _ in known)}", Style.FAINT)
    parts = (f"{does}, {key}" if key.startswith(_LIKE) else f"{key} {does}" for key, does in known)
    return Line(BETWEEN.join(parts), Style.KEYS)


def place(round_: Round, state: State) -> tuple[int, int, bool]:
    """Return which question of how many is on the screen, and whether it was asked before in this round.

    What is missed in a review comes back and counts once more.
    """
    question = round_.current(state)
    before = state.entries[:-1] if state.stage is Stage.FEEDBACK else state.entries
    number = len(before) + (question is not None)
    left = len(state.queue) - (question is not None and state.stage is not Stage.FEEDBACK)
    return number, number + left, question is not None and any(one.question == question.id for one in before)


def help_page(round_: Round, state: State, size: Size) -> Page:
    """Return what every key does; on a small screen, what those do that mean something now."""
    if size.is_small:
        return [Line(does, mark=key) for key, does in keys(round_, state)]
    mode = (
        "A review moves the schedule: what is known comes back later, what is missed comes back at once and tomorrow."
        if round_.session.mode is Mode.REVIEW
        else "A round is practice: it is kept in your log and does not move the schedule of `quizgen review`."
    )
    typed = "Where answers are typed, a letter alone or its word (hint, quit) is a key."
    rows = [Line(does, mark=key) for key, does in (_picking(round_.current(state), size), *_HELP)]
    return [EMPTY, Line("Keys", Style.HEAD), *rows, EMPTY, Line(typed), Line(mode), EMPTY]


def _picking(question: Question | None, size: Size) -> tuple[str, str]:
    """Return the keys that take an option: those of this question, or of any where it has none."""
    arrows = "" if size.columns is None else "; the arrow keys walk through them and Enter takes one"
    if question is not None and isinstance(question.shape, Choice):
        if question.shape.statement is not None:
            return "1 2 t f", f"take an option{arrows}"
        number = len(question.shape.options)
        return f"1-{number} or a-{'abcdefgh'[:number][-1]}", f"take an option{arrows}"
    return "1-9 or a-h", f"take an option{arrows}; t and f for true and false"
