"""quizgen sheet."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.class_options import ClassOptions, class_options, tell_class
from quizgen.cli.common import library_option, open_sound_library, refuse_idle
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.output import say
from quizgen.cli.print_options import print_options, report_print_errors, seed_option, title_option
from quizgen.cli.save_test import check_name, save_test
from quizgen.cli.sheet_options import PAGE_OPTIONS, PAPER_WAYS, given_texts, refuse_useless_options, sheet_options
from quizgen.printing.class_test import drawn_test, keep_test
from quizgen.printing.content import PrintSettings, content_of
from quizgen.printing.sheet import SheetRequest, plan_sheet
from quizgen.reading.layout import TEST_SUFFIX


@click.command(name="sheet")
@filter_options(PAPER_WAYS)
@library_option
@sheet_options
@class_options
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    callback=check_name,
    metavar=f"FILE{TEST_SUFFIX}",
    help="Keep the sheet as a test, which `quizgen test` prints again.",
)
@seed_option("The same seed gives the same sheet.")
@title_option
@print_options(*PAGE_OPTIONS)
def command(  # noqa: PLR0913  one argument for each group of options
    *,
    fact_filter: FactFilter,
    root: Path | None,
    request: SheetRequest,
    class_options: ClassOptions,
    save: Path | None,
    seed: str,
    title: str | None,
    settings: PrintSettings,
) -> None:
    """Print a question sheet and a key that names its sources.

    Key and sheet are made of the same draw. What goes to pupils holds no answer but among its options. The files are
    named for the deck, the seed and layout where these are not the usual ones, and the copy; they lie in build/ or
    where --out says. For a class there is one file to print on both sides, with its keys in another.

    \b
    Examples:
      quizgen sheet core
      quizgen sheet core --variants 2 --large-print --header school=Oakfield --header "time=45 minutes"
      quizgen sheet --section choice=8 --section cloze=4 --names class.csv --draw
    """
    refuse_useless_options(request, settings, has_names=class_options.names is not None)
    if save is not None:
        refuse_idle("--save", ("anew",), "a test has the same questions in all variants; save one for each --seed")
    pupils = class_options.read(settings)
    library = open_sound_library(root, others=pupils.problems)
    tell_class(pupils)
    request = request._replace(ways=fact_filter.ways, pupils=pupils.pupils)
    content = content_of(library, fact_filter.deck, fact_filter.facts(library), title, seed)
    with report_print_errors(library, given_texts(request, title, seed), class_options.names, pupils.texts):
        run = plan_sheet(content, request)
        for notice in (*run.shortfalls, *run.told_in_words(settings)):
            say(notice, err=True)
        run.print(settings)
    if save is not None:
        save_test(keep_test(library, drawn_test(run, settings))[0], save)
