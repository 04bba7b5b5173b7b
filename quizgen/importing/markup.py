"""HTML, Markdown or plain text -> a text with quizgen's own markup on one line, and what that cannot hold."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.code_block import Part, joined, parted
from quizgen.domain.formula import FormulaError, parse_formula, plain_formula
from quizgen.domain.markup import plain, read_markup
from quizgen.domain.text import single_spaced
from quizgen.domain.unseen import refused
from quizgen.importing.html_words import words_of_html
from quizgen.importing.records import Loss, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

#: No card holds so many characters; what is beyond is a file in a field, or an attack.
_LONGEST = 20_000
#: Pictures that are written out within a text.
_EMBEDDED = re.compile(r"data:[^\"'\s>)]{40,}")
_SOUND = re.compile(r"\[sound:([^\]]*)\]")
#: Formulas as Anki and Moodle write them, and as quizgen does; what stands in them.
_FORMULA = re.compile(
    r"\\\((.{1,500}?)\\\)|\\\[(.{1,500}?)\\\]|\$\$([^$]{1,500})\$\$|\[latex\](.{0,500}?)\[/latex\]"
    r"|\[(?:\$\$?)\](.{0,500}?)\[/\$\$?\]|\[anki:mathjax\](.{0,500}?)\[/anki:mathjax\]|\$`([^`]{1,500})`\$",
    re.DOTALL,
)
#: In Markdown, a formula between dollars as well, where it is surely one; and raised and lowered signs.
_DOLLARS = re.compile(r"(?<![\\$\w])\$(?=\S)([A-Za-z]|[^$`\n]{0,300}?[\\^_=][^$`\n]{0,300}?)(?<=\S)\$(?![\w$])")
_LOWERED = re.compile(r"(?<!~)~([^\s~]{1,20})~(?!~)")
_RAISED = re.compile(r"(?<!\^)\^([^\s^]{1,20})\^(?!\^)")
#: What stands for a formula while Markdown is read: a number between characters of the private use area.
_HELD = re.compile("\ue100([0-9]+)\ue101")
#: HTML in what is mostly plain text: elements that end, and line breaks beside words.
_TAGGED = re.compile(
    r"<(b|i|u|em|strong|sub|sup|code|pre|span|div|p|font|a)(?: [^<>]*)?>.*?</\1>|\S<br ?/?>|<br ?/?>\S", re.DOTALL
)
_STRONG = re.compile(r"(?<![\w*])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*(?![\w*])")


class Plain(NamedTuple):
    """A text with quizgen's markup, what of it did not come along, and its pictures, which are losses.

    It is on one line, but for code of several lines, which stands between fences.
    """

    text: str
    losses: tuple[Loss, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def picture(self) -> Picture | None:
        """Return the first picture, if there is one."""
        return next(iter(self.pictures), None)


def from_plain(text: str) -> Plain:
    """Return plain text on one line, without characters that nobody sees and that no text may hold."""
    return _finished(text, text)


def from_cell(text: str) -> Plain:
    """Return the text of a cell, as people write it into tables: plain, or with some HTML or emphasis of Markdown."""
    if _TAGGED.search(text):
        return from_html(text.replace("\n", "<br>"))
    if any(part.is_code for part in parted(text)[0]):
        return from_markdown(text)
    shaped = [Loss("formatted text", strong) for strong in _STRONG.findall(text)]
    losses = [Loss("line break")] if "\n" in text.strip() else []
    return _finished(_STRONG.sub(r"*\1*", text), _STRONG.sub(r"\1", text), losses, shaped)


def from_html(text: str, *, is_bare: bool = False) -> Plain:
    """Return the text of a piece of HTML, as Anki, Moodle and others keep it in fields; without markup if `is_bare`."""
    if _EMBEDDED.search(text):
        text = _EMBEDDED.sub("data:", text)
    is_cut = [Loss("overlong text", f"all beyond {_LONGEST} characters")] if len(text) > _LONGEST else []
    words = words_of_html(text[:_LONGEST])
    sounds = [Loss("recording", single_spaced(sound)) for sound in _SOUND.findall(words.bare)]
    marked, bare = (_SOUND.sub(" ", one).replace("\u00a0", " ") for one in (words.marked, words.bare))
    found = _finished(bare if is_bare else marked, bare, [*words.losses, *sounds, *is_cut], words.shaped)
    losses = (*words.shaped, *found.losses) if is_bare else found.losses
    return Plain(found.text, tuple(dict.fromkeys(losses)), tuple(words.pictures))


def from_markdown(text: str) -> Plain:
    """Return the text of a piece of Markdown."""
    parts = parted(text[:_LONGEST])[0]
    return from_html("".join(_code_html(part) if part.is_code else _markdown_html(part.text) for part in parts))


def _code_html(part: Part) -> str:
    return f'<pre class="language-{part.language}">{escape(part.text)}</pre>'


def _markdown_html(text: str) -> str:
    """Return Markdown on one line as HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only Markdown needs it

    formulas: list[str] = []

    def hold(match: re.Match[str]) -> str:
        formulas.append(escape(rf"\({_inside(match)}\)"))
        return f"\ue100{len(formulas) - 1}\ue101"

    held = _DOLLARS.sub(hold, _FORMULA.sub(hold, _HELD.sub("", text)))
    if "`" not in held:  # in code these signs are themselves
        held = _RAISED.sub(r"<sup>\1</sup>", _LOWERED.sub(r"<sub>\1</sub>", held))
    html: str = MarkdownIt().renderInline(held)
    return _HELD.sub(lambda match: formulas[int(match[1])], html)


