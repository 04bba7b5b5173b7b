"""In which language the texts of a fact are: the library's, or that which its topic names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.domain.text import Ref, Text
from quizgen.language import language_of

if TYPE_CHECKING:
    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question


def tongue(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the tag of the language of a fact's topic (BCP 47); nothing where that is the library's."""
    topic = kb.topics.get(fact.topic)
    return _other_than_the_librarys(kb, topic.language if topic is not None else None)


def fragment_tongue(kb: KnowledgeBase, fact: Fact, evidence: Evidence) -> str:
    """Return the tag of the language in which words of a source are; nothing where that is the library's.

    Where the source does not name its language, it is that of the fact's topic.
    """
    source = kb.sources.get(evidence.source)
    named = source.language if source is not None else None
    return tongue(kb, fact) if named is None else _other_than_the_librarys(kb, named)


def _other_than_the_librarys(kb: KnowledgeBase, tag: Text | None) -> str:
    """Return the tag of a language; nothing where none is named, or the library's."""
    return "" if tag is None or language_of(tag) is language_of(kb.language.tag) else str(tag)


def term_tongue(kb: KnowledgeBase, fact: Fact) -> str:
    """Return the tag of the language of a fact's term; nothing for other facts, and where that is the library's."""
    return tongue(kb, fact) if fact.kind is Kind.TERM else ""


def is_translated(kb: KnowledgeBase, fact: Fact) -> bool:
    """Say whether the fact is a term of another language with what it means, which is mostly in the library's."""
    return bool(fact.means) and tongue(kb, fact) != ""


def read_for_answer(kb: KnowledgeBase, question: Question) -> KnowledgeBase:
    """Return the knowledge read for what is typed as an answer to a question.

    Names, dates and numbers are those of the library's language, and so is what a term means.
    """
    answer = question.fact.answer
    is_written = isinstance(answer, Text) and not isinstance(answer, Ref) and not question.asks_subject
    return reading(kb, question.fact) if is_written else kb


def reading(kb: KnowledgeBase, fact: Fact) -> KnowledgeBase:
    """Return the same knowledge, with all words read as those of the language of a fact's topic.

    So no rule of the library's language is applied to what is written in another.
    """
    tag = tongue(kb, fact)
    if tag in ("", kb.read_as):
        return kb
    if tag not in kb.readings:
        kb.readings[tag] = replace(kb, read_as=tag)
    return kb.readings[tag]
