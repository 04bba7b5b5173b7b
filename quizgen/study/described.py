"""Names of places and organisations, typed with what the library says that they are.

'The city of Geneva' and 'Geneva, Switzerland' name Geneva where the library calls it a city in Switzerland.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.words import DECISIVE, STOP_WORDS
from quizgen.study.people import Said
from quizgen.study.writing import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.library import Entity

#: Words that only link a name with what is said of it.
_LINKS = frozenset(("of", "in", "the"))
#: The most words that are looked at.
_MOST = 12


def described(typed: str, entity: Entity) -> Iterator[Said]:
    """Yield what `typed` may say as a name, where the words around it are said of the entity in the library."""
    words, about = spelled(typed).split(), set(spelled(entity.about or "").split()) - DECISIVE - STOP_WORDS
    if len(words) > _MOST:
        return
    forms, allowed = tuple(map(str, entity.forms)), about | _LINKS
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            around = {*words[:start], *words[end:]}
            if around <= allowed and not around <= _LINKS:
                yield Said(" ".join(words[start:end]), forms)
