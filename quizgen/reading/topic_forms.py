"""The form of a topic file: its facts, and what holds for all of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from quizgen.domain.fact import Topic
from quizgen.domain.markup import plain
from quizgen.domain.text import Text
from quizgen.language import language_of
from quizgen.language.characters import composed
from quizgen.reading.answer_forms import TO_BE_ASKED, asked_both_ways
from quizgen.reading.fact_forms import fact_form
from quizgen.reading.form import Field, Form, ListOf
from quizgen.reading.marked_text import with_markup
from quizgen.reading.types import LANGUAGE_TAG, Identifier, String, id_like, is_id

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizgen.domain.card import WayId
    from quizgen.reading.nodes import Reader, Record

    Values = dict[str, Any]

#: What stands before the name of a file to keep files in order.
_NUMBER = re.compile(r"^[\d\W_]+")


def _topic(values: Values, node: Record, reader: Reader) -> Topic | None:
    id_ = values.get("topic") or _named_by_file(node, reader)
    if id_ is None:
        return None
    facts = tuple(fact._replace(topic=str(id_)) for fact in values["facts"])
    tongue = values.get("language")
    are_to_be_asked = "ask" not in values and any(fact.ask is TO_BE_ASKED for fact in facts)
    if tongue is not None and are_to_be_asked and language_of(tongue) is not reader.language:
        message = (
            "a topic with 'language' lacks 'ask', how its terms are asked for; "
            "in a topic of French it is 'ask: What is the French for “{means}”?'"
        )
        reader.problem(tongue, "missing-key", message)
    facts = asked_both_ways(facts, values, reader.language)
    words = id_ if "topic" in values else _name_of(reader)
    title = _as_shown(values["title"], reader) if "title" in values else Text.at(_as_title(words), id_.line, id_.col)
    return Topic(id_, reader.path, title, facts, tongue)


def _as_shown(title: Text, reader: Reader) -> Text:
    """Return a title as it is read where nothing has a look of its own, as in lists: x² for a formula."""
    return Text.at(plain(with_markup(title, reader)), title.line, title.col)


def _named_by_file(node: Record, reader: Reader) -> Text | None:
    """Return the id of a topic that has none of its own, from the name of its file, or None with a problem."""
    if "topic" in node:
        return None  # it cannot be read, which is told already
    id_ = id_like(_name_of(reader), reader.language)
    if is_id(id_):
        return Text.at(id_, node.line, node.col)
    reader.problem(node, "missing-key", "a topic lacks 'topic', and the file's name makes no id; add 'topic: ID'")
    return None


def _name_of(reader: Reader) -> str:
    """Return the name of a file without what keeps files in order before it and what tells their sort behind it."""
    return _NUMBER.sub("", composed(PurePosixPath(reader.path).stem))


def _as_title(name: str) -> str:
    """Return a name in words, the first with a capital letter."""
    words = " ".join(re.split(r"[-_\s]+", name))
    return words[:1].upper() + words[1:]


def topic_form(ways: Collection[WayId]) -> Form[Topic]:
    """Return the form of a topic file; a fact may name these `ways` of asking."""
    return Form(
        "a topic",
        (
            Field("topic", Identifier(), "The topic's id; without one, the file's name: 'bakery' of 30-bakery.yaml."),
            Field("title", String(longest=100), "Its title; without one, the id in words."),
            Field(
                "language",
                LANGUAGE_TAG,
                "The language of its texts, where that is another: 'fr'; no rule for English words holds there.",
            ),
            Field(
                "ask",
                String(
                    longest=200, pattern=r".*\{means\}.*", wanted="a question with {means} in it", may_be_marked=True
                ),
                "The question for each term with 'means': 'What is the French for “{means}”?'",
            ),
            Field(
                "reverse",
                String(longest=200, pattern=r".*\{term\}.*", wanted="a question with {term} in it", may_be_marked=True),
                "The question for what each term means: 'What does “{term}” mean?'",
            ),
            Field("facts", ListOf(fact_form(ways)), "The facts, in the order of the story.", required=True),
        ),
        _topic,
    )
