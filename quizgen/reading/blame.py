"""YAML that cannot be read -> the line on which the mistake was probably made.

The parser stops where the text makes no sense any more, which is often far below: a quote that is never closed swallows
all up to the next one. So the lines are looked at one by one, as a curator writes them: 'key: value', '- item', and
deeper lines that go on with the value. It takes no part in reading what is sound. With the mistake comes the line as it
was probably meant, where that can be told, so that the rest of the file can be looked at in the same run.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from quizgen.domain.words import with_article

_LINE = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)"
    r"(?:(?P<key>[^\s'\"\[\]{},#&*!|>%@`?:-][^\s:]*) *:(?=[ \t\r]|$)[ \t\r]*)?(?P<value>.*)"
)
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_TAB = re.compile(r" *\t")
#: White space at the beginning of a line that is no space to YAML.
_FOREIGN_SPACE = re.compile(r" *([^\S \t\r\n])\s*")
#: What no unquoted text can start with; an alias is another thing.
_NO_START = re.compile(r"[%@`,\]}]|\*(?![^\s*,\[\]{}]+\s*(?:#.*)?$)|[-?](?=\s|$)")
_COMMENT = re.compile(r"(?:^|\s)#.*")
#: A colon that ends a key.
_COLON = re.compile(r":(?=\s|$)")
#: The end of a key in quotes, whose value stands below.
_OPEN = re.compile(r"[\"'] *:\s*(?:#.*)?$")
#: What a key looks like where nothing, or something else, stands for the colon and the space behind it.
_WORD = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)(?P<colon>:?)")
#: Up to the quote that closes a text.
_REST = {'"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"(?:[^']|'')*'")}
#: The parts of a line within brackets: the signs that mean something there, and the words between them.
_IN_BRACKETS = re.compile(r"[\[\]{},]|(?:[^\s\[\]{},:]|:(?![\s,\[\]{}]|$))+|:")
_CLOSING = {"[": "]", "{": "}"}


class Blame(NamedTuple):
    """Where a mistake was probably made, line and column from 1, and a sentence that names it.

    `mended` is the line, with those below that move with it, as it was probably meant, or None where nobody knows.
    """

    line: int
    col: int
    message: str
    mended: str | None = None


class _Line(NamedTuple):
    """A line with a key or dashes: the column of the last of them, and of each dash, the key, the value."""

    base: int
    dashes: tuple[int, ...]
    key: str
    value: str
    col: int


class _Suspect(Exception):  # noqa: N818  it is no error of the program
    """The mistake was found."""

    def __init__(self, at: int, col: int, message: str, mended: str | None = None) -> None:
        self.blame = Blame(at + 1, col + 1, message, mended)


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
    dashes = tuple(sign.start() for sign in re.finditer("-", line[: match.end("dashes")]))
    return _Line(base, dashes, match["key"] or "", value, match.start("value"))


class _Search:
    """Goes through the lines of a file, counted from 0; raises what it finds."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.last = _Line(-1, (), "", "", 0)
        self.last_at = -1
        self.opens = True  # whether the last of them has no value, so that it stands below
        self.bases: list[int] = []  # the columns of the keys that the next line may stand under
        self.lists: list[int] = []  # those of the dashes

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if _is_empty(line) or line.startswith(("---", "...")):
                at += 1
                continue
            self._look_at_space(at, line)
            read = _read(line)
            if read is None:
                self._look_at_other(at, line)
                self.opens = _OPEN.search(line) is not None
                at += 1
                continue
            self._look_at_depth(at, line, read)
            self._look_at_dash(at, read)
            self._look_at_start(at, line, read)
            self.last, self.last_at, self.opens = read, at, not read.value or _OPEN.search(read.value) is not None
            at = self._end_of_value(at, read) + 1

    def _look_at_space(self, at: int, line: str) -> None:
        """Raise where a line begins with what YAML does not take for a space."""
        text = line.lstrip()
        mended = " " * max(0, self.last.base + 2 * self.opens) + text if not text.startswith("-") else None
        if _TAB.match(line):
            raise _Suspect(at, line.index("\t"), "a tab stands before the text; indent with spaces", mended)
        foreign = _FOREIGN_SPACE.match(line)
        if foreign:
            name = f"{with_article(unicodedata.name(foreign[1]).lower())} (U+{ord(foreign[1]):04X})"
            message = f"{name} stands before the text; indent with ordinary spaces"
            raise _Suspect(at, foreign.start(1), message, foreign.end() * " " + text)

    def _look_at_depth(self, at: int, line: str, read: _Line) -> None:
        """Raise where a key or a list stands deeper than one that has a value already, or less deep than its like."""
        last, start = self.last, _indent(line)
        has_value = last.value != "" and not _BLOCK.match(last.value)
        if read.dashes and read.key and last.key and has_value and start >= last.base:
            message = f"a list starts here, but '{last.key:.40}' has its value already; is a key missing before it"
            raise _Suspect(at, start, f"{message}, or the dash too much?")
        if not read.dashes and has_value and read.base > last.base:
            word = _WORD.match(last.value)
            if last.dashes and not last.key and read.base == last.col and word:
                raise _Suspect(self.last_at, last.col, *_missing(word, self.lines[self.last_at], last.col))
            message = f"'{read.key:.40}' is indented deeper than the line before it, whose value is there already"
            raise _Suspect(at, read.base, f"{message}; align it", " " * last.base + line.lstrip())
        deeper = None
        while self.bases and self.bases[-1] > start:
            deeper = self.bases.pop()
        if not read.dashes and deeper is not None and self.bases and self.bases[-1] < start:
            message = f"'{read.key:.40}' is indented less than the lines above it; align it"
            raise _Suspect(at, start, message, " " * deeper + line.lstrip())
        if read.key and (not self.bases or self.bases[-1] < read.base):
            self.bases.append(read.base)

    def _look_at_dash(self, at: int, read: _Line) -> None:
        """Raise where a dash is not below the others of its list."""
        start, last = (read.dashes or (read.base,))[0], self.last
        if last.value and last.value[0] not in "[{|>\"'" and start > last.base:
            return  # the text before goes on
        closed = None
        while self.lists and self.lists[-1] >= start + bool(read.dashes):
            closed = self.lists.pop()
        others = [*self.lists[-1:], *([] if closed is None else [closed])]
        if not read.dashes or start in self.lists[-1:] or (self.opens and start >= last.base) or not others:
            self.lists += [col for col in read.dashes if col not in self.lists[-1:]]
            return
        right = min(others, key=lambda col: abs(col - start))
        end = at + 1
        if _indent("".join(self.lines[end : end + 1])) == read.base:  # the record has moved as a whole
            while (
                end < len(self.lines)
                and self._goes_on(end, start)
                and not self.lines[end].startswith(right * " " + "-")
            ):
                end += 1
        moved = [" " * (right - start) + line[max(0, start - right) :] for line in self.lines[at:end]]
        message = f"the dash is not below those of its list; move it to column {right + 1}"
        raise _Suspect(at, start, message, "\n".join(moved))

    def _look_at_start(self, at: int, line: str, read: _Line) -> None:
        """Raise where an unquoted text starts with a sign that means something, or goes on with a colon."""
        value, mended = read.value, line[: read.col] + _quoted(read.value)
        if value[:1] in "|>" and value and not _BLOCK.match(value):
            message = f"{value[0]} opens a text that starts on the next line, indented deeper; move it there"
            raise _Suspect(at, read.col, f"{message}, or put all of it into quotes", mended)
        sign = _NO_START.match(value)
        if sign and (read.key or value[0] not in "-?"):
            start = f"{sign[0]} " if sign[0] in "-?" else sign[0]
            raise _Suspect(at, read.col, f"a text cannot start with '{start}'; put it into quotes", mended)
        if not read.key or value[:1] in ("", "[", "{", "|", ">", "&", "!", *_REST):
            return
        colon = _COLON.search(_COMMENT.sub("", value))
        if colon:
            message = "a colon with a space behind it makes a key of the text before it; put the text into quotes"
            raise _Suspect(at, read.col + colon.start(), message, mended)

    def _look_at_other(self, at: int, line: str) -> None:
        """Raise where a line without a key and a dash cannot go on with the value before it."""
        indent = _indent(line)
        after = _read(self.lines[at + 1]) if self.opens and at + 1 < len(self.lines) else None
        is_first = after is not None and after.key != "" and after.base == indent
        text = line[indent:]
        if re.match(r"-[A-Za-z\"'\[{]", text) and (self.opens or indent <= self.last.base):
            message = "a space is missing behind the dash; write '- '"
            raise _Suspect(at, indent, message, f"{line[:indent]}- {text[1:]}")
        word = _WORD.match(text)
        if word and (indent <= self.last.base or is_first):
            raise _Suspect(at, indent, *_missing(word, line, indent))

    def _end_of_value(self, at: int, read: _Line) -> int:
        """Return the line on which a value ends that may span several."""
        value = read.value
        if value[:1] in _REST:
            end, col = self._end_of_quote(at, read.col, read.base)
            self._look_behind(at, read, end, col, "quote")
            return end
        if value[:1] in _CLOSING:
            end, col = self._end_of_brackets(at, read.col, read.base)
            self._look_behind(at, read, end, col, "bracket")
            return end
        if _BLOCK.match(value):
            while at + 1 < len(self.lines) and self._goes_on(at + 1, read.base - (2 if read.dashes else 0)):
                at += 1
        return at

    def _look_behind(self, at: int, read: _Line, end: int, col: int, what: str) -> None:
        """Raise where a text goes on behind the quote or the bracket that ends it, at a line and a column."""
        rest = self.lines[end][col:]
        if not rest.strip() or re.match(r"\s+#|\s*:(?:\s|$)", rest):
            return
        quotes = "quotes of the other sort" if what == "quote" else "quotes"
        message = f"the text goes on behind the {what} that closes here; put all of it into {quotes}"
        whole = read.value.rstrip()
        inner = whole[1:-1] if what == "quote" and whole[-1] == whole[0] else whole
        mended = self.lines[at][: read.col] + _quoted(inner) if end == at else None
        raise _Suspect(end, col - 1, message, mended)

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
                whole = self.lines[start]
                is_alone = at == start + 1 and whole[:col].rstrip().endswith((":", "-"))
                raise _Suspect(start, col, message, whole[:col] + _quoted(whole[col + 1 :]) if is_alone else None)
            line = self.lines[at]

    def _end_of_brackets(self, at: int, col: int, base: int) -> tuple[int, int]:
        """Return the line and the column behind the bracket that closes the one at a place."""
        part = _Part()
        comment: tuple[int, int] | None = None  # the first behind which a bracket would close
        while True:
            line = self.lines[at]
            while match := _IN_BRACKETS.search(line, col):
                word, col = match.group(), match.end()
                if word[0] == "#" and line[match.start() - 1] in " \t":
                    if comment is None and _CLOSING[part.opened[-1][2]] in line[col:]:
                        comment = at, match.start()
                    break
                if word[0] in _REST and not part.before:
                    at, col = self._end_of_quote(at, match.start(), base)
                    line, part.before, part.end = self.lines[at], "quote", (at, col)
                    if line.startswith(":", col):  # as in JSON, without a space behind it
                        part.take(at, col, ":", line)
                        col += 1
                    continue
                part.take(at, match.start(), word, line)
                if not part.opened:
                    return at, col
            at, col = at + 1, 0
            if at == len(self.lines) or not self._goes_on(at, base):
                if comment is not None:
                    self._refuse_comment(*comment)
                start, place, sign = part.opened[-1]
                message = f"the bracket {sign} that opens here is not closed; write {_CLOSING[sign]} where it ends"
                is_alone = at == start + 1 and len(part.opened) == 1
                raise _Suspect(start, place, message, self.lines[start] + _CLOSING[sign] if is_alone else None)

    def _refuse_comment(self, at: int, col: int) -> None:
        """Raise for a sign that makes a comment of the end of a text in brackets, and of the bracket that closes."""
        line = self.lines[at]
        message = f"from '{line[col:].strip():.40}' on nothing is read, not even the bracket that closes"
        mended = line[:col] + line[col + 1 :]
        raise _Suspect(at, col, f"{message}; put the text that has the # into quotes", mended)


