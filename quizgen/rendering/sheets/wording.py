"""The words that papers add to what the library says: question sheets and their keys, timelines, flashcards.

Texts that are always the same stand in the templates. A sheet, a timeline and a pack of cards hold their language; a
function that gets none of them is given the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain import proof
from quizgen.rendering.sheets.flashcard import CardOptions, Flip, Sides
from quizgen.rendering.sheets.sheet import Part, letter
from quizgen.rendering.sheets.tasks import points
from quizgen.rendering.signs import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.language import Language
    from quizgen.rendering.sheets.flashcard import Flashcards
    from quizgen.rendering.sheets.sheet import Answer, Cite, Differing, Sheet
    from quizgen.rendering.sheets.timeline import Timeline, TimelineExercise

#: So many characters of an article's title are told to pupils.
_TITLE = 48


def advice(sheet: Sheet) -> str:
    """Say how the questions of a sheet are to be answered."""
    language = sheet.language
    told = language.ngettext(
        "Answer the question from memory.", "Answer all {number} questions from memory.", len(sheet.items)
    )
    if not sheet.names_speakers:
        return told
    about = language.gettext("Where a question names a speaker, it asks what was said, not whether it is so.")
    return f"{told} {about}"


def time_allowed(language: Language, time: str) -> str:
    """Say how long pupils have, or nothing where that is not said."""
    return language.gettext("Time allowed: {time}.", time=time) if time else ""


def extract_name(language: Language, place: int) -> str:
    """Return the name of an extract by its place, counted from 0."""
    return language.gettext("Extract {letter}", letter=letter(place))


def proofs_title(language: Language, cites: Sequence[Cite]) -> str:
    """Return the title over all that a key says of the answers, where some rest on sources or none does."""
    return language.gettext("What proves the answers") if cites else language.gettext("The answers in full")


def articles_line(language: Language, cites: Sequence[Cite]) -> str:
    """Name the articles that a sheet speaks of, for pupils and so in short; nothing where there are none."""
    if not cites:
        return ""
    # Headlines and dates may answer a question.
    articles = "; ".join(dict.fromkeys(cite.who or _begun(cite.title) for cite in cites))
    return language.ngettext("The article: {articles}.", "The articles: {articles}.", len(cites), articles=articles)


def _begun(title: str) -> str:
    """Return the first words of a title, by which it is known."""
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rpartition(' ')[0] or title[: _TITLE - 1]}…"


# Which copy it is


def key_title(sheet: Sheet) -> str:
    """Return the title of the key to a sheet."""
    return sheet.language.gettext("Key: {title}", title=sheet.title)


def answer_sheet_title(sheet: Sheet) -> str:
    """Return the title of the answer sheet to a sheet."""
    return sheet.language.gettext("Answer sheet: {title}", title=sheet.title)


def overlay_title(sheet: Sheet) -> str:
    """Return the title of an answer sheet with the right answers marked."""
    return sheet.language.gettext("Key to the answer sheet: {title}", title=sheet.title)


def with_key_title(sheet: Sheet) -> str:
    """Return the title of a sheet that has its key behind it."""
    return sheet.language.gettext("{title}, with key", title=sheet.title)


def variant(sheet: Sheet) -> str:
    """Name the variant by its letter; a sheet without variants has none."""
    return sheet.language.gettext("Variant {label}", label=sheet.label) if sheet.label else ""


def document_title(title: str, sheet: Sheet) -> str:
    """Return what a program shows as the title of a document, which tells the copies apart."""
    return BETWEEN.join(filter(None, (title.strip(), variant(sheet), sheet.name)))


def copy_of(sheet: Sheet) -> str:
    """Say which copy this is: the variant and the seed."""
    return BETWEEN.join(filter(None, (variant(sheet), seed_label(sheet.language, sheet.seed))))


def seed_label(language: Language, seed: str) -> str:
    """Say with which seed a paper was drawn."""
    return language.gettext("seed {seed}", seed=seed)


def key_to(sheet: Sheet) -> str:
    """Say in a few words to which copy a key is."""
    return sheet.language.gettext("Key to {copy}", copy=copy_of(sheet))


def overlay_of(sheet: Sheet, size: int, font: str) -> str:
    """Say which copy a marked answer sheet is for, and in which print that is: its size in points, and its own font."""
    printed = sheet.language.gettext("print of {size} points", size=size)
    return BETWEEN.join(filter(None, (key_to(sheet), printed, font)))


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


def reached(language: Language, title: str) -> str:
    """Name the blank for the points reached in the section with this title."""
    return language.gettext("Points reached in {section}", section=title)


def gap_name(language: Language, number: int) -> str:
    """Name the gap in the sentence of a question."""
    return language.gettext("Blank in question {number}", number=number)


def line_name(language: Language, number: int, line: int) -> str:
    """Name a line, counted from 1, to write the answer to a question on."""
    return language.gettext("Line {line} for the answer to question {number}", line=line, number=number)


def only_line_name(language: Language, number: int) -> str:
    """Name the line of the answer sheet to write the answer to a question on."""
    return language.gettext("Line for the answer to question {number}", number=number)


def tick_name(language: Language, number: int, answer: str) -> str:
    """Name the box to be ticked for an answer to a question: its letter, or true or false."""
    return language.gettext("Box for answer {answer} to question {number}", answer=answer, number=number)


def box_name(language: Language, number: int, numeral: str, part: Part) -> str:
    """Name the box of a row of a question, by its numeral as it is printed."""
    if part is Part.ORDER:
        return language.gettext("Box for the number of row {row} of question {number}", row=numeral, number=number)
    return language.gettext("Box for the letter of row {row} of question {number}", row=numeral, number=number)


# The key


def percent(language: Language, number: int) -> str:
    """Return a number of percent."""
    return language.gettext("{number}%", number=number)


def account(differing: Differing) -> str:
    """Return an account where sources differ: the answer, and who gives it or prints it."""
    return f"{differing.answer} ({differing.who})" if differing.who else differing.answer


def also_right(language: Language, answer: Answer, most: int | None = None) -> str:
    """Say what else is right, if anything: all that is worth reading, or the `most` useful of that."""
    forms = proof.also_right(language, answer.answer, answer.accepted)
    told, left = "; ".join(forms[:most]), len(forms[most:]) if most is not None else 0
    if left:
        return language.ngettext(
            "Also right: {also}; {number} more form below",
            "Also right: {also}; {number} more forms below",
            left,
            also=told,
        )
    return language.gettext("Also right: {also}", also=told) if told else ""


def note_line(language: Language, answer: Answer) -> str:
    """Return the note on an answer, as a note, or nothing."""
    return language.gettext("Note: {note}", note=answer.note) if answer.note else ""


def remarks(language: Language, answer: Answer, part: Part) -> tuple[str, ...]:
    """Return whatever helps to mark an answer.

    That is the whole order, what else is right, accounts that differ, a note, and how the fact stands.
    """
    gettext = language.gettext
    accounts = "; ".join(map(account, answer.accounts))
    texts = (
        gettext("In order: {events}", events=answer.answer) if part is Part.ORDER else "",
        also_right(language, answer),
        gettext("The sources differ: {accounts}", accounts=accounts) if accounts else "",
        *answer.reasons,
        note_line(language, answer),
        answer.standing,
    )
    return tuple(filter(None, texts))


def proof_line(language: Language, facts: Sequence[str], sources: Sequence[str]) -> str:
    """Return the ids of facts and of the sources they rest on, if any, as a sentence each."""
    facts_text = language.ngettext("Fact: {ids}.", "Facts: {ids}.", len(facts), ids=", ".join(facts))
    if not sources:
        return facts_text
    return (
        f"{facts_text} {language.ngettext('Source: {ids}.', 'Sources: {ids}.', len(sources), ids=', '.join(sources))}"
    )


def source_line(cite: Cite) -> str:
    """Return what a list of sources says of a source, after its id."""
    return proof.Citation(*cite[1:]).text


# Timelines and flashcards


def timeline_title(timeline: Timeline) -> str:
    """Return what a program shows as the title of a timeline, to tell it from a sheet about the same."""
    return timeline.language.gettext("{title}: timeline", title=timeline.title)


def exercise_title(exercise: TimelineExercise) -> str:
    """Return what a program shows as the title of a timeline to fill in."""
    return exercise.language.gettext("{title}: timeline to fill in", title=exercise.title)


def exercise_key_title(timeline: Timeline, seed: str) -> str:
    """Return the title of the key to a timeline that was filled in."""
    return timeline.language.gettext("Key to the exercise of seed {seed}: {title}", seed=seed, title=timeline.title)


def either_date(language: Language, dates: str, date: str) -> str:
    """Return dates that sources give for the same event, as a text; `dates` holds all but the last of them."""
    return language.gettext("{dates} or {date}", dates=dates, date=date)


def event_proof(language: Language, fact: str, numbers: Sequence[int]) -> str:
    """Return the id of an event's fact, and by number the sources that it rests on."""
    if not numbers:
        return fact
    listed = ", ".join(map(str, numbers))
    return f"{fact}{BETWEEN}{language.ngettext('source {numbers}', 'sources {numbers}', len(numbers), numbers=listed)}"


