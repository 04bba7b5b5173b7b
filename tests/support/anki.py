"""A learner with the real Anki, of any release from 2.1.66 on: imports packages, studies, edits, and reads cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anki import import_export_pb2
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer, Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from anki.cards import Card
    from anki.notes import Note

IF_NEWER, ALWAYS = 0, 1
#: Some time or other at which everything that a learner does in a test is over, in seconds since 1970.
LATER = 4_000_000_000
_DAY = 86_400
_NEW = 0


@dataclass(frozen=True)
class Imported:
    """What Anki said of an import."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


@dataclass(frozen=True)
class Shown:
    """A card that was shown: its fact, its template, and whether it was new."""

    fact: str
    template: str
    is_new: bool


class Learner:
    """One collection on disk."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "collection.anki2"
        self.col = Collection(str(self.path))

    def close(self) -> None:
        """Close the collection."""
        self.col.close()

    def imports(self, package: Path, update: int = IF_NEWER, *, merge: bool = False) -> Imported:
        """Import a package, with Anki's default options or others, and return its counts; 2.1.66 has no options."""
        options = getattr(import_export_pb2, "ImportAnkiPackageOptions", None)
        if options is None:
            log = self.col.import_anki_package(str(package)).log  # type: ignore[arg-type]
        else:
            chosen: Any = options(update_notes=update, update_notetypes=update, merge_notetypes=merge)
            request: Any = import_export_pb2.ImportAnkiPackageRequest(package_path=str(package), options=chosen)
            log = self.col.import_anki_package(request).log
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def checks_the_database(self) -> None:
        """Do what Tools > Check Database does: it finds nothing to mend.

        Some releases add the time of a review that was answered at the turn of a second, which is Anki's own affair.
        """
        *problems, _ = self.col.fix_integrity()[0].splitlines()
        assert [problem for problem in problems if "last review time" not in problem] == []

    def note(self, fact: str) -> Note:
        """Return the note of a fact."""
        (found,) = self.col.find_notes(f'"Fact id:{fact}"')
        return self.col.get_note(found)

    def cards(self, query: str = "") -> list[Card]:
        """Return the cards that a search finds, or all of them."""
        return [self.col.get_card(id_) for id_ in self.col.find_cards(query)]

    def card(self, fact: str, template: str) -> Card:
        """Return the card of a fact that a template makes."""
        (found,) = self.cards(f'"Fact id:{fact}" "card:{template}"')
        return found

    def note_types(self) -> list[str]:
        """Return the names of the note types that any note has."""
        used = {self.col.get_note(id_).mid for id_ in self.col.find_notes("")}
        return sorted(one.name for one in self.col.models.all_names_and_ids() if one.id in used)

    def studies(self, deck: str, days: int) -> Iterator[list[Shown]]:
        """Study a deck day after day as Anki gives its cards, each answered with Good; yield what each day showed."""
        for _ in range(days):
            deck_id = self.col.decks.id_for_name(deck)
            assert deck_id is not None
            self.col.decks.set_current(deck_id)
            yield self._studies_today()
            self._sleeps()

    def _studies_today(self) -> list[Shown]:
        scheduler, shown = self.col.sched, []
        assert isinstance(scheduler, Scheduler)
        while queued := scheduler.get_queued_cards().cards:
            card = self.col.get_card(queued[0].card.id)
            shown.append(Shown(card.note()["Fact id"], str(card.template()["name"]), card.queue == _NEW))
            self._answers(scheduler, card, CardAnswer.GOOD)
        return shown

    def answers(self, card: Card, rating: Any = CardAnswer.EASY) -> None:
        """Answer one card; Easy makes a new card due in some days."""
        assert isinstance(self.col.sched, Scheduler)
        self._answers(self.col.sched, card, rating)

    def _answers(self, scheduler: Scheduler, card: Card, rating: Any) -> None:
        card.start_timer()
        states = self.col._backend.get_scheduling_states(card.id)  # noqa: SLF001  what the reviewer calls
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=rating))

    def _sleeps(self) -> None:
        """Let a day go by: the collection began a day earlier."""
        assert self.col.db is not None
        self.col.db.execute("UPDATE col SET crt = crt - ?", _DAY)
        self.col.close()
        self.col = Collection(str(self.path))


def without_style(html: str) -> str:
    """Return a card's HTML without the style sheet that Anki puts before it."""
    return html.partition("</style>")[2] or html


def writes_notes(learner: Learner, notes: Iterable[tuple[str, str, dict[str, str], list[str]]]) -> None:
    """Add notes as a user of Anki does: each the name of its note type, its deck, its fields, and its tags."""
    for kind, deck, fields, tags in notes:
        model = learner.col.models.by_name(kind)
        assert model is not None
        note = learner.col.new_note(model)
        for name, text in fields.items():
            note[name] = text
        note.tags = tags
        deck_id = learner.col.decks.id(deck)
        assert deck_id is not None
        learner.col.add_note(note, deck_id)


def exports_package(learner: Learner, path: Path, *, legacy: bool) -> None:
    """Export all decks as .apkg, in the form for older releases of Anki or in the newest."""
    options = getattr(import_export_pb2, "ExportAnkiPackageOptions", None)
    export: Any = learner.col.export_anki_package
    if options is None:  # 2.1.66
        export(out_path=str(path), limit=None, with_scheduling=False, with_media=True, legacy_support=legacy)
    else:
        export(out_path=str(path), limit=None, options=options(with_media=True, legacy=legacy))
