"""Words from right to left within text from left to right: where they begin and end, so that they keep their place.

Where a neutral sign or a number follows such a word, the Unicode Bidirectional Algorithm (UAX 9) takes it to the word:
the number of "كتاب · 3 points" would stand on the wrong side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Letters, marks and digits of the blocks of Unicode whose scripts are written from right to left, and no punctuation.
_LETTERS = (
    "\u0591-\u05f4\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0710-\u074a\u074d-\u07fa\u0800-\u085b"
    "\u0860-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc"
)
#: Words that belong together, with signs and numbers between them, but for those that part the items of a list; and the
#: mark of their own script that ends them.
_WORDS = re.compile(f"([{_LETTERS}]+(?:(?:[^\\w;·\\n]|\\d){{1,12}}[{_LETTERS}]+)*[\u060c\u061b\u061f\u06d4]?)")
#: First strong isolate, and pop directional isolate.
FROM, TO = "\u2068", "\u2069"


def by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text in their order, none of them empty, with whether its letters run from right to left."""
    for place, part in enumerate(_WORDS.split(text)):
        if part:
            yield part, place % 2 == 1


def isolated(text: str) -> str:
    """Return a text from left to right with its words from right to left isolated, by signs that nobody sees."""
    return text if text.isascii() else _WORDS.sub(rf"{FROM}\1{TO}", text)
