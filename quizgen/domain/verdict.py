"""The verdict on a typed answer."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

#: The longest answer that is graded and kept, in characters.
LONGEST_ANSWER = 500


class Fit(StrEnum):
    """How well an answer fits the right answer."""

    EXACT = "exact"
    ALIAS = "alias"
    NEAR = "near"
    WRONG = "wrong"
    #: It can be read in two ways, as 08/09 can: to be asked about, never graded.
    UNCLEAR = "unclear"
    #: The learner looked at the answer and judged.
    JUDGED = "judged"
    #: Taken for wrong at first; the learner said it was right.
    APPEALED = "appealed"

    @property
    def is_right(self) -> bool:
        """Say whether this is a right answer as it stands."""
        return self in (Fit.EXACT, Fit.ALIAS)


class Verdict(NamedTuple):
    """The verdict on a typed answer: `form` is the accepted form that it is, or nearly is.

    `readings` are the meanings that an unclear answer may have, one of them right. `why` is a sentence on what a wrong
    answer lacks to be right, where only a part of it is wrong or missing. `asks` is the question with which whoever is
    there may be asked once for that part, before the answer counts for what it is.
    """

    fit: Fit
    form: str = ""
    readings: tuple[str, ...] = ()
    why: str = ""
    asks: str = ""
