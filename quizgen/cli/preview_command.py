"""quizgen preview."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.common import find_fact, library_option, open_sound_library
from quizgen.cli.output import put
from quizgen.reading.layout import BUILD


@click.command(name="preview")
@click.argument("facts", metavar="[FACT]...", nargs=-1)
@library_option
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=BUILD / "preview.html",
    show_default=True,
    help="The page.",
)
def command(facts: tuple[str, ...], root: Path | None, out: Path) -> None:
    """Show cards as Anki does, on one page: by day and by night, on a phone and on a desktop.

    Without the id of a fact it shows those of the whole library. Open the page in a browser.

    \b
    Example: quizgen preview geneva.duration
    """
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.rendering.anki.preview import preview_page  # noqa: PLC0415
    from quizgen.rendering.files import Edition  # noqa: PLC0415
    from quizgen.rendering.manifest import Origin  # noqa: PLC0415

    library = open_sound_library(root)
    chosen = {find_fact(library, id_).id for id_ in facts}
    built = pipeline.build(library)
    notes = [packed.note for packed in built.notes if not chosen or packed.note.fact.id in chosen]
    with Edition() as edition, edition.write(out, Origin()) as aside:
        aside.write_text(preview_page(built.note_type, notes), "utf-8", newline="\n")
    put(str(out))
