"""What a unit measures, and how a number is meant."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


class Bound(StrEnum):
    """How a number is meant: as the amount, as an approximation from somewhere or below, or as a limit."""

    NONE = ""
    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    ABOVE = "more than"
    LEAST = "at least"
    BELOW = "less than"
    MOST = "at most"

    @property
    def is_limit(self) -> bool:
        """Say whether what lies on one side of the number may be the amount as well."""
        return self in (Bound.ABOVE, Bound.LEAST, Bound.BELOW, Bound.MOST)


class Measure(NamedTuple):
    """What a unit measures, and how many of the smallest unit of that it is."""

    dimension: str
    factor: int | Fraction


HOUR, MINUTE = Measure("time", 3600), Measure("time", 60)
