"""Printing documents into files: how they look, in which form, and in how many processes at once."""

from __future__ import annotations

from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizgen.cli.common import shown
from quizgen.cli.writing import stopping_in_order
from quizgen.rendering.files import written_aside
from quizgen.rendering.outputs import PDF, SHEET_FORMATS, SheetFormat
from quizgen.rendering.sheets.docx import MissingPackageError
from quizgen.rendering.sheets.fonts import FontError, find_font
from quizgen.rendering.sheets.layout import PAPERS, Layout, LayoutError
from quizgen.rendering.sheets.unprintable import (
    TooLongError,
    UnprintableError,
    option_problems,
    unprintable_problems,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.problem import Problem
    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.press import Press

#: So many documents wait for a free process; more would only fill the memory.
_WAITING = 4


class Prints(NamedTuple):
    """How things are printed, in which format, and where to. `fonts` are folders beside those always there."""

    layout: Layout
    fonts: tuple[Path, ...] = ()
    form: SheetFormat = PDF
    out: Path = Path("build")
    jobs: int = 1


class Matter(NamedTuple):
    """What is printed about: facts of a library under a title. Names of files begin with `stem`."""

    library: Library
    facts: tuple[Fact, ...]
    title: str
    stem: str
    seed: str


class Given(NamedTuple):
    """Texts for PDFs beside those of the library, as pupils' names.

    `options` are those of the command line that gave any, with what they gave; `places` tells where in the others
    characters stand.
    """

    texts: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    places: Callable[[Sequence[str]], list[Problem]] = lambda _characters: []


_NOTHING_GIVEN = Given()


class Document(NamedTuple):
    """A file to be: where, and what makes it. `make` is given a press and `what`, and returns the bytes."""

    path: Path
    make: Callable[..., bytes]
    what: tuple[Any, ...]


def printing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how things are printed; it gets them as `prints`."""

    @wraps(command)
    def packed(  # noqa: PLR0913  one argument for each option
        *,
        paper: str,
        large: str | None,
        font: str | None,
        columns: int,
        form: str,
        out: Path,
        jobs: int,
        **rest: object,
    ) -> object:
        try:
            found = find_font(font) if font else None
            size = {"size": int(large)} if large else {}
            layout = Layout(paper=paper, font=found.family if found else "", columns=columns, **size)
        except (LayoutError, FontError) as error:
            raise click.UsageError(str(error)) from None
        return command(prints=Prints(layout, found.folders if found else (), SHEET_FORMATS[form], out, jobs), **rest)

    wrapped: Callable[..., Any] = packed
    folder = click.Path(file_okay=False, path_type=Path)
    for add in (
        click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes at once."),
        click.option("--out", type=folder, default=Path("build"), show_default=True, help="The folder for the files."),
        click.option("--format", "form", type=click.Choice([*SHEET_FORMATS]), default=PDF.id, show_default=True),
        click.option("--columns", type=click.IntRange(1, 2), default=1, show_default=True),
        click.option("--font", metavar="NAME|FILE", help="A font that comes with quizgen, or a .ttf or .otf file."),
        click.option(
            "--large-print",
            "large",
            is_flag=False,
            flag_value="18",
            type=click.Choice(["18", "24"]),
            help="A layout for those who need large print, in 18 points or 24.",
        ),
        click.option("--paper", type=click.Choice([*PAPERS]), default=Layout().paper, show_default=True),
    ):
        wrapped = add(wrapped)
    return wrapped


def print_all(
    library: Library, documents: Iterable[Document], prints: Prints, total: int, given: Given = _NOTHING_GIVEN
) -> None:
    """Write each document to its path and name it on stdout; none where something `given` can't be printed.

    Raises click.exceptions.Exit with 1 where a character can't be printed, after its places were named, and
    click.ClickException for anything else that stands in the way.
    """
    try:
        with stopping_in_order():
            for done, path in enumerate(_printed(documents, prints, given.texts), 1):
                library.progress("printing", done, total)
                click.echo(str(path))
    except UnprintableError as error:
        problems = shown(library, unprintable_problems(library.kb, error.characters))
        problems += given.places(error.characters)
        found = [*map(str, problems), *option_problems(given.options, error.characters)]
        for line in found:
            click.echo(line, err=True)
        told = f"{error}; name a font that has it with --font." if not found else "These cannot be printed."
        click.echo(told, err=True)
        raise click.exceptions.Exit(1) from None
    except (FontError, TooLongError, MissingPackageError) as error:
        raise click.ClickException(str(error)) from None


def _printed(documents: Iterable[Document], prints: Prints, given: Iterable[str]) -> Iterator[Path]:
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  Typst is loaded only where something is printed

    with Press(prints.fonts) as press:
        press.check(given, prints.layout)  # or the copies before one that cannot be printed would stay
        if prints.jobs == 1:
            for document in documents:
                yield _write(press, document)
            return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  slow, and a single process needs neither
    from multiprocessing import get_context  # noqa: PLC0415  as above

    context = get_context("spawn")
    waiting = iter(documents)
    with ProcessPoolExecutor(prints.jobs, context, initializer=_begin, initargs=(prints.fonts,)) as pool:
        while batch := list(islice(waiting, prints.jobs * _WAITING)):
            yield from pool.map(_write_with_own, batch)


def _write(press: Press, document: Document) -> Path:
    made = document.make(press, *document.what)
    with written_aside(document.path) as aside:
        aside.write_bytes(made)
    return document.path


_own: Sequence[Press] = ()


def _begin(fonts: tuple[Path, ...]) -> None:
    """Begin a process that prints: its press is made once and lasts as long as it does."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  as above

    global _own  # noqa: PLW0603  what a process keeps between its documents has no other place
    _own = (Press(fonts),)


def _write_with_own(document: Document) -> Path:
    return _write(_own[0], document)
