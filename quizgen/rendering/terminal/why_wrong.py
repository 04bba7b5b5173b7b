"""What is said on request after a choice: why its wrong options are wrong, or what they are right answers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.question import Choice
from quizgen.domain.round import marks
from quizgen.rendering.signs import BETWEEN
from quizgen.rendering.terminal.keys import key_line
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Option
    from quizgen.domain.round import Round, State


def why_wrong_page(round_: Round, state: State, size: Size) -> Page:
    """Return for each wrong option of the answered choice why it is wrong, or what the fact says that it answers.

    Nothing is said of the other options. The keys stand above the page already; on a screen they may scroll away, so
    they come again.
    """
    question = round_.current(state)
    assert question is not None
    assert isinstance(question.shape, Choice)
    kb, shape = round_.kb, question.shape
    to_come = {str(fact.id) for id_ in state.queue for fact in round_.questions[id_].facts}
    title = kb.language.gettext("Why they are wrong")
    if not any(option.why for option in shape.options):
        title = kb.language.gettext("Right elsewhere, wrong here")
    page: Page = [EMPTY, Line(title, Style.HEAD)]
    for mark, option in zip(marks(shape), shape.options, strict=True):
        if option.why:
            page.append(Line(_reason(kb, option), mark=mark))
        elif option.fact is not None:
            fact = kb.facts[option.fact]
            is_to_come = not to_come.isdisjoint(kb.same_matter(fact))
            page.append(Line(_to_come(kb, option.text) if is_to_come else _in_place(kb, fact, option.text), mark=mark))
    if size.rows is None:
        return [*page, EMPTY]
    return [*page, *([] if size.is_tight else [EMPTY]), key_line(round_, state, size)]


def _reason(kb: KnowledgeBase, option: Option) -> str:
    return kb.language.gettext("{option}: {why}", option=option.text, why=option.why)


def _in_place(kb: KnowledgeBase, fact: Fact, option: str) -> str:
    """Return a fact's sentence, which names its claimant, or the question that the option answers."""
    gettext, sentence = kb.language.gettext, kb.sentence(fact)
    if sentence is not None:
        said = f"{sentence.before}{sentence.gap}{sentence.after}"
    else:
        said = gettext("{option}: answers “{question}”", option=option, question=fact.ask)
    return f"{said}{BETWEEN}{gettext('the sources differ')}" if fact.accounts else said


def _to_come(kb: KnowledgeBase, option: str) -> str:
    """Say that an option answers a question that is still asked, without saying which."""
    return kb.language.gettext("{option}: answers a question that is still to come", option=option)
