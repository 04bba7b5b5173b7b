"""A key as plain values: what stands where, in which words. Every format renders these.

All marks stand first, on one page if there are no more questions than usual, as a teacher has thirty sheets beside it;
then what proves each answer, and the sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.language.quotes import curled
from quizgen.rendering.records import with_texts
from quizgen.rendering.sheets import tasks, wording
from quizgen.rendering.sheets.sheet import NUMERALS, Part

if TYPE_CHECKING:
    from quizgen.language import Language
    from quizgen.rendering.sheets.sheet import Answer, Cite, Section, Variant

#: So many other forms of an answer stand beside its marks; all that are worth reading stand beside its proof.
_MOST_FORMS = 4
#: The shares of all points, in percent, whose points are told. What grade that is each country says otherwise.
_SHARES = (90, 80, 70, 60, 50)


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

    `points` is a number and `worth` the same in words. `letter` is what is marked for the whole question, `rows` are
    its rows where it has some, `in_order` their numerals in their right order; `answer` is empty where there are rows,
    and so is `proof`, the ids of facts and sources in words. `also` has the most useful of other right answers. The
    `remarks` say all that helps to see why an answer is right; `also_all`, `reasons`, `accounts`, `note` and `standing`
    say parts of it.
    """

    number: int
    points: int
    worth: str
    answer: str
    letter: str
    rows: tuple[KeyRow, ...]
    in_order: str
    also: str
    remarks: tuple[str, ...]
    also_all: str
    reasons: tuple[str, ...]
    accounts: tuple[str, ...]
    note: str
    standing: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    proof: str


class KeySection(NamedTuple):
    """The key to the questions of one kind: how many points they have in all, and what earns a part of them."""

    part: str
    title: str
    points: str
    rules: tuple[str, ...]
    entries: tuple[KeyEntry, ...]


class Share(NamedTuple):
    """A share of all points, as '90 %', and the fewest points that reach it."""

    share: str
    points: int


class KeyView(NamedTuple):
    """The key to a sheet. `about` says in a sentence to which, `footer` in a few words; `copy` is that of the sheet.

    `proofs` is the title over all that is to be known of the answers.
    """

    title: str
    document: str
    tag: str
    name: str
    copy: str
    footer: str
    about: str
    points: str
    sections: tuple[KeySection, ...]
    shares: tuple[Share, ...]
    proofs: str
    sources: tuple[Cite, ...]
    report: str


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
        points=tasks.points(language, sheet.points),
        sections=tuple(_section(language, section, answers) for section in sheet.sections),
        shares=tuple(Share(wording.percent(language, share), -(-sheet.points * share // 100)) for share in _SHARES),
        proofs=wording.proofs_title(language, key.sources),
        sources=key.sources,
        report=key.report,
    )
    return with_texts(view, curled)


def _section(language: Language, section: Section, answers: dict[int, Answer]) -> KeySection:
    rules: dict[str, list[str]] = {}
    for item in section.items:
        spelling = answers[item.number].spelling
        rule = tasks.marking_rule(language, section.part, item.points, len(item.options), spelling)
        rules.setdefault(rule, []).append(str(item.number))
    whole = [rule for rule in sorted(rules) if not any(rule in other for other in rules.keys() - {rule})]
    differs = len({answers[item.number].spelling for item in section.items}) > 1
    return KeySection(
        part=section.part.value,
        title=section.title,
        points=tasks.points(language, section.points),
        rules=tuple(f"{', '.join(rules[rule])}: {rule}" if differs else rule for rule in whole),
        entries=tuple(_entry(language, section.part, answers[item.number]) for item in section.items),
    )


def _entry(language: Language, part: Part, answer: Answer) -> KeyEntry:
    rows = tuple(
        KeyRow(numeral, *row, proof=wording.proof_line(language, (row.fact,), row.sources))
        for numeral, row in zip(NUMERALS, answer.rows, strict=False)
    )
    in_time = sorted(rows, key=lambda row: int(row.mark)) if part is Part.ORDER else ()
    return KeyEntry(
        number=answer.number,
        points=answer.points,
        worth=tasks.points(language, answer.points),
        answer="" if rows else answer.answer,
        letter=answer.marks[0] if answer.marks and not rows else "",
        rows=rows,
        in_order=", ".join(row.numeral for row in in_time),
        also=wording.also_right(language, answer, _MOST_FORMS),
        remarks=wording.remarks(language, answer, part),
        also_all=wording.also_right(language, answer),
        reasons=answer.reasons,
        accounts=tuple(map(wording.account, answer.accounts)),
        note=wording.note_line(language, answer),
        standing=answer.standing,
        facts=answer.facts,
        sources=answer.sources,
        proof="" if rows else wording.proof_line(language, answer.facts, answer.sources),
    )
