"""The texts that quizgen itself prints on cards, sheets and screens, in the language of the library, by gettext.

English is the source: a text is its own key, as in `language.gettext("Sources")`, in Python and in templates alike. Any
other language has a catalogue `catalogues/TAG.po`, which becomes `TAG.mo` when the package is built. The file
`catalogues/quizgen.pot` lists all texts; a test keeps it up to date.
"""

from __future__ import annotations

import json
import re
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.language.record import Language

CATALOGUES = Path(__file__).parent / "catalogues"
#: How a text of quizgen's own stands in a template: gettext("Sources").
IN_TEMPLATE = re.compile(r'\bgettext\("((?:[^"\\]|\\.)*)"\)')


def translations(tag: str) -> NullTranslations:
    """Return the catalogue of a language, by its tag. Raises OSError where it has none, or none was built."""
    with (CATALOGUES / f"{tag}.mo").open("rb") as file:
        return GNUTranslations(file)


def texts_in(template: str) -> list[str]:
    """Return quizgen's own texts in a template, in the order in which they stand there."""
    return [json.loads(f'"{text}"') for text in IN_TEMPLATE.findall(template)]


def translated(template: str, language: Language) -> str:
    """Return a template with its texts in a language, each in the place of its call."""
    return IN_TEMPLATE.sub(lambda match: language.gettext(json.loads(f'"{match[1]}"')), template)
