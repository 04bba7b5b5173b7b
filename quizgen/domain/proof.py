"""How a fact proves itself beside its standing: all right answers, differing accounts, sources, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import PartialDate
from quizgen.domain.library import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Source
    from quizgen.domain.question import Question
    from quizgen.language import Language


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


def accepted_forms(kb: KnowledgeBase, question: Question) -> tuple[str, ...]:
    """Return the right answers to a question that the library has, the printed one first, as people read them."""
    if question.asks_subject:
        return tuple(dict.fromkeys((question.shape.answer, *question.shape.accepted)))
    return tuple(dict.fromkeys((question.shape.answer, *answer_forms(kb, question.fact))))


def answer_forms(kb: KnowledgeBase, fact: Fact) -> tuple[str, ...]:
    """Return the right answers to a fact's own question, as `accepted_forms` does.

    A date is written in one form, as everybody reads the others.
    """
    answers = (*fact.answers, *fact.also_right)
    forms = (form for answer in answers for form in _read_forms(kb, answer))
    return tuple(dict.fromkeys((*forms, *map(str, fact.accept))))


def _read_forms(kb: KnowledgeBase, answer: Answer) -> tuple[str, ...]:
    return (kb.text(answer),) if isinstance(answer, PartialDate) else kb.forms(answer)


def also_right(language: Language, answer: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Return those of the `forms` that are worth reading beside the `answer`, the shortest first.

    A form that has all the words of another one, or of the answer, is left out: who reads the one knows of the other.
    Beside a number each word counts, as 'about' and 'more than' do.
    """

    def words_of(form: str) -> frozenset[str]:
        has_number = any(map(str.isdigit, form))
        return (frozenset() if has_number else language.content_words(form)) or frozenset(language.normal(form).split())

    read = [words_of(answer)]
    shown = []
    for form in sorted(forms, key=lambda form: len(words_of(form))):
        words = words_of(form)
        if not any(words >= others for others in read):
            read.append(words)
            shown.append(form)
    return tuple(shown)


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
