"""A learner with the real Anki: imports packages, studies, edits, and reads cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anki.collection import Collection, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageOptions

if TYPE_CHECKING:
    from pathlib import Path

    from anki.cards import Card
    from anki.notes import Note

IF_NEWER, ALWAYS = 0, 1


@dataclass(frozen=True)
class Imported:
    """What Anki said of an import."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


class Learner:
    """One collection on disk."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.col = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        """Close the collection."""
        self.col.close()

    def imports(self, package: Path, update: int = IF_NEWER) -> Imported:
        """Import a package with Anki's default options and return its counts."""
        options: Any = ImportAnkiPackageOptions(update_notes=update, update_notetypes=update)  # type: ignore[arg-type]
        log = self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def note(self, fact: str, note_type: str = "quizgen fact") -> Note:
        """Return the note of a fact."""
        (found,) = self.col.find_notes(f'"note:{note_type}" "Id:{fact}"')
        return self.col.get_note(found)

    def cards(self, query: str = "") -> list[Card]:
        """Return the cards that a search finds, or all of them."""
        return [self.col.get_card(id_) for id_ in self.col.find_cards(query)]

    def card(self, fact: str, template: str) -> Card:
        """Return the card of a fact that a template makes."""
        (found,) = self.cards(f'"Id:{fact}" "card:{template}"')
        return found

    def note_types(self) -> list[str]:
        """Return the names of quizgen's note types."""
        return sorted(one.name for one in self.col.models.all_names_and_ids() if "quizgen" in one.name)


def without_style(html: str) -> str:
    """Return a card's HTML without the style sheet that Anki puts before it."""
    return html.partition("</style>")[2] or html
