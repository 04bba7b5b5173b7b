"""How a change of content is noticed."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def digest(parts: Iterable[str]) -> str:
    """Return 16 hexadecimal digits (64 bits of SHA-256) that change when any of `parts` does."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]
