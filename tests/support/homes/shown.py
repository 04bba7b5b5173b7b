r"""HTML as a page of Moodle shows it: the words that a pupil reads, formulas set, filters applied.

Written from Moodle's lib/weblib.php (format_text without cleaning, format_string), filter/mathjaxloader and
filter_multilang2, and MathJax' delimiters and skipped tags. A formula is shown as `formula` writes it.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple

_MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
_MLANG = re.compile(r"\{\s*mlang\s+([^}]+?)\s*\}(.*?)\{\s*mlang\s*\}", re.DOTALL)
_TAG = re.compile(r"<(?!\s)(?:[^>\"']|\"[^\"]*\"|'[^']*')*(?:>|$)")
_BLOCKS = frozenset(("p", "div", "br", "li", "ul", "ol", "pre", "h1", "h2", "h3", "table", "tr"))
_UNSEEN = frozenset(("script", "style", "title", "head", "textarea", "template", "noscript"))


def formula(latex: str) -> str:
    """Return what stands here for a formula that MathJax has set."""
    return f"⟦{' '.join(latex.split())}⟧"


class Page(NamedTuple):
    """What HTML shows: its words, lines apart, and its pictures, each with its address and its words."""

    text: str
    pictures: tuple[tuple[str, str], ...]


class _Reader(HTMLParser):
    """Gathers what is shown. MathJax looks for formulas where one text has no tag within, and never in code."""

    def __init__(self, *, has_math: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.has_math = has_math
        self.shown: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            found = dict(attrs)
            self.pictures.append((found.get("src") or "", found.get("alt") or ""))
        elif tag != "br":
            self._open.append(tag)
        if tag in _BLOCKS:
            self.shown.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in self._open:
            self._open.remove(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in _BLOCKS:
            self.shown.append("\n")

    def handle_data(self, data: str) -> None:
        if not _UNSEEN.isdisjoint(self._open):
            return
        if "pre" in self._open:
            self.shown.append(data.replace(" ", "\N{NO-BREAK SPACE}"))
            return
        text = " ".join(f"|{data}|".split())[1:-1]
        is_set = self.has_math and "code" not in self._open
        self.shown.append(
            _MATH.sub(lambda found: formula("".join(filter(None, found.groups()))), text) if is_set else text
        )


def page(source: str) -> Page:
    """Return what HTML shows in Moodle with the filters for MathJax and for many languages on, to an English reader."""
    source = _MLANG.sub(lambda found: found[2] if found[1].startswith("en") else "", source)
    reader = _Reader(has_math=_has_math(source))
    reader.feed(source)
    reader.close()
    return Page(lines("".join(reader.shown)), tuple(reader.pictures))


def _has_math(source: str) -> bool:
    """Say whether the filter finds delimiters in the source, as it is written; entities are none to it."""
    pairs = ((r"\(", r"\)"), (r"\[", r"\]"), ("$$", "$$"))
    return any(first in source and last in source for first, last in pairs)


def lines(text: str) -> str:
    """Return a text without empty lines and without spaces at the ends of lines, as far as nobody sees them."""
    kept = (line.strip(" ").rstrip() for line in text.split("\n"))
    return "\n".join(re.sub(" +", " ", line).replace("\N{NO-BREAK SPACE}", " ") for line in kept if line)


def strip_tags(text: str) -> str:
    """Return a text as PHP's strip_tags leaves it: a '<' with no space behind begins a tag, which may not end."""
    return _TAG.sub("", re.sub(r"<!--.*?(?:-->|$)", "", text, flags=re.DOTALL))


def format_string(text: str) -> str:
    """Return what Moodle shows of a name: without tags, and with entities read."""
    return html.unescape(strip_tags(re.sub(r"&(?![a-zA-Z0-9#]{1,8};)", "&amp;", text)))
