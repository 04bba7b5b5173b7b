"""Questions -> a variant: sections, numbers, letters, points and blanks for the pupil, and the key beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.class_test import Frame
from quizgen.domain.proof import accepted_forms
from quizgen.domain.question import Choice, Gaps, Match, Open, Order, Statement
from quizgen.domain.standing import standing_text
from quizgen.domain.text import Ref, Text
from quizgen.domain.tongue import reading
from quizgen.grading.learnt_articles import has_learnt_article
from quizgen.grading.minimal_pairs import is_pair_of_spelling, is_pair_of_words
from quizgen.rendering.drawings.lettered import picture_of
from quizgen.rendering.sheets.evidence import cites, differing_accounts, imprint, source_ids
from quizgen.rendering.sheets.sheet import (
    Answer,
    AnswerKey,
    AnswerRow,
    Item,
    Part,
    Section,
    Sheet,
    Spelling,
    Variant,
    letter,
)
from quizgen.rendering.sheets.tasks import section_title, task, task_apart, truth_marks
from quizgen.rendering.sheets.wording import articles_line, extract_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question, Shape
    from quizgen.language import Language

_NO_FRAME = Frame()


class Labels(NamedTuple):
    """What tells one copy from another: the title of all, the variant's letter, the seed, and the pupil's name."""

    title: str
    label: str
    seed: str
    name: str = ""


def part_of(shape: Shape) -> Part:
    """Return the section that a question of this shape stands in."""
    match shape:
        case Choice():
            return Part.CHOICE if shape.statement is None else Part.TRUE_FALSE
        case Gaps():
            return Part.GAP
        case Open():
            return Part.SHORT
        case Order():
            return Part.ORDER
        case Match():
            return Part.MATCH
        case _:
            assert_never(shape)


def compose(kb: KnowledgeBase, questions: Iterable[Question], labels: Labels, frame: Frame = _NO_FRAME) -> Variant:
    """Return the sheet that asks `questions`, in their order within each section, and its key.

    `frame` is what stands around them.
    """
    by_part: dict[Part, list[Question]] = {}
    for question in questions:
        by_part.setdefault(part_of(question.shape), []).append(question)
    in_order = [(part, question) for part in Part for question in by_part.get(part, ())]
    numbered = [(part, number, question) for number, (part, question) in enumerate(in_order, 1)]
    answers = [_answer(kb, question, number, frame.points) for _, number, question in numbered]
    sections = tuple(_section(kb, part, numbered, frame) for part in Part if part in by_part)
    tag, report = imprint(kb)
    sources = cites(kb, {id_ for answer in answers for id_ in answer.sources})
    sheet = Sheet(
        labels.title, kb.language, tag, labels.label, labels.seed, sections, labels.name, frame.header, frame.extracts
    )._replace(names_speakers=any(fact.by is not None for _, question in in_order for fact in question.facts))
    return Variant(sheet, AnswerKey(tuple(answers), sources, report))


def _section(kb: KnowledgeBase, part: Part, numbered: Iterable[tuple[Part, int, Question]], frame: Frame) -> Section:
    """Return the section of a part with those of the questions that belong to it."""
    own = [(number, question) for its_part, number, question in numbered if its_part is part]
    items = tuple(
        _about(
            kb.language,
            _item(kb, question, number, frame.points)._replace(picture=picture_of(kb.language, question)),
            frame.on.get(question.id),
        )
        for number, question in own
    )
    # It is there that what is to be done speaks of articles.
    articles = _articles(kb, [question for _, question in own]) if part is Part.TRUE_FALSE else ""
    return Section(part, section_title(kb.language, part), task(kb.language, part, items, articles), items, articles)


def _articles(kb: KnowledgeBase, questions: Iterable[Question]) -> str:
    """Name the articles that questions rest on."""
    ids = {
        id_ for question in questions for fact in question.facts for id_ in source_ids(kb, fact)
    } & kb.articles.keys()
    return articles_line(kb.language, cites(kb, ids))


def _about(language: Language, item: Item, extract: int | None) -> Item:
    """Return a question that says which extract, by its place from 0, it is about."""
    if extract is None:
        return item
    return item._replace(prompt=f"{extract_name(language, extract)}. {item.prompt}".strip())


def answered_apart(variant: Variant) -> Variant:
    """Return a variant whose questions are answered on an answer sheet, as they then say."""
    sheet = variant.sheet
    sections = tuple(
        section._replace(instruction=task_apart(sheet.language, section.part, section.items, section.articles))
        for section in sheet.sections
    )
    return variant._replace(sheet=sheet._replace(sections=sections, apart=True))


def usual_points(kb: KnowledgeBase, question: Question) -> int:
    """Return how many points a question is worth where nobody says otherwise.

    Each thing to be known is a point: an option, a gap, a name or a date, a row of a match, an event that follows
    another. What is said in words of one's own is two, so that an answer may be right in part.
    """
    shape = question.shape
    match shape:
        case Choice() | Gaps():
            return 1
        case Open():
            return 1 if question.asks_subject or kb.has_definite_form(question.fact) else 2
        case Order():
            return len(shape.rows) - 1
        case Match():
            return len(shape.rows)
        case _:
            assert_never(shape)


def _item(kb: KnowledgeBase, question: Question, number: int, points: Mapping[str, int]) -> Item:
    shape = question.shape
    worth = points.get(question.id) or usual_points(kb, question)
    match shape:
        case Choice():
            prompt = shape.prompt if shape.statement is None else shape.statement.text
            return Item(number, worth, prompt, options=shape.shown, on_map=bool(shape.spots))
        case Gaps():
            return Item(number, worth, shape.before, shape.after)
        case Open():
            return Item(number, worth, shape.prompt)
        case Order():
            prompt = "" if question.others else shape.prompt  # events are asked alike, each course of steps by itself
            return Item(number, worth, prompt, options=tuple(row.text for row in shape.rows))
        case Match():
            return Item(number, worth, "", options=tuple(row.text for row in shape.rows), names=shape.names)
        case _:
            assert_never(shape)


def _answer(kb: KnowledgeBase, question: Question, number: int, points: Mapping[str, int]) -> Answer:
    shape, fact = question.shape, question.fact
    text, marks = _text(kb, shape)
    alone = len(question.facts) == 1
    others = () if isinstance(shape, (Choice, Order)) else accepted_forms(kb, question)[1:]
    return Answer(
        number=number,
        question=question.id,
        facts=tuple(str(asked.id) for asked in question.facts),
        points=points.get(question.id) or usual_points(kb, question),
        answer=text,
        marks=marks,
        rows=_rows(kb, shape, marks),
        accepted=others if alone else (),
        accounts=differing_accounts(kb, fact, ", ") if alone else (),
        note=str(fact.note or "") if alone else "",
        standing=standing_text(kb, fact) if alone else "",
        reasons=_reasons(kb.language, shape),
        sources=tuple(dict.fromkeys(id_ for asked in question.facts for id_ in source_ids(kb, asked))),
        spelling=_spelling(kb, question),
    )


def _spelling(kb: KnowledgeBase, question: Question) -> Spelling:
    """Return what counts in the spelling of an answer, as it does where it is typed."""
    fact, forms = question.fact, accepted_forms(kb, question)
    if question.asks_subject or not isinstance(question.shape, (Open, Gaps)):
        return Spelling.FREE
    written = isinstance(fact.answer, Text) and not isinstance(fact.answer, Ref)
    pairs = [(kb.text(option), form) for option in kb.wrong(fact) for form in forms] if written else []
    if any(is_pair_of_spelling(*pair) or (" " not in pair[1] and is_pair_of_words(*pair)) for pair in pairs):
        return Spelling.EXACT
    return Spelling.ARTICLE if has_learnt_article(reading(kb, fact).language, forms) else Spelling.FREE


def _reasons(language: Language, shape: Shape) -> tuple[str, ...]:
    """Return why options are wrong that say so, each with its letter on the sheet."""
    options = shape.options if isinstance(shape, Choice) else ()
    return tuple(
        language.gettext("Not {letter}: {why}", letter=letter(place), why=option.why)
        for place, option in enumerate(options)
        if option.why
    )


def _text(kb: KnowledgeBase, shape: Shape) -> tuple[str, tuple[str, ...]]:
    """Return the answer as the key prints it, and the letters or numbers that are marked for it."""
    match shape:
        case Choice(statement=Statement() as statement):
            true, false = truth_marks(kb.language)
            return (shape.answer, (true,)) if statement.is_true else (f"{shape.answer}: {statement.truth}", (false,))
        case Choice():
            return shape.answer, (letter(shape.right),)
        case Order():
            return shape.answer, tuple(str(row.rank) for row in shape.rows)
        case Match():
            return shape.answer, tuple(letter(row.name) for row in shape.rows)
        case Open() | Gaps():
            return shape.answer, ()
        case _:
            assert_never(shape)


def _rows(kb: KnowledgeBase, shape: Shape, marks: Iterable[str]) -> tuple[AnswerRow, ...]:
    """Return the key to each row of a question about several facts, in the order of the rows."""
    match shape:
        case Order():
            texts = [(row.dated, row.fact) for row in shape.rows]
        case Match():
            texts = [(shape.pair(row), row.fact) for row in shape.rows]
        case _:
            return ()
    return tuple(
        AnswerRow(mark, text, fact, source_ids(kb, kb.facts[fact]))
        for mark, (text, fact) in zip(marks, texts, strict=True)
    )
