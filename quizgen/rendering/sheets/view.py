"""A sheet as plain values: what stands where, in which words. Every format renders these.

A template is told what to print and never works it out. What goes to a pupil is made of the `Sheet` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.language.quotes import curled
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets import tasks, wording
from quizgen.rendering.sheets.sheet import NUMERALS, Part, letter

if TYPE_CHECKING:
    from quizgen.domain.class_test import Logo
    from quizgen.domain.fact import Picture
    from quizgen.language import Language
    from quizgen.rendering.sheets.sheet import Item, Section, Sheet

#: How many lines there are for a short answer.
LINES = 2


class RowView(NamedTuple):
    """A row of an order or a match: its numeral, its text, and the name of the box before it, where there is one."""

    numeral: str
    box: str
    text: str


class QuestionView(NamedTuple):
    """A numbered question. What does not belong to its section is empty.

    `prompt` is the question, or what stands before a gap, and `after` what stands behind it; `worth` says in words how
    many points there are, where the instruction does not. `options` are to choose among, `rows` to be ordered or
    matched with `names`. `blanks` are the names of the gap, of the lines, or of the boxes to be ticked. On the answer
    sheet each row is marked with one of `marks`, or the words are written on a line that is called `line`. Where that
    is used, the paper has no lines, and nothing is to be chosen between true and false. `in_words` says what the
    `picture` shows; options that are letters `on_map` stand side by side.
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
    picture: Picture | None
    in_words: str
    on_map: bool


class SectionView(NamedTuple):
    """The questions of one kind; `hint` says on the answer sheet what `instruction` says on the paper.

    Where that speaks of articles, `articles` says below the questions which. There are so many `points` in all, and
    `reached` names the blank for how many a pupil has of them.
    """

    part: str
    title: str
    instruction: str
    hint: str
    points: int
    reached: str
    questions: tuple[QuestionView, ...]
    articles: str


class ExtractView(NamedTuple):
    """A text that questions are about: its name, the text in paragraphs, and where it is from."""

    name: str
    paragraphs: tuple[str, ...]
    source: str


class PaperView(NamedTuple):
    """A question paper.

    `school` stands over the title and `logo` beside it, `time` says how long pupils have; `group` and `date` are empty
    where pupils write them.

    `document` is the title that a program shows, `tag` that of the language. `label` is the variant's letter and
    `variant` its name, both empty where there is a single variant; `copy` tells this copy from others, `name` is the
    pupil's, where it is known. It may be answered `apart`, on an answer sheet, which then has the points.
    """

    title: str
    document: str
    tag: str
    label: str
    variant: str
    copy: str
    name: str
    school: str
    logo: Logo | None
    group: str
    date: str
    time: str
    advice: str
    points: int
    apart: bool
    extracts: tuple[ExtractView, ...]
    sections: tuple[SectionView, ...]


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
        logo=sheet.header.logo,
        group=sheet.header.group,
        date=sheet.header.date,
        time=wording.time_allowed(sheet.language, sheet.header.time),
        advice=sheet.header.instructions or wording.advice(sheet),
        points=sheet.points,
        apart=sheet.apart,
        extracts=tuple(
            ExtractView(
                wording.extract_name(sheet.language, place), tuple(extract.text.splitlines()), str(extract.source or "")
            )
            for place, extract in enumerate(sheet.extracts)
        ),
        sections=tuple(_section(sheet, section) for section in sheet.sections),
    )
    return with_texts(view, curled)


def _section(sheet: Sheet, section: Section) -> SectionView:
    language, each, part = sheet.language, _same_points(section), section.part
    shown = (_question(language, part, item, worth=each is None) for item in section.items)
    return SectionView(
        part=part.value,
        title=section.title,
        instruction=tasks.instruction(language, section, each),
        hint=tasks.answer_hint(language, part),
        points=section.points,
        reached=wording.reached(language, section.title),
        questions=tuple(_answered_apart(part, question) if sheet.apart else question for question in shown),
        articles=section.articles,
    )


def _same_points(section: Section) -> int | None:
    """Return the points of each question; None where they differ, or a question without words begins with them."""
    worth = {item.points for item in section.items}
    has_words = all(item.prompt or item.after for item in section.items)
    return worth.pop() if len(worth) == 1 and has_words else None


def _answered_apart(part: Part, question: QuestionView) -> QuestionView:
    """Return a question without what is to be filled in or ticked; a gap stays, as it shows what is missing."""
    return question._replace(
        options=() if part is Part.TRUE_FALSE or question.on_map else question.options,
        rows=tuple(row._replace(box="") for row in question.rows),
        blanks=question.blanks if part is Part.GAP else (),
    )


def _question(language: Language, part: Part, item: Item, *, worth: bool) -> QuestionView:
    is_several = part in (Part.ORDER, Part.MATCH)
    rows = tuple(
        RowView(numeral, wording.box_name(language, item.number, numeral, part), text)
        for numeral, text in zip(NUMERALS, item.options if is_several else (), strict=False)
    )
    return QuestionView(
        number=item.number,
        prompt=item.prompt,
        after=item.after if part is Part.GAP else "",
        worth=tasks.points(language, item.points) if worth else "",
        options=() if is_several else item.options,
        names=item.names,
        rows=rows,
        blanks=_blanks(language, part, item),
        marks=_marks(language, part, item),
        line=wording.only_line_name(language, item.number) if part in (Part.GAP, Part.SHORT) else "",
        picture=item.picture,
        in_words=language.gettext("Picture: {alt}", alt=item.picture.alt) if item.picture else "",
        on_map=item.on_map,
    )


def _blanks(language: Language, part: Part, item: Item) -> tuple[str, ...]:
    """Return the names of the gap, of the lines to write on, or of the boxes to be ticked."""
    match part:
        case Part.GAP:
            return (wording.gap_name(language, item.number),)
        case Part.SHORT:
            return tuple(wording.line_name(language, item.number, line) for line in range(1, LINES + 1))
        case Part.CHOICE:
            letters = map(letter, range(len(item.options)))
            return tuple(wording.tick_name(language, item.number, mark) for mark in letters)
        case Part.TRUE_FALSE:
            return tuple(wording.tick_name(language, item.number, option) for option in item.options)
        case Part.ORDER | Part.MATCH:
            return ()


def _marks(language: Language, part: Part, item: Item) -> tuple[str, ...]:
    """Return the letters or numbers among which a pupil marks one in each row of the answer sheet."""
    match part:
        case Part.CHOICE:
            return tuple(map(letter, range(len(item.options))))
        case Part.TRUE_FALSE:
            return tasks.truth_marks(language)
        case Part.ORDER:
            return tuple(str(place) for place in range(1, len(item.options) + 1))
        case Part.MATCH:
            return tuple(map(letter, range(len(item.names))))
        case Part.GAP | Part.SHORT:
            return ()
