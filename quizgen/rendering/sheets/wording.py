"""Every word that a question sheet, its answer sheet and its key add to what the library says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.sheet import Part
from quizgen.domain.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.sheet import Answer, Cite, Differing, Section, Sheet

#: The labels, by the names that templates know them under.
WORDS = {
    "name": "Name",
    "class": "Class",
    "date": "Date",
    "points": "Points",
    "points_reached": "Points reached",
    "of": "of",
    "page": "Page",
    "names": "Names to choose from:",
    "fill": "Fill one bubble in each row",
    "write": "and write words on the lines.",
    "glance": "At a glance",
    "number": "No.",
    "mark": "Mark",
    "answer": "Answer",
    "proof": "Fact and sources",
    "answer_and_proof": "Answer, facts and sources",
    "differ": "The sources differ; each of these is right:",
    "sources": "The sources",
    "report": "To report an error:",
}
#: What is to be marked or written on the answer sheet for each question of a section.
HINTS = {
    Part.CHOICE: "one letter each",
    Part.TRUE_FALSE: "T for true, F for false",
    Part.GAP: "the missing words",
    Part.SHORT: "a few words",
    Part.ORDER: "one number in each row",
    Part.MATCH: "one letter in each row",
}
_NO_BREAK = "\u00a0"


def points(number: int) -> str:
    """Return a number of points in words, which stay on one line."""
    return f"{number}{_NO_BREAK}{'point' if number == 1 else 'points'}"


def advice(number: int) -> str:
    """Say how so many questions are to be answered."""
    what = "the question" if number == 1 else f"all {number} questions"
    return f"Answer {what} from memory. Where a question names a speaker, it asks what was said, not whether it is so."


def instruction(section: Section, each: int | None) -> str:
    """Say what is to be done in a section, and how many points each question is worth where that is the same."""
    if each is None:
        return section.instruction
    return f"{section.instruction} {points(each)}{' each' if len(section.items) > 1 else ''}."


# Which copy it is


def key_title(title: str) -> str:
    """Return the title of the key to a sheet."""
    return f"Key: {title}"


def answer_sheet_title(title: str) -> str:
    """Return the title of the answer sheet to a sheet."""
    return f"Answer sheet: {title}"


def with_key_title(title: str) -> str:
    """Return the title of a sheet that has its key behind it."""
    return f"{title}, with key"


def variant(label: str) -> str:
    """Name a variant by its letter; a sheet without variants has none."""
    return f"Variant {label}" if label else ""


def document_title(title: str, sheet: Sheet) -> str:
    """Return what a program shows as the title of a document, which tells the copies apart."""
    return " · ".join(filter(None, (title.strip(), variant(sheet.label), sheet.name)))


def copy_of(sheet: Sheet) -> str:
    """Say which copy this is: the variant and the seed."""
    return " · ".join(filter(None, (variant(sheet.label), f"seed {sheet.seed}")))


def key_to(copy: str) -> str:
    """Say to which copy a key is."""
    return f"Key to {copy}"


def about_key(sheet: Sheet) -> str:
    """Say in a sentence to which copy a key is, and of how many questions and points."""
    copy = f"{variant(sheet.label)}, seed {sheet.seed}" if sheet.label else f"Seed {sheet.seed}"
    whose = f"{copy}, for {sheet.name}" if sheet.name else copy
    end = "" if sheet.name.endswith(".") else "."
    return f"{whose}{end} {count(len(sheet.items), 'question')}, {points(sheet.points)}."


# What is written on, for those who hear the page


def gap_name(number: int) -> str:
    """Name the gap in the sentence of a question."""
    return f"Blank in question {number}"


def line_name(number: int, line: int) -> str:
    """Name a line, counted from 1, to write the answer to a question on."""
    return f"Line {line} for the answer to question {number}"


def only_line_name(number: int) -> str:
    """Name the line of the answer sheet to write the answer to a question on."""
    return f"Line for the answer to question {number}"


def box_name(number: int, numeral: str, part: Part) -> str:
    """Name the box of a row of a question, by its numeral as it is printed."""
    what = "number" if part is Part.ORDER else "letter"
    return f"Box for the {what} of row {numeral} of question {number}"


# The key


def account(told: Differing) -> str:
    """Return one of several accounts: the answer, and who gives it or prints it."""
    return f"{told.answer} ({told.who})" if told.who else told.answer


def also(answer: Answer) -> str:
    """Say what else is right, if anything, in few words."""
    return f"also: {'; '.join(answer.accepted)}" if answer.accepted else ""


def noted(answer: Answer) -> str:
    """Return the note on an answer, as a note, or nothing."""
    return f"Note: {answer.note}" if answer.note else ""


def remarks(answer: Answer, part: Part) -> tuple[str, ...]:
    """Return whatever helps to mark an answer: the whole order, what else is right, accounts that differ, a note."""
    told = (
        f"In order: {answer.answer}" if part is Part.ORDER else "",
        f"Also right: {'; '.join(answer.accepted)}" if answer.accepted else "",
        f"The sources differ: {'; '.join(map(account, answer.accounts))}" if answer.accounts else "",
        answer.note,
    )
    return tuple(filter(None, told))


def proof(facts: Sequence[str], sources: Sequence[str]) -> str:
    """Return the ids of facts and of the sources they rest on, if any, as a sentence each."""
    proven = f"{'Fact' if len(facts) == 1 else 'Facts'}: {', '.join(facts)}."
    by = f"{'Source' if len(sources) == 1 else 'Sources'}: {', '.join(sources)}."
    return f"{proven} {by}" if sources else proven


def source_line(cite: Cite) -> str:
    """Return what a list of sources says of a source, after its id."""
    return f"{cite.outlet}: {cite.title}. {cite.date}. {cite.standing}"
