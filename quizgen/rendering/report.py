"""Plain text for people at a terminal: overviews, one fact in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.answer import Quantity
from quizgen.domain.proof import Citation, citation, quoted
from quizgen.domain.question import Choice
from quizgen.domain.standing import standing_text
from quizgen.domain.text import single_spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.problem import Problem
    from quizgen.domain.question import Question


def github(problem: Problem) -> str:
    """Return a problem as a GitHub workflow command, which shows it beside the line."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    place = f"file={value(problem.path)},line={problem.line},col={problem.col}"
    return f"::error {place},title={value(problem.rule)}::{data(problem.message)}"


def overview(kb: KnowledgeBase) -> list[str]:
    """Return the decks and topics with their numbers of facts."""
    lines = ["Decks"]
    for recipe in kb.recipes.values():
        lines += [f"  {recipe.id:<22} {len(kb.facts_of(recipe)):>6}  {recipe.title}", f"{'':<33}{recipe.about}"]
    lines.append("Topics")
    lines += [f"  {topic.id:<22} {len(topic.facts):>6}  {topic.title}" for topic in kb.topics.values()]
    return lines


def fact_line(fact: Fact) -> str:
    """Return a fact in one line."""
    mark = " (withdrawn)" if fact.retired else ""
    return f"{fact.id:<34} {fact.kind.value:<9} {fact.level.value}  {single_spaced(fact.ask)}{mark}"


def _tolerance(answer: Answer) -> str:
    return f"{answer.tolerance.normalize():f}" if isinstance(answer, Quantity) and answer.tolerance else ""


def fact_page(kb: KnowledgeBase, fact: Fact, questions: Iterable[Question], decks: Iterable[str]) -> list[str]:
    """Return everything known of one fact."""
    rows = [
        ("Fact", f"{fact.id} ({fact.path}:{fact.id.line})"),
        ("Draft", "nothing is made of it yet" if fact.draft else ""),
        ("Topic", fact.topic),
        ("Kind", f"{fact.kind.value}, {fact.level.value}"),
        ("Question", str(fact.ask)),
        ("In short", str(fact.ask_short or "")),
        ("Answer", kb.text(fact.answer)),
        ("Also right", "; ".join(kb.accepted(fact)[1:])),
        ("Tolerance", _tolerance(fact.answer)),
        ("Standing", standing_text(kb, fact)),
        ("Demanded of", kb.text(fact.of) if fact.of else ""),
        ("Sentence", str(fact.says or "")),
        ("Reverse", str(fact.reverse or "")),
        ("Note", str(fact.note or "")),
        ("Withdrawn", f"{kb.text(fact.retired.on)}: {fact.retired.why}" if fact.retired else ""),
        *(("Withdrawn", f"card {one.card}, {kb.text(one.on)}: {one.why}") for one in fact.withdrawn),
        ("Decks", ", ".join(decks)),
    ]
    lines = [line for name, text in rows if text for line in _lines(f"{name + ':':<13}", text)]
    for account in fact.accounts:
        who = f" ({kb.text(account.by)})" if account.by else ""
        lines += [f"{'Differs:':<13}{kb.text(account.answer)}{who}", *_sources(kb, account.evidence)]
    lines += ["Sources:", *_sources(kb, fact.evidence)] if fact.evidence else []
    for question in questions:
        lines.append(f"Asked:       {question.way}")
        if isinstance(question.shape, Choice):
            for option in question.shape.options:
                lines += _lines(f"  {'*' if option.right else ' '} ", option.text)
    return lines


def _lines(head: str, text: str) -> list[str]:
    """Return a text behind its head; what has lines of its own, as code has, stands below its first word."""
    first, *others = text.split("\n")
    return [f"{head}{first}", *(f"{'':{len(head)}}{line}".rstrip() for line in others)]


def _sources(kb: KnowledgeBase, evidence: Iterable[Evidence]) -> list[str]:
    lines: list[str] = []
    for fragment in evidence:
        source = kb.sources.get(str(fragment.source))
        named = citation(kb, source) if source is not None else Citation("", str(fragment.source), "", "")
        lines += [f"  {named._replace(standing='').text}", f"    {quoted(fragment)}"]
        lines += [f"    {named.standing}"] if named.standing else []
    return lines