class _Part:
    """Goes through the words between brackets: the part between two commas is a text, or a key with its value."""

    def __init__(self) -> None:
        self.opened: list[tuple[int, int, str]] = []  # the place of each open bracket, and its sign
        self.keys: list[str] = []  # for each of them the key of the part, or an empty text
        self.before = ""  # what stands before in the part, or behind its key: "text", "quote", "bracket" or nothing
        self.end = (0, 0)  # where the quote or the bracket before ended
        self.word = ""

    def take(self, at: int, col: int, word: str, line: str) -> None:
        """Take the next word or sign, at a line and a column from 0. Raises _Suspect where it cannot stand there."""
        if word in _CLOSING:
            self._open(at, col, word)
        elif word in ("]", "}"):
            self._close(at, col, line)
        elif word == ",":
            self.keys[-1] = self.before = ""
        elif word == ":":
            self._end_key(at, col)
        elif self.before in ("quote", "bracket"):
            self._refuse_more(word, line)
        else:
            sign = _NO_START.match(word) if not self.before and (word[0] not in "-?" or word in "-?") else None
            if sign or (word[0] in "|>*" and not self.before):
                raise _Suspect(at, col, f"a text cannot start with '{word[0]}'; put it into quotes")
            self.before, self.word = "text", word

    def _open(self, at: int, col: int, sign: str) -> None:
        if self.before == "text":
            where = "braces" if self.opened[-1][2] == "{" else "brackets"
            raise _Suspect(at, col, f"the bracket {sign} stands within a text in {where}; put the text into quotes")
        if self.before:
            self._refuse_more(sign, "")
        self.opened.append((at, col, sign))
        self.keys.append("")

    def _close(self, at: int, col: int, line: str) -> None:
        *_, opening = self.opened.pop()
        self.keys.pop()
        right = _CLOSING[opening]
        if line[col] != right:
            message = f"{line[col]} stands here, but {opening} was opened; write {right}"
            raise _Suspect(at, col, message, line[:col] + right + line[col + 1 :])
        self.before, self.end = "bracket", (at, col + 1)

    def _end_key(self, at: int, col: int) -> None:
        if self.keys[-1]:
            where = "braces" if self.opened[-1][2] == "{" else "brackets"
            message = f"a second colon stands in this part of the {where}; put the text that has it into quotes"
            raise _Suspect(at, col, f"{message}, or a comma before '{self.word:.40}' if that is a key")
        self.keys[-1], self.before = self.word or "'", ""

    def _refuse_more(self, word: str, line: str) -> None:
        at, col = self.end
        quotes = "quotes of the other sort" if self.before == "quote" else "quotes"
        message = f"the text goes on behind the {self.before} that closes here; put all of it into {quotes}"
        has_key = re.match(rf"\s*{re.escape(word)}\s*:(?:\s|$)", line[col:]) is not None
        raise _Suspect(at, col - 1, message + (f", or a comma before '{word:.40}'" if has_key else ""))


def _missing(word: re.Match[str], line: str, col: int) -> tuple[str, str]:
    """Return the message about a key without a colon and a space behind it, and the line with both."""
    key = word["key"]
    value = line[col + word.end() :].lstrip(" =\u00a0")
    mended = f"{line[:col]}{key}: {value}"
    if word["colon"]:
        return f"a space is missing behind '{key:.40}:'; write one", mended
    return f"a colon is missing behind '{key:.40}'; write '{key:.40}: ' and then its value", mended


def _quoted(text: str) -> str:
    """Return a text as it stands in single quotes."""
    return "'" + text.strip().replace("'", "''") + "'"
