"""What those forms of a sheet share that need no Typst: clean text, the look, the words, the entries of the key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quizgen.domain.lettering import NUMERALS
from quizgen.domain.sheet import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.domain.sheet import Answer, Cite, Item, Section, Sheet, Variant

#: All gaps are this wide, or in columns and large print so wide, as a width of its own would tell how long the answer
#: is; then a line for a name and a narrow one for a number.
GAP = "_" * 32
NARROW_GAP = "_" * 24
BLANK = "_" * 20
NARROW_BLANK = "_" * 4
BOX = "☐"
NO_BREAK = "\u00a0"
#: How many lines there are for a short answer.
LINES = 2

_SERIF = re.compile(r"(?<!sans )(?<!sans-)serif|roman|times|georgia|garamond|palatino|bookman|cambria", re.IGNORECASE)


class Look(Protocol):
    """How a document is to look: on 'a4' or 'letter', the font's family, its size in points, how many columns."""

    @property
    def paper(self) -> str: ...  # noqa: D102  the class says it
    @property
    def family(self) -> str: ...  # noqa: D102
    @property
    def size(self) -> int: ...  # noqa: D102
    @property
    def columns(self) -> int: ...  # noqa: D102
    @property
    def is_large(self) -> bool:
        """Say whether this is the layout for large print."""
        ...


class EntryRow(NamedTuple):
    """The key to one row of an order or a match as it is printed: what belongs into the box, and its own proof."""

    numeral: str
    mark: str
    text: str
    proof: str


class Entry(NamedTuple):
    """The key to one question as it is printed.

    `mark` is the letter of the right option, `rows` are those of an order or a match, `remarks` whatever else helps to
    mark an answer, `proof` the fact and its sources, or empty where each row has a proof of its own.
    """

    number: int
    points: int
    answer: str
    mark: str
    rows: tuple[EntryRow, ...]
    remarks: tuple[str, ...]
    proof: str


def is_serif(font: str) -> bool:
    """Say whether a font's name is that of one with serifs, so that where it is missing another such one is taken."""
    return _SERIF.search(font) is not None


def copy_of(sheet: Sheet) -> str:
    """Say which copy this is: the variant and the seed."""
    return " · ".join(filter(None, (f"Variant {sheet.label}" if sheet.label else "", f"seed {sheet.seed}")))


def title_of(sheet: Sheet, kind: str = "") -> str:
    """Return what a program shows as the title of a document, which tells the copies apart."""
    copy = f"Variant {sheet.label}" if sheet.label else ""
    return " · ".join(filter(None, (f"{kind}{sheet.title.strip()}", copy, sheet.name)))


def points(number: int) -> str:
    """Return a number of points in words, which stay on one line."""
    return f"{number}{NO_BREAK}{'point' if number == 1 else 'points'}"


def advice(sheet: Sheet) -> str:
    """Say how all questions are to be answered."""
    number = len(sheet.items)
    what = "the question" if number == 1 else f"all {number} questions"
    return f"Answer {what} from memory. Where a question names a speaker, it asks what was said, not whether it is so."


def instruction(section: Section) -> str:
    """Say what is to be done in a section, and what each question is worth where that is the same for all."""
    if any(worth(section, item) for item in section.items):
        return section.instruction
    each = " each" if len(section.items) > 1 else ""
    return " ".join((section.instruction, *(f"{points(item.points)}{each}." for item in section.items[:1])))


def worth(section: Section, item: Item) -> str:
    """Say beside a question what it is worth, where not all of its section are worth the same or it has no words."""
    alike = len({one.points for one in section.items}) == 1 and all(one.prompt or one.after for one in section.items)
    return "" if alike else f"({points(item.points)})"


def blank_name(item: Item) -> str:
    """Name the blank of a sentence for those who hear the page."""
    return f"Blank of question {item.number}"


def line_name(item: Item, line: int) -> str:
    """Name a line to write on, counted from 1, for those who hear the page."""
    return f"Line {line} for the answer to question {item.number}"


def box_name(item: Item, place: int, part: Part) -> str:
    """Name the box of a row, counted from 1, for those who hear the page: by its numeral, as it is printed."""
    what = "number" if part is Part.ORDER else "letter"
    return f"Box for the {what} of row {NUMERALS[place - 1]} of question {item.number}"


def entries(variant: Variant) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the title of each section with the key to its questions."""
    answers = {answer.number: answer for answer in variant.key.answers}
    for section in variant.sheet.sections:
        yield section.title, [_entry(section.part, answers[item.number]) for item in section.items]


def source_line(cite: Cite) -> str:
    """Return what the list of sources says of a source, after its id."""
    return f"{cite.outlet}: {cite.title}. {cite.date}. {cite.standing}"


def _entry(part: Part, answer: Answer) -> Entry:
    text, remarks = answer.answer, _remarks(answer)
    if part is Part.ORDER:
        remarks = (f"In order: {text}", *remarks)
    rows = tuple(
        EntryRow(numeral, row.mark, row.text, _proof((row.fact,), row.sources))
        for numeral, row in zip(NUMERALS, answer.rows, strict=False)
    )
    mark = f"{answer.marks[0]}." if part is Part.CHOICE else ""
    if rows:
        return Entry(answer.number, answer.points, "", mark, rows, remarks, "")
    return Entry(answer.number, answer.points, text, mark, (), remarks, _proof(answer.facts, answer.sources))


def _remarks(answer: Answer) -> tuple[str, ...]:
    told = "; ".join(f"{one.answer} ({one.who})" for one in answer.accounts)
    return tuple(
        filter(
            None,
            (
                f"Also right: {'; '.join(answer.accepted)}" if answer.accepted else "",
                f"The sources differ: {told}" if told else "",
                answer.note,
            ),
        )
    )


def _proof(facts: Sequence[str], sources: Sequence[str]) -> str:
    proven = f"{'Fact' if len(facts) == 1 else 'Facts'}: {', '.join(facts)}"
    by = f"{'Source' if len(sources) == 1 else 'Sources'}: {', '.join(sources)}"
    return f"{proven}. {by}." if sources else f"{proven}."
