"""A sheet and its key as plain values: what stands where, in which words. Every format renders these.

A template is told what to print and never works it out. What goes to a pupil is a `PaperView`, which is made of the
`Sheet` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.language.quotes import curled
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets import wording
from quizgen.rendering.sheets.sheet import NUMERALS, Cite, Part, letter

if TYPE_CHECKING:
    from quizgen.language import Language
    from quizgen.rendering.sheets.sheet import Answer, Item, Section, Sheet, Variant

#: How many lines there are for a short answer.
LINES = 2


class RowView(NamedTuple):
    """A row of an order or a match: its numeral, the name of the box before it, and its text."""

    numeral: str
    box: str
    text: str


class QuestionView(NamedTuple):
    """A numbered question. What does not belong to its section is empty.

    `prompt` is the question, or what stands before a gap, and `after` what stands behind it; `worth` says in words how
    many points there are, where the instruction does not. `options` are to choose among, `rows` to be ordered or
    matched with `names`. `blanks` are the names of the gap, or of the lines. On the answer sheet each row is marked
    with one of `marks`, or the words are written on a line that is called `line`.
    """

    number: int
    prompt: str
    after: str
    worth: str
    options: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[RowView, ...]
    blanks: tuple[str, ...]
    marks: tuple[str, ...]
    line: str


class SectionView(NamedTuple):
    """The questions of one kind; `hint` says on the answer sheet what `instruction` says on the paper."""

    part: str
    title: str
    instruction: str
    hint: str
    questions: tuple[QuestionView, ...]


class ExtractView(NamedTuple):
    """A text that questions are about: its name, the text in paragraphs, and where it is from."""

    name: str
    paragraphs: tuple[str, ...]
    source: str


class PaperView(NamedTuple):
    """A question paper.

    `school` stands over the title, `time` says how long pupils have; `group` and `date` are empty where pupils write
    them.

    `document` is the title that a program shows, `tag` that of the language. `label` is the variant's letter and
    `variant` its name, both empty where there is a single variant; `copy` tells this copy from others, `name` is the
    pupil's, where it is known.
    """

    title: str
    document: str
    tag: str
    label: str
    variant: str
    copy: str
    name: str
    school: str
    group: str
    date: str
    time: str
    advice: str
    points: int
    extracts: tuple[ExtractView, ...]
    sections: tuple[SectionView, ...]


class KeyRow(NamedTuple):
    """The key to a row of an order or a match: what belongs into its box, what that stands for, and its own proof."""

    numeral: str
    mark: str
    text: str
    fact: str
    sources: tuple[str, ...]
    proof: str


class KeyEntry(NamedTuple):
    """The key to one question.

    `points` is a number and `worth` the same in words. `marks` are those of the answer sheet, `letter` is that of
    the right option. `answer` is empty where there are `rows`, and so is `proof`, the ids of facts and sources in
    words. `remarks` say all that helps to mark an answer; `also`, `accounts`, `note` and `standing` say parts
    of it.
    """

    number: int
    points: int
    worth: str
    answer: str
    letter: str
    marks: tuple[str, ...]
    rows: tuple[KeyRow, ...]
    remarks: tuple[str, ...]
    also: str
    accounts: tuple[str, ...]
    note: str
    standing: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    proof: str


class KeySection(NamedTuple):
    """The key to the questions of one kind."""

    title: str
    entries: tuple[KeyEntry, ...]


class KeyView(NamedTuple):
    """The key to a sheet. `about` says in a sentence to which, `footer` in a few words; `copy` is that of the sheet."""

    title: str
    document: str
    tag: str
    name: str
    copy: str
    footer: str
    about: str
    points: str
    sections: tuple[KeySection, ...]
    sources: tuple[Cite, ...]
    report: str


def paper_view(sheet: Sheet) -> PaperView:
    """Return what stands on the question paper, and on the answer sheet to it."""
    view = PaperView(
        title=sheet.title,
        document=wording.document_title(sheet.title, sheet),
        tag=sheet.tag,
        label=sheet.label,
        variant=wording.variant(sheet),
        copy=wording.copy_of(sheet),
        name=sheet.name,
        school=sheet.header.school,
        group=sheet.header.group,
        date=sheet.header.date,
        time=wording.time_allowed(sheet.language, sheet.header.time),
        advice=sheet.header.instructions or wording.advice(sheet.language, len(sheet.items)),
        points=sheet.points,
        extracts=tuple(
            ExtractView(
                wording.extract_name(sheet.language, place), tuple(extract.text.splitlines()), str(extract.source or "")
            )
            for place, extract in enumerate(sheet.extracts)
        ),
        sections=tuple(_section(sheet.language, section) for section in sheet.sections),
    )
    return with_texts(view, curled)


def key_view(variant: Variant) -> KeyView:
    """Return what stands in the key."""
    sheet, key = variant.sheet, variant.key
    language, title = sheet.language, wording.key_title(sheet)
    answers = {answer.number: answer for answer in key.answers}
    view = KeyView(
        title=title,
        document=wording.document_title(title, sheet),
        tag=sheet.tag,
        name=sheet.name,
        copy=wording.copy_of(sheet),
        footer=wording.key_to(sheet),
        about=wording.about_key(sheet),
        points=wording.points(language, sheet.points),
        sections=tuple(
            KeySection(
                section.title, tuple(_entry(language, section.part, answers[item.number]) for item in section.items)
            )
            for section in sheet.sections
        ),
        sources=key.sources,
        report=key.report,
    )
    return with_texts(view, curled)


def _section(language: Language, section: Section) -> SectionView:
    each, part = _same_points(section), section.part
    return SectionView(
        part=part.value,
        title=section.title,
        instruction=wording.instruction(language, section, each),
        hint=wording.part_words(language, part).hint,
        questions=tuple(
            _question(language, part, item, wording.points(language, item.points) if each is None else "")
            for item in section.items
        ),
    )


def _same_points(section: Section) -> int | None:
    """Return the points of each question; None where they differ, or a question without words begins with them."""
    worth = {item.points for item in section.items}
    has_words = all(item.prompt or item.after for item in section.items)
    return worth.pop() if len(worth) == 1 and has_words else None


def _question(language: Language, part: Part, item: Item, worth: str) -> QuestionView:
    is_several = part in (Part.ORDER, Part.MATCH)
    rows = tuple(
        RowView(numeral, wording.box_name(language, item.number, numeral, part), text)
        for numeral, text in zip(NUMERALS, item.options if is_several else (), strict=False)
    )
    return QuestionView(
        number=item.number,
        prompt=item.prompt,
        after=item.after if part is Part.GAP else "",
        worth=worth,
        options=() if is_several else item.options,
        names=item.names,
        rows=rows,
        blanks=_blanks(language, part, item.number),
        marks=_marks(language, part, item),
        line=wording.only_line_name(language, item.number) if part in (Part.GAP, Part.SHORT) else "",
    )


def _blanks(language: Language, part: Part, number: int) -> tuple[str, ...]:
    """Return the names of the gap or the lines to write on."""
    match part:
        case Part.GAP:
            return (wording.gap_name(language, number),)
        case Part.SHORT:
            return tuple(wording.line_name(language, number, line) for line in range(1, LINES + 1))
        case _:
            return ()


def _marks(language: Language, part: Part, item: Item) -> tuple[str, ...]:
    """Return the letters or numbers among which a pupil marks one in each row of the answer sheet."""
    match part:
        case Part.CHOICE:
            return tuple(map(letter, range(len(item.options))))
        case Part.TRUE_FALSE:
            return wording.truth_marks(language)
        case Part.ORDER:
            return tuple(str(place) for place in range(1, len(item.options) + 1))
        case Part.MATCH:
            return tuple(map(letter, range(len(item.names))))
        case Part.GAP | Part.SHORT:
            return ()


def _entry(language: Language, part: Part, answer: Answer) -> KeyEntry:
    rows = tuple(
        KeyRow(numeral, row.mark, row.text, row.fact, row.sources, wording.proof(language, (row.fact,), row.sources))
        for numeral, row in zip(NUMERALS, answer.rows, strict=False)
    )
    return KeyEntry(
        number=answer.number,
        points=answer.points,
        worth=wording.points(language, answer.points),
        answer="" if rows else answer.answer,
        letter=answer.marks[0] if part is Part.CHOICE else "",
        marks=answer.marks,
        rows=rows,
        remarks=wording.remarks(language, answer, part),
        also=wording.also_right(language, answer),
        accounts=tuple(map(wording.account, answer.accounts)),
        note=wording.note_line(language, answer),
        standing=answer.standing,
        facts=answer.facts,
        sources=answer.sources,
        proof="" if rows else wording.proof(language, answer.facts, answer.sources),
    )
