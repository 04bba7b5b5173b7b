"""The types of several values together in a YAML file: lists, mappings, and forms with fixed keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from quizgen.domain.text import Text
from quizgen.domain.words import did_you_mean
from quizgen.reading.nodes import Items, Record
from quizgen.reading.synonyms import ANSWER, meant_by
from quizgen.reading.types import ID, Date, Identifier, is_cut_at_colon, is_empty, is_empty_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.domain.text import Ref
    from quizgen.reading.nodes import Node, Reader
    from quizgen.reading.types import Schema, Type

T = TypeVar("T")

#: The two parts of a number with a comma before its thousands.
_ENDS_IN_DIGITS = re.compile(r"(?<![0-9])[0-9]{1,3}$")
_BEGINS_WITH_THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")


@dataclass(frozen=True)
class ListOf:
    """A list; an item that cannot be read is left out, with a problem."""

    item: Type
    least: int = 1
    most: int | None = None

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...] | None:
        if type(node) is not Items:
            if is_empty(node, reader, "a list"):
                return None
            if isinstance(node, Record):
                advice = "here stands a mapping; write a list, each item after '- ' or in [ ]"
            else:
                advice = f"here stands a single value; write a list: [{node:.60}]"
            reader.problem(node, "wrong-type", advice)
            return None
        if len(node) < self.least:
            few = f"only {len(node)}; write at least {self.least} here" if node else "an empty list"
            advice = "write something into it or delete the key"
            reader.problem(node, "empty-value", few if node else f"{few}; {advice}")
        if self.most is not None and len(node) > self.most:
            reader.problem(
                node, "too-long", f"{len(node)} items; at most {self.most} are read here, so keep the most usual"
            )
            return None
        values = [self.item.read(child, reader) for child in _with_whole_numbers(node, reader)]
        return tuple(value for value in values if value is not None)

    def schema(self) -> Schema:
        shape = {"type": "array", "items": self.item.schema(), "minItems": self.least}
        return shape if self.most is None else shape | {"maxItems": self.most}


def _with_whole_numbers(items: Items, reader: Reader) -> list[Node]:
    """Return the items of a list in which no number is cut at the comma before its thousands; each that was is told."""
    kept: list[list[Node]] = []
    for item in items:
        before = kept[-1][-1] if kept else None
        if type(item) is Text and type(before) is Text and _are_one_number(before, item, reader):
            kept[-1].append(item)
        else:
            kept.append([item])
    return [_as_one(parts, reader) for parts in kept]


def _are_one_number(before: Text, text: Text, reader: Reader) -> bool:
    """Say whether two items are a number such as 1,000: a comma and three digits, and no space between."""
    return (
        _ENDS_IN_DIGITS.search(before) is not None
        and _BEGINS_WITH_THOUSANDS.match(text) is not None
        and (before.line, before.col + len(before) + 1) == (text.line, text.col)
        and reader.is_behind_comma(text)
    )


def _as_one(parts: list[Node], reader: Reader) -> Node:
    """Return an item as it was written before a comma cut it, with a problem; any other as it is."""
    first, *others = parts
    if not others:
        return first
    whole = ",".join(map(str, parts))
    message = (
        f"'{whole:.40}' is cut at its comma; put it into quotes, or a space behind the comma if these are two items"
    )
    reader.problem(first, "cut-at-comma", message)
    return Text.at(whole, first.line, first.col)


class Alternatives(ListOf):
    """A list of texts each of which stands by itself: none goes on with the one before, cut off at its comma."""

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...] | None:
        texts = [item for item in node if type(item) is Text] if type(node) is Items else []
        language = reader.language
        clauses = [text for text in texts if text.partition(" ")[0] in language.continuing or language.asks(text)]
        for before, text in pairwise(texts):
            if clauses == [text] and text.partition(" ")[0] in language.continuing and reader.is_behind_comma(text):
                message = (
                    f"'{text:.40}' goes on with '{before:.40}': a comma parts items; put the whole text into quotes"
                )
                reader.problem(text, "cut-at-comma", f"{message}, or this part where it is an option by itself")
        return super().read(node, reader)


class Pair(ListOf):
    """A list of exactly two values."""

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...] | None:
        values = super().read(node, reader)
        if values is not None and len(values) != 2:
            reader.problem(node, "wrong-type", "write exactly two values: [first, second]")
            return None
        return values

    def schema(self) -> Schema:
        return super().schema() | {"minItems": 2, "maxItems": 2}


@dataclass(frozen=True)
class OneOrMore:
    """A single value, or a list of them."""

    item: Type

    def read(self, node: Node, reader: Reader) -> tuple[Any, ...] | None:
        if type(node) is Items:
            values: tuple[Any, ...] | None = ListOf(self.item).read(node, reader)
            return values
        value = self.item.read(node, reader)
        return None if value is None else (value,)

    def schema(self) -> Schema:
        return {"anyOf": [self.item.schema(), ListOf(self.item).schema()]}


@dataclass(frozen=True)
class TextOr:
    """Text, or a mapping of a form."""

    text: Type
    form: Form[Any]

    def read(self, node: Node, reader: Reader) -> Any:
        if isinstance(node, Record):
            is_text = self.form.readers.keys().isdisjoint(node) and is_cut_at_colon(node, reader)
            return None if is_text else self.form.read(node, reader)
        return self.text.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [self.text.schema(), self.form.schema()]}


@dataclass(frozen=True)
class MapOf:
    """A mapping from ids to values of the same type, read as pairs."""

    value: Type
    wanted: str

    def read(self, node: Node, reader: Reader) -> tuple[tuple[Ref, Any], ...] | None:
        if type(node) is not Record:
            if not is_empty(node, reader, self.wanted):
                reader.problem(node, "wrong-type", f"here stands no mapping; write {self.wanted}")
            return None
        if not node:
            reader.problem(node, "empty-value", f"an empty mapping; write {self.wanted}")
        pairs = []
        for key, child in self._with_whole_texts(node, reader).items():
            ref, value = _REFERENCE.read(key, reader), self.value.read(child, reader)
            if ref is not None and value is not None:
                pairs.append((ref, value))
        return tuple(pairs)  # type: ignore[arg-type]  # a reference reads as Ref

    def _with_whole_texts(self, node: Record, reader: Reader) -> dict[Text, Node]:
        """Return a mapping in which no text is cut at its commas; each that was is told."""
        kept: dict[Text, Node] = {}
        rests: dict[Text | None, list[Text]] = {}
        for key, child in node.items():
            if is_empty_text(child) and reader.is_without_colon(key):
                rests.setdefault(next(reversed(kept), None), []).append(key)
            else:
                kept[key] = child
        for before, parts in rests.items():
            reader.problem(parts[0], "unknown-key", _CUT_OFF.format(parts[0]))
            text = kept[before] if before is not None else None
            if before is not None and type(text) is Text:
                kept[before] = reader.as_written(text, parts)
        return kept

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{ID})$"},
            "additionalProperties": self.value.schema(),
            "minProperties": 1,
        }


_REFERENCE = Identifier(reference=True)
#: A form with more keys is not told by all of them.
_MOST_LISTED = 15


_CUT_OFF = "'{:.40}' stands behind a comma in braces; put the text that has the comma into quotes"


@dataclass(frozen=True)
class Field:
    """A key of a form: its type, whether it must be there, and a sentence for the editor's tooltip."""

    key: str
    type: Type
    about: str
    required: bool = False


