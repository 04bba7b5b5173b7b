"""quizgen rename."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from quizgen.cli.common import find_fact, library_option, open_any_library
from quizgen.cli.output import leave, put, say


@click.command(name="rename")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@library_option
def command(old: str, new: str, root: Path | None) -> None:
    """Give a fact another id, in all files of the library that name it.

    Whoever has learnt it loses nothing: a fact that learners have keeps for them, on cards and in logs, the id that
    they know, which then stands under 'formerly'.

    \b
    Example: quizgen rename meeting.date council.date
    """
    from quizgen.reading.edits import UnsafeEditError  # noqa: PLC0415
    from quizgen.reading.renaming import is_published, renamed  # noqa: PLC0415
    from quizgen.reading.types import is_id  # noqa: PLC0415
    from quizgen.rendering.files import Edition  # noqa: PLC0415

    library = open_any_library(root)
    if library.problems:
        leave(library.with_shown_paths(library.problems), "Nothing was renamed.")
    if library.kb.documents.drafts:
        library = open_any_library(library.root, with_drafts=True)
    documents = library.kb.documents
    fact = find_fact(library, old, is_draft_welcome=True)
    if not is_id(new):
        raise click.UsageError(f"'{new}' is no id: small letters and digits, parted by single dots or hyphens")
    if any(new in (other.id, other.called) for other in library.kb.facts.values()):
        raise click.UsageError(f"Another fact has, or had, the id '{new}'")
    try:
        changed = renamed(library.root, documents, fact, new)
    except UnsafeEditError as error:
        message = f"{error} cannot be changed without saying something else besides; write the new id there yourself"
        raise click.ClickException(f"{message}. Nothing was renamed.") from error
    with Edition() as edition:
        for path, text in changed.items():
            with edition.write(path.resolve()) as aside:  # what a link leads to, not the link
                aside.write_bytes(text.encode("utf-8", "surrogateescape"))
            edition.then(partial(put, str(path)))
    if is_published(documents, fact):
        say(f"Learners have it as '{fact.id}'; it keeps that on cards and in logs.", err=True)
