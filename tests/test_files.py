"""Which files a library is made of, in whatever folders they lie."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from tests.support.library import FACT, INFO, topic, write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_facts_in_folders_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "questions/b/late.yaml": topic("- {id: b.x, what: bread, ask: What was eaten?}\n", "late"),
        "questions/a/early.yaml": topic("- {id: a.x, what: wine, ask: What was drunk?}\n", "early"),
        "questions/media/no.yaml": "a picture's own notes",
        "questions/a/early.yaml~": "an editor's copy",
        "questions/library.yaml": INFO.replace("evidence: required\n", ""),
    }
    library = pipeline.open_library(write_library(tmp_path, FACT, files))
    assert library.problems == ()
    assert list(library.kb.facts) == ["a.x", "b.x", "meeting.date"]


@pytest.mark.parametrize("name", ["facts.yaml.txt", "march/facts.yml", "facts.yaml.bak"])
def test_what_looks_like_facts_and_is_not_read_is_told(tmp_path: Path, name: str) -> None:
    library = pipeline.open_library(write_library(tmp_path, FACT, {f"questions/{name}": topic(FACT, "other")}))
    assert {problem.path for problem in library.problems} == {f"questions/{name}"}


def test_a_folder_of_questions_without_decks_is_a_library_that_lacks_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quizgen: Callable[..., Result]
) -> None:
    root = write_library(tmp_path)
    shutil.rmtree(root / "decks")
    monkeypatch.chdir(root)
    told = quizgen("check")
    assert told.exit_code == 1
    assert told.stdout.startswith("decks:1:1: the folder decks/ cannot be read")
