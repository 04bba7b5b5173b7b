"""The two note types, frozen: what a learner's collection knows them by.

The ids of fields and templates let Anki recognise them after a rename; new needs go into the spare
fields. A field or template that is removed, added or moved makes Anki keep a second note type
beside the old one and leave the old notes without corrections.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import genanki

_TEMPLATES = Path(__file__).with_name("templates")


def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8").strip()


@dataclass(frozen=True)
class NoteType:
    """A note type: its id and name, its fields in order, and the types of card that it has a template for.

    `subject` is what the lock calls its notes.
    """

    id: int
    name: str
    subject: str
    fields: tuple[str, ...]
    card_types: tuple[str, ...]

    @property
    def is_cloze(self) -> bool:
        """Say whether its one template makes a card of each gap."""
        return self.card_types == ("cloze",)

    @cached_property
    def templates(self) -> list[dict[str, Any]]:
        """Return the templates in the form of genanki and Anki."""
        fill = {"<!-- details -->": _part("details.html"), "<!-- script -->": _part("choice.js")}
        made = []
        for number, card_type in enumerate(self.card_types):
            front, back = _part(f"front_{card_type}.html"), _part(f"back_{card_type}.html")
            for mark, part in fill.items():
                front, back = front.replace(mark, part), back.replace(mark, part)
            made.append({"name": card_type.capitalize(), "id": self.id + 101 + number, "qfmt": front, "afmt": back})
        return made

    @cached_property
    def css(self) -> str:
        """Return the style sheet of all cards."""
        return _part("card.css")

    def model(self) -> genanki.Model:
        """Return the note type as genanki's model."""
        import genanki  # noqa: PLC0415  145 ms that only a build should pay

        return genanki.Model(
            self.id,
            self.name,
            fields=[{"name": name, "id": self.id + 1 + number} for number, name in enumerate(self.fields)],
            templates=self.templates,
            css=self.css,
            model_type=genanki.Model.CLOZE if self.is_cloze else genanki.Model.FRONT_BACK,
        )

    def parts(self) -> tuple[str, ...]:
        """Return everything whose change has to reach the learner."""
        return (self.name, *self.fields, self.css, *(f"{t['name']}\n{t['qfmt']}\n{t['afmt']}" for t in self.templates))


_PROOF = ("Also", "Status", "Accounts", "Note", "Sources", "Banner", "Lang", "Spare 1", "Spare 2", "Spare 3")

FACT = NoteType(
    1_763_800_000_000,
    "quizgen fact",
    "note",
    ("Id", "Topic", "Ask", "Answer", "Recall", "Choice", "Right", "Typed", "Typed hint", "Reverse", "Subject", *_PROOF),
    ("recall", "choice", "typed", "reverse"),
)
CLOZE = NoteType(1_763_800_001_000, "quizgen cloze", "cloze", ("Id", "Topic", "Text", *_PROOF), ("cloze",))
NOTE_TYPES = (FACT, CLOZE)
#: The note type that holds each type of card.
HOLDERS = {card_type: one for one in NOTE_TYPES for card_type in one.card_types}
