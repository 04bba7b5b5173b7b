"""Facts and their cards -> notes: the HTML of every field, the tags, the identity.

A note says the same in every package, and has the same cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from quizgen.domain.answer import Quantity
from quizgen.domain.card import CardType
from quizgen.domain.fragments import with_whole_quotations
from quizgen.domain.library import digest
from quizgen.domain.markup import plain
from quizgen.domain.proof import accounts, also_right, answer_forms, citation, cited
from quizgen.domain.question import Choice, Gaps, Open
from quizgen.domain.sides import side_of
from quizgen.domain.standing import standing_text
from quizgen.domain.tongue import term_tongue
from quizgen.grading.written_forms import FormWriter
from quizgen.language import direction
from quizgen.rendering.anki.escape import escape, escape_svg
from quizgen.rendering.anki.note_type import fields
from quizgen.rendering.anki.withdrawn import withdrawn_text
from quizgen.rendering.drawings.drawing import Drawer
from quizgen.rendering.drawings.lettered import map_html
from quizgen.rendering.sheets.sheet import letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizgen.domain.fact import Evidence, Fact, Picture
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.language import Language

#: So many other right answers stand on a card; the rest count as well, but nobody compares with a dozen.
_MOST_ALSO_RIGHT = 4
#: Stands between texts; none of a library holds such a character.
_BETWEEN = "\x1f"
#: The fields that show a drawing.
DRAWN = ("Map",)
#: What an option begins with that is in the library's language.
_NO_SPAN = "<span>"


@dataclass(frozen=True, slots=True)
class Note:
    """One note, ready to be written. `cards` are those that its fields call for, each with the hash of what it says.

    Cards stand in the order in which they are learnt, withdrawn ones last.
    """

    fact: Fact
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: Mapping[CardType, str]

    def digest(self) -> str:
        """Return the hash of what the note says. Where it changes, the note has to reach the learner again."""
        return digest((*self.fields, *self.tags))


def media_name(namespace: str, picture: Picture) -> str:
    """Return the name of a picture among a learner's: no other library's, and another once the picture changes."""
    return f"{namespace}-{sha256(picture.data).hexdigest()[:20]}.{picture.kind}"


class NoteMaker:
    """Makes the notes of one knowledge base; it remembers what stands on many notes, such as a source's title."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.names = [field.name for field in fields(kb.language)]
        self.sources = {str(id_): self._source_head(id_) for id_ in kb.sources}
        self.topics = {str(id_): escape(topic.title) for id_, topic in kb.topics.items()}
        self.writer = FormWriter(kb)
        self.drawer = Drawer(kb)

    def note(self, fact: Fact, questions: Mapping[CardType, Question]) -> Note:
        """Return the note of a fact with these cards. Raises TypeError for a shape that a card cannot show."""
        common = self._about(fact) | self._proof(fact) | self._help(fact)
        span = self._span(fact)
        own = {card: _card_fields(card, question, self.writer, span) for card, question in questions.items()}
        own[CardType.ANSWER]["Also right"] = self._also_right(fact)
        withdrawn = {one.card: _withdrawn_fields(one.card, withdrawn_text(self.kb, one)) for one in fact.withdrawn}
        cards = own | withdrawn
        values = common | {name: text for texts in cards.values() for name, text in texts.items()}
        values |= self._drawing(fact)  # no card says anything else where a neighbour of it does
        shared = digest(common.values())
        # A drawing that becomes a better one is no correction of what a card says.
        said = {card: {name: text for name, text in texts.items() if name not in DRAWN} for card, texts in own.items()}
        digests = {card: digest((shared, *texts.values())) for card, texts in (said | withdrawn).items()}
        return Note(fact, tuple(values.get(name, "") for name in self.names), self._tags(fact), digests)

    def _about(self, fact: Fact) -> dict[str, str]:
        return {
            "Question": escape(fact.ask),
            "Answer": self._in_its_language(fact, escape(self.kb.text(fact.answer))),
            "Topic": self.topics[fact.topic],
            "Fact id": str(fact.id),
        }

    def _help(self, fact: Fact) -> dict[str, str]:
        """Return the hint and the picture of a fact, if it has them."""
        info, helping = self.kb.documents.info, {}
        if fact.hint is not None:
            helping["Hint"] = escape(fact.hint)
        if fact.picture is not None and info is not None:
            alt = escape(fact.picture.alt).replace('"', "&quot;")
            helping["Picture"] = f'<img src="{media_name(info.namespace, fact.picture)}" alt="{alt}">'
        return helping

    def _drawing(self, fact: Fact) -> dict[str, str]:
        """Return the drawing of a fact's answer with the sentences beside it, if there is one."""
        drawing = self.drawer.drawing(fact)
        if drawing is None:
            return {}
        return {"Drawing": escape_svg(drawing.svg) + "".join(f"<p>{escape(line)}</p>" for line in drawing.caption)}

    def _span(self, fact: Fact) -> str:
        """Return the tag that a term begins with, so that it is read aloud and written in its own language."""
        tongue = term_tongue(self.kb, fact)
        leftwards = ' dir="rtl"' if direction(tongue) == "rtl" else ""
        return f'<span lang="{escape(tongue)}"{leftwards}>' if tongue else _NO_SPAN

    def _in_its_language(self, fact: Fact, html: str) -> str:
        return f"{self._span(fact)}{html}</span>" if term_tongue(self.kb, fact) else html

    def _also_right(self, fact: Fact) -> str:
        answer, *others = answer_forms(self.kb, fact)
        shown = also_right(self.kb.language, answer, others)[:_MOST_ALSO_RIGHT]
        return "; ".join(self._in_its_language(fact, escape(form)) for form in shown)

    def _proof(self, fact: Fact) -> dict[str, str]:
        return {
            "Standing": escape(standing_text(self.kb, fact)),
            "Accounts": self._accounts(fact) if fact.accounts else "",
            "Note": escape(fact.note) if fact.note else "",
            "Sources": self._sources(fact),
        }

    def _accounts(self, fact: Fact) -> str:
        items = []
        for account in accounts(self.kb, fact):
            who = f"<br>{escape(account.by)}" if account.by is not None else ""
            items.append(f"<li><b>{escape(account.answer)}</b>{who}<br>{escape(account.outlets)}</li>")
        return f"<ul>{''.join(items)}</ul>"

    def _sources(self, fact: Fact) -> str:
        items = []
        for source, evidence in cited(self.kb, fact):
            items.append(f"<li>{self.sources[str(source.id)]}{''.join(map(_quote, evidence))}</li>")
        return f"<ul>{''.join(items)}</ul>" if items else ""

    def _source_head(self, id_: str) -> str:
        named = citation(self.kb, self.kb.sources[id_])
        parts = (escape(named.who), f"<cite>{escape(named.title)}</cite>", escape(named.where))
        standing = f' <span class="qg-standing">{escape(named.standing)}</span>' if named.standing else ""
        return f"{', '.join(filter(None, parts))}.{standing}"

    def _tags(self, fact: Fact) -> tuple[str, ...]:
        """Return tags that a learner would search for; the library's name keeps those of two libraries apart."""
        info = self.kb.documents.info
        root = info.namespace if info else ""
        side = side_of(self.kb, fact)
        tags = {
            f"kind::{fact.kind.value}",
            f"level::{fact.level.value}",
            f"topic::{fact.topic}",
            *(f"source::{evidence.source}" for evidence in fact.all_evidence),
            *(f"tag::{tag}" for tag in fact.tags),
            *((f"side::{side}",) if side is not None else ()),
        }
        return tuple(sorted(f"{root}::{tag}" for tag in tags))


