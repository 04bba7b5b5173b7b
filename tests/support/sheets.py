"""Sheets to print: from the shipped library or made up, and what is to be heard where one is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.exercises import draw_exercises
from quizgen.language import ENGLISH
from quizgen.rendering.sheets.compose import Labels, compose
from quizgen.rendering.sheets.layout import Layout
from quizgen.rendering.sheets.sheet import Item, Part, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizgen.pipeline import Library
    from quizgen.rendering.sheets.sheet import Variant

#: Every layout that there is to look at.
LAYOUTS = [
    Layout(paper, size, columns=columns)
    for paper in ("a4", "letter")
    for size, columns in ((11, 1), (11, 2), (18, 1), (24, 1))
]
A_BIT_OF_EACH = {"match": 1, "order": 1, "true-false": 4, "cloze": 4, "recall": 3, "choice": 8}
SEVERAL_OF_EACH = {"match": 2, "order": 2, "true-false": 10, "cloze": 8, "recall": 8, "choice": 20}


def name_of(layout: Layout) -> str:
    """Return a layout's name, for the names of tests."""
    return f"{layout.paper}-{layout.size}-{layout.columns}"


def drawn(library: Library, counts: dict[str, int], seed: str = "1") -> Variant:
    """Return a variant with so many questions of each way, no fact twice."""
    questions, used = [], set[str]()
    for way, number in counts.items():
        unused = [fact for fact in library.kb.facts.values() if fact.id not in used]
        for question in draw_exercises(library.asker, unused, [way], seed, number):
            questions.append(question)
            used.update(fact.id for fact in question.facts)
    return compose(library.kb, questions, Labels("Core facts", "A", seed))


def made_up(items: Mapping[Part, Iterable[Item]], title: str = "A test", name: str = "") -> Sheet:
    """Return a sheet with these questions."""
    sections = tuple(
        Section(part, f"The part {part.value}", f"Do {part.value}.", tuple(some)) for part, some in items.items()
    )
    return Sheet(title, ENGLISH, "en", "B", "7", sections, name)


def heard(sheet: Sheet) -> str:
    """Return what is heard of a question paper from its first word to its last, blanks and boxes as [names]."""
    count = len(sheet.items)
    asked = "the question" if count == 1 else f"all {count} questions"
    about = "Where a question names a speaker, it asks what was said, not whether it is so. "
    head = (
        f"{sheet.title} Name {sheet.name or '[Name]'} Class [Class] Date [Date] Answer {asked} from memory. "
        f"{about if sheet.names_speakers else ''}"
        f"{'' if sheet.apart else f'Points [Points reached] of {sheet.points}'}"
    )
    parts = [head]
    for section in sheet.sections:
        worth = {item.points for item in section.items}
        same = len(worth) == 1 and all(item.prompt or item.after for item in section.items)
        told = f" {_points(min(worth))}{' each' if len(section.items) > 1 else ''}." if same else ""
        rules = dict.fromkeys(_right_in_part(section.part, item) for item in section.items)
        parts.append(" ".join([f"{section.title} {section.instruction}{told}", *rules]))
        if not sheet.apart:
            parts.append(f"[Points reached in {section.title}] / {sum(item.points for item in section.items)}")
        parts += [_heard(section.part, item, told=bool(told), apart=sheet.apart) for item in section.items]
        parts.append(section.articles)
    return " ".join(" ".join(parts).split())


def _right_in_part(part: Part, item: Item) -> str:
    rows = len(item.options)
    if part is Part.MATCH:
        each, over = divmod(item.points, rows)
        scale = ", ".join(f"{n} → {n * item.points // rows}" for n in range(1, rows + 1))
        return f"Right letters, and their points: {scale}." if over else f"{_points(each)} for each right letter."
    if part is Part.ORDER:
        each, over = divmod(item.points, rows - 1)
        scale = ", ".join(f"{n} → {n * item.points // (rows - 1)}" for n in range(1, rows))
        if over:
            return f"Lines directly after the right one, and their points: {scale}."
        return f"{_points(each)} for each line that comes directly after the right one."
    if part in (Part.GAP, Part.SHORT) and item.points > 1:
        return f"An incomplete answer earns {'1 of 2 points' if item.points == 2 else 'half of its points'}."
    return ""


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


def _heard(part: Part, item: Item, *, told: bool, apart: bool) -> str:
    worth = "" if told else _points(item.points)
    asked = item.prompt
    if part is Part.GAP:
        asked = f"{item.prompt}[Blank in question {item.number}]{item.after}"
    match part:
        case Part.GAP:
            below = []
        case Part.CHOICE:
            below = [f"{'ABCDEFGH'[place]} {option}" for place, option in enumerate(item.options)]
        case Part.TRUE_FALSE:
            below = [] if apart else list(item.options)
        case Part.SHORT:
            lines = () if apart else (1, 2)
            below = [f"[Line {line} for the answer to question {item.number}]" for line in lines]
        case Part.ORDER:
            below = _rows(item, "" if apart else "number")
        case Part.MATCH:
            names = [f"{'ABCDEFGH'[place]} {name}" for place, name in enumerate(item.names)]
            below = ["Names to choose from:", *names, *_rows(item, "" if apart else "letter")]
    return " ".join([str(item.number), asked, worth, *below])


def _rows(item: Item, what: str) -> list[str]:
    numerals = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
    return [
        f"{numeral} {f'[Box for the {what} of row {numeral} of question {item.number}] ' if what else ''}{option}"
        for numeral, option in zip(numerals, item.options, strict=False)
    ]
