"""Records as plain data, which templates and JSON understand."""

from __future__ import annotations

from typing import Any


def as_data(value: Any) -> Any:
    """Return a record as a dict by the names of its fields and a tuple as a list, with all that they hold."""
    if not isinstance(value, tuple):
        return value
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    if names is None:
        return [as_data(one) for one in value]
    return {name: as_data(one) for name, one in zip(names, value, strict=True)}
