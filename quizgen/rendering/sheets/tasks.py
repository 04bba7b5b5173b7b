"""What pupils are told to do in each section of a sheet, and what earns points: also where an answer is right in part.

A rule for that stands in the instruction to pupils and, with how it is seen, on the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rendering.sheets.sheet import Part, Spelling
from quizgen.rendering.signs import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language
    from quizgen.rendering.sheets.sheet import Item, Section


#: How many points an answer in words of one's own is usually worth.
_IN_WORDS = 2


def section_title(language: Language, part: Part) -> str:
    """Return what stands over a section."""
    gettext = language.gettext
    match part:
        case Part.CHOICE:
            return gettext("Multiple choice")
        case Part.TRUE_FALSE:
            return gettext("True or false")
        case Part.GAP:
            return gettext("Fill the gap")
        case Part.SHORT:
            return gettext("Short answer")
        case Part.ORDER:
            return gettext("Put in order")
        case Part.MATCH:
            return gettext("Match")


def task(language: Language, part: Part, items: Iterable[Item], articles: str = "") -> str:
    """Say what is to be done in a section where it is done on the paper; `articles` names those it speaks of."""
    gettext = language.gettext
    match part:
        case Part.CHOICE:
            return gettext("Tick the one right answer.")
        case Part.TRUE_FALSE:
            said = gettext("Does the sentence say what the articles say? Tick True or False.")
            return said if articles else gettext("Is the sentence true? Tick True or False.")
        case Part.GAP:
            return gettext("Write the missing words on the line.")
        case Part.SHORT:
            return gettext("Answer in a few words.")
        case Part.ORDER:
            return gettext("Number the lines in their order, from the first or earliest (1) to the last.")
        case Part.MATCH:
            some = gettext("Write the right letter beside each line; some letters fit nowhere.")
            each = gettext("Write the right letter beside each line; each letter fits once.")
            return some if _has_more_names(items) else each


def task_apart(language: Language, part: Part, items: Iterable[Item], articles: str = "") -> str:
    """Say what is to be done in a section where it is done on the answer sheet; `articles` as above."""
    gettext = language.gettext
    match part:
        case Part.CHOICE:
            return gettext("Mark the letter of the one right answer on the answer sheet.")
        case Part.TRUE_FALSE:
            said = gettext(
                "Does the sentence say what the articles say? Mark T for true or F for false on the answer sheet."
            )
            true = gettext("Is the sentence true? Mark T for true or F for false on the answer sheet.")
            return said if articles else true
        case Part.GAP:
            return gettext("Write the missing words on the answer sheet.")
        case Part.SHORT:
            return gettext("Answer in a few words on the answer sheet.")
        case Part.ORDER:
            return gettext(
                "On the answer sheet, number the lines in their order, from the first or earliest (1) to the last."
            )
        case Part.MATCH:
            some = gettext("On the answer sheet, mark the right letter for each line; some letters fit nowhere.")
            each = gettext("On the answer sheet, mark the right letter for each line; each letter fits once.")
            return some if _has_more_names(items) else each


def _has_more_names(items: Iterable[Item]) -> bool:
    """Say whether there are more names than questions to be matched with them."""
    return any(len(item.names) > len(item.options) for item in items)


def answer_hint(language: Language, part: Part) -> str:
    """Say in a few words what is marked or written on the answer sheet."""
    gettext = language.gettext
    match part:
        case Part.CHOICE:
            return gettext("one letter each")
        case Part.TRUE_FALSE:
            return gettext("T for true, F for false")
        case Part.GAP:
            return gettext("the missing words")
        case Part.SHORT:
            return gettext("a few words")
        case Part.ORDER:
            return gettext("one number in each row")
        case Part.MATCH:
            return gettext("one letter in each row")


def truth_marks(language: Language) -> tuple[str, str]:
    """Return what is marked on an answer sheet for true and for false."""
    return language.gettext("T"), language.gettext("F")


def points(language: Language, number: int) -> str:
    """Return a number of points in words, which stay on one line."""
    return _keep_together(language.ngettext("{number} point", "{number} points", number))


def _keep_together(counted: str) -> str:
    """Return a text whose line is not broken behind the number that it begins with."""
    return counted.replace(" ", NO_BREAK, 1)


def instruction(language: Language, section: Section, each: int | None) -> str:
    """Say what is to be done in a section, and what earns points.

    `each` is how many each question is worth; it is None where that is not the same or stands beside each.
    """
    if each is None:
        worth = ""
    elif len(section.items) > 1:
        worth = language.ngettext("{number} point each.", "{number} points each.", each)
    else:
        worth = language.ngettext("{number} point.", "{number} points.", each)
    partly = dict.fromkeys(
        right_in_part(language, section.part, item.points, len(item.options)) for item in section.items
    )
    return " ".join(filter(None, (section.instruction, _keep_together(worth), *partly)))


def right_in_part(language: Language, part: Part, worth: int, rows: int) -> str:
    """Say to a pupil what an answer earns that is right in part, of so many points and so many rows; or nothing."""
    if part in (Part.ORDER, Part.MATCH):
        return _scale_text(language, part, worth, rows)
    if part in (Part.GAP, Part.SHORT) and worth == _IN_WORDS:
        return language.gettext("An incomplete answer earns 1 of 2 points.")
    if part in (Part.GAP, Part.SHORT) and worth > _IN_WORDS:
        return language.gettext("An incomplete answer earns half of its points.")
    return ""


def marking_rule(language: Language, part: Part, worth: int, rows: int, spelling: Spelling = Spelling.FREE) -> str:
    """Say to a teacher what `right_in_part` says to a pupil, how that is seen, and what earns nothing."""
    rule, gettext = right_in_part(language, part, worth, rows), language.gettext
    if part in (Part.CHOICE, Part.TRUE_FALSE):
        return gettext("Two marks for one question earn nothing.")
    if part is Part.MATCH:
        return f"{rule} {gettext('Two letters in one box earn nothing.')}"
    if part is Part.ORDER:
        how = gettext(
            "Read a pupil's numbers in the order of rows in brackets: "
            "each that is higher by one than the number before it counts. An empty box breaks the order."
        )
        return f"{rule} {how}"
    how = _what_counts(language, spelling)
    if part is Part.SHORT and not rule:  # a name, a date or a number
        return how
    same = gettext("Any words count that say the same.")
    if rule:
        part_of = gettext("It is incomplete where nothing in it is wrong, but a part is missing.")
        return f"{same} {rule} {part_of} {how}"
    return f"{same} {how}"


def _what_counts(language: Language, spelling: Spelling) -> str:
    """Say what counts in an answer that is written."""
    match spelling:
        case Spelling.FREE:
            return language.gettext("Spelling does not count; a wrong answer beside a right one earns nothing.")
        case Spelling.ARTICLE:
            return language.gettext(
                "A slip in a letter or an accent does not count, the article does; "
                "a wrong answer beside a right one earns nothing."
            )
        case Spelling.EXACT:
            return language.gettext("Spelling counts; a wrong answer beside a right one earns nothing.")


def _scale_text(language: Language, part: Part, worth: int, rows: int) -> str:
    """Say what each right row earns, or, where the points cannot be shared out evenly, so many right rows."""
    counted = scored_rows(part, rows)
    if worth % counted == 0:
        each = points(language, worth // counted)
        if part is Part.ORDER:
            return language.gettext("{points} for each line that comes directly after the right one.", points=each)
        return language.gettext("{points} for each right letter.", points=each)
    scale = ", ".join(f"{right}{NO_BREAK}→{NO_BREAK}{worth * right // counted}" for right in range(1, counted + 1))
    if part is Part.ORDER:
        return language.gettext("Lines directly after the right one, and their points: {scale}.", scale=scale)
    return language.gettext("Right letters, and their points: {scale}.", scale=scale)


def scored_rows(part: Part, rows: int) -> int:
    """Return how many things earn points in an order or a match of so many rows.

    In an order that is each event that directly follows the right one, and the first follows none. So one event in a
    wrong place costs a part and not all, as it would where places are counted (Moodle, question type Ordering, grading
    "Relative to the next item (excluding last)").
    """
    return max(1, rows - 1 if part is Part.ORDER else rows)
