"""What an import writes is read by quizgen as what was meant: numbers, reasons, hints, and what a draft lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways import WAYS, card_ways
from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.markup import spans
from quizgen.reading.library import read_library
from tests.support.inbox import import_into

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.fact import Fact

GIFT = """\
How many planets? {=8#right ~9#Pluto is none. ~7}

How far? {#3.14:0.01}

How many? {#-1..1}

Gold is a gas.{FALSE#It is a metal.}
"""


def facts_of(root: Path, name: str, data: str | bytes) -> list[Fact]:
    """Return the drafts that a file makes, as quizgen reads them."""
    inbox = import_into(root, name, data)
    documents, problems = read_library(root / "library", card_ways(WAYS))
    assert [problem.message for problem in problems if "'truth'" not in problem.message] == []
    return [fact for topic in documents.topics for fact in topic.facts if topic.path.endswith(inbox.path.name)]


def test_numbers_reasons_and_notes(tmp_path: Path) -> None:
    planets, far, many, gold = facts_of(tmp_path, "g.gift", GIFT)
    assert isinstance(planets.answer, Quantity)
    assert [str(option) for option in planets.wrong] == ["9", "7"]
    assert [(str(reason.option), reason.why) for reason in planets.reasons] == [("9", "Pluto is none.")]
    assert isinstance(far.answer, Quantity)
    assert (str(far.answer.number), str(far.answer.tolerance)) == ("3.14", "0.01")
    assert isinstance(many.answer, Quantity)
    assert (int(many.answer.number), int(many.answer.tolerance)) == (0, 1)
    assert gold.note == "It is a metal."


def test_years_and_days(tmp_path: Path) -> None:
    text = "Question,Answer\nWhen was it built?,1866\nOn which day was it?,1969-07-20\n"
    answers = [fact.answer for fact in facts_of(tmp_path, "t.csv", text)]
    assert [isinstance(answer, PartialDate) and answer.key for answer in answers] == [(1866, 0, 0), (1969, 7, 20)]


def test_markup_is_read_as_such(tmp_path: Path) -> None:
    html = r"What <b>is</b> \(\frac{1}{2}\) of H<sub>2</sub>O, <a href='https://a.org'>as here</a>?"
    (fact,) = facts_of(tmp_path, "a.txt", f"#html:true\n#columns:Question\tAnswer\n{html}\tCO<sub>2</sub>\n")
    looks = [(span.text, span.look, span.is_emphasised) for span in spans(fact.ask)]
    assert looks == [
        ("What ", "", False),
        ("is", "", True),
        (" ", "", False),
        ("1/2", "formula", False),
        (" of H₂O, ", "", False),
        ("as here", "link", False),
        ("?", "", False),
    ]
    assert fact.answer == "CO₂"
