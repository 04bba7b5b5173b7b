"""HTML, Markdown or plain text -> the plain text of a card, and what of it plain text cannot hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from quizgen.domain.text import single_spaced
from quizgen.domain.unseen import refused
from quizgen.importing.records import Loss

#: No card holds so many characters; what is beyond is a file in a field, or an attack.
_LONGEST = 20_000
#: Pictures that are written out within a text.
_EMBEDDED = re.compile(r"data:[^\"'\s>)]{40,}")
#: Formatting within formatting, deeper than anybody writes it, is not named.
_DEEPEST = 10
_SOUND = re.compile(r"\[sound:([^\]]*)\]")
#: Formulas as Anki and Moodle write them; they stay as they are written.
_FORMULA = re.compile(
    r"\\\(.{1,500}?\\\)|\\\[.{1,500}?\\\]|\$\$[^$]{1,500}\$\$|\[latex\].{0,500}?\[/latex\]|\[\$\$?\].{0,500}?\[/\$\$?\]",
    re.DOTALL,
)
#: Elements that begin or end a line; in one line a space stands between them.
_LINES = frozenset(
    "address article blockquote br caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section "
    "table tbody td th thead tr ul".split()
)
_UNSHOWN = frozenset(("script", "style", "head", "title", "template"))
_MEDIA = {
    **dict.fromkeys(("img", "picture", "svg", "canvas"), "picture"),
    **dict.fromkeys(("audio", "video", "object", "embed", "iframe", "source"), "recording"),
}
_SHAPES = {
    **dict.fromkeys(
        ("b", "strong", "i", "em", "u", "s", "del", "mark", "code", "font", "big", "small"), "formatted text"
    ),
    **dict.fromkeys(("pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"), "formatted text"),
    **dict.fromkeys(("sub", "sup"), "raised or lowered sign"),
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    "table": "table",
    "ruby": "reading aid",
    "math": "formula",
    "anki-mathjax": "formula",
}
_VOID = frozenset(("br", "hr", "img", "source", "embed"))


class Plain(NamedTuple):
    """A text on one line, and what of it did not come along."""

    text: str
    losses: tuple[Loss, ...] = ()


def from_plain(text: str) -> Plain:
    """Return plain text on one line, without characters that nobody sees and that no text may hold."""
    cut = text[:_LONGEST]
    losses = [Loss("overlong text", f"all beyond {_LONGEST} characters")] if len(cut) < len(text) else []
    line = single_spaced(cut)
    kept = without_unseen(line)
    if kept != line.translate(_NO_LOSS):
        losses.append(Loss("unseen character"))
    return Plain(single_spaced(kept), tuple(losses))


#: Characters that mark where a word may be parted, or the start of a file, and say nothing.
_NO_LOSS = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


def without_unseen(text: str) -> str:
    """Return `text` without the characters that a library refuses."""
    while places := set(refused(text)):  # a sign may be needed only beside one that goes
        text = "".join(sign for place, sign in enumerate(text) if place not in places)
    return text


def from_html(text: str) -> Plain:
    """Return the text of a piece of HTML, as Anki, Moodle and others keep it in fields."""
    losses: list[Loss] = []
    if _EMBEDDED.search(text):
        text = _EMBEDDED.sub("data:", text)
    if len(text) > _LONGEST:
        losses.append(Loss("overlong text", f"all beyond {_LONGEST} characters"))
    parser = _Words()
    parser.feed(text[:_LONGEST])
    parser.close()
    words = "".join(parser.parts)
    for sound in _SOUND.findall(words):
        parser.lose("recording", sound)
    words = _SOUND.sub(" ", words)
    for formula in _FORMULA.findall(words):
        parser.lose("formula", formula)
    plain = from_plain(words.replace("\u00a0", " "))
    return Plain(plain.text, (*parser.losses, *losses, *plain.losses))


def from_markdown(text: str) -> Plain:
    """Return the text of a piece of Markdown."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only Markdown needs it

    return from_html(MarkdownIt().renderInline(text[:_LONGEST]))


class _Words(HTMLParser):
    """Gathers the words of HTML, and what is more than words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.losses: list[Loss] = []
        self._unshown = 0
        self._open: list[tuple[str, int]] = []  # elements that mean more than their words, and where these begin

    def lose(self, noun: str, detail: str = "") -> None:
        """Note that something did not come along."""
        self.losses.append(Loss(noun, single_spaced(detail)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _LINES:
            self.parts.append(" ")
        if tag in _UNSHOWN:
            self._unshown += 1
        elif tag in _MEDIA and values.keys() & {"src", "data", "alt"}:
            self.lose(_MEDIA[tag], " ".join(filter(None, (values.get("src") or values.get("data"), values.get("alt")))))
        elif tag == "a" and values.get("href"):
            self.lose("link", values["href"])
        elif tag in _SHAPES and len(self._open) < _DEEPEST:
            self._open.append((tag, len(self.parts)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.parts.append(" ")
        if tag in _UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        for place in reversed(range(len(self._open))):
            if self._open[place][0] == tag:
                words = single_spaced("".join(self.parts[self._open[place][1] :]))
                if words:
                    self.lose(_SHAPES[tag], words)
                del self._open[place]
                break

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.parts.append(data)

    def close(self) -> None:
        super().close()
        for tag, start in self._open:
            words = single_spaced("".join(self.parts[start:]))
            if words:
                self.lose(_SHAPES[tag], words)
        self._open.clear()