def _inside(formula: re.Match[str]) -> str:
    """Return what stands within the signs of a formula."""
    return next((part for part in formula.groups() if part is not None), "").strip()


def _finished(marked: str, bare: str, losses: Sequence[Loss] = (), shaped: Sequence[Loss] = ()) -> Plain:
    """Return words with markup as it is read back, or else without markup.

    `shaped` is what is lost then: where signs of markup would not be read, or where all of a text is emphasised, which
    makes no difference on a card and would tell one option from the others.
    """
    all_losses = [*losses]
    shown, cut, unread = _line(bare, is_shown=True)
    text, *_ = _line(marked)
    if _is_emphasised(text) or _read(text) != shown:
        text, *_ = _line(bare)
        all_losses += shaped
        if _read(text) != shown:
            all_losses.append(Loss("plain sign", f"what reads as markup in {text}"))
    return Plain(text, tuple(dict.fromkeys((*all_losses, *cut, *unread))))


def _is_emphasised(text: str) -> bool:
    return re.fullmatch(r"\*[^*]+\*", text) is not None


def _read(text: str) -> str:
    """Return what is shown of a text, in plain words."""
    return single_spaced(plain(read_markup(text)[0]))


def _line(text: str, *, is_shown: bool = False) -> tuple[str, list[Loss], list[Loss]]:
    """Return a text on one line, its formulas as markup or as shown; what of it went, and what is no formula here."""
    cut = text[:_LONGEST]
    losses = [Loss("overlong text", f"all beyond {_LONGEST} characters")] if len(cut) < len(text) else []
    unread: list[Loss] = []

    def written(match: re.Match[str]) -> str:
        try:
            formula = plain_formula(parse_formula(_inside(match)))
        except FormulaError:
            unread.append(Loss("formula", match[0]))
            return match[0]
        return formula if is_shown else f"$`{_inside(match)}`$"

    def kept(part: Part) -> Part:
        line = part.text if part.is_code else single_spaced(part.text)
        seen = "\n".join(map(without_unseen, line.split("\n")))
        if seen != line.translate(_NO_LOSS):
            losses.append(Loss("unseen character"))
        return Part(seen if part.is_code else single_spaced(_FORMULA.sub(written, seen)), part.language)

    parts = [part for part in map(kept, parted(cut)[0]) if part.text]
    line = single_spaced(" ".join(part.text for part in parts)) if is_shown else joined(parts)
    return line, losses, unread


#: Characters that mark where a word may be parted, or the start of a file, and say nothing.
_NO_LOSS = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


def without_unseen(text: str) -> str:
    """Return `text` without the characters that a library refuses."""
    while places := set(refused(text)):  # a sign may be needed only beside one that goes
        text = "".join(sign for place, sign in enumerate(text) if place not in places)
    return text
