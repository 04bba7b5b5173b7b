"""How a fact proves itself beside its standing: all right answers, differing accounts, sources, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.fragments import with_whole_quotations
from quizgen.domain.library import digest
from quizgen.domain.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Source
    from quizgen.domain.question import Question
    from quizgen.language import Language


class Told(NamedTuple):
    """One account where sources differ: the answer, who gives it where that is known, and the outlets that print it."""

    answer: str
    by: str | None
    printed: tuple[str, ...]

    @property
    def outlets(self) -> str:
        """Return the outlets in one text."""
        return ", ".join(self.printed)


class Cited(NamedTuple):
    """A source with the evidence in it on which a fact rests."""

    source: Source
    evidence: tuple[Evidence, ...]


def accounts(kb: KnowledgeBase, fact: Fact) -> list[Told]:
    """Return the fact's own answer and those that differ from it, or nothing where all sources agree."""
    if not fact.accounts:
        return []
    differing = ((account.answer, account.by, account.evidence) for account in fact.accounts)
    return [
        Told(
            kb.text(answer),
            kb.in_sentence(by) if by is not None else None,
            tuple(dict.fromkeys(kb.sources[str(fragment.source)].short_name for fragment in evidence)),
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
    if isinstance(answer, Quantity) and answer.tolerance:
        ends = (answer.number - answer.tolerance, answer.number + answer.tolerance)
        below, above = (f"{end.normalize():f}" for end in ends)
        return (*kb.forms(answer), kb.language.gettext("anything from {below} to {above}", below=below, above=above))
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
    """Return the sources of a fact, each with its evidence, in the order in which the fact names them."""
    by_source: dict[str, list[Evidence]] = {}
    for evidence in fact.all_evidence:
        by_source.setdefault(str(evidence.source), []).append(evidence)
    return [Cited(kb.sources[id_], tuple(evidence)) for id_, evidence in by_source.items()]


def quoted(evidence: Evidence) -> str:
    """Return the words of a fragment in quotation marks, with their place behind them; or the place alone."""
    words = f"“{with_whole_quotations(evidence.words)}”" if evidence.words is not None else ""
    return ", ".join(filter(None, (words, str(evidence.place or ""))))


def date_of(kb: KnowledgeBase, source: Source) -> str:
    """Return when a source appeared, and whether that is inferred; nothing where it is not known."""
    if source.published is None:
        return ""
    date = kb.text(source.published)
    is_printed = source.dated is None or source.dated == "printed"
    return date if is_printed else kb.language.gettext("{date} (date inferred)", date=date)


class Citation(NamedTuple):
    """A source as a list of sources names it: who made it, its title, when and where it appeared, whose outlet it is.

    All but the title may be empty.
    """

    who: str
    title: str
    where: str
    standing: str

    @property
    def text(self) -> str:
        """Return it as a sentence, and whose outlet it is behind that."""
        return " ".join(
            filter(None, (f"{', '.join(filter(None, (self.who, f'“{self.title}”', self.where)))}.", self.standing))
        )


def citation(kb: KnowledgeBase, source: Source) -> Citation:
    """Return a source as a list of sources names it."""
    gettext = kb.language.gettext
    who = (source.author, source.outlet)
    where = (
        date_of(kb, source),
        gettext("pages {pages}", pages=source.pages) if source.pages is not None else "",
        str(source.url or ""),
        gettext("read on {date}", date=kb.text(source.read)) if source.read is not None else "",
    )
    return Citation(
        ", ".join(str(name) for name in who if name is not None),
        str(source.title),
        ", ".join(filter(None, where)),
        str(source.standing or ""),
    )


def short_citation(kb: KnowledgeBase, source: Source) -> str:
    """Return a source in few words: who published it, and when."""
    return ", ".join(filter(None, (source.short_name, date_of(kb, source))))


def fact_digest(kb: KnowledgeBase, fact: Fact) -> str:
    """Return 16 hexadecimal digits that change when the fact's question, its answers or its sentence do.

    Markup in them changes nothing.
    """
    answers = [kb.text(answer) for answer in fact.answers]
    return digest(map(plain, (fact.ask, fact.says or "", fact.reverse or "", *answers)))
