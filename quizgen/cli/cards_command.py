"""quizgen cards."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import library_option, open_sound_library, option_group, refuse_idle
from quizgen.cli.fact_filter import FactFilter, filter_options
from quizgen.cli.print_options import print_options, report_print_errors, title_option
from quizgen.printing.cards import print_cards
from quizgen.printing.content import PrintSettings, content_of
from quizgen.rendering.sheets.flashcard import CardOptions, Flip, Sides


class Offset(click.ParamType[tuple[float, float]]):
    """Two numbers of millimetres: to the right and down."""

    name = "X,Y"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """Return the two numbers that `value` gives."""
        if isinstance(value, tuple):
            return value
        try:
            across, down = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"'{value}' is no X,Y; give two numbers of millimetres, as in 1.5,-0.5", param, ctx)
        return across, down


def _make_card_options(*, flip: str, offset: tuple[float, float], fold: bool, single_sided: bool) -> CardOptions:
    """Return how cards are printed. Raises click.UsageError for options that cannot stand together."""
    if fold and single_sided:
        raise click.UsageError("Cards are either folded (--fold) or single-sided (--single-sided)")
    if fold:
        refuse_idle("--fold", ("flip", "offset"), "cards to fold are printed on one side")
    if single_sided:
        refuse_idle("--single-sided", ("flip", "offset"), "these cards are printed on one side")
    sides = Sides.FOLD if fold else Sides.SINGLE if single_sided else Sides.DUPLEX
    try:
        return CardOptions(sides, Flip(flip), offset)
    except ValueError as error:
        raise click.UsageError(f"With --offset {error}") from None


_card_flags = option_group(
    "options",
    _make_card_options,
    click.option(
        "--flip",
        type=click.Choice([edge.value for edge in Flip]),
        default=Flip.LONG.value,
        show_default=True,
        help="The edge paper turns on.",
    ),
    click.option("--offset", type=Offset(), default=(0.0, 0.0), help="Move the backs, in mm right and down."),
    click.option("--fold", is_flag=True, help="Front beside back on one page, to fold and glue."),
    click.option("--single-sided", is_flag=True, help="Fronts and backs on pages of their own, to glue."),
)


@click.command(name="cards")
@filter_options()
@library_option
@_card_flags
@click.option("--alignment-test", is_flag=True, help="Also print a page that shows how far the backs are off.")
@title_option
@print_options()
def command(  # noqa: PLR0913  one argument for each group of options
    *,
    fact_filter: FactFilter,
    root: Path | None,
    options: CardOptions,
    alignment_test: bool,
    title: str | None,
    settings: PrintSettings,
) -> None:
    """Print flashcards to cut out, the backs behind their fronts.

    Print the page of --alignment-test on both sides, and give the --offset that it shows.

    \b
    Examples:
      quizgen cards core --flip short
      quizgen cards --alignment-test
      quizgen cards core --offset 1.5,-0.5
    """
    library = open_sound_library(root, keep=False)
    content = content_of(library, fact_filter.deck, fact_filter.facts(library), title)
    with report_print_errors(library, {"--title": title}):
        print_cards(content, options, settings, alignment_test=alignment_test)
