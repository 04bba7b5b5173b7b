"""Notes for Anki as text, for people who have note types of their own, with columns that Anki maps to their fields.

The heads are those of docs.ankiweb.net/importing/text-files.html#file-headers. A note keeps its GUID, so that a later
import corrects it and leaves its reviews alone; it is another one than that of the same fact in a deck of quizgen's.
"""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from typing import TYPE_CHECKING

from quizgen.domain.markup import plain
from quizgen.domain.question import Choice, Match, Order
from quizgen.exporting.home import NO_PICTURE
from quizgen.exporting.text import html_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

#: The fields have the names that they have in quizgen's own note type.
FIELDS = (
    *("Question", "Answer", "Also right", "Options", "Standing", "Accounts", "Note", "Sources", "Topic", "Fact id"),
)
#: The question stands first: of a note type that has none of these names, Anki fills the first field with it.
_COLUMNS = (*FIELDS, "Tags", "GUID")


def refuses(item: Item) -> str:
    """Return why a note cannot carry a question, or nothing."""
    shape = item.shape
    if isinstance(shape, (Order, Match)):
        return "a note asks one fact"
    if isinstance(shape, Choice) and shape.statement is not None and item.question.fact.claim is None:
        return "a note asks a fact for its answer, and not whether a sentence is true"
    return NO_PICTURE if item.picture else ""


def render(bank: Bank) -> bytes:
    """Return a note for each fact, and one for each question the other way round.

    What the note type is called stands in a head: where the learner has one of that name, Anki takes it.
    """
    notes: dict[tuple[str, bool], list[Item]] = {}
    for item in bank.items:
        notes.setdefault((str(item.question.fact.id), item.question.asks_subject), []).append(item)
    heads = {
        "separator": "tab",
        "html": "true",
        "notetype": f"{plain(bank.library)} (text)",
        "columns": "\t".join(_COLUMNS),
        "tags column": str(_COLUMNS.index("Tags") + 1),
        "guid column": str(_COLUMNS.index("GUID") + 1),
    }
    out = io.StringIO()
    out.writelines(f"#{name}:{value}\n" for name, value in heads.items())
    # In quotes a line that begins with '#' is none of the heads.
    writer = csv.writer(out, "excel-tab", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows(_row(bank, items) for items in notes.values())
    return out.getvalue().encode()


def _row(bank: Bank, items: Sequence[Item]) -> Iterator[str]:
    """Yield the cells of a note that is made of a fact's question without options, and of that with options."""
    choice = next((item.shape for item in items if isinstance(item.shape, Choice)), None)
    item = next((item for item in items if not isinstance(item.shape, Choice)), items[0])
    told = item.told
    yield html_text(item.shape.prompt)
    yield html_text(item.shape.answer)
    yield "; ".join(map(html_text, told.also))
    yield _list((option.text for option in choice.options) if choice is not None else (), "ol")
    yield html_text(told.standing)
    yield _list(told.accounts)
    yield html_text(told.note)
    yield _list(told.sources)
    yield html_text(item.topic)
    yield html_text(str(item.question.fact.id))
    yield " ".join(f"{bank.namespace}::{tag}" for tag in item.tags)
    yield _guid(bank, item)


def _guid(bank: Bank, item: Item) -> str:
    """Return what Anki knows a note by; a question of a test's own is another one in each test."""
    fact = str(item.question.fact.id)
    test = bank.name if fact in bank.own else ""
    parts = ("text", bank.namespace, fact, "reverse" if item.question.asks_subject else "", test)
    return sha256("\0".join(parts).encode()).hexdigest()[:20]


def _list(texts: Iterable[str], tag: str = "ul") -> str:
    """Return texts as a list in HTML, or nothing."""
    items = "".join(f"<li>{html_text(text)}</li>" for text in texts)
    return f"<{tag}>{items}</{tag}>" if items else ""
