"""How a fact proves itself: whether it is established or whose claim, the accounts, the sources; in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.domain.library import digest

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Source
    from quizgen.domain.text import Ref
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


def status(kb: KnowledgeBase, fact: Fact) -> str:
    """Say whether the fact is established, or whose claim it is, or that the sources differ."""
    language = kb.language
    unsettled = language.gettext("Not settled: the sources differ.") if fact.accounts else ""
    if fact.by is not None:
        claim = _claim(language, fact.kind, _claimant(kb, fact.by))
        return f"{unsettled} {claim}" if unsettled else claim
    return unsettled or language.ngettext(
        "Established: stated as fact by one source, contradicted by none.",
        "Established: stated as fact by {number} sources, contradicted by none.",
        len({str(evidence.source) for evidence in fact.evidence}),
    )


def _claim(language: Language, kind: Kind, who: str) -> str:
    """Say whose claim a fact of this kind is, and what that means."""
    match kind:
        case Kind.SAID:
            return language.gettext("Statement of {who}. What was said is established, not that it is so.", who=who)
        case Kind.DEMANDED:
            return language.gettext(
                "Demand of {who}. It was asked for, which does not mean that it was agreed.", who=who
            )
        case _:
            return language.gettext("Claim of {who}, not established.", who=who)


def brief_status(kb: KnowledgeBase, fact: Fact) -> str:
    """Say in a few words what `status` says."""
    gettext = kb.language.gettext
    if fact.by is None:
        return gettext("Sources differ") if fact.accounts else gettext("Established")
    who = kb.text(fact.by)
    match fact.kind:
        case Kind.SAID:
            claim = gettext("Statement of {who}", who=who)
        case Kind.DEMANDED:
            claim = gettext("Demand of {who}", who=who)
        case _:
            claim = gettext("Claim of {who}", who=who)
    return gettext("{claim}, sources differ", claim=claim) if fact.accounts else claim


def _claimant(kb: KnowledgeBase, ref: Ref) -> str:
    entity = kb.entities.get(str(ref))
    return f"{kb.text(ref)} ({entity.about})" if entity and entity.about else kb.text(ref)


def accounts(kb: KnowledgeBase, fact: Fact) -> list[Told]:
    """Return the fact's own answer and those that differ from it, or nothing where all sources agree."""
    if not fact.accounts:
        return []
    differing = ((account.answer, account.by, account.evidence) for account in fact.accounts)
    return [
        Told(
            kb.text(answer),
            kb.text(by) if by is not None else None,
            ", ".join(dict.fromkeys(str(kb.sources[str(fragment.source)].outlet) for fragment in evidence)),
        )
        for answer, by, evidence in ((fact.answer, fact.by, fact.evidence), *differing)
    ]


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
