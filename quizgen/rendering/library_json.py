"""The library as one JSON object. Its form is a promise: keys are added, never renamed or dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quizgen.domain.answer import Answer, ClockTime, PartialDate, Quantity
from quizgen.domain.markup import is_marked, written
from quizgen.domain.question import Choice
from quizgen.domain.standing import standing_of, standing_text
from quizgen.domain.text import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity, Source
    from quizgen.domain.question import Question

    Object = dict[str, Any]


def render(kb: KnowledgeBase, facts: Iterable[Fact], questions: Iterable[tuple[Question, tuple[str, ...]]]) -> str:
    """Return sources, entities, `facts` and `questions` (each with the decks that ask it) as JSON."""
    data = {
        "sources": [_source(source) for source in kb.sources_used.values()],
        "entities": [_entity(entity) for entity in kb.entities.values()],
        "facts": [_fact(kb, fact) for fact in facts],
        "questions": [_question(question, decks) for question, decks in questions],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _plain(text: str | PartialDate | None) -> str | None:
    return None if text is None else str(text)


def _source(source: Source) -> Object:
    return {
        "id": str(source.id),
        "title": str(source.title),
        "outlet": _plain(source.outlet),
        "author": _plain(source.author),
        "published": _plain(source.published),
        "dated": _plain(source.dated),
        "standing": _plain(source.standing),
        "pages": _plain(source.pages),
        "url": _plain(source.url),
        "read": _plain(source.read),
        "file": _plain(source.file),
        "sha256": _plain(source.sha256),
        "voice": _plain(source.voice),
        "language": _plain(source.language),
    }


def _entity(entity: Entity) -> Object:
    return {
        "id": str(entity.id),
        "sort": entity.sort.value,
        "name": str(entity.name),
        "aliases": [str(alias) for alias in entity.aliases],
        "about": _plain(entity.about),
        "in_sentence": str(entity.in_sentence or entity.name),
        "side": _plain(entity.side),
        "coordinates": list(entity.coordinates) if entity.coordinates else None,
    }


def _raw(answer: Answer) -> str:
    """Return an answer as data: an entity's id, a date as ISO 8601 writes it, anything else as printed."""
    return str(answer.written) if isinstance(answer, (PartialDate, ClockTime, Quantity)) else str(answer)


def _tolerance(answer: Answer) -> str | None:
    return f"{answer.tolerance:f}" if isinstance(answer, Quantity) and answer.tolerance else None


def _evidence(evidence: Iterable[Evidence]) -> list[Object]:
    return [{"source": str(one.source), "words": _plain(one.words), "at": _plain(one.place)} for one in evidence]


def _fact(kb: KnowledgeBase, fact: Fact) -> Object:
    retired = fact.retired
    return {
        "id": str(fact.id),
        "topic": fact.topic,
        "kind": fact.kind.value,
        "answer": _raw(fact.answer),
        "answer_text": kb.text(fact.answer),
        "tolerance": _tolerance(fact.answer),
        "accept": [str(text) for text in fact.accept],
        "also_right": [_raw(answer) for answer in fact.also_right],
        **_claim(kb, fact),
        **_wording(fact),
        "level": fact.level.value,
        "tags": [str(tag) for tag in fact.tags],
        "accounts": [
            {
                "answer": _raw(account.answer),
                "answer_text": kb.text(account.answer),
                "by": _plain(account.by),
                "evidence": _evidence(account.evidence),
            }
            for account in fact.accounts
        ],
        "evidence": _evidence(fact.evidence),
        "note": _plain(fact.note),
        **_help(fact),
        "retired": {"on": str(retired.on.written), "why": str(retired.why), "instead": _plain(retired.instead)}
        if retired
        else None,
        "ways": [str(way) for way in fact.ways],
        "withdrawn": [
            {"card": one.card.value, "on": str(one.on.written), "why": str(one.why)} for one in fact.withdrawn
        ],
        "markup": _markup(kb.marked.facts[fact.id]),
        "path": fact.path,
        "line": fact.id.line,
    }


def _wording(fact: Fact) -> Object:
    """Return what is asked of a fact, in questions and in a sentence, and its name."""
    return {
        "ask": str(fact.ask),
        "ask_short": _plain(fact.ask_short),
        "says": _plain(fact.says),
        "reverse": _plain(fact.reverse),
        "label": _plain(fact.label),
    }


def _help(fact: Fact) -> Object:
    """Return the hint and the picture of a fact."""
    picture = fact.picture
    return {
        "hint": _plain(fact.hint),
        "picture": {"file": str(picture.file), "alt": str(picture.alt)} if picture else None,
    }


def _markup(fact: Fact) -> Object:
    """Return the texts of a fact that have markup, by their keys, as the curator wrote them."""
    texts = fact._asdict().items()
    one = {key: written(text) for key, text in texts if isinstance(text, str) and is_marked(text)}
    several = {
        key: [written(part) for part in parts if isinstance(part, str)]
        for key, parts in texts
        if isinstance(parts, tuple) and any(isinstance(part, str) and is_marked(part) for part in parts)
    }
    return one | several


def _claim(kb: KnowledgeBase, fact: Fact) -> Object:
    """Return whose words a fact is, how and when they came, and how it stands."""
    standing = standing_of(kb, fact)
    return {
        "by": _plain(fact.by),
        "of": _plain(fact.of),
        "via": [str(ref) for ref in fact.via],
        "act": standing.act.value if fact.by is not None and standing.act else None,
        "on": {"timing": fact.on.timing.value, "date": str(fact.on.date)} if fact.on else None,
        "plan": str(fact.plan) if fact.plan else None,
        "standing": {"form": standing.form.value, "text": standing_text(kb, fact)},
        "matter": _plain(fact.matter),
        "told_by": [str(words) for words in fact.told_by if not isinstance(words, Ref)],
        "told_by_facts": [str(ref) for ref in fact.told_by if isinstance(ref, Ref)],
    }


def _question(question: Question, decks: tuple[str, ...]) -> Object:
    shape = question.shape
    options = None
    if isinstance(shape, Choice):
        options = [
            {"text": option.text, "right": option.right, "fact": option.fact, "why": option.why or None}
            | ({"letter": shown} if shape.spots else {})
            for option, shown in zip(shape.options, shape.shown, strict=True)
        ]
    return {
        "id": question.id,
        "fact": str(question.fact.id),
        "way": question.way,
        "shape": type(shape).__name__.lower(),
        "prompt": shape.prompt,
        "answer": shape.answer,
        "accepted": list(shape.accepted),
        "options": options,
        "decks": list(decks),
    }