def builder_of(record: Callable[..., T]) -> Callable[[dict[str, Any], Record, Reader], T]:
    """Return a builder for a `Form`: it makes a record whose fields have the names of the form's keys."""
    return lambda values, _node, _reader: record(**values)


@dataclass(frozen=True)
class Form(Generic[T]):
    """A mapping with a fixed set of keys: exactly one of those in `one_of`, at least one of those in `some_of`.

    `build` makes the record from the values read, by key; it is given the node for its place. `elsewhere` names
    keys that somebody may want to write here, each with the sentence that says where it belongs. `beside` names keys
    that go with one of `some_of`, each with what is said where that is missing.
    """

    name: str
    fields: tuple[Field, ...]
    build: Callable[[dict[str, Any], Record, Reader], T | None]
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    @cached_property
    def readers(self) -> dict[str, Callable[[Node, Reader], Any]]:
        """Return for each key the function that reads its value."""
        return {field.key: field.type.read for field in self.fields}

    @cached_property
    def either(self) -> frozenset[str]:
        """Return the keys of which exactly one must stand there."""
        return frozenset(self.one_of)

    @cached_property
    def required(self) -> frozenset[str]:
        """Return the keys that must be there."""
        return frozenset(field.key for field in self.fields if field.required)

    def read(self, node: Node, reader: Reader) -> T | None:
        if type(node) is not Record:
            if node.line in reader.guessed:
                return None  # a record that was left out
            reader.has_losses = True
            if is_empty(node, reader, self.name):
                return None
            kind = "a list" if isinstance(node, Items) else f"'{node:.40}'"
            reader.problem(node, "wrong-type", f"here stands {kind}; write {self._example(node)}")
            return None
        values: dict[str, Any] = {}
        meant: set[str] = set()
        readers = self.readers
        had_losses, reader.has_losses = reader.has_losses, False
        whole, cut = (node, {}) if "" not in node.values() else self._with_whole_texts(node, reader)
        for key, child in whole.items():
            read = readers.get(key)
            if read is None:
                meant.add(self._unknown(key, node, reader))
                continue
            value = read(child, reader)
            if value is not None:
                values[key] = value
        self._report_cut(cut, values, reader)
        self._report_missing(node, meant, reader)
        is_complete, id_ = len(values) == len(node) and not reader.has_losses, values.get("id")
        reader.has_losses = had_losses
        record = self.build(values, node, reader) if self.required <= values.keys() else None
        if record is not None and is_complete:
            return record
        # Nobody shall complain that a record isn't there because it could not be read, or not wholly. What
        # has no id is a loss of the record that it stands in.
        if isinstance(id_, str):
            reader.incomplete.add(str(id_))
        else:
            reader.has_losses = True
        return record

    def _example(self, node: Node) -> str:
        """Return how a value is written that stands alone where it and more is needed."""
        required = [field for field in self.fields if field.required]
        if len(required) < 2 or type(node) is not Text:
            return f"{self.name} as 'key: value' lines"
        first, *others = required
        more = "".join(f", {field.key}: {'DATE' if isinstance(field.type, Date) else 'TEXT'}" for field in others)
        return f"{{{first.key}: {node:.40}{more}}}"

    def _with_whole_texts(self, node: Record, reader: Reader) -> tuple[Record, dict[Text, Text]]:
        """Return a mapping in which no text is cut at its commas, and the first part that was cut off, by key."""
        kept = Record()
        rests: dict[Text, list[Text]] = {}
        for key, child in node.items():
            if key and key not in self.readers and is_empty_text(child) and reader.is_without_colon(key):
                rests.setdefault(next(reversed(kept), key), []).append(key)
            else:
                kept[key] = child
        cut: dict[Text, Text] = {}
        for key, parts in rests.items():
            value = kept.get(key)
            if type(value) is not Text:
                reader.problem(parts[0], "unknown-key", _CUT_OFF.format(parts[0]))
            elif any(field.key == key and isinstance(field.type, ListOf) for field in self.fields):
                values = ", ".join((value, *parts))
                reader.problem(value, "wrong-type", f"several values stand here; write {key}: [{values:.80}]")
                del kept[key]
            else:
                kept[key], cut[key] = reader.as_written(value, parts), parts[0]
        return kept, cut

    def _report_cut(self, cut: dict[Text, Text], values: dict[str, Any], reader: Reader) -> None:
        """Note the texts that are cut at a comma, but for those of which it is told that the whole does not fit."""
        for key, rest in cut.items():
            if key in values or key not in self.readers:
                reader.problem(rest, "unknown-key", _CUT_OFF.format(rest))

    def _unknown(self, key: Text, node: Record, reader: Reader) -> str:
        """Note a key that the form does not have, and return the one that was probably meant, or an empty string."""
        if not key:
            return ""  # a list or a mapping in a key's place is reported already
        place = dict(self.elsewhere).get(key)
        lacks_answer = bool(self.one_of) and self.either.isdisjoint(node)
        if place and not (lacks_answer and meant_by(key, self.either)):
            reader.problem(key, "unknown-key", f"{self.name} has no key '{key:.40}'; {place}")
            return ""
        is_answer = lacks_answer and key.lower() in ANSWER
        near = "what" if is_answer else meant_by(key, self.readers.keys() - node.keys())
        near = near or reader.hint.nearest(key, self.readers)
        if near is None and len(self.readers) > _MOST_LISTED:
            advice = "; `quizgen schema` lists those it has"
        elif near is None:
            advice = f"; it has {', '.join(self.readers)}"
        elif is_answer:
            advice = f"{did_you_mean(near)} The key says what kind of answer it is: {', '.join(self.one_of)}"
        else:
            advice = did_you_mean(near)
        reader.problem(key, "unknown-key", f"{self.name} has no key '{key:.40}'{advice}")
        return near or ""

    def _report_missing(self, node: Record, meant: set[str], reader: Reader) -> None:
        """Note what is missing, but for what was `meant` by an unknown key."""
        there = node.keys() | meant
        if not self.required <= there:
            for key in (field.key for field in self.fields if field.required and field.key not in there):
                reader.problem(node, "missing-key", f"{self.name} lacks '{key}'; add it")
        if self.some_of and not any(key in there for key in self.some_of):
            lacks = next((message for key, message in self.beside if key in there), f"lacks '{self.some_of[0]}'")
            reader.problem(node, "missing-key", f"{self.name} {lacks}; add it")
        if not self.one_of or len(self.either.intersection(node)) == 1:
            return
        answers = [key for key in node if key in self.either]
        if not answers and self.either.isdisjoint(meant):
            choice = ", ".join(self.one_of)
            reader.problem(node, "missing-key", f"{self.name} lacks its answer; add one of {choice}")
        for key in answers[1:]:
            message = f"{self.name} has the answer '{answers[0]}' already; one fact, one answer: make two of it"
            reader.problem(key, "second-answer", message)

    def schema(self) -> Schema:
        properties = {field.key: field.type.schema() | {"description": field.about} for field in self.fields}
        shape: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.required:
            shape["required"] = [field.key for field in self.fields if field.required]
        if self.one_of:
            shape["oneOf"] = [{"required": [key]} for key in self.one_of]
        if self.some_of:
            shape["anyOf"] = [{"required": [key]} for key in self.some_of]
        return shape
