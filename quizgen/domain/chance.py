"""Chance that is the same on every machine: every draw depends on a seed and an id alone."""

from __future__ import annotations

from hashlib import blake2b


def draw(*parts: str) -> int:
    """Return a number that depends on `parts` alone: the same on every machine, evenly spread below 2**64."""
    return int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest(), "big")
