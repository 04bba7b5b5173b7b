"""YAML text -> nested lists and dicts whose every key and value knows its line and column.

Built straight from the events of PyYAML's C parser: a repeated key is seen, nothing is guessed
('no' stays 'no', '12:30' stays '12:30'), and it costs less than loading into plain dicts. This
module must not know what the keys mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizgen.domain.code_block import FENCE
from quizgen.domain.problem import Problem
from quizgen.domain.text import Text, single_spaced, visible
from quizgen.domain.unseen import refusal, refused
from quizgen.domain.words import Hints
from quizgen.language import ENGLISH, Language
from quizgen.reading.code_lines import Lines, in_one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizgen.domain.library import Draft

    #: An event of the C parser; the stubs know only the common base of its events.
    Event = Any


class Items(list["Node"]):
    """A YAML sequence; `line` and `col` count from 1."""

    __slots__ = ("col", "line")
    line: int
    col: int


class Record(dict[Text, "Node"]):
    """A YAML mapping; `line` and `col` count from 1, and each key is a Text with its own place."""

    __slots__ = ("col", "line")
    line: int
    col: int


Node: TypeAlias = Text | Items | Record

#: No form is nested deeper than six levels; a deeper file is a mistake or an attack.
MAX_DEPTH = 20
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep; no form needs that"
#: What a line with a comment behind something else holds, or one that ends with a quote.
_ODD_ENDS = (" #", "\t#", "'\n", '"\n', "'\r\n", '"\r\n', "' \n", '" \n')
#: A text whose quotes are not paired: the last closes what none opens. Inches and a plural's possessive are no quotes.
_UNOPENED = re.compile(r"""[^"]*(?:"[^"]*"[^"]*)*(?<!\d)"|(?:(?!(?<![^\s(])').)*[.?!]'""")
_COMMENT = re.compile(r"[ \t]+(#.{,19})")
_NULLS = frozenset(("~", "null", "Null", "NULL"))


@dataclass
class Reader:
    """A file being read: its path, the language it is written in, and its problems so far.

    `incomplete` holds the ids of records that could not be read, or not wholly; `has_losses` says that
    a record could not be read of which not even the id is known. `drafts` are the facts that are not published yet.
    `media` is the folder for pictures, `pictures` are the names of those that facts show; `articles` are the names of
    the files in the folder for articles; `has_markup` says that a text has some.
    `guessed` are the lines that are read as they were probably meant: no other problem on them is noted.
    `text` is what the file says.
    """

    path: str
    language: Language = ENGLISH
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    has_losses: bool = False
    drafts: list[Draft] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)
    hint: Hints = field(default_factory=Hints)
    media: Path | None = None
    pictures: set[str] = field(default_factory=set)
    articles: frozenset[str] = frozenset()
    has_markup: bool = False
    text: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the file."""
        return self.text.split("\n")

    def is_without_colon(self, key: Text) -> bool:
        """Say whether no colon stands behind a key, as between two commas in braces."""
        line = self.lines[key.line - 1] if key.line <= len(self.lines) else ""
        return re.match(rf"([\"']?){re.escape(key)}\1\s*(?:[,}}\]]|$)", line[key.col - 1 :]) is not None

    def is_behind_comma(self, text: Text) -> bool:
        """Say whether a text stands without quotes behind a comma on its line."""
        line = self.lines[text.line - 1] if text.line <= len(self.lines) else ""
        return line[: text.col - 1].rstrip().endswith(",") and line.startswith(text[:1], text.col - 1)

    def as_written(self, text: Text, parts: list[Text]) -> Text:
        """Return a text with its other `parts`, each behind a comma, as they stand on its line."""
        last = parts[-1]
        line = self.lines[text.line - 1] if text.line == last.line <= len(self.lines) else ""
        quotes = 2 * line.startswith(("'", '"'), last.col - 1)
        whole = line[text.col - 1 : last.col - 1 + len(last) + quotes]
        return Text.at(whole if whole.startswith(text) else ", ".join((text, *parts)), text.line, text.col)

    def problem(self, mark: Node, rule: str, message: str) -> None:
        """Note a problem at the place of `mark`."""
        self.problem_at(mark.line, mark.col, rule, message)

    def problem_at(self, line: int, col: int, rule: str, message: str) -> None:
        """Note a problem at a line and a column, both counted from 1; a message may quote what nobody sees."""
        if line not in self.guessed:
            self.problems.append(Problem(self.path, line, col, rule, visible(message)))


def last_line(node: Node) -> int:
    """Return the line on which the last value of a node begins, from 1."""
    if isinstance(node, Text):
        return node.line
    parts = node.values() if isinstance(node, Record) else node
    return max(map(last_line, parts), default=node.line)


class StopReading(Exception):  # noqa: N818  it is no error, it ends the reading of a file
    """The rest of this file cannot be read; the reason is already noted."""


def _lines_with_odd_ends(text: str) -> frozenset[int]:
    """Return the lines of `text`, counted from 0, that have a comment or a quote at the end."""
    if not any(sign in text for sign in _ODD_ENDS):
        return frozenset()
    return frozenset(at for at, line in enumerate(text.split("\n")) if any(sign in f"{line}\n" for sign in _ODD_ENDS))


class Builder:
    """Turns the stream of events into nodes, with a stack of its own so that depth costs no recursion."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.next_event: Callable[[], Event] = CParser(text).get_event
        self.text = text
        self.reader = reader
        self.repeated: list[tuple[Record, Text]] = []
        self.to_look_at = _lines_with_odd_ends(text)

    def document(self) -> Node | None:
        """Return the document, or None where there is none. Raises yaml.YAMLError and StopReading."""
        self.next_event()  # the start of the stream
        event = self.next_event()
        if not isinstance(event, DocumentStartEvent):
            self.reader.problem_at(1, 1, "empty-file", "the file holds nothing; write into it or delete it")
            return None
        try:
            root = self._nodes()
        finally:
            self._report_repeated()
        self.next_event()  # the end of the document
        event = self.next_event()
        if not isinstance(event, StreamEndEvent):
            mark = event.start_mark
            message = "a second document starts here; give it a file of its own"
            self.reader.problem_at(mark.line + 1, mark.column + 1, "one-document", message)
        return root

    def _nodes(self) -> Node:  # noqa: C901, PLR0912  the hot loop; each call in it costs 5% of reading
        """Return the node that the coming events make: a value, or a collection up to its end."""
        next_event, to_look_at = self.next_event, self.to_look_at
        holder: Any = Items()  # the collection being filled; the outermost is made up, to hold the result
        key: Text | None = None
        stack: list[tuple[Any, Text | None]] = []
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                text = Text(event.value)
                mark = event.start_mark
                text.line, text.col = mark.line + 1, mark.column + 1
                uneven = "  " in text or "\n" in text or "\t" in text or text in _NULLS or event.style
                special = uneven or event.anchor or event.tag or (to_look_at and event.end_mark.line in to_look_at)
                node: Node = self._special(text, event) if special else text
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                node = self._collection(event, len(stack))
            elif kind is AliasEvent:
                node = self._alias(event)
            else:  # the end of a collection
                node, (holder, key) = holder, stack.pop()
                if not stack:
                    return node
                continue
            if type(holder) is Items:
                holder.append(node)
            elif key is None:
                key = self._key(node)
                if type(node) is Text:
                    continue
            else:
                if key not in holder:
                    holder[key] = node
                else:
                    self.repeated.append((holder, key))
                key = None
            if type(node) is not Text:
                stack.append((holder, key))
                holder, key = node, None
            elif not stack:
                return node

    def _special(self, text: Text, event: Event) -> Text:
        """Return a null as empty text, and any other on one line with single spaces, however it is written."""
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if not event.style:
            self._report_ends(event)
            if text in _NULLS:
                message = f"'{text}' means nothing in YAML; put it into quotes, or write something else"
                self.reader.problem(text, "empty-value", message)
            return Text.at("" if text in _NULLS else single_spaced(text), text.line, text.col)
        bad = next(refused(text), None)  # written as an escape; others the file may not have
        if bad is not None:
            self.reader.problem(text, "control-character", refusal(text[bad]))
            return Text.at("", text.line, text.col)
        lines = in_one_line(text, is_block=event.style == "|")
        if lines.message:
            self._report_line(text, lines, in_file=event.style == "|")
        return Text.at(lines.text, text.line, text.col)

    def _report_line(self, text: Text, lines: Lines, *, in_file: bool) -> None:
        """Note what is wrong with a line of a text; `in_file` says that its lines are those of the file."""
        if lines.rule != "code-block" or not in_file:
            self.reader.problem(text, lines.rule, lines.message)
            return
        line = text.line + 1 + lines.line
        col = self.reader.lines[line - 1].find(FENCE) if line <= len(self.reader.lines) else 0
        self.reader.problem_at(line, col + 1, lines.rule, lines.message)

    def _report_ends(self, event: Event) -> None:
        """Note a comment right behind unquoted text, which is perhaps cut off there, and a quote that none opens."""
        mark = event.end_mark
        if event.value.endswith(("'", '"')) and _UNOPENED.fullmatch(event.value):
            message = "a quote closes here that none opens; write one where the text begins, or delete it"
            self.reader.problem_at(mark.line + 1, mark.column, "unopened-quote", message)
        comment = _COMMENT.match(self.text, mark.index) if mark.line in self.to_look_at else None
        if comment is not None:
            message = f"from '{comment[1]}' on nothing is read; put the text into quotes, or the comment above the line"
            self.reader.problem_at(mark.line + 1, mark.column + 1, "cut-by-comment", message)

    def _collection(self, event: Event, depth: int) -> Items | Record:
        mark = event.start_mark
        node = Record() if type(event) is MappingStartEvent else Items()
        node.line = mark.line + 1
        node.col = mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if depth >= MAX_DEPTH:
            self.reader.problem(node, "too-deep", TOO_DEEP)
            raise StopReading
        return node

    def _alias(self, event: Event) -> Text:
        mark = event.start_mark
        text = Text.at("", mark.line + 1, mark.column + 1)
        message = f"*{event.anchor} stands for text elsewhere; write the text out, or put it into quotes"
        self.reader.problem(text, "yaml-alias", message)
        return text

    def _refuse(self, event: Event) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            rule = "yaml-alias"
            message = f"&{event.anchor} names this text for use elsewhere; delete the anchor, or put it all into quotes"
        else:
            rule = "yaml-tag"
            message = f"the tag {event.tag} changes how a value is read; delete it, or put it all into quotes"
        self.reader.problem_at(mark.line + 1, mark.column + 1, rule, message)

    def _key(self, node: Node) -> Text:
        if type(node) is Text:
            return node
        self.reader.problem(node, "wrong-type", "a key is a word, not a list or a mapping; check the colon and braces")
        return Text.at("", node.line, node.col)

    def _report_repeated(self) -> None:
        """Note the keys that stand in a mapping already; they are looked up once a mapping."""
        keys: dict[int, dict[Text, Text]] = {}
        for holder, key in self.repeated:
            if id(holder) not in keys:
                keys[id(holder)] = {first: first for first in holder}
            holds_text = type(holder[key]) is Text
            advice = (
                "keep one of the two" if holds_text else "put what stands under this one there, and delete this line"
            )
            message = f"the key '{key:.40}' stands at line {keys[id(holder)][key].line} already; {advice}"
            self.reader.problem(key, "repeated-key", message)
