"""Every word that papers add to what the library says: question sheets and their keys, timelines, flashcards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.flashcard import Sides
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
    "what_happened": "What happened when",
    "line_task": "What happened when? Write the letter of each event, or the event itself, beside its date.",
    "spans": "A grey bar is a month or a year: no day is given.",
    "pauses": "Where the line is dotted, more time passes than is drawn.",
    "events": "The events",
    "line_sources": "Sources",
    "fold": "fold",
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
#: How flashcards are to be printed, by how their sides come together.
CARDS_TASK = {
    Sides.DUPLEX: "Print on both sides at 100%, flipped on the {flip} edge.",
    Sides.SINGLE: "Print at 100%. Cut, and glue the pairs back to back.",
    Sides.FOLD: "Print at 100%. Fold on the dashed line, glue, then cut.",
}
#: Up to so many days a time is told in days, and up to so many in months.
_DAYS, _MONTHS = 60, 730
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
    return " · ".join(filter(None, (variant(sheet.label), seed_label(sheet.seed))))


def seed_label(seed: str) -> str:
    """Say with which seed a paper was drawn."""
    return f"seed {seed}"


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


def also_right(answer: Answer) -> str:
    """Say what else is right, if anything, in few words."""
    return f"also: {'; '.join(answer.accepted)}" if answer.accepted else ""


def note_line(answer: Answer) -> str:
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


# Timelines and flashcards


def timeline_title(title: str) -> str:
    """Return what a program shows as the title of a timeline, which is not the one that a sheet has."""
    return f"{title}: timeline"


def exercise_title(title: str) -> str:
    """Return what a program shows as the title of a timeline to fill in."""
    return f"{title}: timeline to fill in"


def exercise_key_title(title: str, seed: str) -> str:
    """Return the title of the key to a timeline that was filled in."""
    return f"Key to the exercise of seed {seed}: {title}"


def time_passed(days: int, *, exact: bool) -> str:
    """Say how much time passed: at least so much, where either end is a month or a year."""
    least = "" if exact else "at least "
    if days < _DAYS:
        return f"{least}{days} {'day' if days == 1 else 'days'} later"
    unit, length, longest = ("months", 30.44, 31) if days < _MONTHS else ("years", 365.25, 366)
    return f"about {round(days / length)} {unit} later" if exact else f"at least {days // longest} {unit} later"


def event_proof(fact: str, numbers: Sequence[int]) -> str:
    """Return the id of an event's fact, and by number the sources that it rests on."""
    sources = f"{'source' if len(numbers) == 1 else 'sources'} {', '.join(map(str, numbers))}"
    return f"{fact} · {sources}" if numbers else fact


def event_blanks(date: str, events: int) -> tuple[str, ...]:
    """Name the lines for the events of a date."""
    return tuple(f"Event of {date}{f', line {line}' if events > 1 else ''}" for line in range(1, events + 1))


def cards_title(title: str) -> str:
    """Return what a program shows as the title of a pack of flashcards."""
    return f"{title}: flashcards"


def cards_page(first: int, last: int, side: str) -> str:
    """Name a page of flashcards by the numbers of its cards, and the side of them that it shows."""
    return f"Cards {first} to {last}, {side}" if last > first else f"Card {first}, {side}"
