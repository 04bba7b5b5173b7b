"""quizgen test."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from quizgen.cli.class_options import ClassOptions, class_options, tell_class
from quizgen.cli.common import library_option, open_sound_library
from quizgen.cli.output import leave, say
from quizgen.cli.print_options import print_options, report_print_errors
from quizgen.cli.save_test import check_name, save_test
from quizgen.cli.sheet_options import PAGE_OPTIONS, refuse_useless_options, test_options
from quizgen.domain.problem import problem_at
from quizgen.domain.text import Text
from quizgen.domain.words import count
from quizgen.pipeline import open_test
from quizgen.printing.class_test import keep_test, with_more, without
from quizgen.reading.layout import TEST_SUFFIX
from quizgen.rendering.sheets.fonts import FontError, find_font
from quizgen.rendering.sheets.layout import LayoutError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.class_test import ClassTest
    from quizgen.printing.content import PrintSettings
    from quizgen.printing.sheet import SheetRequest
    from quizgen.rendering.sheets.layout import Layout


@click.command(name="test")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@library_option
@click.option("--with", "more", multiple=True, metavar="FACT/WAY", help="Ask this, too, at the end of its section.")
@click.option("--without", "less", multiple=True, metavar="FACT[/WAY]", help="Leave this out.")
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    callback=check_name,
    metavar=f"NEW{TEST_SUFFIX}",
    help="Keep the test as it is printed in a new file.",
)
@test_options
@class_options
@print_options(*PAGE_OPTIONS)
def command(  # noqa: PLR0913  one argument for each group of options
    *,
    file: Path,
    root: Path | None,
    more: tuple[str, ...],
    less: tuple[str, ...],
    save: Path | None,
    request: SheetRequest,
    class_options: ClassOptions,
    settings: PrintSettings,
) -> None:
    """Print a test that is kept in a file: the same questions in the same order, with the same key.

    `quizgen sheet --save FILE` keeps a sheet as a test. Its file is for you to change: the order, the points, questions
    of your own. What has changed in the library since is said.

    \b
    Examples:
      quizgen sheet core --save autumn.test.yaml
      quizgen test autumn.test.yaml --without geneva.date --variants 2
      quizgen test autumn.test.yaml --with people.lavrov/choice --save spring.test.yaml
    """
    pupils = class_options.read(settings)
    library = open_sound_library(root, others=pupils.problems)
    tell_class(pupils)
    test, problems = open_test(library, file)
    if test is None or problems:
        leave(problems, f"{count(len(problems), 'problem')}; nothing was made.")
    has_pictures = test.header.logo is not None or any(fact.picture for fact in test.own)
    if save is not None and has_pictures and save.resolve().parent != file.resolve().parent:
        raise click.BadParameter(
            "the pictures of a test are found from its folder; keep it there", param_hint="'--save'"
        )
    settings = _with_font(test, file, settings)
    layout = _layout(test, settings.layout)
    font = Text(settings.font) if settings.font else None
    test = test._replace(paper=layout.paper, size=layout.size, columns=layout.columns, font=font)
    with _misuse("--without"):
        test = without(test, less)
    kept, problems = keep_test(library, test)
    if problems:
        leave(problems, f"{count(len(problems), 'problem')}; nothing was made.")
    with _misuse("--with"):
        kept = with_more(kept, more)
    request = request._replace(variants=request.variants or test.variants, pupils=pupils.pupils)
    settings = settings._replace(layout=layout)
    refuse_useless_options(request, settings, has_names=class_options.names is not None)
    with report_print_errors(kept.library, _texts(kept.test), class_options.names, pupils.texts):
        run = kept.plan(request, file.name.removesuffix(TEST_SUFFIX))
        for notice in (*kept.notices(), *run.told_in_words(settings)):
            say(notice, err=True)
        run.print(settings)
    if save is not None:
        save_test(kept, save, file)


def _texts(test: ClassTest) -> dict[str, str | None]:
    """Return the texts of a test that are neither questions nor facts, by what they are called in its file."""
    texts: dict[str, str | None] = {"test": str(test.title)}
    texts |= {f"header, {key}": text for key, text in test.header._asdict().items() if isinstance(text, str) and text}
    return texts | {f"extract '{extract.id}'": str(extract.text) for extract in test.extracts}


@contextmanager
def _misuse(option: str) -> Iterator[None]:
    """Let a ValueError be told as one about an option."""
    try:
        yield
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=f"'{option}'") from None


def _with_font(test: ClassTest, file: Path, settings: PrintSettings) -> PrintSettings:
    """Return the settings with the font of a test, unless the command line names one. Leaves where there is none."""
    if test.font is None or settings.font:
        return settings
    try:
        font = find_font(str(test.font), file.parent)
    except FontError as error:
        leave([problem_at(test.path, test.font, "unreadable-file", str(error))], "1 problem; nothing was made.")
    layout = replace(settings.layout, font=font.family)
    return settings._replace(layout=layout, font=font.asked, fonts=font.folders)


def _layout(test: ClassTest, asked: Layout) -> Layout:
    """Return the layout of a test, but for what the command line asks for. Raises click.UsageError."""
    context = click.get_current_context()
    own = {
        name: value
        for name, option, value in (
            ("paper", "paper", test.paper),
            ("size", "large", test.size),
            ("columns", "columns", test.columns),
        )
        if value is not None and context.get_parameter_source(option) is not ParameterSource.COMMANDLINE
    }
    try:
        return replace(asked, **own)  # type: ignore[arg-type]  # each value is of its field's type
    except LayoutError as error:
        raise click.UsageError(f"{error} (from the test's file and the command line)") from None
