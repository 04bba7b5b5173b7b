"""The text that H5P's editor takes: every trap of its parser, read back as both of its versions read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.markup import read_markup
from quizgen.domain.question import Choice, Option
from quizgen.exporting import h5p as h5p_writer
from tests.support.bare import bare_library
from tests.support.effort import times
from tests.support.exports import any_items, exported, one_item, written
from tests.support.homes import h5p

if TYPE_CHECKING:
    from quizgen.exporting.item import Item
    from quizgen.pipeline import Library

FACTS = """\
- id: count
  what: three
  wrong: [{text: two, why: "No: those are the poles."}, four, five]
  ask: How many states has water?
- {id: claim, true_false: 'false', ask: The Sun is a planet., truth: The Sun is a star.}
- {id: recalled, what: because it is so, ask: Why was there a first flight?}
"""
#: What signs of the parser become, as nothing can be escaped.
ALIKE = str.maketrans({"∶": ":", "∗": "*", "․": "."})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return bare_library(tmp_path_factory.mktemp("h5p"), FACTS, "Science")


def _choice(library: Library, prompt: str, *options: str) -> Item:
    """A choice of these options, the first of which is right."""
    item = one_item(library, "count/choice")
    shape = Choice(prompt, options[0], (), tuple(Option(text, right=text == options[0]) for text in options))
    return item._replace(question=item.question._replace(shape=shape), whys=("",) * len(options))


def test_a_question_is_a_paragraph_and_the_right_option_proves_itself(library: Library) -> None:
    assert written("h5p", [one_item(library, "count/choice"), one_item(library, "claim/true-false")]) == (
        "How many states has water?\n"
        "two::No∶ those are the poles.\n"
        "*three::Answer∶ three • Fact∶ count.:Answer∶ three • Fact∶ count.\n"
        "four\n"
        "five\n"
        "\n"
        "True or false? The Sun is a planet.\n"
        "True\n"
        "*False::Answer∶ False. The Sun is a star. • Fact∶ claim.:Answer∶ False. The Sun is a star. • Fact∶ claim.\n"
    )


def test_what_is_no_choice_is_left_out_and_told(library: Library) -> None:
    parcel = exported(library, "h5p")
    assert [item.id for item in parcel.sent] == ["count/choice", "claim/true-false"]
    assert parcel.lost_facts == ("recalled",)


@pytest.mark.parametrize(
    "text", ["*a", "**a", "a:b:c:d:e", r"a\:b", "ends in \\", "2021. a", "1.", "<b>x</b> &lt;", "10:30", ": a", "a::"]
)
def test_signs_of_the_parser_stay_signs(library: Library, text: str) -> None:
    (asked,) = h5p.read(written("h5p", [_choice(library, text, "yes", text, f"{text} more")]).encode())
    assert asked.text.translate(ALIKE) == text
    assert [option.text.translate(ALIKE) for option in asked.task.options] == ["yes", text, f"{text} more"]
    assert [option.share for option in asked.task.options] == [1.0, 0.0, 0.0]
    (asked,) = h5p.read(written("h5p", [_choice(library, "Which?", text, "no")]).encode())
    assert [(option.text.translate(ALIKE), option.share) for option in asked.task.options] == [(text, 1.0), ("no", 0.0)]


def test_what_becomes_a_colon_is_left_out(library: Library) -> None:
    assert "¤" in h5p_writer.refuses(_choice(library, "Which?", "¤5", "6"))


def test_code_of_several_lines_is_left_out(library: Library) -> None:
    code, _ = read_markup("Which?\n\n```python\nif x:\n    y = 1\n```\n")
    assert "code" in h5p_writer.refuses(_choice(library, code, "a", "b"))
    assert "code" in h5p_writer.refuses(_choice(library, "Which?", "a", code))


@settings(max_examples=times(300))
@given(data=st.data())
def test_any_text_in_every_field_reads_back(library: Library, data: st.DataObject) -> None:
    item, *_ = data.draw(any_items(one_item(library, "count/choice")))
    if h5p_writer.refuses(item):
        return
    (asked,) = h5p.read(written("h5p", [item]).encode())
    assert isinstance(item.shape, Choice)
    assert asked.text.translate(ALIKE) == item.shape.prompt.translate(ALIKE)
    told = [(option.text.translate(ALIKE), option.share) for option in asked.task.options]
    assert told == [(option.text.translate(ALIKE), float(option.right)) for option in item.shape.options]
    feedback = [option.feedback.translate(ALIKE) for option in asked.task.options]
    proof = " • ".join(item.proof)
    expected = [proof if one.right else why for one, why in zip(item.shape.options, item.whys, strict=True)]
    assert feedback == [text.translate(ALIKE) for text in expected]
