"""Small changes to YAML files that leave all else as it is: values at their places, keys behind others."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from quizgen.reading.nodes import Items, Reader, Record
from quizgen.reading.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.domain.text import Text
    from quizgen.reading.nodes import Node

_BOM = "\ufeff"
#: A value in quotes, in either form; in single ones a quote is doubled, in double ones a backslash stands before it.
_IN_QUOTES = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")

#: A value that is written and is empty all the same.
_EMPTY = re.compile(r"^(?:''|\"\"|~|null|Null|NULL)")


class NewValue(NamedTuple):
    """Another value in the place of one that a file has, which may be empty; quotes around any other stay."""

    old: Text
    new: str


class NewKey(NamedTuple):
    """A key with its value, which comes behind a value that a file has, into the same record."""

    behind: Text
    key: str
    value: str


Edit: TypeAlias = "NewValue | NewKey"


class UnsafeEditError(Exception):
    """A change by which a file would say something else besides, or could not be read any more."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a YAML file with all these changes, which are made from its end, so that no place moves.

    The new text is read again: raises UnsafeEditError where it does not say the same as before but for the changes.
    """
    mark, old = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    new = old
    for edit in sorted(edits, key=lambda one: (*_place(one), isinstance(one, NewKey)), reverse=True):
        new = _with_value(new, edit) if isinstance(edit, NewValue) else _with_key(new, edit)
    if _said(old, edits) != _said(new, ()):
        raise UnsafeEditError
    return mark + new


def _place(edit: Edit) -> tuple[int, int]:
    at = edit.old if isinstance(edit, NewValue) else edit.behind
    return at.line, at.col


def _with_value(text: str, edit: NewValue) -> str:
    lines = text.split("\n")
    (line, col), old = _place(edit), edit.old
    before, here = lines[line - 1][: col - 1], lines[line - 1][col - 1 :]
    if old:
        lines[line - 1] = before + here.replace(old, edit.new, 1)
    else:
        space = " " if before.endswith(":") else ""
        lines[line - 1] = before + space + edit.new + _EMPTY.sub("", here)
    return "\n".join(lines)


def _with_key(text: str, edit: NewKey) -> str:
    """Return a text with a key behind a value: in braces beside it, else on a line of its own."""
    lines = text.split("\n")
    (line, col), key = _place(edit), f"{edit.key}: {edit.value}"
    here, start = lines[line - 1], col - 1
    in_quotes = _IN_QUOTES.match(here, start)
    end = in_quotes.end() if in_quotes else start + len(edit.behind)
    own = re.search(r"[\w-]+\s*:\s*$", here[:start])
    if own is None or re.match(r"\s*[,}]", here[end:]):
        lines[line - 1] = f"{here[:end]}, {key}{here[end:]}"
    else:
        ending = "\r" if here.endswith("\r") else ""
        lines.insert(line, f"{' ' * own.start()}{key}{ending}")
    return "\n".join(lines)


def _said(text: str, edits: Sequence[Edit]) -> tuple[Any, list[str]]:
    """Return what a text says once it is changed, without places, and which rules it breaks at other places."""
    reader = Reader("")
    node = parse(text, reader)
    at: dict[tuple[int, int], list[Edit]] = defaultdict(list)
    for edit in edits:
        at[_place(edit)].append(edit)
    rules = sorted(problem.rule for problem in reader.problems if (problem.line, problem.col) not in at)
    return None if node is None else _changed(node, at), rules


def _changed(node: Node, edits: Mapping[tuple[int, int], Sequence[Edit]]) -> Any:
    """Return what a node says with the changes that belong to its places."""
    if isinstance(node, Record):
        said = {str(key): _changed(value, edits) for key, value in node.items()}
        added = [edit for value in node.values() for edit in edits.get((value.line, value.col), ())]
        return said | {edit.key: edit.value for edit in added if isinstance(edit, NewKey)}
    if isinstance(node, Items):
        return [_changed(one, edits) for one in node]
    new = [edit.new for edit in edits.get((node.line, node.col), ()) if isinstance(edit, NewValue)]
    return new[0] if new else str(node)


def quoted(text: str) -> str:
    """Return a text as YAML takes it behind a key."""
    is_plain = re.fullmatch(r"[^\W\d_](?:[\w ’()-]*[\w)])?", text) is not None
    return text if is_plain else f"'{text.replace(chr(39), chr(39) * 2)}'"
