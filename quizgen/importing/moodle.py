"""Moodle XML, as a question bank exports it: docs.moodle.org/en/Moodle_XML_format."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quizgen.domain.fact import Kind
from quizgen.importing.choices import (
    Choice,
    Question,
    items_of_choice,
    items_of_number,
    losses_of,
    name_remarks,
    without_wildcard,
)
from quizgen.importing.markup import Plain, from_html, from_markdown, from_plain
from quizgen.importing.pictures import with_picture
from quizgen.importing.records import Contents, Item, LeftOut, Loss
from quizgen.importing.xml_tree import XmlError, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.importing.records import ForeignFile
    from quizgen.importing.xml_tree import Element

_READERS = {"markdown": from_markdown, "plain_text": from_plain}
#: What Moodle writes into new questions by itself.
_USUAL_FEEDBACK = ("Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.")
#: A gap in the text of a question of the type 'cloze'.
_GAP = re.compile(r"\{\d*:(?P<type>[A-Z_]+):(?P<options>(?:\\.|[^\\}])*)\}")
_UNITS = ("units", "unitgradingtype")


def read(file: ForeignFile) -> Contents:
    """Return the questions of an export."""
    try:
        root = parse(file.text)
    except XmlError as error:
        return file.refused(error.line, str(error), error.col)
    if root.name != "quiz":
        return file.refused(root.line, f"a Moodle export begins with <quiz>, and this with <{root.name:.40}>")
    group = ""
    found: list[Item | LeftOut] = []
    for question in root.all("question"):
        kind = question.attributes.get("type", "")
        if kind == "category":
            # Moodle's own top level says nothing; a slash in a name is doubled.
            path = re.sub(r"^(\$\w+\$/?)?(top/?)?", "", _plain(question, "category").text)
            group = " / ".join(part.replace("\0", "/") for part in path.replace("//", "\0").split("/"))
        else:
            found += _items(question, kind, group)
    return Contents(
        tuple(item for item in found if isinstance(item, Item)),
        tuple(left for left in found if isinstance(left, LeftOut)),
    )


def _items(question: Element, kind: str, group: str) -> Iterator[Item | LeftOut]:
    prompt = _plain(question, "questiontext", is_bare=kind == "cloze")  # what is a gap may begin within markup
    make = _KINDS.get(kind)
    if make is None:
        yield LeftOut(question.line, f"{kind or 'untyped'} question", prompt.text)
        return
    tags = tuple(_plain(tag).text for tags in question.all("tags") for tag in tags.all("tag"))
    note = _plain(question, "generalfeedback")
    hints = [_plain(hint) for hint in question.all("hint")]
    losses = [loss for plain in (prompt, note, *hints) for loss in plain.losses]
    losses += [
        Loss("attached file", name)
        for name, _ in _files(question)
        if not any(name in unquote(loss.detail) for loss in losses)
    ]
    losses += [Loss("picture", image.text.strip()) for image in question.all("image") if image.text.strip()]  # of 1.9
    losses += [
        Loss("general comment", said)
        for said in (
            _plain(question, f"{which}feedback").text for which in ("correct", "partiallycorrect", "incorrect")
        )
        if said and said not in _USUAL_FEEDBACK
    ]
    hint = " ".join(filter(None, (hint.text for hint in hints)))
    remarks = name_remarks(_plain(question, "name").text, prompt.text)
    asked = Question(
        question.line, prompt.text, (note.text,), tags, group, tuple(losses), hint, remarks, prompt.picture
    )
    for item in make(question, asked):
        yield with_picture(item, lambda address: _file(question, address))


def _files(question: Element) -> Iterator[tuple[str, str]]:
    """Yield the files that a question carries: the name, and the bytes as they are written in base64."""
    for part in question.children:
        yield from ((file.attributes.get("name", ""), file.text) for file in part.all("file"))


def _file(question: Element, address: str) -> bytes | None:
    """Return the bytes of a file of a question, by its address in a text, or None where there is no such file."""
    written = next((text for name, text in _files(question) if address == f"@@PLUGINFILE@@/{name}"), None)
    try:
        return None if written is None else b64decode(written)
    except ValueError:
        return None


def _plain(element: Element, name: str = "", *, is_bare: bool = False) -> Plain:
    """Return the text of an element, or of its first child of a name, in its format; without markup if `is_bare`."""
    inner = element.first(name) if name else element
    text = inner.first("text") if inner is not None else None
    if inner is None or text is None:
        return Plain("")
    read = _READERS.get(inner.attributes.get("format", ""))
    return read(text.text) if read else from_html(text.text, is_bare=is_bare)


def _choices(question: Element, read: Callable[[Element], Plain]) -> list[Choice]:
    """Return the answers of a question, each with what it is worth of all points."""
    choices = []
    for answer in question.all("answer"):
        try:
            worth = float(answer.attributes.get("fraction", "0")) / 100
        except ValueError:
            worth = 0.0
        plain, feedback = read(answer), _plain(answer, "feedback")
        choices.append(Choice(plain.text, worth, feedback.text, (*plain.losses, *feedback.losses)))
    return choices


def _typed(answer: Element) -> Plain:
    """Return an answer that is compared with what is typed, and is no HTML."""
    text = answer.first("text")
    return without_wildcard(from_plain(text.text if text else ""))


def _multichoice(question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    yield from items_of_choice(asked, _choices(question, _plain), has_options=True)


def _shortanswer(question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    yield from items_of_choice(asked, _choices(question, _typed), has_options=False)


def _numerical(question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    """Yield a question whose answer is a number; the first unit is the one that the number is counted in."""
    tolerances = [
        tolerance.text.strip() if (tolerance := answer.first("tolerance")) else "" for answer in question.all("answer")
    ]
    units = [
        from_plain((unit.first("unit_name") or unit).text).text
        for one in question.all("units")
        for unit in one.all("unit")
    ]
    choices = _choices(question, _typed)
    if units:
        choices = [choice._replace(text=f"{choice.text} {units[0]}") for choice in choices if choice.text]
    asked = asked._replace(losses=(*asked.losses, *(Loss("further unit", unit) for unit in units[1:])))
    yield from items_of_number(asked, choices, tolerances)


def _truefalse(question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    yield from items_of_choice(asked, _choices(question, _typed), has_options=True)


def _ordering(question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    """Yield the steps of a question, which stand in their order."""
    choices = _choices(question, _plain)
    steps = tuple(choice.text for choice in choices if choice.text)
    losses = (*asked.losses, *losses_of(choices))
    if steps:
        yield asked.item("; ".join(steps), kind=Kind.STEPS, parts=steps, losses=losses)
    else:
        yield LeftOut(asked.line, "unanswered question", asked.prompt)


def _matching(question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    for pair in question.all("subquestion"):
        word, meaning = _plain(pair), _plain(pair, "answer")
        losses = (*asked.losses, *word.losses, *meaning.losses, Loss("pairing question", asked.prompt))
        if word.text and meaning.text:
            yield asked.item(meaning.text, prompt=word.text, kind=Kind.TERM, losses=losses, picture=word.picture)
        else:
            yield LeftOut(asked.line, "unmatched option", word.text or meaning.text)


def _cloze(_question: Element, asked: Question) -> Iterator[Item | LeftOut]:
    gaps = list(_GAP.finditer(asked.prompt))
    if len(gaps) != 1 or re.search(r"[\[\]]", asked.prompt):
        yield LeftOut(asked.line, "multi-gap text", asked.prompt)
        return
    (gap,) = gaps
    choices = []
    for option in re.split(r"(?<!\\)~", gap["options"]):
        text, _, feedback = re.sub(r"(?<!\\)#", "\0", option).partition("\0")
        weight = re.match(r"(=|%(-?[0-9.]{1,8})%)?(.*)", text, re.DOTALL)
        assert weight is not None, "it matches any text"
        worth = 1.0 if weight[1] == "=" else _number(weight[2]) / 100
        choices.append(Choice(re.sub(r"\\(.)", r"\1", weight[3]).strip(), worth, feedback.strip()))
    is_choice = gap["type"].startswith(("MULTI", "MC", "MR"))
    for item in items_of_choice(asked, choices, has_options=is_choice):
        if isinstance(item, Item):
            says = f"{asked.prompt[: gap.start()]}[{item.answer}]{asked.prompt[gap.end() :]}"
            yield item._replace(prompt="", says=says)
        else:
            yield item


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


_KINDS: dict[str, Callable[[Element, Question], Iterator[Item | LeftOut]]] = {
    "multichoice": _multichoice,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "truefalse": _truefalse,
    "matching": _matching,
    "cloze": _cloze,
    "ordering": _ordering,
}
