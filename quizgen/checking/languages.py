"""Rules on the languages of a library: its own, and those of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.answer import mark_of
from quizgen.domain.fact import Kind
from quizgen.domain.problem import LibraryFinding
from quizgen.language import LANGUAGES, language_of, seeming_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase


def unknown_language(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """The library names a language that quizgen speaks.

    In it quizgen prints its own words and dates, reads numbers, checks sentences and grades what is typed. Your texts
    may be in any language: name it in the topic ('language: de'), with 'ask' and 'reverse' as its terms are asked for;
    then no rule for English words is applied to them. A region may follow here: 'en-GB'.

    Passes:

        library: Meetings
        namespace: example.meetings
        language: en-GB
        about: What was said at two meetings.
        report: Tell your teacher.
        sides: [{id: council, name: the council}]

    Fails:

        library: Meetings
        namespace: example.meetings
        language: de
        about: Was auf zwei Sitzungen gesagt wurde.
        report: Sag es deiner Lehrerin.
        sides: [{id: council, name: der Rat}]
    """
    info = kb.documents.info
    if info is not None and language_of(info.language) is None:
        spoken = ", ".join(language.name for language in LANGUAGES.values())
        message = (
            f"quizgen's own words are in {spoken} only, yet; delete this line, and write 'language: {info.language}' "
            "with 'ask' and 'reverse' in your language into each topic"
        )
        yield LibraryFinding(info.path, info.language, message)


def language_not_named(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A topic whose terms are of another language names it.

    Otherwise they are read as words of the library's language: its rules are applied to them, a noun is right without
    its article, and cards are neither spoken nor set in their language. Told where half of the terms, three at least,
    begin with an article of another language or are not written in Latin letters. If they only look so, name the
    library's own language.

    Passes:

        topic: house
        title: The house
        language: fr
        ask: What is the French for “{means}”?
        facts:
          - {id: house.door, term: la porte, means: door}
          - {id: house.roof, term: le toit, means: roof}
          - {id: house.wall, term: le mur, means: wall}

    Fails:

        topic: house
        title: The house
        ask: What is the French for “{means}”?
        facts:
          - {id: house.door, term: la porte, means: door}
          - {id: house.roof, term: le toit, means: roof}
          - {id: house.wall, term: le mur, means: wall}
    """
    if not kb.documents.is_whole:
        return  # a language that is named may be one of the values that could not be read
    for topic in kb.topics.values():
        terms = [fact.answer for fact in topic.facts if fact.kind is Kind.TERM]
        tags = seeming_languages(kb.language, map(kb.text, terms)) if topic.language is None else []
        if tags:
            wanted = f"'language: {' or '.join(tags)}' and 'ask' into the topic"
            message = (
                f"terms like '{kb.text(terms[0])}' seem not to be {kb.language.name}; write {wanted}, or "
                f"'language: {kb.language.tag}' if they are"
            )
            yield LibraryFinding(topic.path, mark_of(terms[0]), message)
