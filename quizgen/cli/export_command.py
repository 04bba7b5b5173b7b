"""quizgen export."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_decks, library_option, open_sound_library
from quizgen.cli.output import put_json
from quizgen.rendering.outputs import EXPORTS


@click.command(name="export")
@click.argument("deck", required=False)
@library_option
@click.option("--to", "form", type=click.Choice([*EXPORTS]), required=True, help="The form to print.")
def command(deck: str | None, root: Path | None, form: str) -> None:
    """Print the sources, entities, facts and questions of a library, or of one deck, on stdout.

    \b
    Example: quizgen export --to json > library.json
    """
    from quizgen import pipeline  # noqa: PLC0415

    library = open_sound_library(root)
    recipe = find_decks(library, [deck])[0] if deck else None
    put_json(pipeline.export(library, form, recipe))
