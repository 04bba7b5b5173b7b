"""The class that a sheet is printed for: its list, and what in it was taken for what."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizgen.cli.common import option_group
from quizgen.cli.output import say
from quizgen.domain.text import visible
from quizgen.printing.copies import ClassList

if TYPE_CHECKING:
    from quizgen.printing.content import PrintSettings


class ClassOptions(NamedTuple):
    """Where the class list lies, if there is one, and whether its first row is a head, if somebody says so."""

    names: Path | None
    names_head: bool | None

    def read(self, settings: PrintSettings) -> ClassList:
        """Return the class; whether its first row is a head is asked where that is not clear and somebody is there.

        Raises click.UsageError for an option without a list, and for a print that the format cannot have.
        """
        if self.names is None:
            if self.names_head is not None:
                raise click.UsageError("--names-head and --no-names-head need a list; give it with --names")
            return ClassList()
        from quizgen.printing.pupils import read_class  # noqa: PLC0415  a sheet for nobody by name needs none of it

        is_somebody_there = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
        ask = self._ask if is_somebody_there else None
        pupils = read_class(self.names, settings.layout, has_head=self.names_head, ask=ask)
        if not settings.format.has_pages and any(pupil.need.size or pupil.need.font for pupil in pupils.pupils):
            name = settings.format.name
            raise click.UsageError(
                f"{self.names} asks for prints of their own, and {name} has no pages; choose a format"
            )
        return pupils

    def _ask(self, text: str, likely: bool) -> bool:
        question = f"{self.names}: is the first row, '{visible(text)}', a head, and no pupil?"
        return click.confirm(question, default=likely, err=True)


#: Gives a command the options for a class list; it gets them as `class_options`.
class_options = option_group(
    "class_options",
    ClassOptions,
    click.option(
        "--names",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A class list (CSV): a copy for each pupil, in the print each needs; all different, or of the --variants.",
    ),
    click.option(
        "--names-head/--no-names-head",
        "names_head",
        default=None,
        help="The first row of --names is a head, or is a pupil. [default: found out, and told]",
    ),
)


def tell_class(pupils: ClassList) -> None:
    """Say what in a class list was taken for what."""
    if pupils.told:
        say(*pupils.told, err=True)
