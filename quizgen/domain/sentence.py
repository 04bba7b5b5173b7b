"""A sentence with its answer in brackets, split at that gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


class Sentence(NamedTuple):
    """The text before the gap, in it, and after it."""

    before: str
    gap: str
    after: str

    @property
    def around(self) -> str:
        """Return the sentence as a learner sees it, with a blank for its gap."""
        return f"{self.before} _ {self.after}"


def split_sentence(language: Language, says: str, accepted: Iterable[str]) -> Sentence | None:
    """Return `says` split at the brackets that hold an accepted answer; None where no brackets do, or several.

    Brackets that hold anything else are text.
    """
    normal_forms = set()
    for form in accepted:
        before, gap, after = says.partition(f"[{form}]")
        if gap:
            return None if f"[{form}]" in after else Sentence(before, str(form), after)
        normal_forms.add(language.normal(form))
    gaps = [match for match in _BRACKETS.finditer(says) if language.normal(match.group(1)) in normal_forms]
    if len(gaps) != 1:
        return None
    start, end = gaps[0].span()
    return Sentence(says[:start], gaps[0].group(1), says[end:])
