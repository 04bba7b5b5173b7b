"""HTML -> its words, with quizgen's markup where that can hold their look, and what it cannot hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from quizgen.domain.code_block import FENCE, TAB, fenced
from quizgen.domain.formula import LOWERED, RAISED, FormulaError, parse_formula
from quizgen.domain.markup import is_sound
from quizgen.domain.text import single_spaced
from quizgen.importing.records import Loss, Picture

#: Formatting within formatting, deeper than anybody writes it, is not named.
_DEEPEST = 10
#: Elements that begin or end a line; in one line a space stands between them.
_LINES = frozenset(
    "address article blockquote br caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section "
    "table tbody td th thead tr ul".split()
)
#: The class with which programs name the language of code.
_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#.-]{1,20})")
_UNSHOWN = frozenset(("script", "style", "head", "title", "template"))
_MEDIA = {
    **dict.fromkeys(("img", "picture", "svg", "canvas"), "picture"),
    **dict.fromkeys(("audio", "video", "object", "embed", "iframe", "source"), "recording"),
}
_EMPHASIS = ("b", "strong", "i", "em")
_SCRIPTS = {"sub": LOWERED, "sup": RAISED}
_MARKS = {"sub": "_", "sup": "^"}
#: A single letter at the end of a text: what a physicist puts an index on.
_LETTER = re.compile(r"(?:^|.*[^\w*])([^\W\d_])", re.DOTALL)
#: Signs that look like those of which there are raised and lowered ones.
_USUAL = str.maketrans("−–", "--")
_SHAPES = {
    **dict.fromkeys((*_EMPHASIS, "u", "s", "del", "mark", "code", "font", "big", "small"), "formatted text"),
    **dict.fromkeys(("pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"), "formatted text"),
    **dict.fromkeys(_SCRIPTS, "raised or lowered sign"),
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    "table": "table",
    "ruby": "reading aid",
    "math": "formula",
    "anki-mathjax": "formula",
    "a": "link",
}
#: What has line breaks of its own.
_BROKEN = ("list", "table")
_VOID = frozenset(("br", "hr", "img", "source", "embed"))


class Words(NamedTuple):
    """The words of a piece of HTML: with quizgen's markup, and without; each break of a line is one.

    `losses` is what did not come along; `shaped` is what does not, either, where the words without markup are taken.
    """

    marked: str
    bare: str
    losses: list[Loss]
    shaped: list[Loss]
    pictures: list[Picture]


def words_of_html(text: str) -> Words:
    """Return the words of a piece of HTML."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    words = parser.words()
    prose = (part.strip() for part in parser.prose())
    has_breaks = any("\n" in re.sub(r"\s*\n\s*", "\n", part) for part in prose)
    if has_breaks and not any(loss.noun in _BROKEN for loss in words.losses):
        words.losses.append(Loss("line break"))
    return words


class _Open(NamedTuple):
    """An element that means more than its words: its name, where they begin, and its address, or language of code."""

    tag: str
    start: int
    address: str


