"""What is said after an answer: whether it was right, what is right, and what proves it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizgen.domain.proof import accounts, citation, cited, quoted, short_citation
from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import How, how, marks
from quizgen.domain.standing import standing_head, standing_text
from quizgen.domain.study import Grade
from quizgen.domain.text import Ref
from quizgen.domain.verdict import Fit
from quizgen.domain.whereabouts import locator_of
from quizgen.rendering.signs import BETWEEN
from quizgen.rendering.terminal.keys import key_line
from quizgen.rendering.terminal.map_lines import map_lines
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style
from quizgen.rendering.terminal.strip_lines import strip_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question, Shape
    from quizgen.domain.round import Round, State
    from quizgen.domain.study import Entry
    from quizgen.language import Language


def feedback_page(round_: Round, state: State, size: Size, due: int | None = None, *, alone: bool = False) -> Page:
    """Return what is said of the last answer; `due` is the study day on which its fact comes back.

    It stands below the question, and below an answer that was shown to be judged; with `alone` it repeats them. Where
    that does not fit, the page of sources says what proves the answer, and rows that have their result say the task.
    With room to spare it shows the day of the fact in its story, or says where its place lies.
    """
    kb, entry = round_.kb, state.entries[-1]
    question = round_.current(state)
    assert question is not None
    blank = [] if size.is_tight else [EMPTY]
    answer = [
        *_answer_lines(kb.language, question, entry, in_full=alone or not size.is_tight),
        *_other_right_answer(kb.language, question, state),
    ]
    proof = [*_alias_lines(round_, question, entry), *_return_day(kb.language, state, due)]
    if not question.others and not (alone and size.full):
        proof.append(brief_proof(kb, question.fact))
    if size.spare and not size.is_tight and len(question.facts) == 1:
        proof += _drawing_lines(round_, state, question.fact, size)
    if size.rows is None:  # text without end has room for it, elsewhere it stands beside the sources
        proof += [Line(str(fact.id), Style.FAINT, kb.language.gettext("Fact")) for fact in question.facts]
    page = [Line(question.shape.prompt, Style.PROMPT)] if alone and not (question.others and size.full) else []
    verdict = in_sight(size, [_verdict_line(kb.language, question, state), *_reason_lines(entry, state)], answer)
    return [*page, *blank, *in_sight(size, verdict, proof), *blank, key_line(round_, state, size)]


def amended_page(round_: Round, state: State, size: Size, due: int | None = None) -> Page:
    """Return what is said below the feedback when an answer was graded anew: its grade, and what follows from that."""
    language, entry = round_.kb.language, state.entries[-1]
    question = round_.current(state)
    assert question is not None
    blank = [] if size.is_tight else [EMPTY]
    verdict = [_verdict_line(language, question, state)]
    proof = [*_alias_lines(round_, question, entry), *_return_day(language, state, due)]
    return [*blank, *in_sight(size, verdict, proof), *blank, key_line(round_, state, size)]


def in_sight(size: Size, main: Page, proof: Page) -> Page:
    """Return what matters most and what proves it; on a small screen the other way round, as its end stays in sight."""
    return [*proof, *main] if size.is_tight else [*main, *proof]


def _verdict_line(language: Language, question: Question, state: State) -> Line:
    entry = state.entries[-1]
    if entry.grade is None or entry.grade is Grade.AGAIN:
        return Line(" ".join(_miss_sentences(language, question, entry)), Style.WRONG)
    return Line(" ".join(_pass_sentences(language, entry, was_shown=question.id in state.shown)), Style.RIGHT)


def _miss_sentences(language: Language, question: Question, entry: Entry) -> Iterator[str]:
    """Yield sentences on a wrong answer, with how much of it was right."""
    gettext = language.gettext
    yield gettext("Not known.") if entry.fit is Fit.JUDGED else gettext("Wrong.")
    right, number = sum(is_right for _, is_right in entry.parts), len(entry.parts)
    if number and isinstance(question.shape, Match):
        yield gettext("{right} of {number} right.", right=right, number=number)
    elif number:
        yield gettext("{right} of {number} stand where they should.", right=right, number=number)


def _pass_sentences(language: Language, entry: Entry, *, was_shown: bool) -> Iterator[str]:
    """Yield sentences on a right answer, with how it counts where that is not simply as right."""
    gettext = language.gettext
    match entry.fit:
        case Fit.NEAR:
            yield gettext("Close enough: counted as hard.")
        case Fit.JUDGED:
            yield gettext("Known.")
        case Fit.APPEALED:
            yield gettext("Counted as right.")
        case _:
            yield gettext("Right.")
    if was_shown:
        yield gettext("As it was shown before, it counts as hard.")
    elif entry.hinted:
        yield gettext("With a hint it counts as hard.")
    elif entry.fit is Fit.APPEALED and entry.grade is Grade.HARD:
        yield gettext("After a near miss that counts as hard.")
    if entry.grade is Grade.EASY:
        yield gettext("Counted as easy.")


def _reason_lines(entry: Entry, state: State) -> Page:
    """Return what a wrong answer lacks to be right, where that is known."""
    reason = state.verdict.why if state.verdict is not None and entry.fit is Fit.WRONG else ""
    return [Line(reason)] if reason else []


def _answer_lines(language: Language, question: Question, entry: Entry, *, in_full: bool) -> Page:
    """Return the right answer, and what was given instead of it; `in_full` with what the rows of the question say."""
    gettext, given = language.gettext, entry.given or ""
    if isinstance(question.shape, Order):
        return _order_lines(language, question.shape, given)
    if isinstance(question.shape, Match):
        return _match_lines(language, question.shape, given, in_full=in_full)
    answer = Line(_by_letter(question.shape, question.shape.answer), Style.PROMPT, gettext("Answer"))
    if isinstance(question.shape, Choice) and (statement := question.shape.statement) is not None:
        return [answer, *([] if statement.is_true else [Line(statement.truth, mark=gettext("In fact"))])]
    if not given or (entry.grade is not Grade.AGAIN and given == question.shape.answer):
        return [answer]
    mark = gettext("You chose") if how(question) is How.PICK else gettext("You wrote")
    return [Line(_by_letter(question.shape, given), mark=mark), answer]


def _by_letter(shape: Shape, name: str) -> str:
    """Return an answer behind the letter that stood for it, where that was asked for."""
    if not isinstance(shape, Choice) or not shape.spots:
        return name
    letters = (spot.text for spot, option in zip(shape.spots, shape.options, strict=True) if option.text == name)
    return BETWEEN.join((*letters, name))


def _order_lines(language: Language, shape: Order, given: str) -> Page:
    """Return the events as they were asked, each with its place, and with the one that the learner gave it."""
    page = []
    for mark, row in zip(marks(shape), shape.rows, strict=True):
        place = given.replace(" ", "").find(mark) + 1
        said = _result(language, _ordinal(language, row.rank), _ordinal(language, place), row.dated)
        page.append(Line(said, mark=mark))
    return page


def _match_lines(language: Language, shape: Match, given: str, *, in_full: bool) -> Page:
    """Return the rows as they were asked, each with its name, and with the learner's where that is wrong."""
    page = []
    names = [f"{name} ({letter})" for letter, name in zip(marks(shape), shape.names, strict=True)]
    letters = [char for char in given.lower() if char in marks(shape)]
    for number, (letter, row) in enumerate(zip(letters, shape.rows, strict=True), 1):
        yours = names[marks(shape).index(letter)]
        text = row.text if in_full else ""
        page.append(Line(_result(language, names[row.name], yours, text), mark=str(number)))
    return page


