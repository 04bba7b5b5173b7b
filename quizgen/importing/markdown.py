"""Questions and answers in Markdown, in the forms that people write them.

'Q:' and 'A:' as SuperMemo has them; 'word :: meaning', and '?' on a line between the two sides, as Obsidian's plugin
Spaced Repetition has them; a heading that ends with a question mark over its answer; and below a question a list of
options with boxes, '- [x]' for the right ones.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.importing.choices import Choice, Question, items_of_choice
from quizgen.importing.markup import from_markdown
from quizgen.importing.records import Contents, Item, LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.importing.records import ForeignFile

_ASKS = re.compile(r"(?:[-*+] +)?\**(?:Q|Question|F|Frage)(?: *[0-9]{1,4})?\**:\**(.*)", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:[-*+] +)?\**(?:A|Answer|Antwort)\**:\**(.*)", re.IGNORECASE)
_HINT = re.compile(r"(?:[-*+] +)?\**(?:Hint|Clue|Tipp)\**:\**(.*)", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6} +(.*)")
_BOX = re.compile(r"[-*+] +\[([ xX])\](?: +(.*))?")
_FENCE = re.compile(r"( *)(`{3,})[^`]*")
_BULLET = re.compile(r"[-*+] +")
#: What parts the two sides of a card, on a line of its own; doubled, it is asked both ways.
_SIDES = ("?", "??")
#: Lines with their numbers.
_Lines = list[tuple[int, str]]


class _Card:
    """A card being read: its first line, what is asked, the answer, and options with whether they are right.

    A card under a heading goes on over blank lines.
    """

    def __init__(
        self, line: int, asked: Sequence[str], *, kind: Kind | None = Kind.WHAT, is_section: bool = False
    ) -> None:
        self.line = line
        self.asked = list(asked)
        self.kind = kind
        self.is_section = is_section
        self.has_answer = is_section
        self.answer: list[str] = []
        self.hint: list[str] = []
        self.options: list[tuple[str, bool]] = []

    def items(self, group: str) -> Iterator[Item | LeftOut]:
        """Yield what the card makes."""
        asked, answer = from_markdown("\n".join(self.asked)), from_markdown("\n".join(self.answer))
        hint = from_markdown("\n".join(self.hint))
        losses = (*asked.losses, *answer.losses, *hint.losses)
        if self.options:
            notes = (answer.text,) if answer.text else ()
            texts = [(from_markdown(text), is_right) for text, is_right in self.options]
            choices = [Choice(plain.text, float(is_right), losses=plain.losses) for plain, is_right in texts]
            question = Question(
                self.line, asked.text, notes, group=group, losses=losses, hint=hint.text, picture=asked.picture
            )
            yield from items_of_choice(question, choices, has_options=True)
        elif asked.text and answer.text:
            yield Item(
                self.line,
                asked.text,
                answer.text,
                self.kind,
                group=group,
                losses=losses,
                hint=hint.text,
                picture=asked.picture,
            )
        else:
            yield LeftOut(self.line, "unanswered question", asked.text or answer.text)


def read(file: ForeignFile) -> Contents:
    """Return the questions and answers of a file; a paragraph that is neither is left out."""
    found: list[Item | LeftOut] = []
    reader = _Reader(found)
    lines = _with_whole_code(file.text.replace("\r\n", "\n").split("\n"))
    for is_blank, paragraph in groupby(lines, key=lambda line: not line[1].strip()):
        if not is_blank:
            reader.read([(number, line.strip()) for number, line in paragraph])
    reader.close()
    return Contents(
        tuple(item for item in found if isinstance(item, Item)),
        tuple(left for left in found if isinstance(left, LeftOut)),
    )


def _with_whole_code(lines: Sequence[str]) -> _Lines:
    """Return lines with their numbers, from 1; a block of code with its fences is one of them."""
    found: _Lines = []
    at = 0
    while at < len(lines):
        opening, end = _FENCE.fullmatch(lines[at]), at
        if opening:
            places = range(at + 1, len(lines))
            end = next((place for place in places if lines[place].strip().startswith(opening[2])), at)
        indent = re.compile(f" {{0,{len(opening[1]) if opening else 0}}}")
        found.append((at + 1, "\n".join(indent.sub("", line, count=1) for line in lines[at : end + 1])))
        at = end + 1
    return found


class _Reader:
    """Reads paragraphs one after the other, and puts what it finds into a list."""

    def __init__(self, found: list[Item | LeftOut]) -> None:
        self.found = found
        self.group = ""
        self.card: _Card | None = None
        self.loose: _Lines = []  # lines of this paragraph that belong to no card yet

    def read(self, paragraph: _Lines) -> None:
        """Read a paragraph."""
        for number, line in paragraph:
            if not self._is_hint(line):
                self._line(number, line)
        if self.card is not None and not self.card.is_section and (self.card.has_answer or self.card.options):
            self.close()
        self._drop_loose()

    def close(self) -> None:
        """End the card that is being read."""
        if self.card is not None:
            self.found += self.card.items(self.group)
        self.card = None

    def _drop_loose(self) -> None:
        if self.loose:
            text = from_markdown("\n".join(line for _, line in self.loose)).text
            self.found.append(LeftOut(self.loose[0][0], "other paragraph", text))
        self.loose = []

    def _begin(self, card: _Card) -> None:
        self.close()
        self._drop_loose()
        self.card = card

    def _line(self, number: int, line: str) -> None:
        if "\n" in line and self.card is not None and self.card.options:
            text, is_right = self.card.options[-1]
            self.card.options[-1] = (f"{text}\n{line}", is_right)
            return
        heading, asks, answers, box = (form.fullmatch(line) for form in (_HEADING, _ASKS, _ANSWERS, _BOX))
        word, marks, meaning = line.partition("::") if "\n" not in line else (line, "", "")
        if heading:
            self._heading(number, heading[1].rstrip(" #"))
        elif asks:
            self._begin(_Card(number, [asks[1]]))
        elif answers and self.card is not None:
            self.card.has_answer = True
            self.card.answer.append(answers[1])
        elif line in _SIDES and self.loose and self.card is None:
            start, sides = self.loose[0][0], [text for _, text in self.loose]
            self.loose = []
            self._begin(_Card(start, sides, kind=None))
            self._of_card().has_answer = True
        elif box:
            self._option(number, box)
        elif marks and word.strip() and meaning.strip(": ") and self.card is None:
            self._begin(_Card(number, [_BULLET.sub("", word.strip(), count=1)], kind=None))
            self._of_card().answer.append(meaning.lstrip(":").strip())
            self.close()
        elif self.card is not None:
            (self.card.answer if self.card.has_answer else self.card.asked).append(line)
        else:
            self.loose.append((number, line))

    def _option(self, number: int, box: re.Match[str]) -> None:
        if self.card is None and not self.loose:
            self.found.append(LeftOut(number, "option without a question", from_markdown(box[2] or "").text))
            return
        if self.card is None:
            start, asked = self.loose[0][0], [text for _, text in self.loose]
            self.loose = []
            self._begin(_Card(start, asked))
        self._of_card().options.append((box[2] or "", box[1] != " "))

    def _is_hint(self, line: str) -> bool:
        """Read a line that is a hint, to the card that is being read or that was read last."""
        hint = _HINT.fullmatch(line)
        last = self.found[-1] if self.found else None
        if hint and self.card is not None:
            self.card.hint.append(hint[1])
        elif hint and not self.loose and isinstance(last, Item) and not last.hint:
            words = from_markdown(hint[1])
            self.found[-1] = last._replace(hint=words.text, losses=(*last.losses, *words.losses))
        else:
            return False
        return True

    def _of_card(self) -> _Card:
        assert self.card is not None, "one was begun"
        return self.card

    def _heading(self, number: int, text: str) -> None:
        if text.endswith("?"):
            self._begin(_Card(number, [text], is_section=True))
        else:
            self.close()
            self._drop_loose()
            self.group = from_markdown(text).text


def looks_like(text: str) -> bool:
    """Say whether a text has questions and answers with their letters, or options with boxes."""
    lines = [line.strip() for line in text.split("\n")]
    return any(_ASKS.fullmatch(line) for line in lines) and any(
        form.fullmatch(line) for line in lines for form in (_ANSWERS, _BOX)
    )
