"""What comes in from tables and lists: Quizlet, CSV, XLSX and text for Anki, in the forms that their makers tell."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.words import count
from tests.support.inbox import import_into

if TYPE_CHECKING:
    from pathlib import Path

#: help.quizlet.com, "Exporting your sets": a term, a tab, its definition; a new line between rows.
QUIZLET = """\
osmosis\tthe flow of water, through a membrane: # slowly
"quoted"\tit's "so"
What is DNA?\ta molecule
two lines\tthe first
and the second
lonely\t
a\tb\tc
"""


def test_quizlet_gives_terms_and_a_question_is_known_by_its_mark(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "set.txt", QUIZLET)
    assert inbox.values("id", "draft", "term", "means", "what", "ask") == [
        ("set.osmosis", "true", "osmosis", "the flow of water, through a membrane: # slowly", None, None),
        ("set.quoted", "true", '"quoted"', 'it\'s "so"', None, None),
        ("set.what-is-dna", "true", None, None, "a molecule", "What is DNA?"),
        ("set.two-lines", "true", "two lines", "the first and the second", None, None),
        ("set.a", "true", "a", "b", None, None),
    ]
    assert inbox.comments[1:] == [
        "Line 5 has no tab; it was added to the line above: and the second",
        "Not brought: further column: c",
        "Left out: lone term (line 6): lonely",
    ]
    assert inbox.said == [
        "5 drafts from set.txt (Quizlet).",
        "Did not come along, and named over each draft: 1 further column.",
        "To look at, and told over each draft: 1 line without a tab.",
        "Left out, and named at the end of the file: 1 lone term.",
        "The title, which stands on cards, is the name of the file; change it at the top.",
        "`quizgen check` tells what each draft lacks.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Front,Back\nla mer,sea\n", [("la mer", "sea", None, None)]),
        ("Vorderseite;Rückseite\nWas ist das?;ein Haus\n", [(None, None, "Was ist das?", "ein Haus")]),
        ("la mer,sea\nle lac,lake\n", [("la mer", "sea", None, None), ("le lac", "lake", None, None)]),
        ("Term,Definition\nWho?,a band\n", [("Who?", "a band", None, None)]),
        ("Question,Answer\nThe capital of Italy,Rome\n", [(None, None, "The capital of Italy", "Rome")]),
        ("Tags,Meaning,Word\nx,sea,la mer\n", [("la mer", "sea", None, None)]),
    ],
)
def test_the_head_of_a_table_says_what_its_columns_hold(
    tmp_path: Path, text: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert import_into(tmp_path, "t.csv", text).values("term", "means", "ask", "what") == expected


#: The columns of the templates that Gimkit, Kahoot and Blooket give out, and those of a teacher.
CHOICES = {
    "gimkit": "Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2\nWhich gas?,neon,iron,gold\n",
    "kahoot": "Fill in\n,Question,Answer 1,Answer 2,Answer 3,Time,Correct answer(s)\n1,Which gas?,iron,neon,gold,9,2\n",
    "letters": "Question,Option A,Option B,Option C,Correct\nWhich gas?,iron,neon,gold,B\n",
    "words": "Question,Option 1,Option 2,Option 3,Answer\nWhich gas?,iron,neon,gold,neon\n",
    "one cell": "Question,Right,Wrong\nWhich gas?,neon,iron; gold\n",
    "no head": "Which gas?,neon,iron,gold\nWhich metal?,lead,argon,water\n",
}


@pytest.mark.parametrize("name", CHOICES)
def test_options_come_from_every_usual_table(tmp_path: Path, name: str) -> None:
    inbox = import_into(tmp_path, "t.csv", CHOICES[name])
    assert inbox.values("ask", "what", "wrong")[0] == ("Which gas?", "neon", ["iron", "gold"])


def test_a_table_brings_notes_tags_and_other_forms_and_names_the_rest(tmp_path: Path) -> None:
    text = "Question,Answer,Accept,Explanation,Tags,Points\nWho?,Ann,Anne;Annie,She was,Year 7::A,3\n"
    inbox = import_into(tmp_path, "t.csv", text)
    assert inbox.values("accept", "note", "tags") == [(["Anne", "Annie"], "She was", ["year", "7.a"])]
    assert inbox.comments[-1] == "Not brought: further column: Points: 3"
    assert "No part of a question; its cells stand as comments: Points." in inbox.said


def test_a_table_brings_hints_and_tolerances(tmp_path: Path) -> None:
    text = "Question,Answer,Hint,Tolerance\nHow far?,9.8 km,Not far,±0.1\nWho?,Ann,A woman,1\n"
    inbox = import_into(tmp_path, "t.csv", text)
    assert inbox.values("how_many", "what", "hint", "tolerance") == [
        ("9.8 km", None, "Not far", "0.1"),
        (None, "Ann", "A woman", None),
    ]
    assert inbox.comments[1:] == ["Not brought: tolerance: Ann ± 1"]


def test_a_workbook_is_read_as_a_table_is(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Question", "Answer"])
    book.active.append(["In which year, after 1900?", 1969])
    book.active.append(["How much?", 1.5])
    book.create_sheet("Other").append(["x", "y"])
    data = io.BytesIO()
    book.save(data)
    inbox = import_into(tmp_path, "t.xlsx", data.getvalue())
    assert inbox.values("ask", "when", "how_many") == [
        ("In which year, after 1900?", "1969", None),
        ("How much?", None, "1.5"),
    ]
    assert "Not read: the sheets Other." in inbox.said


#: docs.ankiweb.net/importing/text-files.html, "File Headers".
ANKI_TEXT = """\
#separator:Semicolon
#html:false
#columns:Front;Back;Extra;Labels
#tags:all of
#tags column:4
#deck:French::Sea
la mer;"the ""sea""; a noun";see <b>;water
# a comment
l'eau;water;;
"""


def test_text_for_anki_with_its_heads(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "a.txt", ANKI_TEXT)
    assert inbox.values("term", "means", "note", "tags") == [
        ("la mer", 'the "sea"; a noun', "see <b>", ["all", "of", "water"]),
        ("l'eau", "water", None, ["all", "of"]),
    ]
    assert inbox.comments[1] == "Group: French / Sea"
    assert inbox.said[0] == "2 drafts from a.txt (Anki text)."


@pytest.mark.parametrize(
    ("noun", "several"),
    [
        ("note made by quizgen", "2 notes made by quizgen"),
        ("option without a question", "2 options without a question"),
        ("partly right answer", "2 partly right answers"),
    ],
)
def test_of_several_the_noun_stands_in_the_plural(noun: str, several: str) -> None:
    assert count(2, noun) == several
    assert count(1, noun) == f"1 {noun}"
