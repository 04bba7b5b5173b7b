"""Printing what may be too long for its place: that is refused by name, as cut-off text helps nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.rendering.sheets.press import Press

#: How a template says that it refuses: the places, from 0, of what doesn't fit.
_REFUSED = re.compile(r"too long: ([0-9 ]+)")


class TooLongError(Exception):
    """Text that doesn't fit even in the smallest type; `names` say whose: ids of facts and sources, or labels."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("there is no room for the text of " + ", ".join(names))
        self.names = tuple(names)


def fitted_pdf(press: Press, templates: Sequence[str], data: dict[str, Any], names: Sequence[str]) -> bytes:
    """Return a PDF of templates that refuse what doesn't fit, by its place in `names`.

    Raises TooLongError, and UnprintableError for a character that no font has.
    """
    from typst import TypstError  # noqa: PLC0415  the press has loaded it by now

    try:
        return press.pdf(templates, data)
    except TypstError as error:
        found = _REFUSED.search(error.diagnostic)
        if found is None:
            raise
        raise TooLongError([names[int(place)] for place in found[1].split()]) from None
