"""Files for Moodle, GIFT and H5P as people see them, kept under tests/homes/: a question of each shape.

After a change that is meant, `APPROVE=1 python -m pytest tests/test_export_files.py` writes them anew; look at the
difference before committing it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from quizgen.exporting import HOMES
from tests.conftest import ROOT
from tests.support.bare import bare_library
from tests.support.exports import exported

if TYPE_CHECKING:
    from pathlib import Path

FILES = ROOT / "tests" / "homes"
FACTS = """\
- id: north
  what: a floe = ice
  accept: [an ice floe]
  wrong: [{text: a *glacier*, why: That moves on land.}, "a berg: {whole}"]
  ask: What is it that drifts at the pole?
  note: It is less than 10 m thick & floats.
  evidence: {atlas: {at: p. 12, words: drifts with the wind}}
- {id: depth, how_many: 4000 m, tolerance: 5%, ask: How deep is the sea at the pole?, evidence: {atlas: p. 14}}
- {id: first, when: 1909-04-06, label: The first journey, ask: When was the first journey?, evidence: {diary: 6 April}}
- {id: second, when: 1926-05-12, label: The first flight, ask: When was the first flight?, evidence: {diary: 12 May}}
- {id: third, when: 1958-08-03, label: The first dive, ask: When was the first dive?, evidence: {diary: 3 August}}
- {id: round, true_false: 'false', ask: The Earth is a ball., truth: The Earth is flatter at the poles.}
"""
SOURCES = """\
sources:
  - {id: atlas, title: An atlas of the sea, author: Ada Hill, published: 2015, pages: 10-60}
  - {id: diary, title: Diaries of the pole, url: "https://example.org/pole?a=1", read: 2024-05-04}
"""


@pytest.mark.parametrize("home", ["moodle", "gift", "h5p"])
def test_a_file_is_as_it_was(tmp_path: Path, home: str) -> None:
    data = exported(bare_library(tmp_path, FACTS, "Poles", sources=SOURCES), home).data
    file = FILES / f"poles{HOMES[home].suffix}"
    if os.environ.get("APPROVE"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    assert data.decode() == file.read_text("utf-8"), f"see APPROVE in {__file__}"
