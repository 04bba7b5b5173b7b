"""Files that are zip archives are the same bytes on each system, whatever that writes into one of its own."""

from __future__ import annotations

import io
import sys
import zipfile
from functools import partial
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.rendering.outputs import SHEET_FORMATS
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.press import Press
from tests.conftest import ROOT
from tests.support.exports import exported
from tests.support.sheets import drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BIOLOGY = ROOT / "tests" / "libraries" / "biology"


def _package(path: Path) -> bytes:
    library = pipeline.open_library(BIOLOGY)
    recipe = next(iter(library.kb.recipes.values()))
    pipeline.build(library, 1_700_000_000).write_package(recipe, path / "deck.apkg")
    return (path / "deck.apkg").read_bytes()


def _docx(_: Path) -> bytes:
    sheet = drawn(pipeline.open_library(BIOLOGY).marked, {"choice": 3}).sheet
    return SHEET_FORMATS["docx"].paper(Press(), sheet, Layout())


def _home(home: str, _: Path) -> bytes:
    return exported(pipeline.open_library(BIOLOGY), home).data


@pytest.mark.parametrize(
    "make", [_package, _docx, partial(_home, "qti"), partial(_home, "kahoot")], ids=["apkg", "docx", "qti", "xlsx"]
)
def test_an_archive_names_no_moment_and_no_machine(
    make: Callable[[Path], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")  # of which zipfile takes the system
    assert zipfile.ZipInfo().create_system == 0
    assert make(tmp_path) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(one.create_system, one.external_attr >> 16) for one in archive.infolist()} == {(3, 0o644)}
