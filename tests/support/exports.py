"""What quizgen writes for another program, from a library or from items made by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from quizgen.domain.question import Choice, Match, MatchRow, Open, Option
from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import Bank, pack
from quizgen.exporting.questions import questions_of
from tests.support.library import opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizgen.domain.question import Shape
    from quizgen.exporting.home import Parcel
    from quizgen.exporting.item import Item
    from quizgen.pipeline import Library


def whole_bank(library: Library) -> Bank:
    """Return all questions of a library, on their way to another program."""
    assert library.problems == ()
    return bank_of(library.marked.kb, library.name, questions_of(library.marked))


@cache
def bank_at(root: Path) -> Bank:
    """Return all questions of the library in a folder that stays as it is, on their way to another program."""
    return whole_bank(opened(root))


def exported(library: Library, home: str, changed: str = "") -> Parcel:
    """Return all questions of a library, as they go to another program; as corrections of a day, if one is named."""
    questions = [*questions_of(library.marked)]
    touched = frozenset(question.id for question in questions) if changed else frozenset()
    return pack(HOMES[home], bank_of(library.marked.kb, library.name, questions, changed=changed, touched=touched))


def one_item(library: Library, id_: str) -> Item:
    """Return the question with this id of a library that stays as it is, on its way to another program."""
    (found,) = (item for item in bank_at(library.root).items if item.id == id_)
    return found


def written(home: str, items: Iterable[Item], name: str = "Bank") -> str:
    """Return a file with these questions for another program; none of them is refused."""
    parcel = pack(HOMES[home], Bank(name, "example.bank", "en", tuple(items)))
    assert parcel.left_out == ()
    return parcel.data.decode()


#: What one program or the other reads as more than text.
_SIGNS = (
    r"~ = # #### { } : :: \ \n %50% [html] [markdown] -> * ** $$ 0 // @@PLUGINFILE@@/ <b> </text> &lt; & ]]> TRUE 1."
    r""" 1e1 " ' \(x\) [[x]] {mlang en} &&058; ¤"""
).split(" ")
#: Any text that the reader of a library takes: on one line, without control characters and hidden ones.
TEXTS = (
    st.lists(
        st.sampled_from(_SIGNS) | st.just(" ") | st.characters(exclude_categories=["C", "Z"]),
        min_size=1,
        max_size=8,
    )
    .map("".join)
    .map(lambda text: " ".join(text.split()) or "x")
)


@st.composite
def any_items(draw: st.DrawFn, item: Item) -> tuple[Item, ...]:
    """A choice, a typed answer and a match like `item`, with any text in every field."""
    names = tuple(draw(st.lists(TEXTS, min_size=4, max_size=4, unique_by=str.lower)))
    options = tuple(Option(name, right=place == 1) for place, name in enumerate(names))
    rows = tuple(MatchRow(str(place), draw(TEXTS), place) for place in range(3))
    plain = item._replace(title=draw(TEXTS), topic=draw(TEXTS), proof=(draw(TEXTS), draw(TEXTS)), tags=("core",))
    choice = _shaped(plain, Choice(draw(TEXTS), names[1], (), options))
    return (
        choice._replace(whys=(draw(TEXTS), "", draw(TEXTS), draw(TEXTS))),
        _shaped(plain, Open(draw(TEXTS), names[0], (), is_typed=True))._replace(forms=names),
        _shaped(plain, Match(draw(TEXTS), rows, names)),
    )


def _shaped(item: Item, shape: Shape) -> Item:
    return item._replace(question=item.question._replace(shape=shape), whys=())
