"""Facts and their questions -> notes: the HTML of every field, the tags, the identity.

A note says the same in every package. Which of its cards a package carries is the recipe's choice;
what stands in the fields is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, assert_never

from quizgen.domain.answer import asked_form
from quizgen.domain.identity import digest
from quizgen.domain.library import Way
from quizgen.domain.proof import accounts, cited, date_of, status
from quizgen.domain.question import Choice, Gaps, Match, Open, Order, Question
from quizgen.rendering.anki.escape import escape, escape_gap
from quizgen.rendering.anki.note_types import CLOZE, FACT, NoteType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Fact, Retired
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Shape

RETIRED_TAG = "quizgen::retired"


@dataclass(frozen=True, slots=True)
class Note:
    """One note, ready to be written. `ways` are those that its fields hold a card for."""

    fact: Fact
    type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    ways: tuple[Way, ...]

    @property
    def subject(self) -> str:
        """Return what the lock calls this kind of note."""
        return "cloze" if self.type.is_cloze else "note"

    def digest(self) -> str:
        """Return the hash of all that a change of would have to reach the learner."""
        return digest((*self.fields, *self.tags))


class NoteMaker:
    """Makes the notes of one knowledge base; it remembers what stands on many notes, such as a source's title."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        info = kb.documents.info
        self.lang = escape(info.language) if info else "en"
        self.sources = {str(id_): self._source_head(id_) for id_ in kb.sources}
        self.topics = {str(id_): escape(topic.title) for id_, topic in kb.topics.items()}

    def notes(self, fact: Fact, questions: Iterable[Question]) -> list[Note]:
        """Return the notes of one fact: one for all questions but the cloze, and one for that."""
        shapes = {question.way: question.shape for question in questions}
        tags, proof = self._tags(fact), self._proof(fact)
        notes = []
        ways = tuple(way for way in FACT.ways if way in shapes)
        if ways:
            values = self._fact_fields(fact, shapes) | proof
            notes.append(Note(fact, FACT, _in_order(FACT, values), tags, ways))
        if Way.CLOZE in shapes:
            gaps = shapes[Way.CLOZE]
            assert isinstance(gaps, Gaps)
            values = {"Text": _cloze(gaps), "Also": _also(gaps.answer, gaps.accepted)}
            values = {"Id": str(fact.id), "Topic": self.topics[fact.topic]} | proof | values
            notes.append(Note(fact, CLOZE, _in_order(CLOZE, values), tags, CLOZE.ways))
        return notes

    def _fact_fields(self, fact: Fact, shapes: dict[Way, Shape]) -> dict[str, str]:
        answer = self.kb.text(fact.answer)
        fields = {
            "Id": str(fact.id),
            "Topic": self.topics[fact.topic],
            "Ask": escape(fact.ask),
            "Answer": escape(answer),
            "Also": _also(answer, self.kb.accepted(fact)),
        }
        for way, shape in shapes.items():
            match shape:
                case Choice():
                    fields["Choice"], fields["Right"] = _options(shape)
                case Open() if way is Way.TYPED:
                    fields["Typed"], fields["Typed hint"] = escape(shape.answer), asked_form(fact.answer)
                case Open() if way is Way.REVERSE:
                    fields["Reverse"], fields["Subject"] = escape(shape.prompt), escape(shape.answer)
                case Open():
                    fields["Recall"] = "1"
                case Gaps() | Order() | Match():
                    pass  # a note of its own; and no card is made of several facts
                case _:
                    assert_never(shape)
        return fields

    def _proof(self, fact: Fact) -> dict[str, str]:
        return {
            "Status": escape(status(self.kb, fact)),
            "Accounts": self._accounts(fact) if fact.accounts else "",
            "Note": escape(fact.note) if fact.note else "",
            "Sources": self._sources(fact),
            "Banner": self._banner(fact.retired) if fact.retired else "",
            "Lang": self.lang,
        }

    def _accounts(self, fact: Fact) -> str:
        items = []
        for answer, by, outlets in accounts(self.kb, fact):
            who = f"<br>{escape(by)}" if by is not None else ""
            items.append(f"<li><b>{escape(answer)}</b>{who}<br>{escape(outlets)}</li>")
        return f"<ul>{''.join(items)}</ul>"

    def _sources(self, fact: Fact) -> str:
        items = []
        for source, _, words in cited(self.kb, fact):
            quotes = "".join(f"<q>{escape(fragment)}</q>" for fragment in words)
            items.append(f"<li>{self.sources[str(source.id)]}{quotes}</li>")
        return f"<ul>{''.join(items)}</ul>"

    def _source_head(self, id_: str) -> str:
        source = self.kb.sources[id_]
        head = f"{escape(source.outlet)}, <cite>{escape(source.title)}</cite>, {escape(date_of(self.kb, source))}."
        return f'{head} <span class="qg-standing">{escape(source.standing)}</span>'

    def _banner(self, retired: Retired) -> str:
        instead = f" Learn instead: <code>{escape(retired.instead)}</code>." if retired.instead else ""
        return f"<b>Withdrawn on {escape(self.kb.text(retired.on))}.</b> {escape(retired.why)}{instead}"

    def _tags(self, fact: Fact) -> tuple[str, ...]:
        tags = {
            f"quizgen::kind::{fact.kind.value}",
            f"quizgen::level::{fact.level.value}",
            f"quizgen::topic::{fact.topic}",
            *(f"quizgen::source::{one.source}" for one in fact.all_evidence),
            *(f"quizgen::tag::{tag}" for tag in fact.tags),
        }
        return tuple(sorted(tags | {RETIRED_TAG} if fact.retired else tags))


def _in_order(note_type: NoteType, values: dict[str, str]) -> tuple[str, ...]:
    return tuple(map(values.get, note_type.fields, repeat("")))


def _options(choice: Choice) -> tuple[str, str]:
    """Return the options as a lettered list, and the letter of the right one."""
    items = "".join(f"<li><span>{escape(option.text)}</span></li>" for option in choice.options)
    right = next(number for number, option in enumerate(choice.options) if option.right)
    return f'<ol type="A">{items}</ol>', "ABCD"[right]


def _also(answer: str, accepted: tuple[str, ...]) -> str:
    return "; ".join(escape(form) for form in accepted if form != answer)


def _cloze(gaps: Gaps) -> str:
    return f"{escape(gaps.before)}{{{{c1::{escape_gap(gaps.answer)}}}}}{escape(gaps.after)}"
