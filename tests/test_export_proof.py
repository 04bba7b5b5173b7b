"""What is said after an answer in other programs: each thing once, with who says it."""

from __future__ import annotations

import re

from quizgen.domain.question import Match
from quizgen.exporting import HOMES
from quizgen.exporting.home import pack
from tests.conftest import ROOT
from tests.support.exports import bank_at
from tests.support.library import opened


def test_the_feedback_of_a_match_has_each_question_once() -> None:
    matches = [item for item in bank_at(ROOT).items if isinstance(item.shape, Match)]
    assert matches
    for item in matches:
        said = "\n".join(item.proof)
        assert isinstance(item.shape, Match)
        assert [said.count(row.text) for row in item.shape.rows] == [1] * len(item.shape.rows)
        assert all(" · " in paragraph for paragraph in item.proof[: len(item.shape.rows)])


def test_an_outlet_with_a_comma_is_one() -> None:
    names = {source.short_name for source in opened(ROOT).kb.sources.values()}
    told = [account for item in bank_at(ROOT).items for account in item.told.accounts]
    assert any("," in name and f"({name} · " in account for name in names for account in told)


def test_code_stands_in_no_paragraph() -> None:
    bank = bank_at(ROOT / "tests" / "libraries" / "programming")
    data = pack(HOMES["moodle"], bank).data.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert "<pre" in data
    assert "<p></p>" not in data
    assert not re.search(r"<p>(?:(?!</p>).)*<pre", data, re.DOTALL)


def test_a_term_and_its_meaning_do_not_run_together() -> None:
    items = {item.id: item for item in bank_at(ROOT / "tests" / "libraries" / "biology").items}
    match = items["b.nucleus+b.ribosome+b.vacuole/match"]
    assert "nucleus: the part that holds most of the DNA" in match.proof
    assert "; nucleus: the part that holds most of the DNA; " in match.shape.answer
