"""The description of a deck: what it is, what it rests on, how to report an error, and whose claims it has."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Recipe


def description(kb: KnowledgeBase, recipe: Recipe) -> str:
    """Return the HTML that Anki shows above the deck."""
    info = kb.documents.info
    about = escape(info.about) if info else ""
    report = escape(info.report) if info else ""
    sources = "".join(
        f"<li>{escape(source.outlet)}, {escape(kb.text(source.published))}: {escape(source.standing)}</li>"
        for source in kb.sources.values()
    )
    gettext = kb.language.gettext
    parts = [
        f"<p><b>{escape(recipe.title)}.</b> {escape(recipe.about)}</p>",
        f"<p>{about}</p>",
        f"<p>{escape(voices(kb))}</p>" if kb.sides else "",
        f"<p>{escape(gettext('Sources:'))}</p><ul>{sources}</ul>",
        f"<p>{escape(gettext('Found an error?'))} {report}</p>",
    ]
    return "".join(parts)


def voices(kb: KnowledgeBase) -> str:
    """Return a sentence on how many claims each side makes, and which side makes none."""
    counts = kb.claims_per_side()
    claims = [f"{kb.sides[side].name} {count}" for side, count in counts.items() if count]
    silent = [str(kb.sides[side].name) for side, count in counts.items() if not count]
    sentences = [kb.language.gettext("Claims by side: {claims}.", claims=", ".join(claims))]
    if silent:
        sentences.append(kb.language.gettext("No voice in these articles: {sides}.", sides=", ".join(silent)))
    return " ".join(sentences)
