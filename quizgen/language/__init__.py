"""The ground floor: all that depends on a language. It imports nothing of quizgen.

To add a language, write its values in a module beside `english`, with its catalogue of translated texts, and add it to
`LANGUAGES`.
"""

from __future__ import annotations

import copyreg
from typing import TYPE_CHECKING

from quizgen.language.english import ENGLISH
from quizgen.language.foreign import direction, foreign, seeming_languages
from quizgen.language.measures import HOUR, MINUTE, Bound, Measure
from quizgen.language.record import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ENGLISH",
    "HOUR",
    "LANGUAGES",
    "MINUTE",
    "Bound",
    "Language",
    "Measure",
    "direction",
    "foreign",
    "language_of",
    "seeming_languages",
]

#: The languages that quizgen speaks, by their tags.
LANGUAGES: Mapping[str, Language] = {one.tag: one for one in (ENGLISH,)}


def language_of(tag: str) -> Language | None:
    """Return the language that a tag (BCP 47) names, wherever it is spoken: 'en-GB' is English. None if it is none."""
    return LANGUAGES.get(tag.partition("-")[0].lower())


def _by_tag(tag: str, read_as: str) -> Language:
    return foreign(LANGUAGES[tag], read_as) if read_as else LANGUAGES[tag]


# A language goes to another process by its tag alone, as that process has its own value of it.
copyreg.pickle(Language, lambda language: (_by_tag, (language.tag, language.foreign)))
