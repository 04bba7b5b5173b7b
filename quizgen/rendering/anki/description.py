"""The description of the Anki deck: what the library is, its edition and size, its sources, how to report an error."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from quizgen.domain.sides import claims_per_side

if TYPE_CHECKING:
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Lock


def description(kb: KnowledgeBase, lock: Lock) -> str:
    """Return the HTML that Anki shows above the deck: true of the whole library, whichever package came last."""
    info, language = kb.documents.info, kb.language
    if info is None:
        return ""
    gettext = language.gettext
    facts = sum(fact.retired is None for fact in kb.facts.values())
    counts = language.ngettext("One fact.", "{number} facts.", facts)
    edition = gettext("Edition of {date}.", date=edition_of(kb, lock))
    outlets = "; ".join(dict.fromkeys(source.short_name for source in kb.sources_used.values()))
    sources = gettext("Sources: {outlets}.", outlets=outlets) if outlets else ""
    parts = (
        str(info.about or ""),
        " ".join(filter(None, (edition, counts, sources, voices(kb)))),
        f"{gettext('Found an error?')} {info.report}" if info.report is not None else "",
    )
    return "".join(
        f"<p>{escape(part)}</p>" for part in filter(None, parts)
    )  # with few gaps, so that Anki's button stays in view


def voices(kb: KnowledgeBase) -> str:
    """Return a sentence on how many claims each side makes, and which side makes none; nothing without a claim."""
    counts = claims_per_side(kb)
    if not any(counts.values()):
        return ""
    heard = [f"{kb.sides[side].name} {number}" for side, number in counts.items() if number]
    silent = [str(kb.sides[side].name) for side, number in counts.items() if not number]
    told = [kb.language.gettext("Claims by side: {claims}.", claims=", ".join(heard))]
    if silent:
        told.append(kb.language.gettext("No voice in these articles: {sides}.", sides=", ".join(silent)))
    return " ".join(told)


def edition_of(kb: KnowledgeBase, lock: Lock) -> str:
    """Return the edition of a library: the day on which its lock last changed, in UTC."""
    changed = datetime.fromtimestamp(max((entry.changed for entry in lock.entries.values()), default=0), UTC)
    return kb.language.date(changed.year, changed.month, changed.day)