def _result(language: Language, right: str, yours: str, text: str) -> str:
    """Return a row of the question with its right answer, and with the learner's where that is another one."""
    if yours == right:
        said = language.gettext("✓ right, {answer}", answer=right)
    else:
        said = language.gettext("✗ wrong, {answer} and not {yours}", answer=right, yours=yours)
    return f"{said}: {text}" if text else said


def _ordinal(language: Language, number: int) -> str:
    first = {1: language.gettext("1st"), 2: language.gettext("2nd"), 3: language.gettext("3rd")}
    return first.get(number) or language.gettext("{number}th", number=number)


def _other_right_answer(language: Language, question: Question, state: State) -> Page:
    """Say that another right answer than the printed one was given, where that is so."""
    verdict = state.verdict
    if verdict is None or verdict.fit is not Fit.ALIAS or not verdict.form or verdict.form == question.shape.answer:
        return []
    return [Line(language.gettext("“{answer}” is right too.", answer=verdict.form))]


def _alias_lines(round_: Round, question: Question, entry: Entry) -> Page:
    """Return what follows from an appeal: it counts for this learner; and the YAML line that makes it so for everyone.

    No file is changed.
    """
    if entry.fit is not Fit.APPEALED:
        return []
    gettext, fact, asked = round_.kb.language.gettext, question.fact, question.asked_for
    remembered = Line(gettext("It is right for you from now on; `quizgen log accepted` lists such answers."))
    if round_.root is None:
        return [remembered]
    entity = round_.kb.entities.get(asked) if isinstance(asked, Ref) else None
    key, path, line, forms = (
        ("aliases", entity.path, entity.id.line, entity.aliases)
        if entity is not None
        else ("accept", fact.path, fact.id.line, fact.accept)
    )
    words = ", ".join(json.dumps(str(form), ensure_ascii=False) for form in (*forms, entry.given or ""))
    place = f"{round_.root}{path}:{forms[0].line if forms else line}"
    if forms:
        instruction = gettext(
            "To accept it for everyone, replace '{key}' at {place} by this line; no file is changed by itself.",
            key=key,
            place=place,
        )
    else:
        instruction = gettext(
            "To accept it for everyone, add below {place} this line; no file is changed by itself.", place=place
        )
    return [remembered, Line(instruction), Line(f"{key}: [{words}]", Style.COMMAND)]