def event_blanks(language: Language, date: str, events: int) -> tuple[str, ...]:
    """Name the lines for the events of a date."""
    if events == 1:
        return (language.gettext("Event of {date}", date=date),)
    return tuple(
        language.gettext("Event of {date}, line {line}", date=date, line=line) for line in range(1, events + 1)
    )


def cards_title(pack: Flashcards) -> str:
    """Return what a program shows as the title of a pack of flashcards."""
    return pack.language.gettext("{title}: flashcards", title=pack.title)


def cards_page(language: Language, numbers: range, side: str = "") -> str:
    """Name a page of flashcards by the numbers of its cards and their side: 'front', 'back', or empty for both."""
    gettext, first, last = language.gettext, numbers[0], numbers[-1]
    if last > first:
        cards = gettext("Cards {first} to {last}", first=first, last=last)
    else:
        cards = gettext("Card {number}", number=first)
    match side:
        case "front":
            return gettext("{cards}, front", cards=cards)
        case "back":
            return gettext("{cards}, back", cards=cards)
        case _:
            return gettext("{cards}, both sides", cards=cards)


def cards_task(language: Language, options: CardOptions) -> str:
    """Say to whoever prints flashcards how that is done."""
    match options:
        case CardOptions(sides=Sides.SINGLE):
            return language.gettext("Print at 100%. Cut, and glue the pairs back to back.")
        case CardOptions(sides=Sides.FOLD):
            return language.gettext("Print at 100%. Fold on the dashed line, glue, then cut.")
        case _:
            return both_sides_task(language, options.flip)


def both_sides_task(language: Language, flip: Flip) -> str:
    """Say to whoever prints on both sides how that is done."""
    if flip is Flip.LONG:
        return language.gettext("Print on both sides at 100%, flipped on the long edge.")
    return language.gettext("Print on both sides at 100%, flipped on the short edge.")
