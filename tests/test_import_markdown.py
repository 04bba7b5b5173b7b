"""What comes in from questions that are written in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.inbox import import_into

if TYPE_CHECKING:
    from pathlib import Path

#: supermemo.com's Q&A text, the README of Obsidian's Spaced Repetition, headings, and boxes as GitHub renders them.
MARKDOWN = """\
# Biology

An introduction.

Q: What is **osmosis**?
A: Water flowing
through a membrane.

cell :: the smallest unit
- wall::what is around it

Which part
holds DNA?
?
the nucleus

## Which are gases?

- [x] helium
- [ ] iron
- [ ] gold

## What is ATP?

A molecule. ![pic](x.png)

It carries energy.
"""


def test_markdown(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "n.md", MARKDOWN)
    assert inbox.values("term", "means", "ask", "what", "wrong") == [
        (None, None, "What is *osmosis*?", "Water flowing through a membrane.", None),
        ("cell", "the smallest unit", None, None, None),
        ("wall", "what is around it", None, None, None),
        (None, None, "Which part holds DNA?", "the nucleus", None),
        (None, None, "Which are gases?", "helium", ["iron", "gold"]),
        (None, None, "What is ATP?", "A molecule. It carries energy.", None),
    ]
    assert inbox.comments[1:] == [
        "Group: Biology",
        "Not brought: picture: x.png pic",
        "Left out: other paragraph (line 3): An introduction.",
    ]


def test_hints_of_markdown_and_options_without_a_question(tmp_path: Path) -> None:
    text = "- [ ] iron\n- [x] neon\n\nQ: Who?\nA: Ann\n\nHint: A *woman*\n\nQ: Where?\nHint: near\nA: here\n"
    inbox = import_into(tmp_path, "n.md", text)
    assert inbox.values("what", "hint") == [("Ann", "A *woman*"), ("here", "near")]
    assert inbox.comments[-2:] == [
        "Left out: option without a question (line 1): iron",
        "Left out: option without a question (line 2): neon",
    ]