def proof_lines(kb: KnowledgeBase, fact: Fact) -> Page:
    """Return the accounts of a fact where they differ, its status and its note."""
    gettext = kb.language.gettext
    page = [Line(account, mark=gettext("Differ")) for account in _different_accounts(kb, fact)]
    if standing := standing_text(kb, fact):
        page.append(Line(standing, mark=gettext("Status")))
    if fact.note is not None:
        page.append(Line(str(fact.note), mark=gettext("Note")))
    return page


def brief_proof(kb: KnowledgeBase, fact: Fact) -> Line:
    """Return in one line whose claim a fact is, and its source; with a word where there is more than that to know."""
    gettext = kb.language.gettext
    sources = cited(kb, fact)
    parts = [standing_head(kb, fact), *(short_citation(kb, source) for source, _ in sources[:1])]
    if len(sources) > 1:
        more = kb.language.ngettext("{number} more source", "{number} more sources", len(sources) - 1)
        parts.append(more)
    parts += [gettext("the sources differ")] if fact.accounts else []
    parts += [gettext("with a note")] if fact.note is not None else []
    return Line(BETWEEN.join(filter(None, parts)), Style.FAINT)


def _different_accounts(kb: KnowledgeBase, fact: Fact) -> list[str]:
    """Return each account of a fact whose sources differ: its answer, the outlets, and whose words it is."""
    return [
        f"{account.answer} ({account.outlets}{f', {account.by}' if account.by else ''})"
        for account in accounts(kb, fact)
    ]


def _return_day(language: Language, state: State, due: int | None) -> Page:
    """Say on which day the card of the last answer comes back, and after a miss that it does so in this review, too."""
    if due is None:
        return []
    entry = state.entries[-1]
    day = when(language, due, entry.day)
    if entry.question in state.queue:
        day = language.gettext("again in this review, then {day}", day=day)
    return [Line(day, mark=language.gettext("Back"))]


def sources_page(round_: Round, state: State, size: Size) -> Page:
    """Return all that proves the answered question: its facts' status, notes and accounts, and the sources in full.

    The keys stand above it already; on a screen they may scroll away, so they come again.
    """
    question = round_.current(state)
    assert question is not None
    gettext = round_.kb.language.gettext
    page: Page = [EMPTY, Line(gettext("Sources"), Style.HEAD)]
    for fact in question.facts:
        page += [Line(str(fact.id), mark=gettext("Fact")), *proof_lines(round_.kb, fact)]
        if len(question.facts) == 1 and state.stage.is_answered:
            page += _drawing_lines(round_, state, fact, size, in_full=True)
        for source, evidence in cited(round_.kb, fact):
            named = citation(round_.kb, source)
            page.append(Line(named._replace(standing="").text, mark=gettext("Source")))
            page += [Line(named.standing, mark=" ")] if named.standing else []
            page += [Line(quoted(one), mark=gettext("Words")) for one in evidence]
    if size.rows is None:
        return [*page, EMPTY]
    return [*page, *([] if size.is_tight else [EMPTY]), key_line(round_, state, size)]


def _drawing_lines(round_: Round, state: State, fact: Fact, size: Size, *, in_full: bool = False) -> Page:
    """Return where the place lies that answers a fact, with a map `in_full`; or where the fact stands in the story."""
    locator = locator_of(round_.kb, fact)
    if locator is not None:
        return map_lines(round_.kb.language, locator, size, in_full=in_full)
    return strip_lines(round_, state, fact, size)


def when(language: Language, due: int, today: int) -> str:
    """Return a study day as a learner thinks of it."""
    if due == today:
        return language.gettext("today")
    date = language.date_of(due)
    if due == today + 1:
        return language.gettext("tomorrow, {date}", date=date)
    return language.ngettext("in {number} day, {date}", "in {number} days, {date}", due - today, date=date)
