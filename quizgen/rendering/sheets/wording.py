"""Every word that a question sheet, its answer sheet and its key add to what the library says, beside their templates.

A sheet brings its language along; what is worded without a sheet is given one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.sheet import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.sheet import Answer, Cite, Differing, Section, Sheet
    from quizgen.language import Language

_NO_BREAK = "\u00a0"


class PartWords(NamedTuple):
    """What a section is called, what is to be done in it, and what is marked or written on the answer sheet."""

    title: str
    instruction: str
    hint: str


def part_words(language: Language, part: Part) -> PartWords:
    """Return the words over a section."""
    gettext = language.gettext
    match part:
        case Part.CHOICE:
            return PartWords(
                gettext("Multiple choice"), gettext("Tick the one right answer."), gettext("one letter each")
            )
        case Part.TRUE_FALSE:
            return PartWords(
                gettext("True or false"),
                gettext("Does the sentence say what the articles say? Tick True or False."),
                gettext("T for true, F for false"),
            )
        case Part.GAP:
            return PartWords(
                gettext("Fill the gap"),
                gettext("Write the missing words on the line."),
                gettext("the missing words"),
            )
        case Part.SHORT:
            return PartWords(gettext("Short answer"), gettext("Answer in a few words."), gettext("a few words"))
        case Part.ORDER:
            return PartWords(
                gettext("Put in order"),
                gettext("Number the events from the earliest (1) to the latest."),
                gettext("one number in each row"),
            )
        case Part.MATCH:
            return PartWords(
                gettext("Match"),
                gettext("Write the letter of the right name beside each question; each name fits once."),
                gettext("one letter in each row"),
            )


def truth_marks(language: Language) -> tuple[str, str]:
    """Return what is marked on an answer sheet for true and for false."""
    return language.gettext("T"), language.gettext("F")


def points(language: Language, number: int) -> str:
    """Return a number of points in words, which stay on one line."""
    return _together(language.ngettext("{number} point", "{number} points", number))


def _together(counted: str) -> str:
    """Return a text with no break behind the number it begins with."""
    return counted.replace(" ", _NO_BREAK, 1)


def advice(language: Language, number: int) -> str:
    """Say how so many questions are to be answered."""
    return language.ngettext(
        "Answer the question from memory. "
        "Where a question names a speaker, it asks what was said, not whether it is so.",
        "Answer all {number} questions from memory. "
        "Where a question names a speaker, it asks what was said, not whether it is so.",
        number,
    )


def instruction(language: Language, section: Section, each: int | None) -> str:
    """Say what is to be done in a section, and how many points each question is worth where that is the same."""
    if each is None:
        return section.instruction
    if len(section.items) > 1:
        worth = language.ngettext("{number} point each.", "{number} points each.", each)
    else:
        worth = language.ngettext("{number} point.", "{number} points.", each)
    return f"{section.instruction} {_together(worth)}"


# Which copy it is


def key_title(sheet: Sheet) -> str:
    """Return the title of the key to a sheet."""
    return sheet.language.gettext("Key: {title}", title=sheet.title)


def answer_sheet_title(sheet: Sheet) -> str:
    """Return the title of the answer sheet to a sheet."""
    return sheet.language.gettext("Answer sheet: {title}", title=sheet.title)


def with_key_title(sheet: Sheet) -> str:
    """Return the title of a sheet that has its key behind it."""
    return sheet.language.gettext("{title}, with key", title=sheet.title)


def variant(sheet: Sheet) -> str:
    """Name the variant by its letter; a sheet without variants has none."""
    return sheet.language.gettext("Variant {label}", label=sheet.label) if sheet.label else ""


def document_title(title: str, sheet: Sheet) -> str:
    """Return what a program shows as the title of a document, which tells the copies apart."""
    return " · ".join(filter(None, (title.strip(), variant(sheet), sheet.name)))


def copy_of(sheet: Sheet) -> str:
    """Say which copy this is: the variant and the seed."""
    return " · ".join(filter(None, (variant(sheet), sheet.language.gettext("seed {seed}", seed=sheet.seed))))


def key_to(sheet: Sheet) -> str:
    """Say in a few words to which copy a key is."""
    return sheet.language.gettext("Key to {copy}", copy=copy_of(sheet))


def about_key(sheet: Sheet) -> str:
    """Say in a sentence to which copy a key is, and of how many questions and points."""
    language, label, seed = sheet.language, sheet.label, sheet.seed
    name = sheet.name.removesuffix(".")  # the sentence has a full stop
    if label and name:
        copy = language.gettext("Variant {label}, seed {seed}, for {name}.", label=label, seed=seed, name=name)
    elif label:
        copy = language.gettext("Variant {label}, seed {seed}.", label=label, seed=seed)
    elif name:
        copy = language.gettext("Seed {seed}, for {name}.", seed=seed, name=name)
    else:
        copy = language.gettext("Seed {seed}.", seed=seed)
    questions = language.ngettext("{number} question", "{number} questions", len(sheet.items))
    worth = points(language, sheet.points)
    return f"{copy} {language.gettext('{questions}, {points}.', questions=questions, points=worth)}"


# What is written on, for those who hear the page


def gap_name(language: Language, number: int) -> str:
    """Name the gap in the sentence of a question."""
    return language.gettext("Blank in question {number}", number=number)


def line_name(language: Language, number: int, line: int) -> str:
    """Name a line, counted from 1, to write the answer to a question on."""
    return language.gettext("Line {line} for the answer to question {number}", line=line, number=number)


def only_line_name(language: Language, number: int) -> str:
    """Name the line of the answer sheet to write the answer to a question on."""
    return language.gettext("Line for the answer to question {number}", number=number)


def box_name(language: Language, number: int, numeral: str, part: Part) -> str:
    """Name the box of a row of a question, by its numeral as it is printed."""
    if part is Part.ORDER:
        return language.gettext("Box for the number of row {row} of question {number}", row=numeral, number=number)
    return language.gettext("Box for the letter of row {row} of question {number}", row=numeral, number=number)


# The key


def account(told: Differing) -> str:
    """Return one of several accounts: the answer, and who gives it or prints it."""
    return f"{told.answer} ({told.who})" if told.who else told.answer


def also(language: Language, answer: Answer) -> str:
    """Say what else is right, if anything, in few words."""
    return language.gettext("also: {also}", also="; ".join(answer.accepted)) if answer.accepted else ""


def noted(language: Language, answer: Answer) -> str:
    """Return the note on an answer, as a note, or nothing."""
    return language.gettext("Note: {note}", note=answer.note) if answer.note else ""


def remarks(language: Language, answer: Answer, part: Part) -> tuple[str, ...]:
    """Return whatever helps to mark an answer: the whole order, what else is right, accounts that differ, a note."""
    gettext = language.gettext
    accounts = "; ".join(map(account, answer.accounts))
    told = (
        gettext("In order: {events}", events=answer.answer) if part is Part.ORDER else "",
        gettext("Also right: {also}", also="; ".join(answer.accepted)) if answer.accepted else "",
        gettext("The sources differ: {accounts}", accounts=accounts) if accounts else "",
        answer.note,
    )
    return tuple(filter(None, told))


def proof(language: Language, facts: Sequence[str], sources: Sequence[str]) -> str:
    """Return the ids of facts and of the sources they rest on, if any, as a sentence each."""
    proven = language.ngettext("Fact: {ids}.", "Facts: {ids}.", len(facts), ids=", ".join(facts))
    if not sources:
        return proven
    return f"{proven} {language.ngettext('Source: {ids}.', 'Sources: {ids}.', len(sources), ids=', '.join(sources))}"


def source_line(cite: Cite) -> str:
    """Return what a list of sources says of a source, after its id."""
    return f"{cite.outlet}: {cite.title}. {cite.date}. {cite.standing}"
