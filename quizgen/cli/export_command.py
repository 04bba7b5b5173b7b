"""quizgen export."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_decks, library_option, open_sound_library
from quizgen.cli.kept_tests import recipe_of, test_option
from quizgen.cli.output import put_json
from quizgen.rendering.outputs import EXPORTS


@click.command(name="export")
@click.argument("deck", required=False)
@library_option
@test_option
@click.option("--to", "form", type=click.Choice([*EXPORTS]), required=True, help="The form to print.")
def command(deck: str | None, root: Path | None, test: Path | None, form: str) -> None:
    """Print the sources, entities, facts and questions of a library, of one deck or of a test, on stdout.

    \b
    Example: quizgen export --to json > library.json
    """
    from quizgen import pipeline  # noqa: PLC0415

    library = open_sound_library(root)
    if deck and test:
        raise click.UsageError("A test is a deck of its own; leave out the deck, or --test")
    recipe = find_decks(library, [deck])[0] if deck else recipe_of(library, test) if test else None
    put_json(pipeline.export(library, form, recipe))
