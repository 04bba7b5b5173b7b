"""How things are printed: the options that `sheet`, `cards` and `timeline` share, and what stands in the way."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.common import force_option, name_removed, option_group, report_in_the_way, signals_interrupt
from quizgen.cli.output import leave, put
from quizgen.printing.content import SEED, USUAL_SETTINGS, PrintSettings
from quizgen.printing.errors import KilledError, NothingToPrintError
from quizgen.rendering.errors import MissingPackageError
from quizgen.rendering.sheets.fonts import FontError, find_font
from quizgen.rendering.sheets.layout import PAPERS, Layout, LayoutError
from quizgen.rendering.sheets.unprintable import (
    LogoError,
    RefusedError,
    name_problems,
    option_problems,
    too_long_problems,
    unprintable_problems,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quizgen.domain.text import Text
    from quizgen.pipeline import Library

    Command = Callable[..., Any]

#: The longest title and seed, in characters.
_LONGEST = 120


def _check_length(_context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Return a text that will stand on every page. Raises click.BadParameter where it is too long or empty."""
    if text is not None and not (text.strip() and len(text) <= _LONGEST):
        raise click.BadParameter(f"{option.name} has 1 to {_LONGEST} characters")
    return text


title_option = click.option(
    "--title", metavar="TEXT", callback=_check_length, help="What stands at the top. [default: the library's name]"
)


def seed_option(text: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the option --seed, with its help."""
    return click.option("--seed", default=SEED, show_default=True, callback=_check_length, help=text)


def print_options(*more: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options for printing, as `settings`; `more` are those of sheets."""
    return option_group(
        "settings",
        _make_settings,
        click.option("--paper", type=click.Choice([*PAPERS]), default=USUAL_SETTINGS.layout.paper, show_default=True),
        click.option(
            "--large-print",
            "large",
            is_flag=False,
            flag_value="18",
            type=click.Choice(["14", "18", "24"]),
            help="A layout for those who need larger print: 14 points with more space, 18 or 24.",
        ),
        click.option(
            "--font", metavar="NAME|FILE", help="A font that comes with quizgen or is installed, or its file."
        ),
        *more,
        click.option(
            "--out",
            type=click.Path(file_okay=False, path_type=Path),
            default=USUAL_SETTINGS.out,
            show_default=True,
            help="The folder for the files.",
        ),
        force_option,
    )


def _make_settings(
    *, paper: str, large: str | None, font: str | None, columns: int = USUAL_SETTINGS.layout.columns, **others: Any
) -> PrintSettings:
    """Return how things are printed; each file is named on stdout. Raises click.UsageError for what cannot be.

    `others` are the values of options that are named as a field of the settings.
    """
    try:
        family = find_font(font) if font else None
        size = {"size": int(large)} if large else {}
        layout = Layout(paper=paper, font=family.family if family else "", columns=columns, **size)
    except (LayoutError, FontError) as error:
        raise click.UsageError(str(error)) from None
    folders, asked = (family.folders, family.asked) if family else ((), "")
    return PrintSettings(layout, asked, folders, tell=name_file, tell_removed=name_removed, **others)


def name_file(path: Path) -> None:
    """Name a file that was written on stdout."""
    put(str(path))


@contextmanager
def report_print_errors(
    library: Library, options: Mapping[str, str | None], path: Path | None = None, names: Sequence[Text] = ()
) -> Iterator[None]:
    """Where something cannot be printed, say what and where it stands, or what else is in the way; then leave.

    It may stand in the library, in the texts that `options` of the command line gave, or in the pupils' names of
    the file at `path`. Raises click.exceptions.Exit with 1, and click.ClickException.
    """
    try:
        with signals_interrupt(), report_in_the_way():
            yield
    except RefusedError as error:
        problems = unprintable_problems(library.kb, error.characters) + too_long_problems(library.kb, error.ids)
        problems = library.with_shown_paths(problems)
        problems += name_problems(str(path), names, error.characters)
        given = [(option, text) for option, text in options.items() if text is not None]
        lines = [*map(str, sorted(problems)), *option_problems(given, error.characters)]
        ending = "These cannot be printed" if lines else f"{error}; name a font that has it with --font"
        leave(lines, f"{ending}; nothing was made.")
    except (NothingToPrintError, KilledError, FontError, LogoError, MissingPackageError) as error:
        raise click.ClickException(str(error)) from None
