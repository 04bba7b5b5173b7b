r"""GIFT: questions as text (https://docs.moodle.org/en/GIFT_format), as Moodle's importer and gift-pegjs read it.

A question stands in a paragraph of its own, below a comment with its id and its tags. Texts are HTML, and those that
are typed are plain. What the signs of GIFT are gets a backslash; some beginnings are read as more than text whatever
stands before them, and become entities.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.question import Choice, Gaps, Match, Open, Order, Statement
from quizgen.exporting import moodle
from quizgen.exporting.home import NO_PICTURE
from quizgen.exporting.item import short_id
from quizgen.exporting.text import html_extract, html_paragraphs, html_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

_SIGNS = re.compile(r"[\\~=#{}:]")
#: What no typed answer can hold, however it is written: an arrow makes the question one of matching, and Moodle's own
#: signs for what was escaped become that.
_UNSAYABLE = re.compile("->|&&[0-9]{3}")


def refuses(item: Item) -> str:
    """Return why GIFT cannot carry a question, or nothing."""
    if item.picture is not None:
        return NO_PICTURE
    found = next(filter(None, map(_UNSAYABLE.search, item.forms)), None)
    if found and item.number is None:
        return f"'{found[0]}' in an answer that is typed cannot be written"
    return moodle.refuses(item)


def render(bank: Bank) -> bytes:
    """Return the file: the questions of each topic behind the category that they go into."""
    paragraphs: list[str] = []
    for path, items in moodle.by_category(bank):
        doubled = path.replace("\\", r"\\")
        paragraphs += [f"$CATEGORY: {doubled}\n", *map(_question, items)]
    return "\n".join(paragraphs).encode()


def _question(item: Item) -> str:
    marks = (f"[{mark}]" for mark in (f"id:{short_id(item)}", *(f"tag:{tag}" for tag in item.tags)))
    answers = "".join(f"\t{line}\n" for line in (*_answers(item), f"####{_html(html_paragraphs(item.proof))}"))
    title = _escape(moodle.name_text(item.title))
    return f"// {' '.join(marks)}\n::{title}::[html]{_html(_asked(item))}{{{_kind(item)}\n{answers}}}\n"


def _asked(item: Item) -> str:
    """Return what is asked and what it is about, as HTML, with the form in which it is typed: a number has no unit."""
    form = item.number.form if item.number is not None else item.form
    return f"{html_extract(item.extract)}{html_paragraphs(filter(None, (moodle.prompt(item), form)))}"


def _kind(item: Item) -> str:
    """Return what stands first in the braces: whether a statement is true, or the sign of a number."""
    shape = item.shape
    if isinstance(shape, Choice) and shape.statement is not None:
        why = moodle.why_wrong(item)
        return f"{str(shape.statement.is_true).upper()}{f'#{_html(html_paragraphs((why,)))}' if why else ''}"
    return "#" if item.number is not None else ""


def _answers(item: Item) -> Iterator[str]:
    """Yield the answers to a question, a line each."""
    shape = item.shape
    match shape:
        case Choice(statement=Statement()):
            return
        case Choice():
            for option, why in zip(shape.options, item.whys, strict=True):
                feedback = f"#{_html(html_paragraphs((why,)))}" if why else ""
                yield f"{'=' if option.right else '~'}{_html(html_text(option.text))}{feedback}"
        case Order() | Match():
            for text, name in moodle.pairs(shape):
                yield f"={_html(html_text(text))} -> {_escape(name)}"
        case Open() | Gaps() if item.number is not None:
            yield f"={item.number.value:f}:{item.number.tolerance:f}"
        case _:
            yield from (f"={_typed(form)}" for form in item.forms)


def _typed(form: str) -> str:
    """Return a form that is right, as text; a share of the points, or a format, keeps a form from being read as one."""
    before = {"%": "%100%", "[": "[plain]"}.get(form[:1], "")
    return f"{before}{_escape(moodle.wildcards_escaped(form))}"


def _html(html: str) -> str:
    """Return HTML as a text that is not read as anything else; brackets are entities in it."""
    return _escape(f"&#37;{html[1:]}" if html.startswith("%") else html)


def _escape(text: str) -> str:
    """Return a text on one line with a backslash before each sign that says something in GIFT."""
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", r"\n")
