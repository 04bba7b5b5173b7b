"""Keeping a test in a file: `sheet` and `test` do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.cli.output import put, say
from quizgen.printing.class_test import file_text
from quizgen.reading.layout import TEST_SUFFIX
from quizgen.rendering.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.printing.class_test import KeptTest


def check_name(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Return the path of a test that is to be kept. Raises click.BadParameter where no test can be kept there."""
    if path is not None and not path.name.endswith(TEST_SUFFIX):
        raise click.BadParameter(f"the name of a test's file ends in {TEST_SUFFIX}")
    if path is not None and (path.exists() or path.is_symlink()):
        raise click.BadParameter(f"{path} is there already; choose another name")
    return path


def save_test(kept: KeptTest, path: Path, source: Path | None = None) -> None:
    """Write a test to a new file and name it on stdout; `source` is the file it was read from.

    Raises click.ClickException, and OSError where it cannot be written.
    """
    try:
        text = file_text(kept, source.read_text("utf-8") if source else "")
    except ValueError as error:
        raise click.ClickException(f"The test cannot be kept: {error}") from None
    write_whole(path, text)
    put(str(path))
    say(f"Print it with: quizgen test {path}", err=True)
