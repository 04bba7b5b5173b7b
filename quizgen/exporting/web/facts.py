"""The facts of a bank as they are read: question, answer, and what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from quizgen.domain.proof import accounts, also_right, answer_forms, citation, cited, quoted
from quizgen.domain.standing import standing_text
from quizgen.domain.tongue import fragment_tongue
from quizgen.exporting.text import html_extract
from quizgen.exporting.web.tongues import answer_language, question_language
from quizgen.rendering.drawings.drawing import Drawer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.class_test import Extract
    from quizgen.domain.fact import Fact, Picture
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.exporting.item import Item
    from quizgen.rendering.drawings.drawing import Drawing

#: So many other right answers are told.
_MOST_ALSO_RIGHT = 4


class SourceView(NamedTuple):
    """A source as a list of sources names it, whose outlet it is, and the words in it that a fact rests on.

    Behind the words stands the tag of their language (BCP 47), which is empty for that of the page.
    """

    name: str
    standing: str
    words: tuple[tuple[str, str], ...]


class DrawingView(NamedTuple):
    """A drawing and the sentences beside it.

    Of each part of what is `told` the first sentence is read, and another while a fact that it answers is still to be
    asked; those facts are given by their places on the page.
    """

    svg: Markup
    caption: tuple[str, ...]
    told: tuple[tuple[tuple[tuple[int, ...], str], ...], ...]


class FactView(NamedTuple):
    """A fact as it is read, by the title of its topic. `accounts` are all answers where sources differ.

    It is asked in the language of a tag (BCP 47), and its answers are in that of another; both are empty for that of
    the page. An `extract` is the text that it is asked about in a test, as HTML.
    """

    id: str
    topic: str
    extract: Markup
    question: str
    asked_in: str
    answer: str
    answered_in: str
    picture: Picture | None
    drawing: DrawingView | None
    also: str
    standing: str
    accounts: tuple[str, ...]
    note: str
    sources: tuple[SourceView, ...]


def fact_views(kb: KnowledgeBase, items: Iterable[Item]) -> list[FactView]:
    """Return the facts that items ask, topic by topic in the order of the library."""
    asked = {str(fact.id): item for item in items for fact in item.question.facts}
    shown = [fact for id_, fact in kb.facts.items() if id_ in asked]
    places = {str(fact.id): place for place, fact in enumerate(shown)}
    drawer = Drawer(kb)
    return [_view(kb, fact, _drawing(drawer.drawing(fact), places), asked[str(fact.id)].extract) for fact in shown]


def _drawing(drawing: Drawing | None, places: dict[str, int]) -> DrawingView | None:
    if drawing is None:
        return None
    told = tuple(
        tuple((tuple(sorted(places[fact] for fact in one.facts if fact in places)), one.sentence) for one in part)
        for part in drawing.told
    )
    caption = () if told else drawing.caption
    return DrawingView(Markup(drawing.svg), caption, told)  # noqa: S704  which is escaped


def _view(kb: KnowledgeBase, fact: Fact, drawing: DrawingView | None, extract: Extract | None) -> FactView:
    answer = kb.text(fact.answer)
    return FactView(
        id=str(fact.id),
        topic=str(kb.topics[fact.topic].title),
        extract=Markup(html_extract(extract)),  # noqa: S704  which is escaped
        question=str(fact.ask),
        asked_in=question_language(kb, fact),
        answer=answer,
        answered_in=answer_language(kb, fact),
        picture=fact.picture,
        drawing=drawing,
        also="; ".join(also_right(kb.language, answer, answer_forms(kb, fact))[:_MOST_ALSO_RIGHT]),
        standing=standing_text(kb, fact),
        accounts=tuple(_accounts(kb, fact)),
        note=str(fact.note or ""),
        sources=tuple(_sources(kb, fact)),
    )


def _accounts(kb: KnowledgeBase, fact: Fact) -> Iterator[str]:
    for account in accounts(kb, fact):
        yield f"{account.answer} ({', '.join(filter(None, (account.by, account.outlets)))})"


def _sources(kb: KnowledgeBase, fact: Fact) -> Iterator[SourceView]:
    for source, evidence in cited(kb, fact):
        named = citation(kb, source)
        words = tuple((text, fragment_tongue(kb, fact, one)) for one in evidence if (text := quoted(one)))
        yield SourceView(named._replace(standing="").text, named.standing, words)
