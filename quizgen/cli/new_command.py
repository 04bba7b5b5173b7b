"""quizgen new."""

from __future__ import annotations

import json
import re
import secrets
import shlex
from pathlib import Path

import click

from quizgen.cli.output import put, say
from quizgen.reading.starters import KINDS, starter_files


def _name(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """Return the name of a library. Raises click.BadParameter where no library can be called so."""
    from quizgen.domain.unseen import refused  # noqa: PLC0415
    from quizgen.reading.types import DECK_NAME  # noqa: PLC0415

    if name is not None and (
        not name.strip()
        or len(name) > DECK_NAME.longest
        or next(refused(name), None)
        or not re.fullmatch(DECK_NAME.pattern, name)
    ):
        raise click.BadParameter(f"write {DECK_NAME.wanted}")
    return name


@click.command(name="new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default="articles",
    show_default=True,
    help="; ".join(f"{kind}: {about}" for kind, about in KINDS.items()) + ".",
)
@click.option(
    "--name", callback=_name, metavar="NAME", help="The library's name, that of its deck in Anki. [default: from DIR]"
)
def command(folder: Path, kind: str, name: str | None) -> None:
    """Start a library: a small complete one, whose files say in comments what stands where.

    Nothing that is there is overwritten: DIR must not be there yet, or be empty.

    \b
    Examples:
      quizgen new cells --kind terms --name "Cell biology"
      quizgen new news && cd news && quizgen check
    """
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.rendering.files import Edition  # noqa: PLC0415

    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        raise click.UsageError(f"{folder} is there already; name a folder that is not, or an empty one")
    title = name or _name_from(folder)
    # The numbers keep two libraries apart that have one name: their notes must never be taken for one another.
    namespace = f"{'-'.join(re.findall('[a-z0-9]+', title.lower())) or 'library'}.{secrets.token_hex(4)}"
    with Edition() as edition:
        for path, text in starter_files(
            kind, title, namespace, json.dumps(pipeline.json_schema(), indent=2) + "\n"
        ).items():
            with edition.write(folder / path) as aside:
                aside.write_text(text, "utf-8", newline="\n")
    put(str(folder))
    enter = f"cd {shlex.quote(str(folder))} && " if folder != Path() else ""
    say(f"Go on with: {enter}quizgen check && quizgen quiz && quizgen build", err=True)


def _name_from(folder: Path) -> str:
    """Return a library's name made from that of its folder."""
    words = " ".join(re.findall(r"\w+", folder.resolve().name.replace("_", " ")))
    return (words[:1].upper() + words[1:]) or "My library"
