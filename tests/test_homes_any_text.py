"""Whatever signs stand in a text, in whatever order, another home shows that text and grades by it, or refuses it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.question import Choice, Match, MatchRow, Open, Option
from quizgen.exporting import HOMES
from quizgen.exporting.home import pack
from tests.conftest import ROOT
from tests.support.effort import times
from tests.support.exports import bank_at
from tests.support.homes import gift, gift_pegjs, h5p, moodle
from tests.support.homes.engine import Matching, MultiChoice, ShortAnswer

if TYPE_CHECKING:
    from quizgen.domain.question import Shape
    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item
    from tests.support.homes.engine import Asked

READERS = {"moodle": moodle.read, "gift": gift.read}
if gift_pegjs.is_there():
    READERS["gift-pegjs"] = gift_pegjs.read
#: Every sign that some home reads, and words of them.
SIGNS = (
    *"*:{}~=#\\/%$&<>[]()\"'`|;,.-+@^_!?0179aTx¤é½😀א",
    *("->", "%50%", "[html]", "[markdown]", "####", "\\n", "\\:", "\\*", "&amp;", "&lt;", "&&058;", "::", "//", "]]>"),
    *(
        "\\(x\\)",
        "$$y$$",
        "<b>",
        "</text>",
        "<!--",
        "{mlang de}",
        "{mlang}",
        "@@PLUGINFILE@@/",
        "TRUE",
        "1e1",
        "1.",
        "_____",
    ),
)
TEXTS = (
    st.lists(st.sampled_from((*SIGNS, " ", " ", "w")), min_size=1, max_size=8)
    .map("".join)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


#: GIFT has no sign for these in a typed answer.
_NO_GIFT = re.compile(r"->|&&\d\d\d")


def _bank() -> Bank:
    return bank_at(ROOT / "tests" / "libraries" / "biology")


@cache
def _item(shape: type[Shape]) -> Item:
    return next(item for item in _bank().items if type(item.shape) is shape and (item.forms or shape is not Open))


def _asking(item: Item, shape: Shape) -> Item:
    return item._replace(question=item.question._replace(shape=shape))


def _arrived(reader: str, item: Item) -> Asked | None:
    """Return what becomes of a question, or None where it is refused."""
    parcel = pack(HOMES[reader.partition("-")[0]], _bank()._replace(items=(item,)))
    if parcel.left_out:
        return None
    (asked,) = READERS[reader](parcel.data)
    return asked


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=times(150), deadline=None)
@given(prompt=TEXTS, texts=st.lists(TEXTS, min_size=2, max_size=4, unique_by=str.casefold), why=TEXTS)
def test_a_choice(reader: str, prompt: str, texts: list[str], why: str) -> None:
    options = tuple(Option(text, place == 0) for place, text in enumerate(texts))
    item = _asking(_item(Choice), Choice(prompt, texts[0], (texts[0],), options))
    asked = _arrived(reader, item._replace(whys=("", *[why] * (len(options) - 1))))
    if asked is None:
        return
    assert isinstance(asked.task, MultiChoice)
    assert asked.text == prompt
    assert [option.text for option in asked.task.options] == texts
    assert [asked.task.grade(text) for text in texts] == [1.0, *[0.0] * (len(texts) - 1)]
    assert all(why in option.feedback for option in asked.task.options[1:])


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=times(150), deadline=None)
@given(prompt=TEXTS, forms=st.lists(TEXTS, min_size=1, max_size=4, unique_by=str.casefold), wrong=TEXTS)
def test_a_short_answer(reader: str, prompt: str, forms: list[str], wrong: str) -> None:
    shape = Open(prompt, forms[0], tuple(forms), is_typed=True)
    asked = _arrived(reader, _asking(_item(Open), shape)._replace(forms=tuple(forms)))
    if asked is None:
        return
    assert isinstance(asked.task, ShortAnswer)
    assert asked.text == prompt
    kept = [form for form in forms if reader == "moodle" or not _NO_GIFT.search(form)]
    assert all(asked.task.grade(form) == 1.0 for form in kept), asked.task
    assert asked.task.grade(wrong) == float(wrong.casefold() in map(str.casefold, kept)), asked.task


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=times(150), deadline=None)
@given(
    prompt=TEXTS,
    stems=st.lists(TEXTS, min_size=3, max_size=3, unique=True),
    names=st.lists(TEXTS, min_size=3, max_size=5, unique=True),
)
def test_a_match(reader: str, prompt: str, stems: list[str], names: list[str]) -> None:
    rows = tuple(MatchRow(str(place), stem, place) for place, stem in enumerate(stems))
    asked = _arrived(reader, _asking(_item(Match), Match(prompt, rows, tuple(names))))
    if asked is None:
        return
    assert isinstance(asked.task, Matching)
    assert asked.text == prompt
    assert sorted(asked.task.names) == sorted(names)
    right = dict(zip(stems, names, strict=False))
    assert asked.task.grade(right) == 1.0
    assert asked.task.grade({**right, stems[0]: names[1]}) < 0.7


@settings(max_examples=times(500), deadline=None)
@given(prompt=TEXTS, texts=st.lists(TEXTS, min_size=2, max_size=4, unique_by=str.casefold))
def test_a_choice_in_h5p(prompt: str, texts: list[str]) -> None:
    options = tuple(Option(text, place == 0) for place, text in enumerate(texts))
    item = _asking(_item(Choice), Choice(prompt, texts[0], (texts[0],), options))
    parcel = pack(HOMES["h5p"], _bank()._replace(items=(item._replace(whys=("",) * len(texts)),)))
    if parcel.left_out:
        return
    (asked,) = h5p.read(parcel.data)
    assert len(asked.text) == len(prompt)
    assert [option.share for option in asked.task.options] == [1.0, *[0.0] * (len(texts) - 1)]
    for option, text in zip(asked.task.options, texts, strict=True):
        assert h5p.meant(option.text) == h5p.meant(text)
