"""A question as every other home takes it: what names it, the answers that are right, and what proves them.

Its texts may have markup: a home shows it as HTML (`html_text`), or leaves it out (`plain`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import Quantity
from quizgen.domain.library import digest
from quizgen.domain.proof import accounts, also_right, answer_forms, citation, cited, quoted, short_citation
from quizgen.domain.question import Choice, Gaps, Match, Open, Order, lettered
from quizgen.domain.standing import standing_text
from quizgen.exporting.typed_forms import TypedForms
from quizgen.rendering.drawings.lettered import picture_of
from quizgen.rendering.sheets.compose import usual_points
from quizgen.rendering.signs import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from quizgen.domain.class_test import Extract, Frame
    from quizgen.domain.fact import Fact, Picture
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import MatchRow, Option, OrderRow, Question, Shape

#: So many other right answers stand in feedback.
_MOST_ALSO_RIGHT = 4
#: Moodle's database takes no longer id.
_LONGEST_ID = 100
_DIGITS = re.compile("[-−]?[0-9]")


class Number(NamedTuple):
    """A number that may be answered with another one, at most so far away, with its `unit`, if it has one, or without.

    `form` says, as a sentence, how it is typed where no unit can be.
    """

    value: Decimal
    tolerance: Decimal
    unit: str
    form: str


class Told(NamedTuple):
    """What is told of a question's fact, each by itself.

    `also` are other right answers, as far as they help a reader. `standing` says whose claim it is, or how many
    articles report it. Each of `accounts` is an answer with who gives it, and `differ` has all of them in a sentence.
    Each of `sources` names one, with the words that the fact rests on. Of several facts, `sources` say for each row how
    its fact stands and where it comes from, and all else is empty.
    """

    also: tuple[str, ...] = ()
    standing: str = ""
    accounts: tuple[str, ...] = ()
    differ: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class Item(NamedTuple):
    """A question on its way to another home.

    The `title` is its topic and its number there, as an id tells the answer. `forms` are the typed answers that are
    right, letter by letter and the printed one first, of a question that is graded so, and `number` is the answer where
    a number near it is right, too, for a program that reads numbers. `whys` say for each option why it is wrong, where
    that is known, and are empty else. The `proof` is what is said after an answer, a paragraph each. `short` asks the
    same in fewer words, where the library does. `form` says how an answer is typed, as a sentence, where that is not
    plain. What is `told` stands in the proof, too. The `extract` is the text that it is about, if there is one, and the
    `picture` the fact's own, or the map on which the question is asked.
    """

    question: Question
    title: str
    topic: str
    forms: tuple[str, ...]
    number: Number | None
    whys: tuple[str, ...]
    proof: tuple[str, ...]
    tags: tuple[str, ...]
    points: int = 1
    form: str = ""
    short: str = ""
    told: Told = Told()
    extract: Extract | None = None
    picture: Picture | None = None

    @property
    def id(self) -> str:
        """Return the question's id, which stays when its wording changes."""
        return self.question.id

    @property
    def shape(self) -> Shape:
        """Return the question's shape as it is shown: what lies on a map has a letter for its name."""
        return lettered(self.question.shape)


def short_id(item: Item) -> str:
    """Return the id of a question in at most 100 characters; the end of a longer one is a digest of all of it."""
    if len(item.id) <= _LONGEST_ID:
        return item.id
    tail = f"~{digest((item.id,))}"
    return f"{item.id[: _LONGEST_ID - len(tail)]}{tail}"


def items_of(kb: KnowledgeBase, questions: Iterable[Question], frame: Frame) -> Iterator[Item]:
    """Yield questions as items, in their order; those of each topic are numbered.

    The `frame` is that of the test that asks them: its points, and what questions are about.
    """
    typed, numbers = TypedForms(kb), Counter[str]()
    for question in questions:
        topic = _topic(kb, question)
        numbers[topic] += 1
        shape = question.shape
        is_typed = isinstance(shape, (Open, Gaps)) and shape.is_typed
        told = _told(kb, question)
        yield Item(
            question=question,
            title=f"{topic} {numbers[topic]}",
            topic=topic,
            forms=typed.of(question) if is_typed else (),
            number=_number(kb, question) if is_typed else None,
            whys=tuple(_why(kb, option) for option in shape.options) if isinstance(shape, Choice) else (),
            proof=tuple(filter(None, _proof(kb, question, told))),
            tags=_tags(question),
            points=frame.points.get(question.id) or usual_points(kb, question),
            form=_form(kb, question),
            short=_short(question),
            told=told,
            extract=frame.extract_of(question.id),
            picture=picture_of(kb.language, question),
        )


def _form(kb: KnowledgeBase, question: Question) -> str:
    """Return how the answer to a question is typed, as a sentence, or nothing."""
    shape = question.shape
    form = shape.form if isinstance(shape, (Open, Gaps)) else ""
    return kb.language.gettext("Type it {form}.", form=form) if form else ""


def _short(question: Question) -> str:
    """Return the short form of a question that asks as its fact does, where the fact has one."""
    fact = question.fact
    return str(fact.ask_short or "") if question.shape.prompt == str(fact.ask) else ""


