"""A realised sheet -> one HTML file, to fill in or to print: nothing is fetched, and all that is filled in has a name.

A paper works without its script, templates/form.js, which only keeps and saves the answers. The browser is told by a
hash to run that script and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.domain.text import plain
from quizgen.language import direction
from quizgen.language.catalogue import pieces
from quizgen.rendering.css import css_string
from quizgen.rendering.marked_html import data_uri
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets.blanks import BLANKS
from quizgen.rendering.sheets.fonts import is_serif
from quizgen.rendering.sheets.key_view import KeyView, key_view
from quizgen.rendering.sheets.layout import PAPERS
from quizgen.rendering.sheets.templating import fill_template
from quizgen.rendering.sheets.view import PaperView, paper_view

if TYPE_CHECKING:
    from quizgen.language import Language
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press
    from quizgen.rendering.sheets.sheet import Sheet, Variant

_SCRIPT = Path(__file__).with_name("templates") / "form.js"
#: How wide a line is on the narrowest paper, in points; what stands above and below has this part of the usual size.
_LINE = (min(paper.width for paper in PAPERS.values()) - 40) * 72 // 25.4
_SMALL = 0.8
#: Room for the number of the page, and between two texts, in em.
_COUNT, _BETWEEN = 9.0, 2.0
#: How wide characters are at most, in em: these and all that are not Latin, other capitals, and the rest.
_WIDEST = frozenset("MWmw@%&—…")
_LAST_LATIN = "\u024f"
_WIDE, _CAPITAL, _NARROW = 1.0, 0.8, 0.6


def paper(_press: Press, sheet: Sheet, layout: Layout) -> bytes:
    """Return the question paper."""
    view = with_texts(paper_view(sheet), plain)
    name = view.name or f"{sheet.language.gettext('Name')} {BLANKS['usual']}"
    script = "" if view.apart else _SCRIPT.read_text("utf-8")
    return _page("paper.html", view, sheet.language, layout, name, script, data_uri(view.logo) if view.logo else "")


def key(_press: Press, variant: Variant, layout: Layout) -> bytes:
    """Return the key: a table for each section, and the list of sources."""
    view = with_texts(key_view(variant), plain)
    return _page("key.html", view, variant.sheet.language, layout.of_key, view.name)


def _page(  # noqa: PLR0913, PLR0917  all that a page is made of
    template: str,
    view: PaperView | KeyView,
    language: Language,
    layout: Layout,
    name: str,
    script: str = "",
    logo: str = "",
) -> bytes:
    """Return the whole file. Every page says which copy it is, and all but the first the title and `name`."""
    values = {
        "view": view,
        "copy": sha256(repr(view).encode()).hexdigest(),  # answers belong to the very same questions
        "logo": logo,
        "script": script,
        "script_hash": f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
        "blanks": BLANKS,
        "layout": layout,
        "running": _running_lines(view, layout, name) | {"page": _page_number(language)},
        "looks": " ".join(
            name
            for name, is_so in (("large", layout.is_large), ("roomy", layout.is_roomy), ("columns", layout.columns > 1))
            if is_so
        ),
        "small": f"{layout.size * _SMALL:g}",
        "fallback": "Georgia, serif" if is_serif(layout.family) else "Arial, sans-serif",
        "direction": direction(view.tag),
        "css_string": css_string,
        "data_uri": data_uri,
        "has_pictures": isinstance(view, PaperView)
        and any(question.picture for section in view.sections for question in section.questions),
    }
    return fill_template(template, values, language).encode()


def _page_number(language: Language) -> str:
    """Return the number of the page and of all pages, which the browser counts, as content of CSS."""
    parts = []
    for before, counted in pieces(language.gettext("Page {page} of {pages}")):
        parts += [css_string(before)] if before else []
        parts += [f"counter({counted})"] if counted else []
    return " ".join(parts)


def _running_lines(view: PaperView | KeyView, layout: Layout, name: str) -> dict[str, str]:
    """Return what stands above and below the text, each short enough for a line, as CSS cannot measure it."""
    room = _LINE / (layout.size * _SMALL)
    name = _shorten(name, room)
    # The title is said again only where there is room for it too.
    is_short = _width_of(view.title) + (_BETWEEN + _width_of(name) if name else 0) <= room
    return {"left": view.title if is_short else "", "right": name, "below": _shorten(view.copy, room - _COUNT)}


def _shorten(text: str, room: float) -> str:
    """Return as much of a text as fits into `room`, in em; an ellipsis at its end stands for the rest."""
    if _width_of(text) <= room:
        return text
    fitting = takewhile(lambda wide: wide <= room - _WIDE, accumulate(map(_width, text)))
    return text[: len([*fitting])].rstrip() + "…"


def _width_of(text: str) -> float:
    """Return how wide a text is at most, in em."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character in _WIDEST or character > _LAST_LATIN:
        return _WIDE
    return _CAPITAL if character.isupper() else _NARROW
