"""What comes in from the formats of Moodle, Moodle XML, GIFT and Aiken, as its manual documents them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.inbox import import_into

if TYPE_CHECKING:
    from pathlib import Path

#: docs.moodle.org/en/Aiken_format: a question on a line, options with a letter and a full stop or a bracket.
AIKEN = """\
Which gas is noble?
A. iron
B. neon
C. water
ANSWER: B

Is gold a metal?
A) True
B) False
ANSWER: A
"""


def test_aiken(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "a.txt", AIKEN)
    assert inbox.values("ask", "what", "wrong", "true_false") == [
        ("Which gas is noble?", "neon", ["iron", "water"], None),
        ("Is gold a metal?", None, None, "true"),
    ]


def test_an_extra_line_of_aiken_is_told_and_the_rest_comes_in(tmp_path: Path) -> None:
    text = f"Quiz 1\n\n{AIKEN}Feedback: a metal.\n\nWho?\nA. me\nNote.\nB. you\nANSWER: C\n\nWhere?\nA. here\n"
    inbox = import_into(tmp_path, "a.txt", text)
    assert inbox.values("ask") == [("Which gas is noble?",), ("Is gold a metal?",)]
    assert inbox.comments[1:] == [
        "Left out: extra line (line 1): Quiz 1",
        "Left out: extra line (line 13): Feedback: a metal.",
        "Left out: extra line (line 17): Note.",
        "Left out: question without its right option (line 15): Who?; me; you; ANSWER: C",
        "Left out: unanswered question (line 21): Where?; here",
    ]


#: docs.moodle.org/en/GIFT_format: each of its kinds of question, comments, categories, escapes, feedback and weights.
GIFT = r"""// a comment [tag:physics]
$CATEGORY: $course$/top/Science/Gases

::Title:: Which gas \{at 20 °C\} is noble? {
  ~iron#No gas
  =neon
  ~water
}

