"""YAML that cannot be read -> the line on which the mistake was probably made.

The parser stops where the text makes no sense any more, which is often far below: a quote that is never closed swallows
all up to the next one. So the lines are looked at one by one, as a curator writes them: 'key: value', '- item', and
deeper lines that go on with the value. It takes no part in reading what is sound.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<key>[^\s'\"\[\]{},#&*!|>%@`?:-][^\s:]*) *:(?=\s|$)\s*)?(?P<value>.*)"
)
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_TAB = re.compile(r" *\t")
#: What a key looks like where nothing, or something else, stands for the colon and the space behind it.
_WORD = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)(?P<colon>:?)")
#: Up to the quote that closes a text.
_REST = {'"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"(?:[^']|'')*'")}
_IN_BRACKETS = re.compile(r"(?<=[\[{,:\s])[\"']|[\[\]{}]|\s#.*")
_CLOSING = {"[": "]", "{": "}"}


class Blame(NamedTuple):
    """Where a mistake was probably made, line and column from 1, and a sentence that names it."""

    line: int
    col: int
    message: str


class _Line(NamedTuple):
    """A line with a key or a dash: the column of the last of them, its key, its value and the value's column."""

    base: int
    dash: bool
    key: str
    value: str
    col: int


class _Suspect(Exception):  # noqa: N818  it is no error of the program
    """The mistake was found."""

    def __init__(self, at: int, col: int, message: str) -> None:
        self.blame = Blame(at + 1, col + 1, message)


def find_mistake(text: str) -> Blame | None:
    """Return where the first mistake of a usual kind in `text` was made, or None where none is seen."""
    try:
        _Search(text.split("\n")).run()
    except _Suspect as suspect:
        return suspect.blame
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_empty(line: str) -> bool:
    return line.lstrip()[:1] in ("", "#")


def _read(line: str) -> _Line | None:
    """Return a line with a key or a dash, or None for any other."""
    match = _LINE.match(line)
    if match is None or not (match["key"] or match["dashes"]):
        return None
    base = match.start("key") if match["key"] else match.end("indent")
    value = match["value"] if not match["value"].startswith("#") else ""
    return _Line(base, bool(match["dashes"]), match["key"] or "", value, match.start("value"))


class _Search:
    """Goes through the lines of a file, counted from 0; raises what it finds."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.last = _Line(-1, dash=False, key="", value="", col=0)
        self.last_at = -1
        self.opens = True  # whether the last of them has no value, so that it stands below

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if _is_empty(line) or line.startswith(("---", "...")):
                at += 1
                continue
            if _TAB.match(line):
                raise _Suspect(at, line.index("\t"), "a tab stands before the text; indent with spaces")
            read = _read(line)
            if read is None:
                self._look_at_other(at, line)
                self.opens = False
                at += 1
                continue
            self._look_at_depth(at, read)
            self.last, self.last_at, self.opens = read, at, not read.value
            at = self._end_of_value(at, read) + 1

    def _look_at_depth(self, at: int, read: _Line) -> None:
        """Raise where a key stands deeper than one that has a value already."""
        last = self.last
        if read.dash or not last.value or read.base <= last.base or _BLOCK.match(last.value):
            return
        word = _WORD.match(last.value)
        if last.dash and not last.key and read.base == last.col and word:
            raise _Suspect(self.last_at, last.col, _missing(word))
        message = f"'{read.key:.40}' is indented deeper than the line before it, whose value is there already; align it"
        raise _Suspect(at, read.base, message)

    def _look_at_other(self, at: int, line: str) -> None:
        """Raise where a line without a key and a dash cannot go on with the value before it."""
        indent = _indent(line)
        after = _read(self.lines[at + 1]) if self.opens and at + 1 < len(self.lines) else None
        is_first = after is not None and after.key != "" and after.base == indent
        text = line[indent:]
        if re.match(r"-[A-Za-z\"'\[{]", text) and (self.opens or indent <= self.last.base):
            raise _Suspect(at, indent, "a space is missing behind the dash; write '- '")
        word = _WORD.match(text)
        if word and (indent <= self.last.base or is_first):
            raise _Suspect(at, indent, _missing(word))

    def _end_of_value(self, at: int, read: _Line) -> int:
        """Return the line on which a value ends that may span several."""
        value = read.value
        if value[:1] in _REST:
            return self._end_of_quote(at, read.col, read.base)[0]
        if value[:1] in _CLOSING:
            return self._end_of_brackets(at, read.col, read.base)
        if _BLOCK.match(value):
            while at + 1 < len(self.lines) and self._goes_on(at + 1, read.base - (2 if read.dash else 0)):
                at += 1
        return at

    def _goes_on(self, at: int, base: int) -> bool:
        """Say whether a line is empty or deeper than a column, so that it goes on with a value."""
        line = self.lines[at]
        return not line.strip() or _indent(line) > base

    def _end_of_quote(self, at: int, col: int, base: int) -> tuple[int, int]:
        """Return the line and the column behind the quote that closes the text which one opens at a place."""
        sign = self.lines[at][col]
        start, line, begin = at, self.lines[at], col + 1
        while True:
            # A backslash or a quote at the end of a line has nothing to do with the next one.
            match = _REST[sign].match(line, begin)
            if match is not None:
                return at, match.end()
            at, begin = at + 1, 0
            if at == len(self.lines) or not self._goes_on(at, base):
                message = f"the text that a quote opens here is not closed; write {sign} at its end, or none here"
                raise _Suspect(start, col, message)
            line = self.lines[at]

    def _end_of_brackets(self, at: int, col: int, base: int) -> int:
        """Return the line with the bracket that closes the one at a place."""
        opened: list[tuple[int, int]] = []
        while True:
            line = self.lines[at]
            while match := _IN_BRACKETS.search(line, col):
                sign, col = match.group(), match.end()
                if sign in _REST:
                    at, col = self._end_of_quote(at, match.start(), base)
                    line = self.lines[at]
                elif sign in _CLOSING:
                    opened.append((at, match.start()))
                elif sign in "]}":
                    opened.pop()
                else:
                    break
                if not opened:
                    return at
            at, col = at + 1, 0
            if at == len(self.lines) or not self._goes_on(at, base):
                start, place = opened[-1]
                sign = self.lines[start][place]
                message = f"the bracket {sign} that opens here is not closed; write {_CLOSING[sign]} where it ends"
                raise _Suspect(start, place, message)


def _missing(word: re.Match[str]) -> str:
    """Return the message about a key without a colon and a space behind it."""
    key = word["key"]
    if word["colon"]:
        return f"a space is missing behind '{key:.40}:'; write one"
    return f"a colon is missing behind '{key:.40}'; write '{key:.40}: ' and then its value"
