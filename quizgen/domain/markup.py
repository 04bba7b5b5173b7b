"""Text with a little markup -> text in which a program finds it again, and the spans that an output shows.

A curator writes `*emphasis*`, "`code`", "[text](https://...)" and formulas between "$`" and "`$", as GitHub and GitLab
have them (https://docs.gitlab.com/user/markdown/#math). All else is text: "$5 million", "2 * 3 * 4".
Reading turns these signs into hidden runs: between two codes that Unicode keeps for programs, and that the reader takes
from nobody. What stands beside hidden runs is the plain text, which all is that compares, grades or speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quizgen.domain.formula import FormulaError, parse_formula, plain_formula
from quizgen.domain.text import Text
from quizgen.language.characters import HIDDEN_FROM, HIDDEN_RUN, HIDDEN_TO, without_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

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
#: How a span of each look is written.
_WRITTEN = {"": "{text}", "code": "`{text}`", "link": "[{text}]({data})", "formula": "$`{data}`$"}


class Span(NamedTuple):
    """A part of a text, all of one look. `data` is the address of a 'link', or what a 'formula' was written as."""

    text: str
    look: str = ""
    data: str = ""
    is_emphasised: bool = False


def read_markup(text: str) -> tuple[str, list[str]]:
    """Return `text` with its markup in hidden runs, and what is wrong with its formulas; these stay as they are."""
    if not _SIGNS.search(text):
        return text, []
    mistakes: list[str] = []

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

    return _MARKUP.sub(hidden, text), mistakes


def _marked(look: str, data: str, shown: str) -> str:
    return f"{HIDDEN_FROM}{look} {data}{HIDDEN_TO}{shown}{HIDDEN_FROM}/{look}{HIDDEN_TO}"


def plain(text: str) -> str:
    """Return a text that was read without its markup."""
    return without_hidden(text)


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
        return look == "code" or (look == "formula" and bool(parse_formula(data)))
    except FormulaError:
        return False


def written(text: str) -> str:
    """Return a text that was read as its curator wrote it."""
    parts = []
    is_emphasised = False
    for span in (*spans(text), Span("")):
        if span.is_emphasised is not is_emphasised:
            parts.append("*")
            is_emphasised = span.is_emphasised
        parts.append(_WRITTEN[span.look].format(text=span.text, data=span.data))
    return "".join(parts)


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
