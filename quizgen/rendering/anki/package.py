"""Notes -> an .apkg file: genanki's schema and models, rows written in batches, the same bytes each time."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.rendering.anki.note_type import anki_id
from quizgen.rendering.files import ZIP_EPOCH, write_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quizgen.domain.library import Lock
    from quizgen.rendering.anki.note_type import NoteType
    from quizgen.rendering.anki.notes import Note

    #: A card by the place of its note in the story, and its type.
    _Card = tuple[int, CardType]

#: Note and card ids start here (milliseconds since 1970); where an id is taken, Anki gives another.
_FIRST_ID = 1_640_995_200_000
_BUFFER = 1 << 20
#: So many places lie between new cards of one matter: two days of Anki's 20 new cards, as a deck may take every other.
_APART = 40
#: The cards of a note that is moved stay as far apart as this part of all cards, so that they do in a small deck, too.
_NOTE_SHARE = 4


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note in a package: its place in the story of the whole library, from 0, and those of its cards, from 1."""

    note: Note
    rank: int
    places: Mapping[CardType, int]


@dataclass(frozen=True)
class Package:
    """What goes into one .apkg: notes of one type in one deck, as Anki would gather new cards deck by deck."""

    namespace: str
    deck: str
    description: str
    note_type: NoteType
    notes: Sequence[PackedNote]
    lock: Lock


def write_package(package: Package, path: Path) -> None:
    """Write `package` as an .apkg file at `path`; an older file is replaced when the new one is complete.

    Raises OSError where the file cannot be written.
    """
    with write_aside(path) as aside, TemporaryDirectory(prefix="quizgen-") as folder:
        collection = Path(folder, "collection.anki2")
        try:
            _write_collection(package, collection)
        except sqlite3.Error as error:
            message = f"{error} (while writing into the temporary folder {Path(folder).parent})"
            raise OSError(message) from error
        _zip(collection, aside)


def _write_collection(package: Package, path: Path) -> None:
    from genanki.apkg_col import APKG_COL  # noqa: PLC0415  145 ms that only a build should pay
    from genanki.apkg_schema import APKG_SCHEMA  # noqa: PLC0415

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
        tables, create_index, rest = APKG_SCHEMA.partition("CREATE INDEX")
        connection.executescript(tables + APKG_COL)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,0,0,'')", _note_rows(package))
        connection.executemany("INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", _card_rows(package))
        columns = (json.dumps(_models(package)), json.dumps(_decks(package)))
        connection.execute("UPDATE col SET models = ?, decks = ?", columns)
        connection.execute("COMMIT")
        connection.executescript(create_index + rest)  # sorting once is faster than keeping order at each row
    finally:
        connection.close()


def _changed(package: Package, subject: LockSubject, id_: str) -> int:
    return package.lock.entries[subject, id_].changed


def guid_of(namespace: str, fact: str) -> str:
    """Return the GUID of a fact's note, by which Anki knows it again."""
    return sha256(f"{namespace}\0{fact}".encode()).hexdigest()[:20]


def _note_rows(package: Package) -> Iterator[tuple[Any, ...]]:
    for note, rank in ((packed.note, packed.rank) for packed in package.notes):
        fact = str(note.fact.id)
        yield (
            _FIRST_ID + rank,
            guid_of(package.namespace, fact),
            package.note_type.id,
            _changed(package, LockSubject.NOTE, fact),
            f" {' '.join(note.tags)} ",
            "\x1f".join(note.fields),
            note.fields[0],
        )


def _card_rows(package: Package) -> Iterator[tuple[int, ...]]:
    """Yield id, note, deck, template, moment and due of each card."""
    deck = anki_id(package.namespace, package.deck)
    templates = {card: number for number, card in enumerate(CardType)}
    for packed in package.notes:
        note, changed = _FIRST_ID + packed.rank, _changed(package, LockSubject.NOTE, str(packed.note.fact.id))
        for card, due in packed.places.items():
            id_ = _FIRST_ID + packed.rank * len(templates) + templates[card]
            yield id_, note, deck, templates[card], changed, due


