"""quizgen import."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import click

from quizgen.cli.common import library_option
from quizgen.cli.output import leave, put, say
from quizgen.domain.words import count
from quizgen.importing import FORMATS, Inbox, import_file
from quizgen.reading.layout import MEDIA, QUESTIONS, SCHEMA, nearest_library
from quizgen.rendering.files import Edition, is_written_into, write_whole

_BEGIN = "inbox-"


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "form", type=click.Choice([*FORMATS]), help="The format, where the file does not tell it.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to make; it is never overwritten. [default: inbox-NAME.yaml in the library's questions/]",
)
@library_option
def command(file: Path, form: str | None, out: Path | None, root: Path | None) -> None:
    """Make drafts of the questions or the vocabulary in a file of another program.

    Each draft is checked, and goes into no deck, sheet or round until its line 'draft: true' is deleted. What did not
    come along, or is to be looked at, stands over it as a comment; what could not be held at all, at the end of the
    file. Pictures go into the library's questions/media/.

    \b
    Examples:
      quizgen import capitals.apkg
      quizgen import test.txt --as gift --out questions/inbox-test.yaml
    """
    out = out or _place(file, root)
    if os.path.lexists(out) and not is_written_into(out):
        free = next(
            place
            for number in itertools.count(2)
            if not os.path.lexists(place := out.with_stem(f"{out.stem}-{number}"))
        )
        raise click.BadParameter(f"{out} is there already; choose another name: --out {free}", param_hint="--out")
    name = out.stem.removeprefix(_BEGIN) if out.suffix == ".yaml" else file.stem
    head = (f"yaml-language-server: $schema={SCHEMA}",) if (out.parent / SCHEMA).exists() else ()
    inbox = import_file(file, form, name, head, _media(out))
    if inbox.contents.problems:
        leave(inbox.contents.problems, f"Nothing was imported from {file.name}.")
    with Edition() as edition:
        for path, data in inbox.pictures.items():
            with edition.write(path) as aside:
                aside.write_bytes(data)
        write_whole(out, inbox.text, edition.write)
    put(str(out))
    say(*_told(inbox, file), err=True)


def _place(file: Path, root: Path | None) -> Path:
    """Return the inbox file for what is imported into the nearest library. Raises click.UsageError without one."""
    here = Path.cwd()
    library = root or nearest_library(here)
    if library is None:
        raise click.UsageError("There is no library here; make one with `quizgen new DIR`, or name a file with --out")
    place = library / QUESTIONS / f"{_BEGIN}{file.stem}.yaml"
    return place.relative_to(here) if place.is_relative_to(here) else place


def _media(out: Path) -> Path | None:
    """Return the folder for pictures of the library that the drafts go into, or None where they go into none."""
    place = out.absolute()
    library = None if is_written_into(out) else nearest_library(place.parent)
    return library / QUESTIONS / MEDIA if library and place.is_relative_to(library / QUESTIONS) else None


def _told(inbox: Inbox, file: Path) -> list[str]:
    """Return sentences on what came in, what did not, and what to do next."""
    assert inbox.form is not None, "what was read has a format"
    drafts = count(len(inbox.contents.items), "draft")
    lines = [f"{drafts} from {file.name} ({inbox.form.name}).", inbox.contents.remark]
    if inbox.pictures:
        lines.append(f"{count(len(inbox.pictures), 'picture')} in {next(iter(inbox.pictures)).parent}.")
    if inbox.losses:
        listed = ", ".join(count(number, noun) for noun, number in inbox.losses.most_common())
        lines.append(f"Did not come along, and named over each draft: {listed}.")
    if inbox.remarks:
        listed = ", ".join(count(number, noun) for noun, number in inbox.remarks.most_common())
        lines.append(f"To look at, and told over each draft: {listed}.")
    if inbox.left_out:
        listed = ", ".join(count(number, noun) for noun, number in inbox.left_out.most_common())
        lines.append(f"Left out, and named at the end of the file: {listed}.")
    lines.append("The title, which stands on cards, is the name of the file; change it at the top.")
    return [*filter(None, lines), "`quizgen check` tells what each draft lacks."]