Gold is a metal.{TRUE#No#Yes}

Two plus {=two =2 =%50%three} makes four.

Match. {=[html]c<b></b>at -> meow =dog -> woof \= bark}

How many planets? {#8:1~#Count again.####Since 2006}

A number {#1..5}

[html]<b>Which</b> two gases?{~%50%helium ~%50%neon ~%-100%iron}

Write an essay. {}

Only text.
"""


def test_gift(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "g.gift", GIFT)
    assert inbox.drafts == [
        {
            "id": "g.which-gas-at-20-c-is-noble",
            "draft": "true",
            "what": "neon",
            "ask": "Which gas {at 20 °C} is noble?",
            "wrong": [{"text": "iron", "why": "No gas"}, "water"],
            "tags": ["physics"],
        },
        {"id": "g.gold-is-a-metal", "draft": "true", "true_false": "true", "ask": "Gold is a metal.", "note": "No"},
        {
            "id": "g.two-plus-makes-four",
            "draft": "true",
            "what": "two",
            "ask": "Two plus _____ makes four.",
            "accept": ["2"],
        },
        {"id": "g.cat", "draft": "true", "term": "cat", "means": "meow"},
        {"id": "g.dog", "draft": "true", "term": "dog", "means": "woof = bark"},
        {
            "id": "g.how-many-planets",
            "draft": "true",
            "how_many": "8",
            "ask": "How many planets?",
            "tolerance": "1",
            "note": "Since 2006",
        },
        {"id": "g.a-number", "draft": "true", "how_many": "3", "ask": "A number", "tolerance": "2"},
        {
            "id": "g.which-two-gases",
            "draft": "true",
            "list": ["helium", "neon"],
            "ask": "*Which* two gases?",
            "wrong": ["iron"],
        },
    ]
    assert inbox.comments[1:] == [
        "Group: Science / Gases",
        "Name: Title",
        "Comment: a comment",
        "Not brought: answer comment: Yes",
        "Not brought: partly right answer: three (50%)",
        "Not brought: pairing question: Match.",
        "Not brought: pairing question: Match.",
        "Not brought: answer comment: Count again.",
        "Left out: essay question (line 22): Write an essay.",
        "Left out: loose text (line 24): Only text.",
    ]


#: docs.moodle.org/en/Moodle_XML_format: the elements of each type of question.
MOODLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Bio//Chem/Cells</text></category></question>
<question type="multichoice">
  <name><text>A name</text></name>
  <questiontext format="html">
    <text><![CDATA[<p>What holds <b>DNA</b>?&nbsp;<img src="@@PLUGINFILE@@/cell.png" alt="a cell"></p>]]></text>
    <file name="cell.png" encoding="base64">AAAA</file>
  </questiontext>
  <generalfeedback format="html"><text>It is the nucleus &amp;amp; more.</text></generalfeedback>
  <single>true</single>
  <answer fraction="100" format="html"><text><![CDATA[<p>the nucleus</p>]]></text>
    <feedback><text>Yes!</text></feedback></answer>
  <answer fraction="0" format="html"><text>the wall</text></answer>
  <answer fraction="-50" format="html"><text>the vacuole</text></answer>
  <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
  <hint format="html"><text>Look inside.</text></hint>
  <tags><tag><text>Cells</text></tag></tags>
</question>
<question type="multichoice">
  <questiontext format="html"><text>Which are gases?</text></questiontext><single>false</single>
  <answer fraction="50"><text>neon</text></answer><answer fraction="50"><text>argon</text></answer>
  <answer fraction="0"><text>iron</text></answer>
</question>
<question type="truefalse">
  <questiontext format="html"><text>Spiders are insects.</text></questiontext>
  <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>
</question>
<question type="shortanswer">
  <questiontext format="html"><text>What is \\(H_2O\\)?</text></questiontext>
  <answer fraction="100" format="moodle_auto_format"><text>water</text></answer>
  <answer fraction="100"><text>aqua*</text></answer><answer fraction="50"><text>liquid</text></answer>
</question>
<question type="numerical">
  <questiontext format="html"><text>How many legs has a spider?</text></questiontext>
  <answer fraction="100"><text>8</text><tolerance>1</tolerance></answer>
</question>
<question type="matching">
  <questiontext format="html"><text>Match.</text></questiontext>
  <subquestion format="html"><text>cat</text><answer><text>meow</text></answer></subquestion>
  <subquestion format="html"><text></text><answer><text>moo</text></answer></subquestion>
</question>
<question type="ordering">
  <questiontext format="html"><text>How is tea made?</text></questiontext>
  <answer fraction="1"><text>boil</text></answer><answer fraction="2"><text>warm</text></answer>
  <answer fraction="3"><text>pour</text><feedback><text>Slowly.</text></feedback></answer>
</question>
<question type="cloze">
  <questiontext format="html"><text>The capital is {1:SHORTANSWER:=Paris~%50%Lutetia}.</text></questiontext></question>
<question type="cloze"><questiontext format="html"><text>{1:SA:=A} and {1:MC:=B~C}</text></questiontext></question>
<question type="essay"><questiontext format="html"><text>Write.</text></questiontext></question>
</quiz>
"""


NO_PICTURE = "the file is no PNG, JPEG or SVG; save the picture as one of these"


def test_moodle(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "m.xml", MOODLE)
    assert inbox.drafts == [
        {
            "id": "m.what-holds-dna",
            "draft": "true",
            "what": "the nucleus",
            "ask": "What holds *DNA*?",
            "wrong": ["the wall", "the vacuole"],
            "hint": "Look inside.",
            "note": "It is the nucleus & more.",
            "tags": ["cells"],
        },
        {
            "id": "m.which-are-gases",
            "draft": "true",
            "list": ["neon", "argon"],
            "ask": "Which are gases?",
            "wrong": ["iron"],
        },
        {"id": "m.spiders-are-insects", "draft": "true", "true_false": "false", "ask": "Spiders are insects."},
        {"id": "m.what-is-h2o", "draft": "true", "what": "water", "ask": "What is $`H_2O`$?", "accept": ["aqua*"]},
        {
            "id": "m.how-many-legs-has-a-spider",
            "draft": "true",
            "how_many": "8",
            "ask": "How many legs has a spider?",
            "tolerance": "1",
        },
        {"id": "m.cat", "draft": "true", "term": "cat", "means": "meow"},
        {"id": "m.how-is-tea-made", "draft": "true", "steps": ["boil", "warm", "pour"], "ask": "How is tea made?"},
        {"id": "m.paris", "draft": "true", "what": "Paris", "says": "The capital is [Paris]."},
    ]
    assert inbox.comments[1:] == [
        "Group: Bio/Chem / Cells",
        "Not brought: answer comment: the nucleus: Yes!",
        f"Not brought: picture: @@PLUGINFILE@@/cell.png a cell ({NO_PICTURE})",
        "Name: A name",
        "Not brought: wildcard: aqua*",
        "Not brought: partly right answer: liquid (50%)",
        "Not brought: pairing question: Match.",
        "Not brought: answer comment: pour: Slowly.",
        "Not brought: partly right answer: Lutetia (50%)",
        "Left out: unmatched option (line 38): moo",
        "Left out: multi-gap text (line 50): {1:SA:=A} and {1:MC:=B~C}",
        "Left out: essay question (line 51): Write.",
    ]


def test_the_unit_and_the_further_tolerances_of_moodle(tmp_path: Path) -> None:
    text = """<quiz><question type="numerical"><questiontext><text>How far?</text></questiontext>
    <answer fraction="100"><text>9.8</text><tolerance>0.05</tolerance></answer>
    <answer fraction="50"><text>9.8</text><tolerance>0.5</tolerance></answer>
    <units><unit><unit_name>km</unit_name></unit><unit><unit_name>m</unit_name></unit></units></question></quiz>"""
    inbox = import_into(tmp_path, "m.xml", text)
    assert inbox.values("how_many", "tolerance") == [("9.8 km", "0.05")]
    assert inbox.comments[1:] == [
        "Not brought: further unit: m",
        "Not brought: tolerance: 9.8 km ± 0.5",
        "Not brought: partly right answer: 9.8 km (50%)",
    ]
