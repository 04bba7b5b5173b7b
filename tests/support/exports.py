"""What quizgen writes for another program, from a library or from items made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import Bank, pack
from quizgen.exporting.questions import questions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.exporting.home import Parcel
    from quizgen.exporting.item import Item
    from quizgen.pipeline import Library


def exported(library: Library, home: str, changed: str = "") -> Parcel:
    """Return all questions of a library, as they go to another program."""
    questions = questions_of(library.marked)
    return pack(HOMES[home], bank_of(library.marked.kb, library.name, questions, changed=changed))


def one_item(library: Library, id_: str) -> Item:
    """Return the question of a library with this id, on its way to another program."""
    bank = bank_of(library.marked.kb, library.name, questions_of(library.marked))
    (found,) = (item for item in bank.items if item.id == id_)
    return found


def written(home: str, items: Iterable[Item], name: str = "Bank") -> str:
    """Return a file with these questions for another program; none of them is refused."""
    parcel = pack(HOMES[home], Bank(name, "example.bank", "en", tuple(items)))
    assert parcel.left_out == ()
    return parcel.data.decode()
