"""quizgen diff."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_decks, library_option, open_sound_library
from quizgen.cli.output import put


@click.command(name="diff")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("deck", required=False)
@library_option
def command(old: Path, deck: str | None, root: Path | None) -> None:
    """Tell what an update does to somebody who has an older deck.

    OLD is a package that quizgen built, or a lock file of its time. It is compared with the deck named, or else with
    the one that the package is named for, or with the whole library. Nothing is written.

    \b
    Examples:
      quizgen diff last-year/core.apkg
      git show v1:decks/quizgen.lock > old.lock && quizgen diff old.lock
    """
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.rendering.anki.diff import PackageError, difference_lines  # noqa: PLC0415

    library = open_sound_library(root, keep=False)
    name = deck or (old.stem if old.stem in library.kb.recipes else None)
    recipe = find_decks(library, [name])[0] if name else None
    try:
        made = pipeline.build(library).difference_to(old, recipe)
    except PackageError as error:
        raise click.BadParameter(str(error), param_hint="OLD") from error
    title = recipe.title if recipe else library.name
    put(f"What '{title}' as it is now does to somebody who has {old}:", *difference_lines(made))
