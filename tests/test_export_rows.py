"""Quizlet's cards and the table for spreadsheets: each text arrives in its place, whatever it holds.

Quizlet's window "Import" takes pasted text: "Between term and definition" stands "Tab", and "Between cards" "New line",
where nobody chooses anything else.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import pipeline
from quizgen.domain.markup import has_block, plain
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import pack
from quizgen.exporting.questions import questions_of
from tests.conftest import ROOT
from tests.support.effort import times
from tests.support.exports import bank_at
from tests.support.homes.hostile import write_hostile
from tests.support.library import INFO, write_library

if TYPE_CHECKING:
    from quizgen.exporting.home import Bank

NAMES = ("shipped", "hostile", "biology", "chemistry", "multiple-choice", "programming", "spaceflight", "vocabulary")
EACH = pytest.mark.parametrize("name", NAMES)


@cache
def bank(name: str) -> Bank:
    """Return all questions of a library, which stays as it is."""
    if name == "hostile":
        with TemporaryDirectory() as folder:
            return bank_at(write_hostile(Path(folder)))
    return bank_at(ROOT if name == "shipped" else ROOT / "tests" / "libraries" / name)


def cards(text: str) -> list[tuple[str, str]]:
    """Return terms and definitions as Quizlet's import takes them from pasted text."""
    rows = [line.partition("\t") for line in text.split("\n") if line.strip()]
    return [(term.strip(), definition.strip()) for term, _, definition in rows]


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a table by its head."""
    return [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)]


def one_line(text: str) -> str:
    """Return a text without markup on one line."""
    return " ".join(plain(text).split())


def told(facts: str, tmp_path: Path, home: str) -> str:
    """Return the file that a home gets of some facts."""
    files: dict[str, str | bytes] = {"questions/library.yaml": INFO.replace("evidence: required\n", "")}
    library = pipeline.open_library(write_library(tmp_path, facts, files))
    assert library.problems == ()
    made = bank_of(library.marked.kb, library.name, questions_of(library.marked))
    return pack(HOMES[home], made).data.decode()


# Quizlet


@EACH
def test_each_fact_is_a_card_with_its_question_or_a_word_with_its_meaning(name: str) -> None:
    parcel = pack(HOMES["quizlet"], bank(name))
    found = cards(parcel.data.decode())
    assert len(found) == len(parcel.sent) == parcel.data.count(b"\n") == parcel.data.count(b"\t")
    for item, (term, definition) in zip(parcel.sent, found, strict=True):
        fact = item.question.fact
        if fact.means:
            assert (term, definition) == (one_line(str(fact.answer)), one_line("; ".join(fact.means)))
        else:
            assert term == one_line(item.shape.prompt)
            assert definition.startswith(one_line(item.shape.answer))
    carried = {item.question.fact.id for item in parcel.sent}
    asked = [item for item in bank(name).items if isinstance(item.shape, (Open, Gaps))]
    lacking = {item.question.fact.id for item in asked} - carried
    assert (
        lacking
        == {
            item.question.fact.id
            for item in asked
            if item.picture or has_block(item.shape.prompt) or has_block(item.shape.answer)
        }
        - carried
    )


def test_a_card_names_the_claimant_and_where_sources_differ_all_accounts(tmp_path: Path) -> None:
    facts = """\
    - id: talks.length
      how_long: 7.5 hours
      ask: How long did the talks last?
      accounts: [{answer: 8 hours, by: john-roe, evidence: {paper: they talked for eight hours}}]
      evidence: {wire: it lasted for seven and a half hours}
    - id: doe.talks
      said: the talks will go on
      by: jane-doe
      ask: What did Jane Doe say of the future?
      evidence: {wire: the talks will go on}
    """
    assert cards(told(facts, tmp_path, "quizlet")) == [
        (
            "How long did the talks last?",
            "7.5 hours. The sources differ: 7.5 hours (The Wire); 8 hours (John Roe · The Paper)",
        ),
        ("What did Jane Doe say of the future?", "the talks will go on"),
    ]


def test_words_are_pairs() -> None:
    found = cards(pack(HOMES["quizlet"], bank("vocabulary")).data.decode())
    assert found[:2] == [("das Haus", "house"), ("die Tür", "door")]
    assert ("der Stuhl", "chair; seat") in found


def test_code_keeps_its_lines_or_stays_at_home(tmp_path: Path) -> None:
    facts = """\
    - id: loops.printed
      how_many: 2 lines
      ask: |
        How much does this print?
        ```python
        for word in ("tea", "milk"):
            print(word)
        ```
    - {id: loops.word, what: for, ask: Which word begins a loop?}
    """
    assert cards(told(facts, tmp_path, "quizlet")) == [("Which word begins a loop?", "for")]


# The table


@EACH
def test_each_question_is_a_row_with_all_that_is_known(name: str) -> None:
    found = rows(pack(HOMES["csv"], bank(name)).data)
    sent = [item for item in bank(name).items if item.picture is None]
    assert [row["id"] for row in found] == [item.id for item in sent]
    for row, item in zip(found, sent, strict=True):
        shape = item.shape
        assert _read(row["answer"]) == one_line(shape.answer)
        assert _read(row["question"]).startswith(one_line(shape.prompt))
        if isinstance(shape, Choice):
            wrong = [_read(row[f"wrong {number}"]) for number in (1, 2, 3)]
            assert [*filter(None, wrong)] == [one_line(option.text) for option in shape.options if not option.right]
        if isinstance(shape, (Order, Match)):
            assert all(one_line(one.text) in row["question"] for one in shape.rows)
        if isinstance(shape, Match):
            assert all(one_line(offered) in row["question"] for offered in shape.names)
        assert (row["topic"], row["way"]) == (_guarded(one_line(item.topic)), item.question.way)
        assert _read(row["short question"]) == one_line(item.short)
        assert row["tags"].split() == [*item.tags]


def test_the_columns_are_a_promise() -> None:
    head = pack(HOMES["csv"], bank("shipped")).data.decode("utf-8-sig").partition("\r\n")[0]
    assert head == (
        "id,topic,way,question,short question,answer,accepted,wrong 1,wrong 2,wrong 3,"
        "standing,accounts,note,sources,tags"
    )


def test_code_keeps_its_lines_and_blanks_in_a_cell(tmp_path: Path) -> None:
    facts = """\
    - id: loops.left
      how_many: 0 words
      ask: |
        How many are left?
        ```python
        n = 3
        while n:
            n -= 1
        ```
    """
    (row, *_) = rows(told(facts, tmp_path, "csv").encode())
    assert row["question"] == "How many are left?\n    n = 3\n    while n:\n        n -= 1"


@EACH
def test_no_cell_is_computed(name: str) -> None:
    for row in rows(pack(HOMES["csv"], bank(name)).data):
        assert not any(cell.lstrip()[:1] in {*"=+-@"} - {""} for cell in row.values())


def test_typed_forms_and_accounts_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    facts = """\
    - id: talks.length
      how_long: 7.5 hours
      ask: How long did the talks last?
      note: Both count from the door.
      accounts: [{answer: 8 hours, by: john-roe, evidence: {paper: they talked for eight hours}}]
      evidence: {wire: it lasted for seven and a half hours}
    """
    (row,) = (row for row in rows(told(facts, tmp_path, "csv").encode()) if row["way"] == "typed")
    assert {"7½ hours", "8 hours"} <= {*row["accepted"].split("; ")}
    assert row["answer"] not in row["accepted"].split("; ")
    assert row["accounts"] == "7.5 hours (The Wire); 8 hours (John Roe · The Paper)"
    assert row["note"] == "Both count from the door."
    assert row["sources"].startswith("The Wire, “Council meets”, 12 January 2022.")


texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf")), min_size=1).filter(
    lambda text: text.strip() and not text.strip().startswith("'")
)


@settings(max_examples=times(100))
@given(texts, texts, texts)
def test_any_text_comes_back(ask: str, answer: str, note: str) -> None:
    item = next(item for item in bank("biology").items if isinstance(item.shape, Open) and not item.question.fact.means)
    shape = item.shape._replace(prompt=ask, answer=answer)  # type: ignore[call-arg]
    asked = item._replace(question=item.question._replace(shape=shape), told=item.told._replace(note=note))
    one = bank("biology")._replace(items=(asked,))
    assert cards(HOMES["quizlet"].render(one).decode()) == [(one_line(ask), one_line(answer))]
    (row,) = rows(HOMES["csv"].render(one))
    for name, text in (("question", ask), ("answer", answer), ("note", note)):
        assert (
            one_line(_read(row[name])) == one_line(text).removeprefix("'") if text.startswith("'") else one_line(text)
        )


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in {*"=+-@＝＋－＠"} else text


def _read(cell: str) -> str:
    """Return a cell as a person reads it, without the apostrophe that keeps it from being computed."""
    shown = cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in {*"=+-@＝＋－＠"} else cell
    return one_line(shown)
