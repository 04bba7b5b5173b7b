"""Nothing in the guide for contributors that is not true."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.conftest import ROOT
from tests.test_architecture import LAYERS

GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
PATHS = set(re.findall(r"`((?:quizgen|tests|\.ci|questions)/[\w./-]*)`", GUIDE))
#: Names that stand before the file they are in: `WAYS` (`quizgen/asking/ways/__init__.py`).
NAMES = [
    (name, path)
    for names, path in re.findall(r"((?:`[A-Z_]+`(?:, | or )?)+)\s+\(`([\w/]+\.py)`\)", GUIDE)
    for name in re.findall(r"`([A-Z_]+)`", names)
]


def test_what_it_names_is_there() -> None:
    assert len(PATHS) > 20
    for path in PATHS:
        assert path.endswith("NAME_command.py") or (ROOT / path).exists(), path


@pytest.mark.parametrize(("name", "path"), NAMES)
def test_each_table_is_where_it_says(name: str, path: str) -> None:
    module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    assert len(getattr(module, name)) > 0


def test_the_seams_are_all_named() -> None:
    assert {name for name, _ in NAMES} == {
        *("WAYS", "RULES", "FACT_RULES", "ARTICLE_RULES"),
        *("SHEET_FORMATS", "EXPORTS", "HOMES", "FORMATS", "LANGUAGES", "COMMANDS", "KEY_COMMANDS"),
    }


def test_the_rooms_stand_in_the_order_of_the_imports() -> None:
    rooms = re.findall(r"^\| `quizgen/(\w+)(?:\.py)?` \|", GUIDE, re.MULTILINE)
    assert set(rooms) == LAYERS.keys() - {"__init__", "__main__"}
    layers = [LAYERS[room] for room in rooms]
    assert layers == sorted(layers, reverse=True)
