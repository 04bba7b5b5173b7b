"""Options that are formulas or code: their letters and digits are no words, so that none gives the right one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.pipeline import open_library
from tests.support.bare import write_bare

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (r"$`\frac{a+b}{2} \leq \sqrt{c}`$", ["$`a^2`$", r"$`\alpha_1`$", "$`c`$"], ""),
        (r"$`\frac{x+b}{2} \leq \sqrt{c}`$", ["$`a^2`$", r"$`\alpha_1`$", "$`c`$"], ""),
        ("`a = 1`", ["`b = x`", "`c = y`"], ""),
        ("`2`", ["`b`", "`c`"], ""),
        ("$`n`$", ["$`x`$", "$`y`$"], ""),
        ("the $`x`$ more", ["$`y`$ more", "$`z`$ more"], "starts with an article"),
        ("*a* sum", ["sums, say", "more, say"], "starts with an article"),
        ("12 $`x`$", ["many $`y`$", "few $`z`$"], "holds a number"),
        ("the sum of $`n`$ terms", ["a sum of $`y`$", "a sum of $`z`$"], "repeats a word of the question"),
    ],
)
def test_only_words_beside_formulas_give_an_option_away(
    tmp_path: Path, right: str, wrong: list[str], told: str
) -> None:
    options = ", ".join(f"'{option}'" for option in wrong)
    facts = f"- id: a.x\n  what: '{right}'\n  wrong: [{options}]\n  ask: What is $`n`$ here, in terms?\n"
    problems = open_library(write_bare(tmp_path, facts, "Sums")).problems
    found = [problem.message for problem in problems if problem.rule == "option-gives-away"]
    assert len(found) == bool(told), found
    assert all(told in message for message in found)