def _quote(evidence: Evidence) -> str:
    """Return the words of a fragment, and the place in the source where it says where that is."""
    words = f"<q>{escape(with_whole_quotations(evidence.words))}</q>" if evidence.words is not None else ""
    place = f'<span class="qg-place">{escape(evidence.place)}</span>' if evidence.place is not None else ""
    return f"{words}{place}"


def _card_fields(card: CardType, question: Question, writer: FormWriter, span: str) -> dict[str, str]:
    """Return the fields that only one card shows; options begin with the tag `span`.

    Raises TypeError for a shape that the card cannot show.
    """
    shape = question.shape
    match card, shape:
        case CardType.CHOICE, Choice():
            options, right = _options(shape, span)
            own = escape(shape.prompt) if shape.prompt != question.fact.ask else ""
            return {"Options": options, "Right option": right, "Choice question": own} | _reasons(shape)
        case CardType.ANSWER, Open(is_typed=True):
            accepted = f"{_each(writer.forms(question))}{_tolerated(question)}"
            # Anki and a script compare what is typed with the plain text.
            return {"Typed": escape(plain(shape.answer)), "Typed hint": escape(shape.form), "Accepted": accepted}
        case CardType.ANSWER, Open():
            return {}
        case CardType.ANSWER, Gaps():
            return {"Gap": _sentence(shape, "[…]"), "Sentence": _sentence(shape, shape.answer)}
        case CardType.MAP, Choice(spots=(_, *_)):
            return _map_fields(shape, writer.kb.language)
        case CardType.REVERSE, Open():
            return {"Reverse": _with_term(question, span), "Subject": escape(shape.answer)}
        case _:
            raise TypeError(f"the card '{card}' shows no {type(shape).__name__}")