def _topic(kb: KnowledgeBase, question: Question) -> str:
    """Return the topic of a question; of several facts that have several, the library."""
    topics = {fact.topic for fact in question.facts}
    if len(topics) == 1:
        return str(kb.topics[topics.pop()].title)
    info = kb.documents.info
    return str(info.name) if info is not None else ""


def _number(kb: KnowledgeBase, question: Question) -> Number | None:
    """Return the only answer as a number with a tolerance, if it says the same to a program that reads numbers only.

    That reads nothing in '$5', and in '1.2 billion' the number 1.2.
    """
    answer, fact = question.asked_for, question.fact
    if not isinstance(answer, Quantity) or not answer.tolerance or answer.scale != 1:
        return None
    is_first = _DIGITS.match(answer.written.removeprefix(answer.qualifier).lstrip()) is not None
    if not is_first or fact.answers[1:] or fact.also_right:
        return None
    form = kb.language.gettext("Type it {form}.", form=kb.language.gettext("as a number"))
    return Number(answer.number, answer.tolerance, answer.unit, f"{form} ({answer.unit})" if answer.unit else form)


def _why(kb: KnowledgeBase, option: Option) -> str:
    """Return why an option is wrong: what its curator says, or the question that it answers."""
    if option.why or option.fact is None or option.fact not in kb.facts:
        return option.why
    return kb.language.gettext("That answers: {question}", question=str(kb.facts[option.fact].ask))


def _tags(question: Question) -> tuple[str, ...]:
    facts = question.facts
    tags = {tag for fact in facts for tag in (fact.kind.value, fact.level.value, *map(str, fact.tags))}
    return tuple(sorted(tags))


def _told(kb: KnowledgeBase, question: Question) -> Told:
    """Return what is told of a question's fact, or of the rows of several."""
    shape, fact = question.shape, question.fact
    if question.others:
        rows = {row.fact: row.text for row in shape.rows} if isinstance(shape, (Order, Match)) else {}
        proofs = {row: _proof_of_row(kb, kb.facts[id_]) for id_, row in rows.items()}
        return Told(sources=tuple(f"{row}: {proof}" for row, proof in proofs.items() if proof))
    also: tuple[str, ...] = ()
    if isinstance(shape, (Open, Gaps)) and not question.asks_subject:
        also = also_right(kb.language, shape.answer, answer_forms(kb, fact))[:_MOST_ALSO_RIGHT]
    differing = [f"{one.answer} ({BETWEEN.join(filter(None, (one.by, *one.printed)))})" for one in accounts(kb, fact)]
    differ = kb.language.gettext("The sources differ: {accounts}", accounts="; ".join(differing)) if differing else ""
    note, sources = str(fact.note or ""), tuple(_sources(kb, fact))
    return Told(also, standing_text(kb, fact), tuple(differing), differ, note, sources)


def _proof(kb: KnowledgeBase, question: Question, told: Told) -> Iterator[str]:
    """Yield what is said after an answer: the right one, whose claim it is, accounts that differ, sources, and ids."""
    gettext, facts = kb.language.gettext, question.facts
    yield from _answers(kb, question)
    yield gettext("Also right: {also}", also="; ".join(told.also)) if told.also else ""
    yield told.standing
    yield told.differ
    yield told.note
    yield from () if question.others else told.sources  # the answers of rows name them
    ids = ", ".join(str(fact.id) for fact in facts)
    yield kb.language.ngettext("Fact: {ids}.", "Facts: {ids}.", len(facts), ids=ids)


def _answers(kb: KnowledgeBase, question: Question) -> Iterator[str]:
    """Yield the right answer, or that of each row with how its fact stands and where it comes from."""
    gettext, shape = kb.language.gettext, question.shape

    def proven(row: OrderRow | MatchRow, answer: str) -> str:
        return BETWEEN.join(filter(None, (answer, _proof_of_row(kb, kb.facts[row.fact]) if question.others else "")))

    match shape:
        case Choice(statement=statement) if statement is not None and not statement.is_true:
            yield gettext("Answer: {answer}", answer=f"{shape.answer}. {statement.truth}")
        case Choice(spots=(_, *_)):
            yield gettext("Answer: {answer}", answer=f"{shape.spots[shape.right].text}{BETWEEN}{shape.answer}")
        case Order():
            rows = [shape.rows[at] for at in shape.order]
            yield from (proven(row, f"{place}. {row.dated}") for place, row in enumerate(rows, 1))
        case Match():
            yield from (proven(row, shape.pair(row)) for row in shape.rows)
        case _:
            yield gettext("Answer: {answer}", answer=shape.answer)


def _proof_of_row(kb: KnowledgeBase, fact: Fact) -> str:
    """Return how the fact of a row stands, and its sources in short."""
    sources = "; ".join(short_citation(kb, one.source) for one in cited(kb, fact))
    return " ".join(filter(None, (standing_text(kb, fact), sources)))


def _sources(kb: KnowledgeBase, fact: Fact) -> Iterator[str]:
    for source, evidence in cited(kb, fact):
        words = "; ".join(filter(None, map(quoted, evidence)))
        yield " ".join(filter(None, (citation(kb, source).text, words)))
