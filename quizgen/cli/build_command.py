"""quizgen build."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_decks, library_option, open_sound_library
from quizgen.cli.writing import locked_option, write_decks


@click.command(name="build", short_help="Build every deck.")
@click.argument("decks", metavar="[DECK]...", nargs=-1)
@library_option
@locked_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="build", show_default=True)
def command(decks: tuple[str, ...], root: Path | None, out: Path, *, locked: bool) -> None:
    """Build every deck of a library, or the ones named, into a folder.

    \b
    Examples:
      quizgen build
      quizgen build --locked --out /srv/decks
    """
    library = open_sound_library(root)
    chosen = find_decks(library, decks)
    write_decks(library, [(recipe, out / f"{recipe.id}.apkg") for recipe in chosen], locked=locked)