def _with_term(question: Question, span: str) -> str:
    """Return the question for what a term means, in which the term begins with the tag `span` if that says anything."""
    prompt, term = escape(question.shape.prompt), escape(str(question.fact.answer))
    return prompt if span == _NO_SPAN else prompt.replace(term, f"{span}{term}</span>", 1)


def _withdrawn_fields(card: CardType, text: str) -> dict[str, str]:
    """Return what keeps the front of a withdrawn card from being blank, which Anki would offer to delete."""
    shown_by = {CardType.CHOICE: "Options", CardType.MAP: "Map"}
    return {shown_by.get(card, "Reverse"): f"<p>{escape(text)}</p>"}


def _options(choice: Choice, span: str) -> tuple[str, str]:
    """Return the options as a lettered list, which says whether it stays in order, and the letter of the right one."""
    items = "".join(f"<li>{span}{escape(option.text, is_option=True)}</span></li>" for option in choice.options)
    fixed = ' class="qg-in-order"' if choice.is_in_order else ""
    return f'<ol type="A"{fixed}>{items}</ol>', letter(choice.right)


def _map_fields(choice: Choice, language: Language) -> dict[str, str]:
    """Return the map, a list that has but its letters, the same with the places, and the letter of the right one."""
    places = "".join(f"<li>{escape(option.text)}</li>" for option in choice.options)
    return {
        "Map": escape_svg(map_html(language, choice.spots)),
        "Map letters": f'<ol type="A">{"<li></li>" * len(choice.options)}</ol>',
        "Map places": f'<ol type="A">{places}</ol>',
        "Right letter": letter(choice.right),
    }


def _reasons(choice: Choice) -> dict[str, str]:
    """Return why options are wrong that say so; options have no letters that stay, so they are named."""
    items = (
        f"<li><b>{escape(option.text)}</b><br>{escape(option.why)}</li>" for option in choice.options if option.why
    )
    html = "".join(items)
    return {"Explanation": f"<ul>{html}</ul>"} if html else {}


def _each(forms: Iterable[str]) -> str:
    """Return each form in an element of its own; to escape all of them at once takes a fraction of the time."""
    return f"<span>{escape(plain(_BETWEEN.join(forms))).replace(_BETWEEN, '</span><span>')}</span>"


def _tolerated(question: Question) -> str:
    """Return the answer with how far a typed number may lie from its own; nothing where it has no tolerance."""
    answer = question.asked_for
    if not isinstance(answer, Quantity) or not answer.tolerance:
        return ""
    return f'<span data-number="{answer.number}" data-tolerance="{answer.tolerance:f}">{escape(str(answer))}</span>'


def _sentence(gaps: Gaps, words: str) -> str:
    return f'{escape(gaps.before)}<b class="qg-gap">{escape(words)}</b>{escape(gaps.after)}'
