"""The text of a file -> its nodes, with all mistakes in its syntax at once.

The parser stops at the first. So each is told, and the file is parsed again with the line as it was probably meant, or
else without the record that holds it: a mistake hides as little as it can.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import yaml

from quizgen.reading.blame import Blame, find_mistake
from quizgen.reading.nodes import MAX_DEPTH, TOO_DEEP, Builder, StopReading

if TYPE_CHECKING:
    from quizgen.reading.nodes import Node, Reader

#: So many mistakes are told in one file, as nobody mends more at a time; and so many characters are parsed for that, as
#: each mistake is another reading: ten million take some five seconds.
_MOST, _MOST_PARSED = 20, 10_000_000
#: What stands in the place of a record that cannot be read.
_LEFT_OUT = "- ''"
_OPEN_KEY = re.compile(r":\s*(?:#.*)?$")
_KEY = re.compile(r"[^\s#-]")
_ITEM = re.compile(r" *-(?=\s|[A-Za-z])")
_ID = re.compile(r"\bid: *['\"]?([a-z0-9][a-z0-9.-]*)")


def parse(text: str, reader: Reader) -> Node | None:
    """Return the document of `text`, or None where it has no usable document. Problems go to `reader`.

    After a mistake in the syntax the line is read as it was probably meant, and where that is not known, its record is
    left out. The rest of a file in which no record holds the mistake is not read.
    """
    reader.text = text
    directive = f"\n{text}".find("\n%")  # the C parser compares each with all before it
    if directive >= 0:
        line = text.count("\n", 0, directive) + 1
        message = (
            "a line that starts with % is an order to programs, and no file here needs one; delete it or indent it"
        )
        reader.problem_at(line, 1, "yaml-syntax", message)
        return None
    for _ in range(min(_MOST, 1 + _MOST_PARSED // (len(text) + 1))):
        earlier = list(reader.problems)
        try:
            return Builder(text, reader).document()
        except StopReading:
            return None
        except yaml.YAMLError as error:
            if _looks_deep(text, error) and _report_depth(text, reader):
                return None
            blame = find_mistake(text) or _where_it_stopped(text, error)
            bounds = _record_around(text, blame.line) if blame.mended is None else None
            rest = _without_mistake(text, blame, bounds)
            if rest is not None:
                reader.problems[:] = earlier  # what else was found will be found again
            reader.problem_at(blame.line, blame.col, "yaml-syntax", blame.message)
            reader.guessed.add(blame.line)
            if bounds is not None:
                _note_as_left_out(text, bounds, reader)
            if rest is None:
                return None
            text = rest
    return None


def _where_it_stopped(text: str, error: yaml.YAMLError) -> Blame:
    """Return where the parser gave up, where nothing better is known."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Blame(1, 1, f"this is not YAML ({str(error).splitlines()[0]})")
    # The parser misses a closing quote at the end of the file; a curator looks for the opening quote.
    opened = error.context_mark if "quoted scalar" in (error.context or "") else None
    mark = opened or error.problem_mark or error.context_mark
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    last = text.count("\n") + 1
    if line > last:  # as the parser ends a last line that has no end
        line, col = last, len(text) - text.rfind("\n")
    reason = ", ".join(part for part in (error.context, error.problem) if part)
    advice = "put text that holds ': ' or starts with a sign into quotes, and check the indentation just before"
    return Blame(line, col, f"this is not YAML ({reason}); {advice}")


def _without_mistake(text: str, blame: Blame, bounds: tuple[int, int] | None) -> str | None:
    """Return a text with the line mended, or else without the record in these bounds; None without either.

    No line moves.
    """
    lines = text.split("\n")
    if blame.mended is not None:
        mended = blame.mended.split("\n")
        lines[blame.line - 1 : blame.line - 1 + len(mended)] = mended
    elif bounds is not None:
        start, end = bounds
        lines[start:end] = [lines[start][: lines[start].index("-")] + _LEFT_OUT, *[""] * (end - start - 1)]
    else:
        return None
    return "\n".join(lines)


def _note_as_left_out(text: str, bounds: tuple[int, int], reader: Reader) -> None:
    """Note that the record in these bounds could not be read, by its id where it is known."""
    start, end = bounds
    id_ = _ID.search("\n".join(text.split("\n")[start:end]))
    if id_ is not None:
        reader.incomplete.add(id_[1])
    else:
        reader.has_losses = True
    reader.guessed.add(start + 1)


def _record_around(text: str, line: int) -> tuple[int, int] | None:
    """Return the first line of the record around a line, and that behind its last, from 0; None where there is none.

    `line` counts from 1. Records are the items of a list that stands under a key in the first column.
    """
    lines, at = text.split("\n"), line - 1
    first = next((place for place in range(at, -1, -1) if _KEY.match(lines[place])), 0)
    if not _OPEN_KEY.search(lines[first]):
        return None
    behind = next((place for place in range(at + 1, len(lines)) if _KEY.match(lines[place])), len(lines))
    items = [place for place in range(first, behind) if _ITEM.match(lines[place])]
    depth = min((lines[place].index("-") for place in items), default=0)
    starts = [place for place in items if lines[place].index("-") == depth]
    start = max((place for place in starts if place <= at), default=None)
    if start is None or lines[start].endswith(_LEFT_OUT):
        return None
    return start, min((place for place in starts if place > at), default=behind)


def _looks_deep(text: str, error: yaml.YAMLError) -> bool:
    """Say whether so many brackets open just before a mistake that their depth may be the mistake.

    The C parser looks ahead up to 1,024 characters; newer versions give up there before they yield any event.
    """
    mark = getattr(error, "problem_mark", None)
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
