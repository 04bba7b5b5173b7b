"""YAML text -> nested lists and dicts whose every key and value knows its line and column.

Built straight from the events of PyYAML's C parser: a repeated key is seen, nothing is guessed
('no' stays 'no', '12:30' stays '12:30'), and it costs less than loading into plain dicts. This
module must not know what the keys mean.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizgen.domain.problem import Problem
from quizgen.domain.text import Text, single_spaced, visible
from quizgen.domain.unseen import refusal, refused
from quizgen.domain.words import Hints
from quizgen.language import ENGLISH, Language
from quizgen.reading.blame import find_mistake

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """

    path: str
    language: Language = ENGLISH
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    has_losses: bool = False
    drafts: list[Draft] = field(default_factory=list)
    hint: Hints = field(default_factory=Hints)

    def problem(self, mark: Node, rule: str, message: str) -> None:
        """Note a problem at the place of `mark`."""
        self.problem_at(mark.line, mark.col, rule, message)

    def problem_at(self, line: int, col: int, rule: str, message: str) -> None:
        """Note a problem at a line and a column, both counted from 1; a message may quote what nobody sees."""
        self.problems.append(Problem(self.path, line, col, rule, visible(message)))


def last_line(node: Node) -> int:
    """Return the line on which the last value of a node begins, from 1."""
    if isinstance(node, Text):
        return node.line
    parts = node.values() if isinstance(node, Record) else node
    return max(map(last_line, parts), default=node.line)


class _StopReading(Exception):  # noqa: N818  it is no error, it ends the reading of a file
    """The rest of this file cannot be read; the reason is already noted."""


def parse(text: str, reader: Reader) -> Node | None:
    """Return the document of `text`, or None where it has no usable document.

    Problems go to `reader`. After a mistake in the syntax the rest of the file is not read, as it
    has no certain meaning.
    """
    directive = f"\n{text}".find("\n%")  # the C parser compares each with all before it
    if directive >= 0:
        line = text.count("\n", 0, directive) + 1
        message = (
            "a line that starts with % is an order to programs, and no file here needs one; delete it or indent it"
        )
        reader.problem_at(line, 1, "yaml-syntax", message)
        return None
    try:
        return _Builder(text, reader).document()
    except _StopReading:
        return None
    except yaml.MarkedYAMLError as error:
        if _looks_deep(text, error.problem_mark) and _report_depth(text, reader):
            return None
        blame = find_mistake(text)
        if blame is not None:
            reader.problem_at(blame.line, blame.col, "yaml-syntax", blame.message)
            return None
        # The parser misses a closing quote at the end of the file; a curator looks for the opening quote.
        opened = error.context_mark if "quoted scalar" in (error.context or "") else None
        mark = opened or error.problem_mark or error.context_mark
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        last = text.count("\n") + 1
        if line > last:  # as the parser ends a last line that has no end
            line, col = last, len(text) - text.rfind("\n")
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        advice = "put text that holds ': ' or starts with a sign into quotes, and check the indentation just before"
        reader.problem_at(line, col, "yaml-syntax", f"this is not YAML ({reason}); {advice}")
    except yaml.YAMLError as error:
        reader.problem_at(1, 1, "yaml-syntax", f"this is not YAML ({str(error).splitlines()[0]})")
    return None


def _looks_deep(text: str, mark: Any) -> bool:
    """Say whether so many brackets open just before a mistake that their depth may be the mistake.

    The C parser looks ahead up to 1,024 characters; newer versions give up there before they yield any event.
    """
    before = text[max(0, mark.index - 1024) : mark.index] if mark else ""
    return before.count("[") + before.count("{") > MAX_DEPTH


def _report_depth(text: str, reader: Reader) -> bool:
    """Note the first collection that is nested too deep, and say whether there is one.

    PyYAML's parser in Python has no limit of its own. It is slow, but it reads only up to that place.
    """
    with suppress(yaml.YAMLError):
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                mark: Any = event.start_mark
                reader.problem_at(mark.line + 1, mark.column + 1, "too-deep", TOO_DEEP)
                return True
    return False


def _lines_with_odd_ends(text: str) -> frozenset[int]:
    """Return the lines of `text`, counted from 0, that have a comment or a quote at the end."""
    if not any(sign in text for sign in _ODD_ENDS):
        return frozenset()
    return frozenset(at for at, line in enumerate(text.split("\n")) if any(sign in f"{line}\n" for sign in _ODD_ENDS))


class _Builder:
    """Turns the stream of events into nodes, with a stack of its own so that depth costs no recursion."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.next_event: Callable[[], Event] = CParser(text).get_event
        self.text = text
        self.reader = reader
        self.repeated: list[tuple[Record, Text]] = []
        self.to_look_at = _lines_with_odd_ends(text)

    def document(self) -> Node | None:
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
            return Text.at("" if text in _NULLS else single_spaced(text), text.line, text.col)
        bad = next(refused(text), None)  # written as an escape; others the file may not have
        if bad is not None:
            self.reader.problem(text, "control-character", refusal(text[bad]))
            return Text.at("", text.line, text.col)
        return Text.at(single_spaced(text), text.line, text.col)

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
            raise _StopReading
        return node

    def _alias(self, event: Event) -> Text:
        mark = event.start_mark
        text = Text.at("", mark.line + 1, mark.column + 1)
        message = f"*{event.anchor} stands for text elsewhere; write the text out, so that each fact can be read alone"
        self.reader.problem(text, "yaml-alias", message)
        return text

    def _refuse(self, event: Event) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            rule, message = "yaml-alias", f"&{event.anchor} names this text for use elsewhere; delete the anchor"
        else:
            rule, message = "yaml-tag", f"the tag {event.tag} changes how a value is read; delete it"
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
            message = f"the key '{key:.40}' stands at line {keys[id(holder)][key].line} already; keep one of the two"
            self.reader.problem(key, "repeated-key", message)
