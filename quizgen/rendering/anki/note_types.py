"""The two note types, frozen: what a learner's collection knows them by.

The ids of fields and templates let Anki recognise them after a rename; new needs go into the spare
fields. A field or template that is removed, added or moved makes Anki keep a second note type
beside the old one and leave the old notes without corrections.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.domain.library import LockSubject
from quizgen.language.catalogue import translated
from quizgen.rendering.anki.escape import escape_around, script_string
from quizgen.rendering.css import css_string

if TYPE_CHECKING:
    import genanki

    from quizgen.language import Language

_TEMPLATES = Path(__file__).with_name("templates")


def _in_html(text: str) -> str:
    """Return a text as a template shows it; what stands in braces is a field, as {typed_hint} is {{Typed hint}}."""
    return escape_around(text, lambda place: f"{{{{{place.replace('_', ' ').capitalize()}}}}}")


#: How a text of quizgen's own is written in each kind of template.
_WRITERS = {".html": _in_html, ".js": script_string, ".css": css_string}


@cache
def _template_text(name: str, language: Language) -> str:
    path = _TEMPLATES / name
    return translated(path.read_text("utf-8").strip(), language, _WRITERS[path.suffix])


@dataclass(frozen=True)
class NoteType:
    """A note type: its id and name, its fields in order, and the types of card that it has a template for.

    `subject` is what the lock calls its notes. What its templates say is in the language of the library.
    """

    id: int
    name: str
    subject: LockSubject
    fields: tuple[str, ...]
    card_types: tuple[str, ...]

    @property
    def is_cloze(self) -> bool:
        """Say whether its one template makes a card of each gap."""
        return self.card_types == ("cloze",)

    @property
    def lock_id(self) -> str:
        """Return what the lock calls the note type itself."""
        return self.name.replace(" ", "-")

    def templates(self, language: Language) -> list[dict[str, Any]]:
        """Return the templates in the form of genanki and Anki."""
        fill = {
            "<!-- details -->": _template_text("details.html", language),
            "<!-- script -->": _template_text("choice.js", language),
        }
        templates = []
        for number, card_type in enumerate(self.card_types):
            front, back = (_template_text(f"{side}_{card_type}.html", language) for side in ("front", "back"))
            for mark, part in fill.items():
                front, back = front.replace(mark, part), back.replace(mark, part)
            templates.append(
                {"name": card_type.capitalize(), "id": self.id + 101 + number, "qfmt": front, "afmt": back}
            )
        return templates

    def css(self, language: Language) -> str:
        """Return the style sheet of all cards."""
        return _template_text("card.css", language)

    def model(self, language: Language) -> genanki.Model:
        """Return the note type as genanki's model."""
        import genanki  # noqa: PLC0415  145 ms that only a build should pay

        return genanki.Model(
            self.id,
            self.name,
            fields=[{"name": name, "id": self.id + 1 + number} for number, name in enumerate(self.fields)],
            templates=self.templates(language),
            css=self.css(language),
            model_type=genanki.Model.CLOZE if self.is_cloze else genanki.Model.FRONT_BACK,
        )

    def parts(self, language: Language) -> tuple[str, ...]:
        """Return everything whose change has to reach the learner."""
        templates = (
            f"{template['name']}\n{template['qfmt']}\n{template['afmt']}" for template in self.templates(language)
        )
        return (self.name, *self.fields, self.css(language), *templates)


_PROOF = ("Also", "Status", "Accounts", "Note", "Sources", "Banner", "Lang", "Spare 1", "Spare 2", "Spare 3")

FACT = NoteType(
    1_763_800_000_000,
    "quizgen fact",
    LockSubject.NOTE,
    ("Id", "Topic", "Ask", "Answer", "Recall", "Choice", "Right", "Typed", "Typed hint", "Reverse", "Subject", *_PROOF),
    ("recall", "choice", "typed", "reverse"),
)
CLOZE = NoteType(1_763_800_001_000, "quizgen cloze", LockSubject.CLOZE, ("Id", "Topic", "Text", *_PROOF), ("cloze",))
NOTE_TYPES = (FACT, CLOZE)
#: The note type that holds each type of card.
HOLDERS = {card_type: note_type for note_type in NOTE_TYPES for card_type in note_type.card_types}
