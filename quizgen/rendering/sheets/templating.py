"""Jinja2's templates -> text: every value is escaped where it enters, as HTML or as the format wants it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")


def fill_template(template: str, values: Mapping[str, Any], escape: Callable[[str], str] | None = None) -> str:
    """Return a template with `values` in it, each escaped by `escape`, or as HTML where there is none.

    A name that the template uses and nobody gives is an error (jinja2.UndefinedError), never a gap.
    """
    return _environment(escape).get_template(template).render(values)


@cache
def _environment(escape: Callable[[str], str] | None) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  slow, and a PDF needs none
    from markupsafe import Markup  # noqa: PLC0415  as above

    def escaped(value: object) -> object:
        # What a macro made is marked up already.
        return value if escape is None or isinstance(value, Markup) else Markup(escape(str(value)))  # noqa: S704

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
