"""Records by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Identified(Protocol):
    """A record with an id of its own."""

    @property
    def id(self) -> str:
        """Return the id."""


T = TypeVar("T", bound=Identified)


def first_by_id(records: Iterable[T]) -> dict[str, T]:
    """Return the records by id; of two with the same id the first is kept."""
    index: dict[str, T] = {}
    for record in records:
        index.setdefault(record.id, record)
    return index
