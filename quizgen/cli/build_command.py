"""quizgen build."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import (
    articles_option,
    find_decks,
    force_option,
    library_option,
    name_removed,
    open_sound_library,
)
from quizgen.cli.decks import locked_option, write_decks
from quizgen.cli.print_options import name_file, report_print_errors
from quizgen.printing.content import USUAL_SETTINGS, PrintSettings
from quizgen.printing.decks import print_decks
from quizgen.rendering.files import Edition
from quizgen.rendering.sheets.layout import PAPERS, Layout


@click.command(name="build")
@click.argument("decks", metavar="[DECK]...", nargs=-1)
@library_option
@articles_option("look up each fragment, so that cards may count the articles.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=USUAL_SETTINGS.out,
    show_default=True,
    help="The folder to build into.",
)
@click.option("--paper", type=click.Choice([*PAPERS]), default=USUAL_SETTINGS.layout.paper, show_default=True)
@click.option("--no-paper", is_flag=True, help="Build only the decks for Anki.")
@locked_option
@force_option
def command(  # noqa: PLR0913  one argument for each option
    *,
    decks: tuple[str, ...],
    root: Path | None,
    articles: Path | None,
    out: Path,
    paper: str,
    no_paper: bool,
    locked: bool,
    force: bool,
) -> None:
    """Build all decks, or the DECKs named: each as an .apkg file, a question sheet with its key, and flashcards.

    They take their places all at once, when all are made.

    \b
    Examples:
      quizgen build
      quizgen build --locked --out /srv/decks
    """
    library = open_sound_library(root, articles, keep=False)
    chosen = find_decks(library, decks)
    with report_print_errors(library, {}), Edition(force=force) as edition:
        edition.then(lambda: [*map(name_removed, edition.removed)])
        write_decks(library, [(recipe, out / f"{recipe.id}.apkg") for recipe in chosen], edition, locked=locked)
        if not no_paper:
            print_decks(library, chosen, PrintSettings(Layout(paper), out=out, tell=name_file), edition)
