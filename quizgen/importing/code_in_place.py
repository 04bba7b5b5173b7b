"""Code of several lines in items: kept where a fact may have it, elsewhere on one line, and named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.domain.code_block import parted
from quizgen.domain.text import single_spaced
from quizgen.importing.records import Loss

if TYPE_CHECKING:
    from quizgen.importing.records import Item

#: The fields of an item, and those of one whose answer is no phrase, in which a fact has no code of several lines.
_ONE_LINE = ("accept", "also_right", "says", "hint")
_ONE_LINE_UNLESS_PHRASE = ("parts", "wrong")


def with_code_in_place(item: Item, *, is_phrase: bool) -> Item:
    """Return an item with its code on one line where it cannot be otherwise, which is a loss.

    `is_phrase` says that the answer is a phrase, which may be code, as wrong ones may then. The answer to a word is its
    meaning, which may be code, too.
    """
    fields = _ONE_LINE if is_phrase else (*_ONE_LINE, *_ONE_LINE_UNLESS_PHRASE)
    losses: list[Loss] = []

    def in_one_line(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(in_one_line, value))
        if "\n" not in value:
            return value
        text = single_spaced(" ".join(part.text for part in parted(value)[0]))
        losses.append(Loss("line break", text))
        return text

    changed = {field: in_one_line(getattr(item, field)) for field in fields}
    return item._replace(**changed, losses=(*item.losses, *losses)) if losses else item
