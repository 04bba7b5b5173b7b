"""GIFT, Moodle's text format: docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.importing.choices import (
    Choice,
    Question,
    items_of_choice,
    items_of_number,
    name_remarks,
    without_wildcard,
)
from quizgen.importing.markup import Plain, from_html, from_markdown, from_plain
from quizgen.importing.records import Contents, Item, LeftOut, Loss, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.domain.problem import Problem
    from quizgen.importing.records import ForeignFile

#: What stands for signs that a backslash has robbed of their meaning: characters of the private use area.
_ESCAPED = {sign: chr(0xE100 + place) for place, sign in enumerate(":#={}~\\")}
_BACK = {ord(code): sign for sign, code in _ESCAPED.items()}
#: What stands for a line break that is written as such.
_BREAK = "\ue110"
_ESCAPE = re.compile(r"\\([:#={}~\\n])")
_FORMATS = {"html": from_html, "moodle": from_html, "plain": from_plain, "markdown": from_markdown}
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TAG = re.compile(r"\[tag:\s*([^\]]*)\]")
#: What of a comment says nothing to an author: its signs, its tags, and the number that Moodle's export writes.
_NO_COMMENT = re.compile(r"^/+|\[(?:tag|id):[^\]]*\]|^// question: [0-9]+ .*")
_TRUTHS = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
#: What stands in a question where its answer belongs.
_BLANK = "_____"


class _Block(NamedTuple):
    """The text of a question, its first line, and the tags, the comments and the category that it has."""

    line: int
    text: str
    tags: tuple[str, ...]
    comments: tuple[str, ...]
    group: str


def read(file: ForeignFile) -> Contents:
    """Return the questions of a file."""
    found: list[Item | LeftOut] = []
    problems: list[Problem] = []
    for block in _blocks(file.text):
        text = _ESCAPE.sub(lambda match: _BREAK if match[1] == "n" else _ESCAPED[match[1]], block.text)
        opens, closes = text.find("{"), text.find("}")
        if closes < 0 <= opens:
            problems.append(
                file.problem(block.line, "a brace opens in this question that none closes; add '}' behind the answers")
            )
        elif opens < 0 <= closes or (0 <= closes < opens):
            problems.append(
                file.problem(block.line, "a brace closes in this question that none opens; write '\\}' or delete it")
            )
        else:
            found += _items(block, text, opens, closes)
    return Contents(
        tuple(item for item in found if isinstance(item, Item)),
        tuple(left for left in found if isinstance(left, LeftOut)),
        tuple(problems),
    )


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the questions of a file, which blank lines part, without comments."""
    lines: list[str] = []
    tags: list[str] = []
    comments: list[str] = []
    start, group = 1, ""
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            tags += _TAG.findall(stripped)
            comments += filter(None, [_NO_COMMENT.sub("", stripped).strip()])
        elif stripped.startswith("$CATEGORY:"):
            group = " / ".join(re.sub(r"^(\$\w+\$/?)?(top/)?", "", stripped[10:].strip()).split("/"))
        elif stripped:
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _Block(start, "\n".join(lines), tuple(tags), tuple(comments), group)
            lines, tags, comments = [], [], []


def _items(block: _Block, text: str, opens: int, closes: int) -> Iterator[Item | LeftOut]:
    name = re.match(r"\s*::(.*?)::", text, re.DOTALL)
    start = name.end() if name else 0
    if opens < 0:
        yield LeftOut(block.line, "loose text", from_html(text[start:].translate(_BACK)).text)
        return
    before, inside, after = text[start:opens], text[opens + 1 : closes], text[closes + 1 :]
    form = _FORMAT.match(before)
    read = _FORMATS[form[1].lower()] if form else from_html
    prompt = _plain(f"{before}{_BLANK}{after}" if after.strip() else before, read)
    inside, _, general = inside.partition("####")
    note = _plain(general, read)
    losses = (*prompt.losses, *note.losses)
    title = name_remarks(from_plain(name[1].translate(_BACK)).text, prompt.text) if name else ()
    comments = (Remark("comment", f"Comment: {comment}") for comment in block.comments)
    asked = Question(
        block.line,
        prompt.text,
        (note.text,),
        block.tags,
        block.group,
        losses,
        remarks=(*title, *comments),
        picture=prompt.picture,
    )
    yield from _answered(asked, inside.strip(), read)


