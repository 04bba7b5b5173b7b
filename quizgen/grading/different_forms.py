"""Forms that differ for one who compares letter by letter.

Such a reader first makes texts equal that differ in case, accents or marks, or in words that say nothing, as 'the' and
'of' do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.language.characters import composed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language

#: The most forms of an answer that are listed.
MOST_FORMS = 40
#: Marks that stand for a space. Apostrophes are nothing, and signs stay, as they say something.
_MARKS = re.compile('[-‐‑–—.,;:/()"“”]')
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Stands between forms; no text of a library holds such a character.
_BETWEEN = " \x1f "


def different_forms(language: Language, forms: Iterable[str]) -> dict[str, str]:
    """Return the forms by what such a reader sees of them, without those that are equal to an earlier one."""
    distinct = tuple(dict.fromkeys(forms))
    # One long text is made plain in a fraction of the time that its lines would take.
    lines = _plain(language, f" {_BETWEEN.join(distinct)} ").split("\x1f")
    different: dict[str, str] = {}
    for plain, form in zip(lines, distinct, strict=True):
        different.setdefault(plain.strip(), form)
    return different


def _plain(language: Language, text: str) -> str:
    """Return a text as such a reader sees it; it begins and ends with a space."""
    text = _MARKS.sub(" ", text.lower().replace("'", "").replace("’", ""))
    apart = composed(text, "NFD")
    if apart != text:
        text = _ACCENTS.sub("", apart)
    while "  " in text:
        text = text.replace("  ", " ")
    for word in (*language.definite_articles, language.partitive):
        text = text.replace(f" {word} ", " ")
    return text
