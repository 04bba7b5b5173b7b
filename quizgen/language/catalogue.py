"""The texts that quizgen itself prints on cards, sheets and screens, in the language of the library, by gettext.

English is the source: a text is its own key, as in `language.gettext("Sources")`, in Python and in templates alike. Any
other language has a catalogue `catalogues/TAG.po`, which becomes `TAG.mo` when the package is built. The file
`catalogues/quizgen.pot` lists all texts; a test keeps it up to date.

Jinja2's and Typst's templates call a function `gettext`, which takes values for the places that stand in braces. Anki's
templates know no functions: there a text takes the place of its call before the note type is made.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.language.record import Language

CATALOGUES = Path(__file__).parent / "catalogues"
#: How a call with a text of quizgen's own begins in a template, as in gettext("Sources").
_CALL = r'\bgettext\(\s*"((?:[^"\\]|\\.)*)"'


class _Catalogue(NullTranslations):
    """The catalogue of a language, which is read when one of its texts is first asked for.

    So a language whose catalogue was never built hinders nobody who uses another one. Then a text raises OSError.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _read(self) -> GNUTranslations:
        try:
            with self._path.open("rb") as file:
                return GNUTranslations(file)
        except OSError as error:
            raise OSError(f"there is no catalogue {self._path}; install quizgen again, which builds it") from error

    def gettext(self, message: str) -> str:
        return self._read.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._read.ngettext(msgid1, msgid2, n)


def translations(tag: str) -> NullTranslations:
    """Return the catalogue of a language, by its tag."""
    return _Catalogue(CATALOGUES / f"{tag}.mo")


def texts_in(template: str) -> list[str]:
    """Return quizgen's own texts in a template, in the order in which they stand there."""
    return [json.loads(f'"{text}"') for text in re.findall(_CALL, template)]


def translated(template: str, language: Language, written: Callable[[str], str]) -> str:
    """Return a template with its texts in a language, each in the place of its call, as `written` writes it there."""
    return re.sub(_CALL + r"\)", lambda match: written(language.gettext(json.loads(f'"{match[1]}"'))), template)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each place in braces, with the name of the place, and what stands behind the last."""
    for before, name, *_ in Formatter().parse(text):
        yield before, name or ""
