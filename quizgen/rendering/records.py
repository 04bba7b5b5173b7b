"""Records as plain data, which templates and JSON understand, and records with other texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def as_data(value: Any) -> Any:
    """Return a record as a dict by the names of its fields and a tuple as a list, and so with all that they hold."""
    if not isinstance(value, tuple):
        return value
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    if names is None:
        return [as_data(item) for item in value]
    return {name: as_data(field) for name, field in zip(names, value, strict=True)}


def with_texts(value: T, change: Callable[[str], str]) -> T:
    """Return a record or a tuple with each text in it changed, however deep."""
    changed: Any = value
    if isinstance(value, str):
        changed = change(value)
    elif isinstance(value, tuple):
        parts = (with_texts(part, change) for part in value)
        changed = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return changed  # type: ignore[no-any-return]
