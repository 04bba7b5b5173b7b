"""What the benchmarks measure can be measured: the library that they make is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.generator import write_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_a_generated_library_has_no_problems(quizgen: Callable[..., Result], tmp_path: Path) -> None:
    write_library(tmp_path, 200)
    result = quizgen("check", "--library", tmp_path)
    assert result.exit_code == 0, result.output
    assert "200 facts, 0 problems" in result.output
