"""How a fact proves itself beside its standing: differing accounts and sources, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.library import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Source
    from quizgen.language import Language


#: So many other right answers are printed; the rest count as well, but nobody compares with a dozen.
_MOST_ALSO_RIGHT = 4


class Told(NamedTuple):
    """One account where sources differ: the answer, who gives it where that is known, and the outlets that print it."""

    answer: str
    by: str | None
    outlets: str


class Cited(NamedTuple):
    """A source with the date it appeared on and the words that a fact rests on."""

    source: Source
    date: str
    words: tuple[str, ...]


def accounts(kb: KnowledgeBase, fact: Fact) -> list[Told]:
    """Return the fact's own answer and those that differ from it, or nothing where all sources agree."""
    if not fact.accounts:
        return []
    differing = ((account.answer, account.by, account.evidence) for account in fact.accounts)
    return [
        Told(
            kb.text(answer),
            kb.in_sentence(by) if by is not None else None,
            ", ".join(dict.fromkeys(str(kb.sources[str(fragment.source)].outlet) for fragment in evidence)),
        )
        for answer, by, evidence in ((fact.answer, fact.by, fact.evidence), *differing)
    ]


def also_right(language: Language, answer: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Return the `forms` that are printed as right beside the `answer`: the first few of those with other words."""
    by_words: dict[frozenset[str], str] = {}
    for form in forms:
        by_words.setdefault(language.content_words(form), form)
    by_words.pop(language.content_words(answer), None)
    return tuple(by_words.values())[:_MOST_ALSO_RIGHT]


def cited(kb: KnowledgeBase, fact: Fact) -> list[Cited]:
    """Return the sources of a fact, each with its words, in the order in which the fact names them."""
    words_by_source: dict[str, list[str]] = {}
    for evidence in fact.all_evidence:
        words_by_source.setdefault(str(evidence.source), []).append(str(evidence.words))
    return [
        Cited(kb.sources[id_], date_of(kb, kb.sources[id_]), tuple(words)) for id_, words in words_by_source.items()
    ]


def date_of(kb: KnowledgeBase, source: Source) -> str:
    """Return when a source appeared, and whether that is inferred."""
    date = kb.text(source.published)
    return date if source.dated == "printed" else kb.language.gettext("{date} (date inferred)", date=date)


def fact_digest(kb: KnowledgeBase, fact: Fact) -> str:
    """Return 16 hexadecimal digits that change when the fact's question, its answers or its sentence do."""
    answers = [kb.text(answer) for answer in fact.answers]
    return digest((str(fact.ask), str(fact.says or ""), str(fact.reverse or ""), *answers))