def _plain(text: str, read: Callable[[str], Plain]) -> Plain:
    """Return a part of a question in plain text, each sign as itself; it may begin with a format of its own."""
    form = _FORMAT.match(text)
    own = _FORMATS[form[1].lower()] if form else read
    words = text[form.end() if form else 0 :].translate(_BACK)
    return own(words.replace(_BREAK, "<br>" if own in (from_html, from_markdown) else "\n"))


def _answered(asked: Question, inside: str, read: Callable[[str], Plain]) -> Iterator[Item | LeftOut]:
    """Yield what a question makes with what stands in its braces; Moodle tells the kinds apart in the same order."""
    if not inside:
        yield LeftOut(asked.line, "essay question", asked.prompt)
    elif inside.startswith("#"):
        yield from _numerical(asked, inside[1:])
    elif "~" in inside:
        yield from items_of_choice(asked, list(_choices(inside, read)), has_options=True)
    elif "=" in inside and "->" in inside:
        yield from _matching(asked, inside, read)
    elif (truth := _TRUTHS.get(inside.partition("#")[0].strip().upper())) is not None:
        of_wrong, of_right = (_plain(said, from_html).text for said in [*inside.split("#"), "", ""][1:3])
        losses = (*asked.losses, *((Loss("answer comment", of_right),) if of_right else ()))
        yield asked.item(truth, kind=Kind.TRUE_FALSE, notes=(*asked.notes, of_wrong), losses=losses)
    else:
        yield from items_of_choice(asked, list(_choices(inside, _typed)), has_options=False)


def _typed(text: str) -> Plain:
    """Return an answer that is compared with what is typed, and is no HTML."""
    return without_wildcard(from_plain(text))


def _choices(inside: str, read: Callable[[str], Plain]) -> Iterator[Choice]:
    """Yield the answers, each of which begins with '=' or '~' and may have a weight and a feedback."""
    for part in re.split("(?=[=~])", inside):
        text = part.strip()
        if not text:
            continue
        worth = 1.0 if text[0] == "=" or "~" not in inside else 0.0
        body = text[1:].lstrip() if text[0] in "=~" else text
        weight = re.match(r"%(-?[0-9.]{1,9})%", body)
        if weight:
            body = body[weight.end() :]
            worth = float(weight[1]) / 100 if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", weight[1]) else worth
        words, _, feedback = body.partition("#")
        plain, said = _plain(words, read), _plain(feedback, from_html)
        yield Choice(plain.text, worth, said.text, (*plain.losses, *said.losses))


def _numerical(asked: Question, inside: str) -> Iterator[Item | LeftOut]:
    """Yield a question whose answer is a number, perhaps with a tolerance or as a range."""
    right, _, wrong = inside.partition("~")
    choices, tolerances, losses = [], [], [*asked.losses]
    losses += [Loss("answer comment", _plain(wrong.lstrip("#"), from_html).text)] if wrong.strip("# ") else []
    for choice in _choices(right, from_plain):
        number, _, tolerance = choice.text.partition(":")
        low, is_range, high = number.partition("..")
        text, within = (_middle(low, high) if is_range else None) or (number.strip(), tolerance.strip())
        choices.append(choice._replace(text=text))
        tolerances.append(within)
    yield from items_of_number(asked._replace(losses=tuple(losses)), choices, tolerances)


def _middle(low: str, high: str) -> tuple[str, str] | None:
    """Return the number in the middle between two, and how far they are from it, or None where they are no numbers."""
    try:
        one, other = Decimal(low.strip()), Decimal(high.strip())
        return f"{(one + other) / 2:f}", f"{abs(other - one) / 2:f}"
    except InvalidOperation:
        return None


def _matching(asked: Question, inside: str, read: Callable[[str], Plain]) -> Iterator[Item | LeftOut]:
    for part in inside.split("=")[1:]:
        left, _, right = part.partition("->")
        word, meaning = _plain(left, read), _plain(right.partition("#")[0], read)
        if word.text and meaning.text:
            losses = (*asked.losses, *word.losses, *meaning.losses, Loss("pairing question", asked.prompt))
            yield asked.item(meaning.text, prompt=word.text, kind=Kind.TERM, losses=losses, picture=word.picture)
        else:
            yield LeftOut(asked.line, "unmatched option", word.text or meaning.text)


def looks_like(text: str) -> bool:
    """Say whether a text has answers in braces that begin as GIFT's do."""
    return re.search(r"(?<!\\)\{\s*(?:[=~#]|T(?:RUE)?\s*[#}]|F(?:ALSE)?\s*[#}])", text) is not None
