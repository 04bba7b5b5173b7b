"""What on the page is in another language than the page: marked, so that it is read aloud and set as that language is.

What a topic asks about words of its language is in the language of the page, and so are names, dates and amounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from quizgen.domain.fact import Kind
from quizgen.domain.question import Choice, Gaps
from quizgen.domain.text import Ref, Text
from quizgen.domain.tongue import tongue
from quizgen.rendering.sheets.templating import as_html

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question


def in_language(text: str, tag: str) -> Markup:
    """Return a text as HTML, in the language of a tag (BCP 47); in that of the page where the tag is empty."""
    return Markup('<bdi lang="{}">{}</bdi>').format(tag, as_html(text)) if tag else as_html(text)


def answer_language(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the tag of the language of a fact's answer and of the wrong ones; nothing for that of the page."""
    is_written = isinstance(fact.answer, Text) and not isinstance(fact.answer, Ref)
    return tongue(kb, fact) if is_written else ""


def question_language(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the tag of the language in which a fact asks, and of its sentence; nothing for that of the page."""
    return "" if fact.kind is Kind.TERM else tongue(kb, fact)


def prompt_of(kb: KnowledgeBase, question: Question) -> Markup:
    """Return what a question asks as HTML; where it asks what a term means, the term is in its own language."""
    shape, fact = question.shape, question.fact
    if question.others or (isinstance(shape, Choice) and shape.statement is not None):
        return as_html(shape.prompt)
    prompt = in_language(_sentence(kb, shape) if isinstance(shape, Gaps) else shape.prompt, question_language(kb, fact))
    if not question.asks_subject or fact.kind is not Kind.TERM:
        return prompt
    term = kb.text(fact.answer)
    return Markup(prompt.replace(as_html(term), in_language(term, answer_language(kb, fact)), 1))  # noqa: S704  escaped


def _sentence(kb: KnowledgeBase, shape: Gaps) -> Markup:
    """Return a sentence with its gap, which is read aloud as one."""
    gap = Markup('<span class="gap" role="img" aria-label="{}">{}</span>')
    return as_html(shape.before) + gap.format(kb.language.gettext("gap"), "\u2003" * 4) + as_html(shape.after)
