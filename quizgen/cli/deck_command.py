"""quizgen deck."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import (
    find_decks,
    force_option,
    library_option,
    open_sound_library,
    report_in_the_way,
    signals_interrupt,
)
from quizgen.cli.decks import locked_option, write_decks
from quizgen.cli.kept_tests import recipe_of, test_option
from quizgen.reading.layout import BUILD
from quizgen.rendering.files import Edition, naming


@click.command(name="deck")
@click.argument("decks", metavar="[DECK]...", nargs=-1)
@library_option
@locked_option
@test_option
@click.option(
    "--out",
    metavar="FILE-or-DIR",
    type=click.Path(path_type=Path),
    default=BUILD,
    show_default=True,
    help="A folder, or a file that ends in .apkg for a single deck.",
)
@force_option
def command(  # noqa: PLR0913  one argument for each option
    *, decks: tuple[str, ...], root: Path | None, test: Path | None, out: Path, locked: bool, force: bool
) -> None:
    """Build decks as .apkg files, which Anki imports with a double click.

    \b
    Examples:
      quizgen deck core
      quizgen deck --out core.apkg core
    """
    library = open_sound_library(root, keep=False)
    if test is not None and decks:
        raise click.UsageError("A test is a deck of its own; leave out the names of decks, or --test")
    chosen = find_decks(library, decks) if test is None else [recipe_of(library, test)]
    with naming(out):  # it may be a name that no file system takes
        is_folder = out.is_dir()
    if is_folder or out.suffix.lower() != ".apkg":
        targets = [(recipe, out / f"{recipe.id}.apkg") for recipe in chosen]
    elif len(chosen) == 1:
        targets = [(chosen[0], out)]
    else:
        raise click.UsageError(f"{out} is one file for {len(chosen)} decks; name one deck, or a folder")
    with signals_interrupt(), report_in_the_way(), Edition(force=force) as edition:
        write_decks(library, targets, edition, locked=locked)