class _Parser(HTMLParser):
    """Gathers the words of HTML, marked and bare side by side, and what is more than words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str]] = []
        self.losses: list[Loss] = []
        self.shaped: list[Loss] = []
        self.pictures: list[Picture] = []
        self._unshown = 0
        self._open: list[_Open] = []
        self._blocks: set[str] = set()

    def words(self) -> Words:
        """Return what was gathered."""
        return Words(*self._from(0), self.losses, self.shaped, self.pictures)

    def prose(self) -> list[str]:
        """Return the words between blocks of code."""
        return "".join("\0" if marked in self._blocks else bare for marked, bare in self.parts).split("\0")

    @property
    def _is_in_code(self) -> bool:
        return any(element.tag == "pre" for element in self._open)

    def _from(self, start: int) -> tuple[str, str]:
        """Return the words from a place on, marked and bare."""
        marked, bare = zip(*self.parts[start:], strict=True) if self.parts[start:] else ((), ())
        return "".join(marked), "".join(bare)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _LINES:
            self.parts.append(("\n", "\n"))
        if tag in _UNSHOWN:
            self._unshown += 1
        elif tag in _MEDIA and values.keys() & {"src", "data", "alt"}:
            self._medium(tag, values.get("src") or values.get("data", ""), values.get("alt", ""))
        elif tag in _SHAPES and (tag != "a" or values.get("href")) and len(self._open) < _DEEPEST:
            language = _LANGUAGE.search(values.get("class", "")) if tag in ("pre", "code") else None
            address = language[1] if language else values.get("href", "")
            self._open.append(_Open(tag, len(self.parts), address))

    def _medium(self, tag: str, name: str, alt: str) -> None:
        if tag == "img" and name:
            self.pictures.append(Picture(name, single_spaced(alt)))
            self.losses.append(self.pictures[-1].loss)
        else:
            self.losses.append(Loss(_MEDIA[tag], single_spaced(f"{name} {alt}")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.parts.append(("\n", "\n"))
        if tag in _UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        for place in reversed(range(len(self._open))):
            if self._open[place].tag == tag:
                self._shape(self._open.pop(place))
                break

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            line = data if self._is_in_code else data.replace("\n", " ")
            self.parts.append((line, line))

    def close(self) -> None:
        super().close()
        while self._open:
            self._shape(self._open.pop())

    def _shape(self, element: _Open) -> None:
        """Mark the words of an element, or note that their look did not come along."""
        marked, bare = self._from(element.start)
        words = single_spaced(bare)
        if not words or self._is_in_code:
            if element.tag == "code" and element.address and self._is_in_code:
                self._open = [one._replace(address=element.address) for one in self._open]
            return
        if element.tag == "pre":
            self._code(element, bare)
            return
        loss = Loss(_SHAPES[element.tag], element.address or words)
        shaped = _shaped(element, marked, bare)
        if shaped is None and element.tag in _SCRIPTS and self._is_written_as_formula(element, words):
            return
        if shaped is None:
            self.losses.append(loss)
        else:
            self.parts[element.start :] = [shaped]
            if element.tag not in _SCRIPTS and element.tag != "anki-mathjax":
                self.shaped.append(loss)

    def _code(self, element: _Open, text: str) -> None:
        """Take the words of an element as they stand, as a block of code."""
        code = "\n".join(line.rstrip() for line in text.replace("\u00a0", " ").strip("\n").split("\n")).strip("\n")
        block = f"\n{fenced(code.expandtabs(TAB), element.address)}\n"
        self._blocks.add(block)
        self.parts[element.start :] = [(block, block)]

    def _is_written_as_formula(self, element: _Open, words: str) -> bool:
        """Write a raised or lowered word as a formula, with the single letter before it, and say whether that can be.

        There are no such signs for it: v with a lowered B, K with a lowered eq.
        """
        if element.start == 0 or any(other.start >= element.start for other in self._open):
            return False
        marked, bare = self.parts[element.start - 1]
        before, letter = (found[0][: -len(found[1])], found[1]) if (found := _LETTER.fullmatch(bare)) else ("", "")
        if not letter or marked not in (bare, f"*{letter}*"):
            return False
        script = words if len(words) == 1 else rf"{{\text{{{words}}}}}"
        formula = f"{letter}{_MARKS[element.tag]}{script}"
        try:
            parse_formula(formula)
        except FormulaError:
            return False
        self.parts[element.start - 1 :] = [(rf"{before}\({formula}\)",) * 2]
        return True


def _shaped(element: _Open, marked: str, bare: str) -> tuple[str, str] | None:
    """Return the words of an element in its look, marked and bare, or None where there is no such markup."""
    inner = marked.strip()
    before, after = marked[: len(marked) - len(marked.lstrip())], marked[len(marked.rstrip()) :]
    found: tuple[str, str] | None = None
    if FENCE in inner:
        return None
    if element.tag in _EMPHASIS:
        if "*" not in inner:
            found = f"*{inner}*", bare
        elif inner == f"*{bare.strip()}*":
            found = inner, bare
    elif element.tag == "code" and "`" not in inner:
        found = f"`{bare.strip()}`", bare
    elif element.tag == "a" and is_sound("link", element.address) and not set(inner) & set("[]*`"):
        found = f"[{inner}]({element.address})", bare
    elif element.tag == "anki-mathjax":
        found = rf"\({bare}\)", rf"\({bare}\)"
    elif element.tag in _SCRIPTS:
        script, table = bare.strip().translate(_USUAL), _SCRIPTS[element.tag]
        if all(ord(sign) in table for sign in script):
            return script.translate(table), script.translate(table)
    return found and (f"{before}{found[0]}{after}", found[1])
