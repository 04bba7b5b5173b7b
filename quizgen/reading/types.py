"""The types of single values in a YAML file.

Each type reads a node and describes itself as JSON Schema, so that the reader and the schema for
editors cannot disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from quizgen.domain.answer import (
    DATE_FORM,
    DAY_FORM,
    TIME_FORM,
    PartialDate,
    Quantity,
    is_broken_range,
    parse_date,
    parse_quantity,
    parse_time,
    quantity_form,
)
from quizgen.domain.fact import Occasion, Timing
from quizgen.domain.text import Ref, Text
from quizgen.language import LANGUAGES
from quizgen.language.characters import composed, folded
from quizgen.reading.code_lines import MOST_CODE
from quizgen.reading.edits import quoted
from quizgen.reading.layout import QUESTIONS
from quizgen.reading.marked_text import prose_of, with_markup
from quizgen.reading.nodes import Items, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language
    from quizgen.reading.nodes import Node, Reader

    Schema = dict[str, Any]

E = TypeVar("E", bound=str)

ID = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
_ID = re.compile(ID)
LONGEST_ID = 80


class Type(Protocol):
    """One kind of value."""

    def read(self, node: Node, reader: Reader) -> Any:
        """Return the value that `node` writes, or None where it writes no such value; problems go to `reader`."""

    def schema(self) -> Schema:
        """Return the JSON Schema (2020-12) of the values that `read` accepts."""


def is_empty_text(node: Node) -> bool:
    """Say whether a key has no value at all."""
    return type(node) is Text and not node


def is_empty(node: Node, reader: Reader, wanted: str) -> bool:
    """Say whether a key has no value at all, with a problem that names the value that is `wanted`."""
    empty = is_empty_text(node)
    if empty:
        reader.problem(node, "empty-value", f"nothing stands here; write {wanted} or delete the key")
    return empty


def text_of(node: Node, reader: Reader, wanted: str) -> Text | None:
    """Return the text of `node`, or None with a problem that names the value that is `wanted`."""
    if is_cut_at_colon(node, reader):
        return None
    if type(node) is not Text:
        kind, sign = ("a list", "[") if isinstance(node, Items) else ("a mapping", "{")
        reader.problem(node, "wrong-type", f"here stands {kind}; write {wanted}, in quotes if it starts with {sign}")
        return None
    return None if is_empty(node, reader, wanted) else node


def is_cut_at_colon(node: Node, reader: Reader) -> bool:
    """Say whether a mapping without braces is a text with a colon in it, with a problem that says so."""
    key, value = next(iter(node.items())) if type(node) is Record and len(node) == 1 else (None, None)
    if key is None or type(value) is not Text or not value or (node.line, node.col) != (key.line, key.col):
        return False
    message = f"'{key:.40}: {value:.40}' is read as a key and its value; put it into quotes if it is one text"
    reader.problem(node, "wrong-type", message)
    return True


@dataclass(frozen=True)
class String:
    """Text of at most `longest` characters; a number or a truth value of YAML 1.2 is text here, too.

    A part of another text, as evidence is, may open a quote that it does not close. Where it
    `may_be_marked`, its markup is read; code of several lines, where it `may_have_code`, does not count.
    """

    longest: int = 200
    pattern: str = ""
    wanted: str = "text"
    is_part: bool = False
    may_be_marked: bool = False
    may_have_code: bool = False

    def read(self, node: Node, reader: Reader) -> Text | None:
        text = node if type(node) is Text and node else text_of(node, reader, self.wanted)
        if text is None:
            return None
        prose = prose_of(text, reader, may_have_code=self.may_have_code) if "\n" in text else text
        if len(prose) > self.longest:
            message = f"{len(prose)} characters; no card has room for more than {self.longest} here, so shorten it"
            reader.problem(text, "too-long", message)
        if text[0] == "\u201c" and "\u201d" not in text and not self.is_part:
            message = "a quote opens here that nothing closes; write one where it ends, or delete this one"
            reader.problem(text, "unopened-quote", message)
        if self.pattern and re.fullmatch(self.pattern, text) is None:
            reader.problem(text, "wrong-type", f"'{text:.60}' does not fit; write {self.wanted}")
            return None
        return with_markup(text, reader) if self.may_be_marked else text

    def schema(self) -> Schema:
        pattern = f"^(?:{self.pattern})$" if self.pattern else r"\S"
        longest = self.longest + (MOST_CODE if self.may_have_code else 0)
        return {"type": ["string", "number", "boolean"], "maxLength": longest, "pattern": pattern}


@dataclass(frozen=True)
class _DeckName(String):
    """The name of an Anki deck, as Anki writes it: each letter as one character.

    In Anki '::' separates a deck from its parent. Colons at its ends and quotation marks are dropped, and what is named
    like Anki's own deck goes there.
    """

    def read(self, node: Node, reader: Reader) -> Text | None:
        text = super().read(node, reader)
        return None if text is None else Text.at(composed(text), text.line, text.col)


DECK_NAME = _DeckName(
    longest=100,
    pattern=r'(?![Dd][Ee][Ff][Aa][Uu][Ll][Tt]$)(?!:)(?:(?!::|:$)[^"])+',
    wanted="a name without '::', quotation marks and a colon at either end, and not 'Default'",
)


#: The namespace of a library, which stands in tags and in lines of the lock: no space in it.
NAMESPACE = String(
    longest=80,
    pattern=r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*",
    wanted="words of letters, digits, - and _, parted by dots, as in 'example.meetings'",
)


#: The tag of a language (BCP 47).
LANGUAGE_TAG = String(
    pattern="[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*",
    wanted="the tag of a language, which has two or three letters: 'de', or 'fr-CA' with a country",
)


@dataclass(frozen=True)
class Identifier:
    """An id: small letters and digits, parted by single dots and hyphens."""

    reference: bool = False

    def read(self, node: Node, reader: Reader) -> Text | None:
        text = text_of(node, reader, "an id")
        if text is None:
            return None
        if _ID.fullmatch(text) is None or len(text) > LONGEST_ID:
            self._report(text, reader)
            return None
        return Ref.at(text, text.line, text.col) if self.reference else text

    def _report(self, text: Text, reader: Reader) -> None:
        """Note that a text is no id."""
        form = f"small letters and digits, parted by single dots or hyphens, {LONGEST_ID} at most"
        near = id_like(text, reader.language)
        advice = f"perhaps '{near}'" if is_id(near) else "write one"
        reader.problem(text, "id-form", f"'{text:.60}' is no id ({form}); {advice}")

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "pattern": f"^(?:{ID})$", "maxLength": LONGEST_ID}


@dataclass(frozen=True)
class EntityId(Identifier):
    """The id of an entity as an answer: of what is named, under these keys in a fact and in a file of entities."""

    reference: bool = True
    named: str = "a person or an organisation"
    key: str = "who"
    group: str = "people"

    def _report(self, text: Text, reader: Reader) -> None:
        id_ = id_like(text, reader.language)
        id_ = id_ if is_id(id_) else "ID"
        name = quoted(text)
        message = (
            f"'{text:.60}' is no id of {self.named}; write `{self.key}: {id_}` and describe it in "
            f"{QUESTIONS}/entities.yaml, as in `{self.group}: [{{id: {id_}, name: {name}}}]`; or, as plain text, "
            f"`what: {name}`"
        )
        reader.problem(text, "id-form", message)


def id_like(text: str, language: Language) -> str:
    """Return a text in the form of an id, where it has letters for one."""
    return folded("-".join(language.words(text)))[:LONGEST_ID]


def is_id(text: str) -> bool:
    """Say whether `text` has the form of an id."""
    return _ID.fullmatch(text) is not None


def _right_forms(text: str, reader: Reader) -> str:
    """Return how a date in another form is written here, with what each means where it has several meanings."""
    from quizgen.grading.dates import read_date  # noqa: PLC0415  only a mistake needs it

    readings = [one.parts for one in read_date(reader.language, text) if one.year is not None and not one.is_short]
    forms = {parts: str(PartialDate(Text(), *parts[:2], parts[2] or None)) for parts in readings if all(parts[:2])}
    if len(forms) < 2:
        return next(iter(forms.values()), "")
    return ", ".join(f"{form} for {reader.language.date(*parts)}" for parts, form in forms.items())


@dataclass(frozen=True)
class Date:
    """A date that exists, as YYYY-MM-DD, YYYY-MM or YYYY, or before our era as in '44-03-15 BC'.

    As an `answer` it may also be a day of every year, as --MM-DD, or a time of day, as 14:30.
    """

    answer: bool = False

    def read(self, node: Node, reader: Reader) -> Any:
        text = text_of(node, reader, "a date as YYYY-MM-DD, YYYY-MM or YYYY")
        time = parse_time(text) if text is not None and self.answer else None
        if time is not None:
            return time
        date = parse_date(text) if text is not None else None
        if date is not None and not date.year and not self.answer:
            date = None
        if text is not None and date is None:
            why = "does not exist" if re.fullmatch("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text) else "is no date"
            usual = "YYYY-MM-DD, YYYY-MM or YYYY; '44 BC' before our era"
            every_year = "; --MM-DD for a day of every year; 14:30 for a time" if self.answer else ""
            advice = _right_forms(text, reader) or f"{usual}{every_year}"
            reader.problem(text, "no-such-date", f"'{text:.40}' {why}; write {advice}")
        return date

    def schema(self) -> Schema:
        form = f"(?:{DATE_FORM}|{DAY_FORM}|{TIME_FORM})" if self.answer else DATE_FORM
        return {"type": ["string", "integer"], "pattern": f"^{form}$", "minimum": 1, "maximum": 9999}


@dataclass(frozen=True)
class OccasionDate:
    """When something was said: a date, 'after' a date, or 'by' a date."""

    def read(self, node: Node, reader: Reader) -> Occasion | None:
        text = text_of(node, reader, "a date as YYYY-MM-DD, 'after' a date or 'by' a date")
        if text is None:
            return None
        word, _, rest = text.partition(" ")
        timing = {Timing.AFTER.value: Timing.AFTER, Timing.BY.value: Timing.BY}.get(word, Timing.ON)
        rest = text if timing is Timing.ON else rest
        if re.fullmatch(DATE_FORM, rest) is None:
            message = f"'{text:.40}' is no day; write a date as YYYY-MM-DD, 'after YYYY-MM-DD' or 'by YYYY-MM-DD'"
            reader.problem(text, "no-such-date", message)
            return None
        date = Date().read(Text.at(rest, text.line, text.col), reader)
        return Occasion(timing, date) if date is not None else None

    def schema(self) -> Schema:
        pattern = f"^(?:(?:{Timing.AFTER}|{Timing.BY}) )?{DATE_FORM}$"
        return {"type": ["string", "integer"], "pattern": pattern, "minimum": 1, "maximum": 9999}


@dataclass(frozen=True)
class Flag:
    """'true', where a key is there to say so; whatever does not hold is left out."""

    def read(self, node: Node, reader: Reader) -> bool | None:
        text = text_of(node, reader, "true")
        if text is not None and text != "true":
            reader.problem(text, "unknown-value", f"'{text:.40}' is not true; write 'true' or delete the key")
        return True if text == "true" else None

    def schema(self) -> Schema:
        return {"const": True}


def _right_number(text: Text, reader: Reader) -> str:
    """Return how a quantity in another form is written here."""
    plain = re.sub(r"(?<![\d.,])0+(?=\d)", "", text)
    # As in '2,5' or '1.000.000': a comma before the decimals, points between thousands.
    pointed = re.sub(r"(?<=\d)[. ](?=\d{3}(?!\d))", "", plain).replace(",", ".")
    for form, why in ((plain, ""), (pointed, ", with a point for decimals and no signs between thousands")):
        if form != text and parse_quantity(reader.language, Text.at(form, text.line, text.col)) is not None:
            return f"'{form:.40}'{why}"
    examples = "'about 7.5 hours', '30 countries', '$5 million', '40%', '-40 °C' or '118'"
    if re.search(r"[0-9] ?(?:[eE][+-]?[0-9]|[x×*·] ?10)", text):
        examples = "'602 million'; a power of ten is written as a phrase: 'what: 6.02 × 10²³'"
    return f"digits, and a unit if there is one, as in {examples}"


@dataclass(frozen=True)
class Measure:
    """A number, mostly with its unit: 'about 7.5 hours', '118'."""

    def read(self, node: Node, reader: Reader) -> Quantity | None:
        text = text_of(node, reader, "a number in digits")
        quantity = parse_quantity(reader.language, text) if text is not None else None
        if text is not None and quantity is None:
            reader.problem(text, "no-quantity", f"'{text:.40}' is no quantity; write {_right_number(text, reader)}")
        if text is not None and quantity is not None and is_broken_range(reader.language, quantity):
            advice = "write a range with its ends in their order, '40 to 50 people', or a limit: 'at least 40 people'"
            reader.problem(text, "no-quantity", f"'{text:.40}' is no quantity; {advice}")
            return None
        return quantity

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "pattern": f"^(?:{quantity_form(LANGUAGES.values())})$"}


@dataclass(frozen=True)
class Whole:
    """A whole number in digits, from `least` to `most`."""

    least: int
    most: int

    def read(self, node: Node, reader: Reader) -> int | None:
        text = text_of(node, reader, "a whole number")
        if text is None:
            return None
        number = int(text) if re.fullmatch("[0-9]{1,9}", text) else None
        if number is None or not self.least <= number <= self.most:
            message = f"'{text:.40}' does not fit; write a whole number from {self.least} to {self.most}"
            reader.problem(text, "wrong-type", message)
            return None
        return number

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class OneOf(Generic[E]):
    """One of a closed set of words."""

    options: Iterable[E]

    @cached_property
    def by_word(self) -> dict[str, E]:
        """Return the options by the words that curators write."""
        return {str(option): option for option in self.options}

    def read(self, node: Node, reader: Reader) -> E | None:
        options = self.by_word
        text = text_of(node, reader, f"one of {', '.join(options)}")
        if text is None:
            return None
        if text not in options:
            message = f"'{text:.40}' is none of {', '.join(options)}{reader.hint(text, options)}"
            reader.problem(text, "unknown-value", message)
        return options.get(text)

    def schema(self) -> Schema:
        return {"enum": [str(option) for option in self.options]}
