"""Who gets which copy: variants by letter, pupils by name, and what the names of their files end in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from quizgen.rendering.sheets.sheet import letter

if TYPE_CHECKING:
    from collections.abc import Sequence


class Copy(NamedTuple):
    """One copy of a sheet: the variant that is on it, the pupil's name, and what its files' names end in.

    `shared` says that the variant is meant for others too.
    """

    label: str
    name: str = ""
    suffix: str = ""
    shared: bool = False


def plain_copies(variants: int) -> list[Copy]:
    """Return a copy of each variant; a single one has no letter."""
    if variants == 1:
        return [Copy("")]
    return [Copy(letter(number), suffix=f"-{letter(number)}") for number in range(variants)]


def named_copies(names: Sequence[str], variants: int | None) -> list[Copy]:
    """Return a copy for each name, in turn of so many variants, or each with a variant of its own."""
    width = len(str(len(names)))
    shared = variants is not None
    return [
        Copy(letter(place % (variants or len(names))), name, f"-{place + 1:0{width}}{_file_name(name)}", shared)
        for place, name in enumerate(names)
    ]


def _file_name(name: str) -> str:
    """Return what of a name can stand in the name of a file anywhere, with a hyphen before it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall("[a-z0-9]+", plain))[:40]
    return f"-{found}" if found else ""
