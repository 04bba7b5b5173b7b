"""A sentence with its answer in brackets, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


class Sentence(NamedTuple):
    """What stands before the gap, in it, and after it."""

    before: str
    gap: str
    after: str


def split_sentence(language: Language, says: str, accepted: Iterable[str]) -> Sentence | None:
    """Return `says` taken apart at the brackets that hold an accepted answer, or None.

    Brackets that hold anything else are text. There is None too when two brackets hold an answer.
    """
    known = set()
    for form in accepted:
        before, found, after = says.partition(f"[{form}]")
        if found:
            return None if f"[{form}]" in after else Sentence(before, str(form), after)
        known.add(language.normal(form))
    hits = [match for match in _BRACKETS.finditer(says) if language.normal(match.group(1)) in known]
    if len(hits) != 1:
        return None
    start, end = hits[0].span()
    return Sentence(says[:start], hits[0].group(1), says[end:])
