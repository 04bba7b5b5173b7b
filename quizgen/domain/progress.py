"""How far a slow step has come: what is called to tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

#: Called with the number of steps that are done, and the number of all.
Steps: TypeAlias = "Callable[[int, int], None]"
#: Called with the name of a stage, and then as above.
Progress: TypeAlias = "Callable[[str, int, int], None]"


def silent(*_told: object) -> None:
    """Say nothing: what is called where nobody wants to be told."""