def pack(notes: Sequence[Note]) -> tuple[PackedNote, ...]:
    """Return the notes of a whole library, in the order of its story, with the places of their cards as new ones.

    First comes a card of each fact, in the order of the story, then the second one of each. A third one stands among
    the second ones, half the story away from its own: so among as many cards as Anki gives a day no two are of one
    fact, unless the deck is small. Cards of one matter are moved two days apart, or as far as their number allows.
    Withdrawn cards come last. The places are those of all cards of the library, so that packages which are imported one
    after the other go on in one order.
    """
    half = len(notes) // 2
    turns = []
    for rank, note in enumerate(notes):
        withdrawn = {one.card for one in note.fact.withdrawn}
        rounds = ((0, rank), (1, rank), (1, (rank + half) % len(notes)))
        turns += [(card in withdrawn, *turn, rank, card) for turn, card in zip(rounds, note.cards, strict=False)]
    cards = [(is_withdrawn, rank, card) for is_withdrawn, *_, rank, card in sorted(turns)]
    asked = _parted([(rank, card) for is_withdrawn, rank, card in cards if not is_withdrawn], notes)
    order = [*asked, *((rank, card) for is_withdrawn, rank, card in cards if is_withdrawn)]
    places = {one: place for place, one in enumerate(order, 1)}
    return tuple(
        PackedNote(note, rank, {card: places[rank, card] for card in note.cards}) for rank, note in enumerate(notes)
    )


def _parted(cards: Sequence[_Card], notes: Sequence[Note]) -> list[_Card]:
    """Return cards in their order, but with those of one matter moved apart; all others fill the places between."""
    of_matter: dict[str, list[int]] = {}
    for place, (rank, _) in enumerate(cards):
        matter = notes[rank].fact.matter
        if matter is not None:
            of_matter.setdefault(matter, []).append(place)
    placed: dict[int, _Card] = {}
    for own in of_matter.values():
        turns = own
        if len(own) * _APART > len(cards) - own[0]:
            # With little room those of a note are far apart if first comes the first of each note, then the second.
            turns = sorted(own, key=lambda place: (tuple(notes[cards[place][0]].cards).index(cards[place][1]), place))
        moved = _apart([(place, cards[place][0]) for place in turns], len(cards))
        for place, wanted in zip(turns, moved, strict=True):
            near = (at for step in range(len(cards)) for at in (wanted + step, wanted - step) if 0 <= at < len(cards))
            placed[next(at for at in near if at not in placed)] = cards[place]
    taken = {place for own in of_matter.values() for place in own}
    others = (card for place, card in enumerate(cards) if place not in taken)
    return [placed[place] if place in placed else next(others) for place in range(len(cards))]


def _apart(places: Sequence[tuple[int, int]], end: int) -> list[int]:
    """Return where cards, each given by its place and its note, are to come before the `end`, none too near another.

    Each comes in its place, or later where it would be too near to the one before it or to another of its note, or
    earlier where there would be no room for those behind it. Where there is too little room for all, they are as far
    apart as it allows.
    """
    gaps, first = len(places) - 1, places[0][0]
    apart = min(_APART, (end - 1 - first) // gaps) if gaps else 0
    moved: list[int] = []
    of_note: dict[int, int] = {}
    for number, (place, note) in enumerate(places):
        soonest = max(place, moved[-1] + apart if moved else 0, of_note.get(note, -end) + end // _NOTE_SHARE)
        moved.append(min(soonest, end - 1 - (gaps - number) * apart))
        of_note[note] = moved[-1]
    return moved


def _models(package: Package) -> dict[str, Any]:
    changed = _changed(package, LockSubject.TYPE, package.namespace)
    model = package.note_type.model().to_json(changed, anki_id(package.namespace, package.deck))
    return {str(package.note_type.id): model}


def _decks(package: Package) -> dict[str, Any]:
    import genanki  # noqa: PLC0415

    deck = genanki.Deck(anki_id(package.namespace, package.deck), package.deck, package.description)
    return {str(one.deck_id): one.to_json() for one in (genanki.Deck(1, "Default"), deck)}


def _zip(collection: Path, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        with collection.open("rb") as source, archive.open(_member(collection.name), "w") as target:
            while block := source.read(_BUFFER):
                target.write(block)
        archive.writestr(_member("media"), "{}")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, ZIP_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
