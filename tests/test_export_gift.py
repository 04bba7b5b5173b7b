"""GIFT: every trap that was met in Moodle's importer and in gift-pegjs, read back as these read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.markup import read_markup
from quizgen.domain.question import Choice, Match, MatchRow, Open, Option
from quizgen.exporting import gift as gift_writer
from quizgen.exporting.home import NO_PICTURE
from tests.support.bare import bare_library
from tests.support.effort import times
from tests.support.exports import any_items, exported, one_item, written
from tests.support.homes import gift, gift_pegjs
from tests.support.homes.engine import Matching, MultiChoice, Numerical, ShortAnswer
from tests.support.pictures import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.exporting.item import Item
    from quizgen.pipeline import Library
    from tests.support.homes.engine import Asked

FACTS = """\
- {id: speed, how_many: 300 km, tolerance: 2%, ask: How far does light travel in a millisecond?}
- {id: count, what: three, wrong: [two, four, five], ask: How many states has water?}
- {id: claim, true_false: 'false', ask: The Sun is a planet., truth: The Sun is a star.}
- {id: leaf, what: an oak, wrong: [an elm, a pine], ask: What is shown?, picture: {file: leaf.png, alt: A drawing}}
"""
READERS = [
    pytest.param(gift.read, id="Moodle"),
    pytest.param(
        gift_pegjs.read,
        id="gift-pegjs",
        marks=pytest.mark.skipif(not gift_pegjs.is_there(), reason="node or its package gift-pegjs is not installed"),
    ),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("gift")
    (root / "questions" / "media").mkdir(parents=True)
    (root / "questions" / "media" / "leaf.png").write_bytes(png())
    return bare_library(root, FACTS, "Science")


@pytest.fixture(scope="module", params=READERS)
def read(request: pytest.FixtureRequest) -> Callable[[bytes], list[Asked]]:
    """A program that reads GIFT."""
    reader: Callable[[bytes], list[Asked]] = request.param
    return reader


def _choice(library: Library, prompt: str, *options: str) -> Item:
    """A choice of these options, the first of which is right."""
    item = one_item(library, "count/choice")
    shape = Choice(prompt, options[0], (), tuple(Option(text, right=text == options[0]) for text in options))
    return item._replace(question=item.question._replace(shape=shape), whys=("",) * len(options))


def _typed(library: Library, *forms: str) -> Item:
    item = one_item(library, "count/choice")
    shape = Open("Which?", forms[0], (), is_typed=True)
    return item._replace(question=item.question._replace(shape=shape), whys=(), forms=forms)


def test_a_question_stands_below_its_id_and_tags(library: Library) -> None:
    text = written("gift", [one_item(library, "claim/true-false")])
    assert text == (
        "$CATEGORY: $course$/top/Bank/Two meetings\n"
        "\n"
        "// [id:claim/true-false] [tag:more] [tag:true_false]\n"
        "::Two meetings 6::[html]<p>The Sun is a planet.</p>{FALSE\n"
        "\t####<p>Answer\\: False. The Sun is a star.</p><p>Fact\\: claim.</p>\n"
        "}\n"
    )


@pytest.mark.parametrize("text", ["%50% of it", "%-100%", "%33.33333%x"])
def test_a_share_of_the_points_at_the_start_of_an_option_is_text(
    library: Library, read: Callable[[bytes], list[Asked]], text: str
) -> None:
    (asked,) = read(written("gift", [_choice(library, "How much?", "all", text, f"{text} more")]).encode())
    assert isinstance(asked.task, MultiChoice)
    assert (asked.task.grade("all"), asked.task.grade(text)) == (1.0, 0.0)
    (asked,) = read(written("gift", [_choice(library, "How much?", text, "all")]).encode())
    assert isinstance(asked.task, MultiChoice)
    assert (asked.task.grade(text), asked.task.grade("all")) == (1.0, 0.0)


@pytest.mark.parametrize("text", ["[markdown] *a*", "[html]", "[plain] x", "[b"])
def test_a_format_at_the_start_is_text(library: Library, read: Callable[[bytes], list[Asked]], text: str) -> None:
    (asked,) = read(written("gift", [_choice(library, text, f"{text} 1", f"{text} 2")]).encode())
    assert asked.text == text
    assert isinstance(asked.task, MultiChoice)
    assert [asked.task.grade(f"{text} {place}") for place in (1, 2)] == [1.0, 0.0]


@pytest.mark.parametrize(
    "form", ["[html]k", "%50%d", "a*b", r"a\*b", r"\n", "a=b", "~a", "#5", "{x}", "1:30", "T", "TRUE", "a -- b", "::"]
)
def test_a_typed_answer_is_right_as_it_is_written(
    library: Library, read: Callable[[bytes], list[Asked]], form: str
) -> None:
    (asked,) = read(written("gift", [_typed(library, form, "another")]).encode())
    assert isinstance(asked.task, ShortAnswer)
    assert (asked.task.grade(form), asked.task.grade("another"), asked.task.grade(f"{form}x")) == (1.0, 1.0, 0.0)
    assert "*" not in form or asked.task.grade(form.replace("*", "zz")) == 0.0


def test_a_question_is_left_out_where_a_right_form_could_not_be_written_and_would_be_wrong(library: Library) -> None:
    assert "'->'" in gift_writer.refuses(_typed(library, "A->B", "implies"))
    assert "'->'" in gift_writer.refuses(_typed(library, "implies", "->", "=>"))
    assert "'&&058'" in gift_writer.refuses(_typed(library, "&&058;"))
    assert not gift_writer.refuses(_typed(library, "implies", "=>"))


def test_names_may_hold_an_arrow_and_some_fit_nowhere(library: Library, read: Callable[[bytes], list[Asked]]) -> None:
    rows = tuple(MatchRow(str(place), stem, place) for place, stem in enumerate(("a -> b", "{c} = d", "~e: #f")))
    match = Match("Match.", rows, ("-> x", "y = 1", "<z> & {w}", "none\\"))
    item = one_item(library, "count/choice")
    item = item._replace(question=item.question._replace(shape=match), whys=())
    (asked,) = read(written("gift", [item]).encode())
    assert isinstance(asked.task, Matching)
    right = dict(zip(("a -> b", "{c} = d", "~e: #f"), ("-> x", "y = 1", "<z> & {w}"), strict=True))
    assert asked.task.grade(right) == 1.0
    assert asked.task.grade({**right, "a -> b": "none\\"}) == pytest.approx(2 / 3)


def test_a_number_is_asked_without_its_unit(library: Library, read: Callable[[bytes], list[Asked]]) -> None:
    (asked,) = (one for one in read(exported(library, "gift").data) if one.id == "speed/typed")
    assert "Type it as a number. (km)" in asked.text
    assert isinstance(asked.task, Numerical)
    assert [asked.task.grade(number) for number in ("300", "305.9", "294.1", "307", "293")] == [1.0, 1.0, 1.0, 0.0, 0.0]


def test_a_picture_is_left_out(library: Library) -> None:
    parcel = exported(library, "gift")
    assert "leaf/choice" in parcel.reasons[NO_PICTURE]


def test_code_of_several_lines_keeps_them(library: Library, read: Callable[[bytes], list[Asked]]) -> None:
    text, _ = read_markup("Which?\n\n```python\nif x:\n\n    y = {1: 2}\n```\n")
    (asked,) = read(written("gift", [_choice(library, text, "a", "b")]).encode())
    # The empty line would end the question; the reader of the test leaves it out.
    assert "if x:\n    y = {1: 2}" in asked.text.replace("\N{NO-BREAK SPACE}", " ")


@settings(max_examples=times(50), deadline=None)
@given(data=st.data())
def test_any_text_in_every_field_reads_back(
    library: Library, read: Callable[[bytes], list[Asked]], data: st.DataObject
) -> None:
    made = [
        item._replace(forms=tuple(re.sub("->|&&", "", form) or "x" for form in item.forms))
        for item in data.draw(any_items(one_item(library, "count/choice")))
    ]
    for item, asked in zip(made, read(written("gift", made).encode()), strict=True):
        assert asked.text == item.shape.prompt
        assert asked.feedback == "\n".join(item.proof)
        assert asked.title == item.title
        if "\\" not in item.topic:  # which gift-pegjs leaves doubled in a category
            assert asked.category == ("Bank", item.topic)
        _check(item, asked)


def _check(item: Item, asked: Asked) -> None:
    match item.shape:
        case Choice(options=options):
            assert isinstance(asked.task, MultiChoice)
            told = [(one.text, one.share, one.feedback) for one in asked.task.options]
            assert told == [(one.text, float(one.right), why) for one, why in zip(options, item.whys, strict=True)]
        case Match(names=names):
            assert isinstance(asked.task, Matching)
            assert sorted(asked.task.names) == sorted(names)
        case _:
            assert isinstance(asked.task, ShortAnswer)
            assert [form for form in item.forms if asked.task.grade(form) != 1.0] == []


def test_the_same_questions_make_the_same_bytes(library: Library) -> None:
    assert exported(library, "gift").data == exported(library, "gift").data
