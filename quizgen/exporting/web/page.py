"""A bank -> the page: its facts to read, and beside them the data, the style and the scripts, all in one file."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from quizgen.domain.markup import plain
from quizgen.exporting.corrections import edition
from quizgen.exporting.web.data import page_data
from quizgen.exporting.web.facts import fact_views
from quizgen.exporting.web.tongues import in_language
from quizgen.language import direction
from quizgen.language.catalogue import texts_in
from quizgen.rendering.marked_html import data_uri
from quizgen.rendering.sheets.templating import fill_template

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank
    from quizgen.exporting.web.facts import FactView
    from quizgen.language import Language

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
#: The scheduler, by the same authors and with the same numbers as the package that `study` uses, and its licence.
_SCHEDULER, _LICENCE = (_HERE / "vendor" / name for name in ("ts-fsrs.min.js", "ts-fsrs.LICENSE"))
SCHEDULER = "ts-fsrs 5.4.2"
#: The parts of the page's own script, in their order.
_SCRIPTS = (
    "tools",
    "schedule",
    "records",
    "log",
    "agenda",
    "grading",
    "shapes",
    "feedback",
    "round",
    "progress",
    "start",
)


def render(bank: Bank) -> bytes:
    """Return the whole file, which loads nothing, and runs nothing but the scripts that stand in it."""
    kb = bank.kb
    assert kb is not None, "a page is made from a library"
    info, language = kb.documents.info, kb.language
    assert info is not None, "a library without it has problems"
    views = fact_views(kb, bank.items)
    script, style = _script(), (_TEMPLATES / "page.css").read_text("utf-8")
    scheduler = _SCHEDULER.read_text("utf-8")
    data = page_data(kb, bank, [view.id for view in views]) | {"texts": _texts(language, script)}
    values = {
        "tag": bank.language,
        "direction": direction(bank.language),
        "title": plain(bank.name),
        "about": str(info.about or ""),
        "report": str(info.report or ""),
        "library": bank.library,
        "edition": edition(kb.documents.lock),
        "topics": _by_topic(views),
        "sources": sorted({(source.name, source.standing) for view in views for source in view.sources}),
        "data": _as_script(data),
        "style": Markup(style),  # noqa: S704  our own
        "scripts": [Markup(text) for text in (scheduler, script)],  # noqa: S704  our own
        "style_hash": _hash(style),
        "script_hashes": [_hash(text) for text in (scheduler, script)],
        "licence": _LICENCE.read_text("utf-8"),
        "scheduler": SCHEDULER,
        "data_uri": data_uri,
        "in_language": in_language,
    }
    return fill_template("page.html", values, language, folder=_TEMPLATES).encode()


def _script() -> str:
    return "\n".join((_TEMPLATES / "scripts" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)


def _texts(language: Language, script: str) -> dict[str, str]:
    """Return the texts of a script that its language has other words for."""
    told = {text: language.gettext(text) for text in texts_in(script)}
    return {text: words for text, words in told.items() if words != text}


def _by_topic(views: list[FactView]) -> dict[str, list[FactView]]:
    """Return the facts by the titles of their topics, both in the order of the library."""
    topics: dict[str, list[FactView]] = {}
    for view in views:
        topics.setdefault(view.topic, []).append(view)
    return topics


def _hash(text: str) -> str:
    """Return by what a policy names a script or a style that stands in the page (CSP Level 3, 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _as_script(data: object) -> Markup:
    """Return data as JSON that can stand in a script element, which only its end tag or a comment could end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  no tag is left in it
