"""Who gets which copy: variants by letter, pupils by name and in the print they need, and what their files end in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.text import Text
from quizgen.printing.content import file_word
from quizgen.printing.needs import USUAL_NEED, PrintNeed
from quizgen.rendering.sheets.sheet import letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.problem import Problem


class Pupil(NamedTuple):
    """Who gets a copy: a name, the print that this pupil needs, and the class, where the list says it."""

    name: str
    need: PrintNeed = USUAL_NEED
    group: str = ""


class ClassList(NamedTuple):
    """The pupils of a list in its order; sentences that tell what was taken for what; all that is wrong with it."""

    pupils: tuple[Pupil, ...] = ()
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def texts(self) -> list[Text]:
        """Return the names and classes with their places."""
        texts = (text for pupil in self.pupils for text in (pupil.name, pupil.group))
        return [text for text in texts if isinstance(text, Text)]


class Copy(NamedTuple):
    """A copy of a sheet: the letter of its variant, the pupil's name, and what the names of its files end in.

    `shared` says that other pupils may have the same variant; `need` is the print that this pupil needs, and `group`
    the class.
    """

    label: str
    name: str = ""
    suffix: str = ""
    shared: bool = False
    need: PrintNeed = USUAL_NEED
    group: str = ""


def plain_copies(variants: int) -> list[Copy]:
    """Return a copy of each variant; a single variant has no letter."""
    if variants == 1:
        return [Copy("")]
    return [Copy(letter(number), suffix=f"-{letter(number)}") for number in range(variants)]


def named_copies(pupils: Sequence[Pupil], variants: int | None) -> list[Copy]:
    """Return a copy for each pupil: of so many variants in turn, or each of a variant of its own."""
    width = len(str(len(pupils)))
    shared = variants is not None
    copies = []
    for place, pupil in enumerate(pupils):
        suffix = "-".join(filter(None, (f"-{place + 1:0{width}}", file_word(pupil.name))))
        copies.append(
            Copy(letter(place % (variants or len(pupils))), pupil.name, suffix, shared, pupil.need, pupil.group)
        )
    return copies
