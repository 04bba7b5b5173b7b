"""How much is tried: more in the gate, where a machine waits, than where a person does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

#: The gate sets this; it runs more examples of each property, and more kills.
IS_GATE = bool(os.environ.get("QUIZGEN_GATE"))


def times(most: int) -> int:
    """Return how often something is tried: `most` times in the gate, a fifth of that elsewhere."""
    return most if IS_GATE else most // 5


def few(cases: Sequence[T], most: int = 1) -> Sequence[T]:
    """Return all `cases` in the gate, the first `most` of them elsewhere."""
    return cases if IS_GATE else cases[:most]
