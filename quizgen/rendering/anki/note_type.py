"""The note type of a library: what a learner's collection knows its notes and cards by.

Every fact is one note of it, and every card a template. Anki makes the cards that the fields call for, at Check
Database, at every edit, and whenever a template changes: so what cards a note has follows from its fields alone.

The ids of fields and templates let Anki recognise them after a rename. A field or template that is added, removed or
moved makes Anki keep a second note type beside the old one and leave the old notes without corrections: so there are
places for what may come.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.domain.card import CardType
from quizgen.language.catalogue import translated
from quizgen.rendering.anki.escape import escape, escape_around, script_string
from quizgen.rendering.anki.withdrawn import withdrawn_rules
from quizgen.rendering.css import css_string

if TYPE_CHECKING:
    import genanki

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.language import Language

_TEMPLATES = Path(__file__).with_name("templates")
#: How quizgen's own texts are written in each kind of template; what stands in braces in one is a field.
_WRITTEN = {
    ".html": lambda text: escape_around(text, lambda place: f"{{{{{place.replace('_', ' ').capitalize()}}}}}"),
    ".js": script_string,
    ".css": css_string,
}
#: The templates by their names, in the order in which the cards of a note are learnt; the last one is a place for more.
TEMPLATES = (*(card.value.capitalize() for card in CardType), "More")


class NoteField(NamedTuple):
    """A field of a note: its name, what it holds, and whether the editor shows it folded."""

    name: str
    about: str
    is_folded: bool = False


def fields(language: Language) -> tuple[NoteField, ...]:
    """Return the fields in their order; their descriptions are in the language of the library."""
    gettext = language.gettext
    return (
        NoteField("Question", gettext("The question; only a gap and the reverse ask otherwise.")),
        NoteField("Answer", gettext("The answer.")),
        NoteField("Also right", gettext("Other right answers, as the card lists them.")),
        NoteField("Options", gettext("The options of the multiple choice. Without them there is no such card.")),
        NoteField(
            "Choice question", gettext("The question above the options, where it is another one."), is_folded=True
        ),
        NoteField("Right option", gettext("The letter of the right option."), is_folded=True),
        NoteField("Typed", gettext("The answer to be typed, where it has a definite form.")),
        NoteField("Typed hint", gettext("How exactly it is to be typed."), is_folded=True),
        NoteField("Accepted", gettext("What counts as right when it is typed."), is_folded=True),
        NoteField("Gap", gettext("The sentence with a gap, asked where nothing is typed.")),
        NoteField("Sentence", gettext("The same sentence, whole."), is_folded=True),
        NoteField("Reverse", gettext("The question the other way round. Without it there is no such card.")),
        NoteField("Subject", gettext("The answer to that.")),
        NoteField("Standing", gettext("Whose word the fact is.")),
        NoteField("Accounts", gettext("What the sources say where they differ.")),
        NoteField("Note", gettext("A remark, shown with the answer.")),
        NoteField("Sources", gettext("The sources, each with the words that the fact rests on.")),
        NoteField("Topic", gettext("The topic.")),
        NoteField("Fact id", gettext("Names the fact for life; quote it when you report an error.")),
        NoteField("Hint", gettext("A hint, shown on demand."), is_folded=True),
        NoteField("Explanation", gettext("Why options are wrong."), is_folded=True),
        NoteField("Picture", gettext("A picture to the question."), is_folded=True),
        NoteField("Map", gettext("A map with letters. Without it there is no such card."), is_folded=True),
        NoteField("Map letters", gettext("The letters on the map, of which one is chosen."), is_folded=True),
        NoteField("Drawing", gettext("A drawing of the answer, made anew at each build."), is_folded=True),
        NoteField("Map places", gettext("The places behind these letters."), is_folded=True),
        NoteField("Right letter", gettext("The letter of the right place."), is_folded=True),
        NoteField("More question", gettext("Not used yet."), is_folded=True),
        NoteField("More answer", gettext("Not used yet."), is_folded=True),
    )


def anki_id(*parts: str) -> int:
    """Return an id for Anki that depends on `parts` alone: positive and below 2**53."""
    return (1 << 41) + int.from_bytes(sha256("\0".join(parts).encode()).digest()[:5], "big")


@dataclass(frozen=True)
class NoteType:
    """The note type of one library, which no other library can touch. `rules` of style tell of what was withdrawn."""

    id: int
    name: str
    language: Language
    rules: str = ""

    def fields(self) -> list[dict[str, Any]]:
        """Return the fields in the form of genanki and Anki."""
        font = {"font": "system-ui", "size": 18}
        return [
            {"name": one.name, "id": self.id + 1 + number, "description": one.about, "collapsed": one.is_folded, **font}
            for number, one in enumerate(fields(self.language))
        ]

    def templates(self) -> list[dict[str, Any]]:
        """Return the templates in the form of genanki and Anki."""
        made = []
        for number, name in enumerate(TEMPLATES):
            sides = {"qfmt": "front", "afmt": "back"}
            texts = {key: _filled(f"{side}_{name.lower()}.html", self.language) for key, side in sides.items()}
            made.append({"name": name, "id": self.id + 101 + number, **texts})
        return made

    def css(self) -> str:
        """Return the style sheet of all cards."""
        return _part("card.css", self.language) + self.rules

    def model(self) -> genanki.Model:
        """Return the note type as genanki's model."""
        import genanki  # noqa: PLC0415  145 ms that only a build should pay

        return genanki.Model(
            self.id,
            self.name,
            fields=self.fields(),
            templates=self.templates(),
            css=self.css(),
            sort_field_index=0,
        )

    def parts(self) -> tuple[str, ...]:
        """Return everything whose change has to reach the learner."""
        return (self.name, json.dumps(self.fields()), self.css(), json.dumps(self.templates()))


def note_type_of(kb: KnowledgeBase) -> NoteType:
    """Return the note type of a library."""
    info = kb.documents.info
    assert info is not None  # as checking sees to
    return NoteType(anki_id(info.namespace, "note type"), str(info.name), kb.language, withdrawn_rules(kb))


@cache
def _part(name: str, language: Language) -> str:
    path = _TEMPLATES / name
    return translated(path.read_text("utf-8").strip(), language, _WRITTEN[path.suffix])


@cache
def _filled(name: str, language: Language) -> str:
    """Return a template with the parts that several have in common in their places."""
    text = _part(name, language).replace("<!-- language -->", escape(language.tag))
    for part in ("details.html", "choice.js", "typed.js"):
        text = text.replace(f"<!-- {part} -->", _part(part, language))
    words = " ".join((*language.definite_articles, language.partitive))
    return text.replace("<!-- little words -->", words).replace(
        "<!-- ordinal endings -->", "|".join(language.ordinal_suffixes)
    )
