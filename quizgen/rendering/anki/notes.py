"""Facts and their questions -> notes: the HTML of every field, the tags, the identity.

A note says the same in every package. Which of its cards a package carries is the recipe's choice;
what stands in the fields is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from quizgen.domain.library import digest
from quizgen.domain.proof import accounts, cited, date_of, status
from quizgen.domain.question import Choice, Gaps, Open
from quizgen.rendering.anki.escape import escape, escape_around, escape_gap
from quizgen.rendering.anki.note_types import HOLDERS, NoteType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizgen.domain.fact import Fact, Retired
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question, Shape, WayId

RETIRED_TAG = "quizgen::retired"


@dataclass(frozen=True, slots=True)
class Note:
    """A note, ready to be written: `subject` is what the lock calls its kind.

    `cards` are the ways that its fields hold a card for, each with the type of card.
    """

    fact: Fact
    type: NoteType
    subject: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: Mapping[WayId, str]

    def digest(self) -> str:
        """Return the hash of everything whose change has to reach the learner."""
        return digest((*self.fields, *self.tags))


class NoteMaker:
    """Makes the notes of one knowledge base; it remembers what stands on many notes, such as a source's title.

    `card_types` names the type of card for each way that makes cards. Raises ValueError where no note type has it.
    """

    def __init__(self, kb: KnowledgeBase, card_types: Mapping[WayId, str]) -> None:
        for way, card_type in card_types.items():
            if card_type not in HOLDERS:
                raise ValueError(f"no note type holds the card '{card_type}' of the way '{way}'")
        self.kb = kb
        self.card_types = card_types
        info = kb.documents.info
        self.lang = escape(info.language) if info else "en"
        self.sources = {str(id_): self._source_head(id_) for id_ in kb.sources}
        self.topics = {str(id_): escape(topic.title) for id_, topic in kb.topics.items()}

    def notes(self, fact: Fact, questions: Iterable[Question]) -> list[Note]:
        """Return the notes of a fact: one for each note type whose ways share it, and one for each other way."""
        by_subject: dict[str, list[Question]] = {}
        for question in questions:
            subject = subject_of(question.way, self.card_types[question.way])
            by_subject.setdefault(subject, []).append(question)
        if not by_subject:
            return []
        tags, common = self._tags(fact), self._ask_fields(fact) | self._proof_fields(fact)
        return [self._note(fact, subject, group, common, tags) for subject, group in by_subject.items()]

    def _note(
        self, fact: Fact, subject: str, questions: list[Question], common: dict[str, str], tags: tuple[str, ...]
    ) -> Note:
        cards = {question.way: self.card_types[question.way] for question in questions}
        note_type = HOLDERS[cards[questions[0].way]]
        values = dict(common)
        for question in questions:
            if subject != note_type.subject and not question.asks_subject:
                values |= _question_fields(question.shape.prompt, question.shape.answer, question.shape.accepted)
            values |= _card_fields(cards[question.way], question.shape)
        fields = tuple(map(values.get, note_type.fields, repeat("")))
        return Note(fact, note_type, subject, fields, tags, cards)

    def _ask_fields(self, fact: Fact) -> dict[str, str]:
        asked = _question_fields(fact.ask, self.kb.text(fact.answer), self.kb.accepted(fact))
        return {"Id": str(fact.id), "Topic": self.topics[fact.topic]} | asked

    def _proof_fields(self, fact: Fact) -> dict[str, str]:
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
        gettext = self.kb.language.gettext
        since = gettext("Withdrawn on {date}.", date=self.kb.text(retired.on))
        banner = f"<b>{escape(since)}</b> {escape(retired.why)}"
        if retired.instead is None:
            return banner
        fact = f"<code>{escape(retired.instead)}</code>"
        return f"{banner} {escape_around(gettext('Learn instead: {fact}.'), lambda _: fact)}"

    def _tags(self, fact: Fact) -> tuple[str, ...]:
        tags = {
            f"quizgen::kind::{fact.kind.value}",
            f"quizgen::level::{fact.level.value}",
            f"quizgen::topic::{fact.topic}",
            *(f"quizgen::source::{evidence.source}" for evidence in fact.all_evidence),
            *(f"quizgen::tag::{tag}" for tag in fact.tags),
        }
        return tuple(sorted(tags | {RETIRED_TAG} if fact.retired else tags))


def subject_of(way: WayId, card_type: str) -> str:
    """Return what the lock calls the note of a card: that of the note type for the way named like it, else the way."""
    return HOLDERS[card_type].subject if way == card_type else way


def _question_fields(prompt: str, answer: str, accepted: tuple[str, ...]) -> dict[str, str]:
    return {"Ask": escape(prompt), "Answer": escape(answer), "Also": _other_forms(answer, accepted)}


def _card_fields(card_type: str, shape: Shape) -> dict[str, str]:
    """Return the fields that only one type of card shows. Raises TypeError for a shape that it cannot show."""
    match card_type, shape:
        case "recall", Open():
            return {"Recall": "1"}
        case "choice", Choice():
            options, right = _options(shape)
            return {"Choice": options, "Right": right}
        case "typed", Open():
            return {"Typed": escape(shape.answer), "Typed hint": escape(shape.form)}
        case "reverse", Open():
            return {"Reverse": escape(shape.prompt), "Subject": escape(shape.answer)}
        case "cloze", Gaps():
            return {"Text": _cloze(shape), "Also": _other_forms(shape.answer, shape.accepted)}
        case _:
            raise TypeError(f"the card '{card_type}' shows no {type(shape).__name__}")


def _options(choice: Choice) -> tuple[str, str]:
    """Return the options as a lettered list, and the letter of the right one."""
    items = "".join(f"<li><span>{escape(option.text)}</span></li>" for option in choice.options)
    right = next(number for number, option in enumerate(choice.options) if option.right)
    return f'<ol type="A">{items}</ol>', "ABCD"[right]


def _other_forms(answer: str, accepted: tuple[str, ...]) -> str:
    return "; ".join(escape(form) for form in accepted if form != answer)


def _cloze(gaps: Gaps) -> str:
    return f"{escape(gaps.before)}{{{{c1::{escape_gap(gaps.answer)}}}}}{escape(gaps.after)}"
