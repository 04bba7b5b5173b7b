"""Why an output cannot be made, in sentences for whoever asked for it."""

from __future__ import annotations


class MissingPackageError(Exception):
    """A package is missing that only one format needs; the message says how to get it."""
