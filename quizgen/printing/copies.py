"""Who gets which copy: variants by letter, pupils by name, and what the names of their files end in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from quizgen.rendering.sheets.sheet import letter

if TYPE_CHECKING:
    from collections.abc import Sequence


class Copy(NamedTuple):
    """A copy of a sheet: the letter of its variant, the pupil's name, and what the names of its files end in.

    `shared` says that other pupils may have the same variant.
    """

    label: str
    name: str = ""
    suffix: str = ""
    shared: bool = False


def plain_copies(variants: int) -> list[Copy]:
    """Return a copy of each variant; a single variant has no letter."""
    if variants == 1:
        return [Copy("")]
    return [Copy(letter(number), suffix=f"-{letter(number)}") for number in range(variants)]


def named_copies(names: Sequence[str], variants: int | None) -> list[Copy]:
    """Return a copy for each name: of so many variants in turn, or each of a variant of its own."""
    width = len(str(len(names)))
    shared = variants is not None
    return [
        Copy(letter(place % (variants or len(names))), name, f"-{place + 1:0{width}}{_file_name(name)}", shared)
        for place, name in enumerate(names)
    ]


def _file_name(name: str) -> str:
    """Return a pupil's name in letters that every file system takes, with a hyphen before it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    joined = "-".join(re.findall("[a-z0-9]+", plain))[:40]
    return f"-{joined}" if joined else ""
