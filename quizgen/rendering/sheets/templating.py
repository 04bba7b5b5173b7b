"""Jinja2's templates -> text: every value is escaped where it enters, as HTML or as the format wants it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markupsafe
from markupsafe import Markup

from quizgen.domain.markup import has_block, is_marked, plain
from quizgen.language.catalogue import pieces
from quizgen.rendering.formulas import mathml
from quizgen.rendering.marked_html import Hypertext, marked_html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

    from quizgen.language import Language

_TEMPLATES = Path(__file__).with_name("templates")
#: A text may stand in a paragraph or a label, where no <pre> may.
_HTML = Hypertext(markupsafe.escape, mathml, '<code class="lines">{}</code>')


def fill_template(
    template: str,
    values: Mapping[str, Any],
    language: Language,
    escape: Callable[[str], str] | None = None,
    folder: Path = _TEMPLATES,
) -> str:
    """Return a template of a folder with `values` in it, each escaped by `escape`, or as HTML where there is none.

    The template's own texts are in `language`. A name that it uses and that has no value is an error
    (jinja2.UndefinedError), never a gap.
    """
    escaped = _escaper(escape)

    def gettext(text: str, **places: object) -> Markup:
        parts = pieces(language.gettext(text))
        return Markup().join(escaped(before) + (escaped(places[name]) if name else "") for before, name in parts)

    return _environment(escape, folder).get_template(template).render(values, gettext=gettext)


def _escaper(escape: Callable[[str], str] | None) -> Callable[[object], Markup]:
    """Return a function that escapes a value, but not what a macro made, which is marked up already."""
    if escape is None:
        return as_html
    return lambda value: value if isinstance(value, Markup) else Markup(escape(str(value)))  # noqa: S704


def as_html(value: object) -> Markup:
    """Return a value as HTML, with the markup of a text shown."""
    if isinstance(value, str) and not isinstance(value, Markup) and is_marked(value):
        return Markup(marked_html(value, _HTML))  # noqa: S704  which escapes all that is text
    return markupsafe.escape(value)


@cache
def _environment(escape: Callable[[str], str] | None, folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  slow, and a PDF needs none

    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=_escaper(escape),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain
    environment.tests["code"] = has_block
    return environment
