"""Importing a file into a library's inbox, and reading there what came of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from click.testing import CliRunner

from quizgen.cli.app import cli
from tests.support.library import INFO, write_library

if TYPE_CHECKING:
    from click.testing import Result

#: A library in which a term or a question needs no evidence.
BARE: dict[str, str | bytes] = {"questions/library.yaml": INFO.replace("evidence: required\n", "")}


class Inbox(NamedTuple):
    """What an import made: its drafts as plain dicts, all comments, and what the command said."""

    path: Path
    drafts: list[dict[str, Any]]
    comments: list[str]
    done: Result

    def values(self, *keys: str) -> list[tuple[Any, ...]]:
        """Return what the drafts have under some keys."""
        return [tuple(draft.get(key) for key in keys) for draft in self.drafts]

    @property
    def said(self) -> list[str]:
        """Return the lines on stderr."""
        return self.done.stderr.splitlines()


def import_into(root: Path, name: str, data: str | bytes, *args: str) -> Inbox:
    """Import a file of this name and content into a small library in `root`."""
    library = write_library(root / "library", files=BARE)
    file = root / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return import_file(library, file, *args)


def import_file(library: Path, file: Path, *args: str) -> Inbox:
    """Import a file into a library."""
    out = library / "questions" / f"inbox-{file.stem}.yaml"
    done = CliRunner().invoke(cli, ["import", str(file), "--library", str(library), *args])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    text = out.read_text("utf-8") if out.exists() else ""
    topic = yaml.load(text, yaml.BaseLoader) if text else {"facts": []}  # noqa: S506  it makes nothing but texts
    comments = re.findall(r"^ *# ?(.*)", text, re.MULTILINE)
    return Inbox(out, topic["facts"], comments, done)
