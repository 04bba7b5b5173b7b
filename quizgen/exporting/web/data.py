"""A bank -> what the script of the page knows: facts, questions, and which question gives away which.

Texts for the learner are HTML; what is compared with an answer, or kept in the log, is plain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from quizgen.asking import Asker
from quizgen.asking.giveaways import expose
from quizgen.asking.hints import hint
from quizgen.asking.spoilers import spoilers
from quizgen.asking.ways import WAYS
from quizgen.domain.class_test import Frame
from quizgen.domain.markup import plain
from quizgen.domain.proof import fact_digest
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import marks
from quizgen.exporting.item import items_of
from quizgen.exporting.text import html_extract
from quizgen.exporting.web.tongues import answer_language, in_language, prompt_of, question_language
from quizgen.rendering.drawings.lettered import map_html
from quizgen.rendering.sheets.templating import as_html
from quizgen.study.schedule import RETENTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import MatchRow, OrderRow, Question
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

_CARD_WAYS = frozenset(way.id for way in WAYS if way.card is not None)


def page_data(kb: KnowledgeBase, bank: Bank, facts: list[str]) -> dict[str, Any]:
    """Return what the script knows of a bank, as JSON has it. Facts are named by their places in `facts`, their ids.

    The questions begin with those that are `practised`; the others are for reviews alone.
    """
    places = {id_: place for place, id_ in enumerate(facts)}
    asker = Asker(kb, WAYS)
    usual = {id_: asker.usual_way(kb.facts[id_]) for id_ in facts}
    items = [*bank.items, *_reviewed(kb, asker, bank.items, usual)]
    return {
        "library": bank.namespace,
        "name": plain(bank.name),
        "language": bank.language,
        "retention": RETENTION,
        "topics": _topics(kb, facts),
        "names": sorted({plain(str(form)) for entity in kb.entities.values() for form in entity.forms}),
        "facts": [_fact(kb, kb.facts[id_], usual[id_], places) for id_ in facts],
        "questions": [_question(kb, item, places) for item in items],
        "practised": len(bank.items),
        "spoils": _spoils(kb, items),
    }


def _reviewed(kb: KnowledgeBase, asker: Asker, items: Iterable[Item], usual: dict[str, str]) -> list[Item]:
    """Return the questions that a review asks of facts in their usual ways, as far as they are not among the items."""
    there = {item.id for item in items}
    asked = (asker.exercise(kb.facts[id_], way, "") for id_, way in usual.items() if f"{id_}/{way}" not in there)
    return [*items_of(kb, (question for question in asked if question is not None), Frame())]


def _topics(kb: KnowledgeBase, facts: Iterable[str]) -> list[dict[str, str]]:
    ids = dict.fromkeys(kb.facts[id_].topic for id_ in facts)
    return [{"id": str(id_), "title": str(as_html(str(kb.topics[id_].title)))} for id_ in ids]


def _fact(kb: KnowledgeBase, fact: Fact, usual: str, places: dict[str, int]) -> dict[str, Any]:
    """Return a fact; its question, its answer and what proves it stand in the page."""
    return {
        "id": str(fact.id),
        "topic": str(fact.topic),
        "kind": fact.kind.value,
        "level": fact.level.value,
        "usual": usual,
        "says": fact_digest(kb, fact),
        "matter": sorted(places[id_] for id_ in kb.same_matter(fact) if id_ in places),
        "right": [plain(kb.text(answer)) for answer in (*fact.answers, *fact.also_right)],
    }


def _question(kb: KnowledgeBase, item: Item, places: dict[str, int]) -> dict[str, Any]:
    question = item.question
    return {
        "id": question.id,
        "way": str(question.way),
        "facts": [places[str(fact.id)] for fact in question.facts],
        "card": question.way in _CARD_WAYS,
        "subject": question.asks_subject,
        "picture": question.picture is not None,
        "extract": html_extract(item.extract),
        "hint": _hint(kb, item),
        "language": _language(kb, question),
        "prompt": str(prompt_of(kb, question)),
        **_shape(kb, item, places),
    }


def _language(kb: KnowledgeBase, question: Question) -> str:
    """Return the tag of the language of what answers a question, and of its options; nothing for that of the page."""
    return "" if question.asks_subject else answer_language(kb, question.fact)


def _hint(kb: KnowledgeBase, item: Item) -> dict[str, Any] | None:
    """Return what helps with a question; in an order and among names the page shows no marks."""
    found = hint(kb.language, item.question, has_marks=False)
    return None if found is None else {"text": _html(found.text), "struck": list(found.struck)}


def _shape(kb: KnowledgeBase, item: Item, places: dict[str, int]) -> dict[str, Any]:
    """Return how a question is asked, and what is right."""
    shape = item.question.shape
    match shape:
        case Choice():
            drawn = {"map": map_html(kb.language, shape.spots)} if shape.spots else {}
            return {"shape": "choice", **_choice(kb, shape, item, places), **drawn}
        case Order():
            rows = [
                {"fact": row.fact, "text": _row(kb, row), "dated": _row(kb, row, row.dated), "rank": row.rank}
                for row in shape.rows
            ]
            return {"shape": "order", "rows": rows, "marks": marks(shape)}
        case Match():
            pairs = [{"fact": row.fact, "text": _row(kb, row), "name": row.name} for row in shape.rows]
            language = _language(kb, item.question)
            names = [str(in_language(name, language)) for name in shape.names]
            return {"shape": "match", "rows": pairs, "names": names, "marks": marks(shape)}
        case Open() | Gaps():
            return _without_options(kb, item, shape)
        case _:
            assert_never(shape)


def _row(kb: KnowledgeBase, row: OrderRow | MatchRow, text: str = "") -> str:
    return str(in_language(text or row.text, question_language(kb, kb.facts[row.fact])))


def _choice(kb: KnowledgeBase, shape: Choice, item: Item, places: dict[str, int]) -> dict[str, Any]:
    """Return the options of a choice; `about` are the facts that wrong ones answer, which may be still to come."""
    statement = shape.statement
    language = _language(kb, item.question) if statement is None else ""
    return {
        "options": [str(in_language(option.text, language)) for option in shape.options],
        "right": shape.right,
        "whys": [_html(why) for why in item.whys],
        "about": [places.get(str(option.fact), -1) for option in shape.options],
        "marks": marks(shape),
        "ordered": shape.is_in_order or statement is not None,
        "truth": "" if statement is None or statement.is_true else _html(statement.truth),
    }


def _without_options(kb: KnowledgeBase, item: Item, shape: Open | Gaps) -> dict[str, Any]:
    """Return a question that is typed, or recalled; `wrong` are answers that are known to be wrong."""
    answer = str(in_language(shape.answer, _language(kb, item.question)))
    told = {"answer": answer, "plain": plain(shape.answer), "form": _html(item.form)}
    if not item.forms:
        return {"shape": "recall", **told}
    wrong = () if item.question.asks_subject else kb.wrong(item.question.fact)
    number = item.number
    return {
        "shape": "typed",
        **told,
        "forms": list(item.forms),
        "number": number and [float(number.value), float(number.tolerance), number.unit],
        "wrong": sorted({plain(form) for option in wrong for form in kb.forms(option)}),
    }


def _html(text: str) -> str:
    return str(as_html(text))


def _spoils(kb: KnowledgeBase, items: Iterable[Item]) -> list[list[int]]:
    """Return for each question the places of those that it gives away, which are not asked behind it."""
    return spoilers([expose(kb, item.question) for item in items])
