"""What the keys do at each stage of a round: the line below a question, and the page of help."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.question import Choice, Match, Order, explained
from quizgen.domain.round import DIGITS, LETTERS, TRUE_FALSE, How, KeyCommand, Stage, example, how, marks
from quizgen.domain.study import Grade, Mode
from quizgen.domain.verdict import Fit
from quizgen.rendering.signs import BETWEEN
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.question import Question
    from quizgen.domain.round import Round, State
    from quizgen.language import Language


class Key(NamedTuple):
    """A key, and what it does; with `is_example`, an example of an answer, and what to type like it."""

    key: str
    does: str
    is_example: bool = False

    @property
    def words(self) -> str:
        """Return what it does without when, in small letters: 'alone: show the answer' and 'I knew it, 4 days'."""
        return self.does.lower().rpartition(": ")[2].partition(", ")[0]


def key_meant(language: Language, usable: Iterable[Key], text: str) -> str:
    """Return the one of the usable keys whose words were typed, Enter as an empty text; or else what was typed."""
    key = next((key.key for key in usable if key.words == text.lower()), text)
    return "" if key == language.gettext("Enter") else key


def in_a_row(keys: Iterable[Key]) -> str:
    """Return what each of several keys does, in one line."""
    return BETWEEN.join(f"{does}, {key}" if is_example else f"{key} {does}" for key, does, is_example in keys)


def keys(round_: Round, state: State) -> list[Key]:
    """Return the keys that mean something now, the most useful first, and what each does."""
    language, question = round_.kb.language, round_.current(state)
    gettext = language.gettext
    enter = gettext("Enter")
    undo = [Key(KeyCommand.UNDO, gettext("undo"))] if state.entries else []
    hint = [Key(KeyCommand.HINT, gettext("hint"))] if state.has_hint and not state.hint else []
    skip, sources = Key(KeyCommand.SKIP, gettext("skip")), Key(KeyCommand.SOURCES, gettext("sources"))
    rest = [Key(KeyCommand.HELP, gettext("keys")), Key(KeyCommand.STOP, gettext("stop"))]
    yes, no = KeyCommand.YES, KeyCommand.NO
    readings = len(state.verdict.readings) if state.verdict else 0
    at_stage = {
        Stage.ASKING: [*_answer_keys_in(round_, question), *hint, skip, *undo, *rest],
        Stage.NEW: [Key(enter, gettext("go on")), sources, *undo, *rest],
        Stage.REVEALED: [*_verdict_keys(round_, state), sources, *rest],
        Stage.NEAR: [Key(yes, gettext("accept it")), Key(no, gettext("count it as wrong")), *rest],
        Stage.UNCLEAR: [Key(f"1-{readings}", gettext("that one")), Key(enter, gettext("type it in full")), *rest],
        Stage.OVER: [Key(enter, gettext("leave")), *(undo if not round_.session.is_exam else ())],
    }
    if state.stage is Stage.FEEDBACK and question is not None:
        why = [Key(KeyCommand.WHY, gettext("why wrong"))] if explained(question.shape) else []
        return [Key(enter, gettext("go on")), *_grade_keys(language, question, state), *why, sources, *undo, *rest]
    return at_stage.get(state.stage, [])


def _verdict_keys(round_: Round, state: State) -> list[Key]:
    """Return the keys that judge an answer that is shown, and in a review when the card comes back after each."""
    language, question = round_.kb.language, round_.current(state)
    days = round_.intervals(question) if question is not None else {}

    def key(command: KeyCommand, does: str, grade: Grade) -> Key:
        if grade not in days:
            return Key(command, does)
        return Key(command, language.ngettext("{does}, {number} day", "{does}, {number} days", days[grade], does=does))

    known = Grade.HARD if state.is_helped else Grade.GOOD
    verdicts = [
        key(KeyCommand.YES, language.gettext("I knew it"), known),
        Key(KeyCommand.NO, language.gettext("I did not")),
    ]
    return verdicts if state.is_helped else [*verdicts, key(KeyCommand.EASY, language.gettext("easy"), Grade.EASY)]


def _answer_keys_in(round_: Round, question: Question | None) -> list[Key]:
    """Return the keys that answer; in an exam Enter alone shows nothing."""
    if question is None or (round_.session.is_exam and how(question) is How.TYPE):
        return []
    return _answer_keys(round_.kb.language, question)


def _answer_keys(language: Language, question: Question) -> list[Key]:
    gettext, shape = language.gettext, question.shape
    match how(question):
        case How.PICK:
            assert isinstance(shape, Choice)
            if shape.statement is not None:
                return [Key("1", gettext("true")), Key("2", gettext("false"))]
            return [Key(f"{marks(shape)[0]}-{marks(shape)[-1]}", gettext("answer"))]
        case How.ARRANGE:
            assert isinstance(shape, (Order, Match))
            shown = gettext("e.g. {example}", example=example(shape))
            does = gettext("type the order") if isinstance(shape, Order) else gettext("type the letters")
            return [Key(shown, does, is_example=True)]
        case How.TYPE:
            return [Key(gettext("Enter"), gettext("alone: show the answer"))]
        case How.RECALL:
            return [Key(gettext("Enter"), gettext("show the answer"))]


def _grade_keys(language: Language, question: Question, state: State) -> list[Key]:
    last = state.entries[-1]
    if how(question) in (How.TYPE, How.RECALL) and last.grade is Grade.GOOD:
        return [Key(KeyCommand.EASY, language.gettext("easy"))]
    if how(question) is How.TYPE and last.fit is Fit.WRONG and last.given:
        return [Key(KeyCommand.APPEAL, language.gettext("I was right"))]
    return []


def key_line(round_: Round, state: State, size: Size) -> Line:
    """Return the line that says what the keys do; on a small screen, which question it is and the keys alone."""
    usable = keys(round_, state)
    if not size.is_small:
        return Line(in_a_row(usable), Style.KEYS)
    number, of, is_again = place(round_, state)
    position = f"{number}/{of}"
    if is_again:
        position = round_.kb.language.gettext("{place} again", place=position)
    return Line(f"{position}: {' '.join(key.key for key in usable)}", Style.FAINT)


def place(round_: Round, state: State) -> tuple[int, int, bool]:
    """Return which question of how many is on the screen, and whether it was asked before in this round.

    A question that is missed in a review comes back and counts once more.
    """
    question = round_.current(state)
    before = state.entries[:-1] if state.stage.is_answered else state.entries
    number = len(before) + (question is not None)
    remaining = len(state.queue) - (question is not None and not state.stage.is_answered)
    return number, number + remaining, question is not None and any(entry.question == question.id for entry in before)


def help_page(round_: Round, state: State, size: Size) -> Page:
    """Return what every key does; where that does not fit, only what the keys do that mean something now."""
    language = round_.kb.language
    gettext = language.gettext
    head = [] if size.is_small else [EMPTY, Line(gettext("Keys"), Style.HEAD)]
    if size.is_tight:
        return [*head, *(Line(key.does, mark=key.key) for key in keys(round_, state))]
    if round_.session.mode is Mode.REVIEW:
        mode = gettext(
            "A review moves the schedule: what is known comes back later, what is missed comes back at once "
            "and tomorrow."
        )
    else:
        mode = gettext(
            "A round is practice: it is kept in your log and does not move the schedule of `quizgen review`."
        )
    typed = gettext(
        "Where answers are typed, a letter alone or its word ({hint}, {quit}) is a key.",
        hint=_word(language, KeyCommand.HINT),
        quit=_word(language, KeyCommand.STOP),
    )
    options = _option_keys(language, round_.current(state), has_arrows=size.columns is not None)
    rows = [Line(key.does, mark=key.key) for key in (options, *_help_on_keys(language))]
    return [*head, *rows, EMPTY, Line(typed), Line(mode), EMPTY]


def _word(language: Language, key: KeyCommand) -> str:
    """Return the word that does as well as a key."""
    return next(word for word, meant in language.key_words.items() if meant == key)


def _help_on_keys(language: Language) -> tuple[Key, ...]:
    """Return what every key does, but for the keys that take an option."""
    gettext = language.gettext
    return (
        Key(gettext("Enter"), gettext("go on; before the answer, show it, to judge yourself")),
        Key(KeyCommand.HINT, gettext("a hint; an answer with its help counts as hard")),
        Key(KeyCommand.SKIP, gettext("skip the question; it counts neither way")),
        Key(KeyCommand.UNDO, gettext("undo the last answer and ask it again, also after the last question")),
        Key(
            f"{KeyCommand.YES} {KeyCommand.NO}",
            gettext(
                "after the answer is shown: known or not; after a near miss, which counts as hard: accept it or not"
            ),
        ),
        Key(KeyCommand.EASY, gettext("easy, after a right answer without options or hint")),
        Key(
            KeyCommand.APPEAL,
            gettext("I was right: count a typed answer as right after all, and see the line to add to the facts"),
        ),
        Key(KeyCommand.WHY, gettext("why the wrong options of a choice are wrong")),
        Key(KeyCommand.SOURCES, gettext("the sources in full, after the answer")),
        Key(
            KeyCommand.STOP,
            gettext("stop; everything answered is kept, and the next start can go on here (Ctrl-D and Ctrl-C too)"),
        ),
    )


def _option_keys(language: Language, question: Question | None, *, has_arrows: bool) -> Key:
    """Return the keys that take an option of this question, or of any question where it has no options."""
    gettext = language.gettext
    if question is not None and isinstance(question.shape, Choice):
        does = (
            gettext("take an option; the arrow keys walk through them and Enter takes one")
            if has_arrows
            else gettext("take an option")
        )
        number = len(question.shape.options)
        if question.shape.statement is not None:
            return Key(" ".join("12" + TRUE_FALSE), does)
        letters = f"{LETTERS[0]}-{LETTERS[number - 1]}"
        if marks(question.shape)[0] in LETTERS:
            return Key(letters, does)
        return Key(gettext("1-{number} or {letters}", number=number, letters=letters), does)
    does = (
        gettext("take an option; the arrow keys walk through them and Enter takes one; t and f for true and false")
        if has_arrows
        else gettext("take an option; t and f for true and false")
    )
    return Key(gettext("1-{number} or {letters}", number=len(DIGITS), letters=f"{LETTERS[0]}-{LETTERS[-1]}"), does)
