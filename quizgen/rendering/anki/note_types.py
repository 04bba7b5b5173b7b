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

from quizgen.domain.library import Way

if TYPE_CHECKING:
    import genanki

_TEMPLATES = Path(__file__).with_name("templates")


def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8").strip()


@dataclass(frozen=True)
class NoteType:
    """A note type: its id and name, its fields in order, and the ways that its templates ask in."""

    id: int
    name: str
    fields: tuple[str, ...]
    ways: tuple[Way, ...]

    @property
    def is_cloze(self) -> bool:
        """Say whether its one template makes a card of each gap."""
        return self.ways == (Way.CLOZE,)

    @cached_property
    def templates(self) -> list[dict[str, Any]]:
        """Return the templates in the form of genanki and Anki."""
        fill = {"<!-- details -->": _part("details.html"), "<!-- script -->": _part("choice.js")}
        made = []
        for number, way in enumerate(self.ways):
            front, back = _part(f"front_{way.value}.html"), _part(f"back_{way.value}.html")
            for mark, part in fill.items():
                front, back = front.replace(mark, part), back.replace(mark, part)
            made.append({"name": way.value.capitalize(), "id": self.id + 101 + number, "qfmt": front, "afmt": back})
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
    ("Id", "Topic", "Ask", "Answer", "Recall", "Choice", "Right", "Typed", "Typed hint", "Reverse", "Subject", *_PROOF),
    (Way.RECALL, Way.CHOICE, Way.TYPED, Way.REVERSE),
)
CLOZE = NoteType(1_763_800_001_000, "quizgen cloze", ("Id", "Topic", "Text", *_PROOF), (Way.CLOZE,))
NOTE_TYPES = (FACT, CLOZE)
