"""Text with a little markup -> text in which a program finds it again, and the spans that an output shows.

A curator writes `*emphasis*`, "`code`", "[text](https://...)" and formulas between "$`" and "`$", as GitHub and GitLab
have them (https://docs.gitlab.com/user/markdown/#math), and code of several lines between fences (domain/code_block).
All else is text: "$5 million", "2 * 3 * 4".
Reading turns these signs into hidden runs: between two codes that Unicode keeps for programs, and that the reader takes
from nobody. What stands beside hidden runs is the plain text, which all is that compares, grades or speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quizgen.domain.code_block import LANGUAGE, fenced, indented, paragraphs, parted, without_code
from quizgen.domain.formula import FormulaError, parse_formula, plain_formula
from quizgen.domain.text import Text
from quizgen.language.characters import HIDDEN_FROM, HIDDEN_RUN, HIDDEN_TO, without_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

_SIGNS = re.compile(r"[*`]|\]\(")
_ADDRESS = re.compile(r"https?://(?:[^\s()<>\"'`\\{}]|\([^\s()<>\"'`\\{}]*\))+")
_MARKUP = re.compile(
    r"\$`(?P<formula>[^`]*)`\$"
    r"|(?P<open>\$`)"
    r"|`(?P<code>[^`\s](?:[^`]*[^`\s])?)`"
    rf"|\[(?P<linked>[^\[\]]+)\]\((?P<address>{_ADDRESS.pattern})\)"
    r"|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
)
#: What hides before code of several lines; its look has no sign of its own, as it stands between fences.
_BLOCK = f"{HIDDEN_FROM}block "
#: How a span of each look is written.
_WRITTEN = {"": "{text}", "code": "`{text}`", "link": "[{text}]({data})", "formula": "$`{data}`$"}


class Span(NamedTuple):
    """A part of a text, all of one look.

    `data` is the address of a 'link', what a 'formula' was written as, or the language of a 'block' of code, whose text
    has several lines.
    """

    text: str
    look: str = ""
    data: str = ""
    is_emphasised: bool = False


def read_markup(text: str) -> tuple[str, list[str]]:
    """Return `text` with its markup in hidden runs, and what is wrong with its formulas; these stay as they are."""
    if not _SIGNS.search(text):
        return text, []
    mistakes: list[str] = []
    parts = parted(text)[0] if "\n" in text else []
    if not any(part.is_code for part in parts):
        return _in_line(text, mistakes), mistakes
    marked = (
        _marked("block", part.language or "", part.text) if part.is_code else _in_line(part.text, mistakes)
        for part in parts
    )
    return "".join(marked), mistakes


def _in_line(text: str, mistakes: list[str]) -> str:
    """Return a text without blocks of code with its markup in hidden runs; what is wrong goes to `mistakes`."""

    def hidden(match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "open":
            mistakes.append("the formula that begins at '$`' does not end; write '`$' behind it")
        elif kind == "formula":
            try:
                return _marked("formula", match["formula"], plain_formula(parse_formula(match["formula"])))
            except FormulaError as error:
                mistakes.append(f"in the formula '{match[0]}': {error}")
        elif kind == "code":
            return _marked("code", "", match["code"])
        elif kind == "address":
            return _marked("link", match["address"], match["linked"])
        elif kind == "emphasis":
            return _marked("emphasis", "", _MARKUP.sub(hidden, match["emphasis"]))
        return match[0]

    return _MARKUP.sub(hidden, text)


def _marked(look: str, data: str, shown: str) -> str:
    return f"{HIDDEN_FROM}{look} {data}{HIDDEN_TO}{shown}{HIDDEN_FROM}/{look}{HIDDEN_TO}"


def plain(text: str) -> str:
    """Return a text that was read without its markup; code of several lines stands on lines of its own, indented."""
    if _BLOCK not in text:
        return without_hidden(text)
    return _on_lines((indented(span.text) if span.look == "block" else span.text, span) for span in spans(text))


def _on_lines(shown: Iterable[tuple[str, Span]]) -> str:
    """Return what is shown of spans as one text, in which blocks of code have lines of their own."""
    lines = [""]  # prose and code by turns
    for text, span in shown:
        if span.look == "block":
            lines += [text, ""]
        else:
            lines[-1] += text
    lines[::2] = (line.strip() for line in lines[::2]) if len(lines) > 1 else lines
    return "\n".join(filter(None, lines))


def has_block(text: str) -> bool:
    """Say whether a text, with its markup or plain, has code of several lines."""
    return _BLOCK in text or any(part.is_code for part in paragraphs(text))


def prose(text: str) -> str:
    """Return a text, with its markup or plain, in plain words and without its code of several lines."""
    if is_marked(text):
        return " ".join("".join(" " if span.look == "block" else span.text for span in spans(text)).split())
    return without_code(text)


def is_marked(text: str) -> bool:
    """Say whether a text that was read has markup."""
    return HIDDEN_FROM in text


def spans(text: str) -> Iterator[Span]:
    """Yield the parts of a text that was read. Markup that a gap has cut in two ends with the text."""
    look = data = ""
    is_emphasised = False
    for place, part in enumerate(HIDDEN_RUN.split(text)):
        if place % 2 == 0:
            if part:
                yield Span(part, look, data, is_emphasised)
            continue
        name, _, value = part[1:-1].partition(" ")
        if name.endswith("emphasis"):
            is_emphasised = not name.startswith("/")
        elif name.startswith("/"):
            look = data = ""
        elif is_sound(name, value):
            look, data = name, value


def is_sound(look: str, data: str) -> bool:
    """Say whether this may be shown, whoever put it there: no address but that of a web page, no formula but ours."""
    if look == "link":
        return _ADDRESS.fullmatch(data) is not None
    try:
        if look == "block":
            return LANGUAGE.fullmatch(data) is not None
        return look == "code" or (look == "formula" and bool(parse_formula(data)))
    except FormulaError:
        return False


def written(text: str) -> str:
    """Return a text that was read as its curator wrote it."""
    return _on_lines(_signs(text))


def _signs(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each span of a text that was read as it is written."""
    is_emphasised = False
    for span in (*spans(text), Span("")):
        before = "*" if span.is_emphasised is not is_emphasised else ""
        is_emphasised = span.is_emphasised
        if span.look == "block":
            yield before, Span("")
            yield fenced(span.text, span.data), span
        else:
            yield f"{before}{_WRITTEN[span.look].format(text=span.text, data=span.data)}", span


def with_plain_texts(value: T) -> T:
    """Return a record without the markup in its texts, however deep; the texts keep their places."""
    changed: Any = value
    if isinstance(value, Text):
        if HIDDEN_FROM in value:
            changed = type(value).at(plain(value), value.line, value.col)
    elif isinstance(value, str):
        changed = value
    elif isinstance(value, tuple):
        parts = [with_plain_texts(part) for part in value]
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            changed = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return changed  # type: ignore[no-any-return]
