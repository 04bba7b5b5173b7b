"""A page that shows cards as Anki does: front and back, by day and by night, on a phone and on a desktop.

Each side stands in a frame of its own with the note type's style and scripts, made when it comes into sight.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.rendering.formulas import mathml
from quizgen.rendering.marked_html import data_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.rendering.anki.note_type import NoteType
    from quizgen.rendering.anki.notes import Note

_PAGE = Path(__file__).with_name("templates") / "preview.html"
#: A formula in a field, which Anki has set by MathJax; no other text of a field has such a backslash.
_FORMULA = re.compile(r"\\\((.*?)\\\)")
#: The address of a picture among a learner's.
_ADDRESS = re.compile(r'(<img src=")[^"]*"')
#: A field in a template, with what Anki's filter before its name shows.
_FIELD = re.compile(r"\{\{(?![#^/])(type:)?([^}]+)\}\}")


def preview_page(note_type: NoteType, notes: Iterable[Note]) -> str:
    """Return an HTML page with every card of these notes, which loads nothing from anywhere."""
    names = [field["name"] for field in note_type.fields()]
    templates = {template["name"].lower(): template for template in note_type.templates()}
    cards = []
    for note in notes:
        shown = (_FORMULA.sub(lambda match: mathml(match[1]), field) for field in note.fields)
        if note.fact.picture is not None:
            address = data_uri(note.fact.picture)
            shown = (_ADDRESS.sub(lambda match: f'{match[1]}{address}"', field) for field in shown)  # noqa: B023
        values = dict(zip(names, shown, strict=True))
        for card in note.cards:
            template = templates[card.value]
            sides = {
                "front": _filled(template["qfmt"], values),
                "back": _filled(template["afmt"], values, is_back=True),
            }
            cards.append({"fact": str(note.fact.id), "card": card.value, "draft": note.fact.draft, **sides})
    return (
        _PAGE.read_text("utf-8")
        .replace("<!-- name -->", escape(note_type.name))
        .replace("/* cards */", _as_script({"css": note_type.css(), "cards": cards}))
    )


def _as_script(data: Any) -> str:
    """Return data as JSON that no HTML parser takes for the end of a script."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _filled(template: str, values: dict[str, str], *, is_back: bool = False) -> str:
    """Return a side of a card as Anki fills its template: sections that depend on a field first, then the fields."""
    text = template
    for name, value in values.items():
        for sign, stays in (("#", bool(value)), ("^", not value)):
            section = re.compile(rf"\{{\{{{re.escape(sign + name)}\}}\}}(.*?)\{{\{{/{re.escape(name)}\}}\}}", re.DOTALL)
            while (text := section.sub(r"\1" if stays else "", before := text)) != before:
                pass
    typed = '<code id="typeans">{}</code>' if is_back else '<input id="typeans" type="text">'
    return _FIELD.sub(
        lambda match: typed.format(values.get(match[2], "")) if match[1] else values.get(match[2], ""), text
    )
