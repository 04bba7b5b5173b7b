"""What facts rest on, as every paper prints it: differing accounts, sources, and where an error is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.proof import accounts, citation, cited
from quizgen.rendering.sheets.sheet import Cite, Differing
from quizgen.rendering.signs import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


class Imprint(NamedTuple):
    """What a library says of itself on paper: the tag of its language, and how to report an error."""

    tag: str
    report: str


def imprint(kb: KnowledgeBase) -> Imprint:
    """Return the imprint of a library; without a description of itself it is taken to be in English."""
    info = kb.documents.info
    return Imprint(str(info.language), str(info.report or "")) if info else Imprint("en", "")


def differing_accounts(kb: KnowledgeBase, fact: Fact, between: str = BETWEEN) -> tuple[Differing, ...]:
    """Return all accounts of a fact whose sources differ; `between` parts who gives one from who prints it."""
    return tuple(
        Differing(account.answer, between.join(filter(None, (account.by, account.outlets))))
        for account in accounts(kb, fact)
    )


def source_ids(kb: KnowledgeBase, fact: Fact) -> tuple[str, ...]:
    """Return the ids of the sources of a fact, in the order in which the fact names them."""
    return tuple(str(cite.source.id) for cite in cited(kb, fact))


def cites(kb: KnowledgeBase, ids: Collection[str]) -> tuple[Cite, ...]:
    """Return the sources with these ids as they are listed, in the order of the library."""
    return tuple(Cite(str(id_), *citation(kb, source)) for id_, source in kb.sources.items() if str(id_) in ids)
