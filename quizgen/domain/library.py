"""The records beside the facts: the library itself, its sources, entities and recipes, its lock, its articles."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.answer import PartialDate
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact, Kind, Level, Topic
    from quizgen.domain.text import Ref, Text


class Sort(StrEnum):
    """The sort of an entity; wrong options are chosen among entities of the same sort."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DOCUMENT = "document"


class Side(NamedTuple):
    """A party to the matter; the claims of each side are counted."""

    id: Text
    name: Text


class Entity(NamedTuple):
    """A person, organisation, place or document: its printed spelling, and all others as aliases.

    `in_sentence` is its name as it stands in a sentence, where that differs: 'the United States'. `in_roles` are words
    that stand for it in somebody's role, as 'Russian' does for Russia.
    """

    id: Text
    path: str
    sort: Sort
    name: Text
    aliases: tuple[Text, ...] = ()
    in_sentence: Text | None = None
    about: Text | None = None
    side: Ref | None = None
    group: Text | None = None
    coordinates: tuple[float, float] | None = None
    in_roles: tuple[Text, ...] = ()

    @property
    def forms(self) -> tuple[Text, ...]:
        """Return the name and all aliases."""
        in_sentence = (self.in_sentence,) if self.in_sentence is not None else ()
        return (self.name, *in_sentence, *self.aliases)


class Source(NamedTuple):
    """What facts rest on: an article, a web page, a book, a person asked.

    An article has a `file` with its text, against which evidence is held, and the hash by which a copy is recognised;
    without one nobody but the curator has looked anything up. `no_hash` is what stands in the hash's place and is none:
    an empty text, or a word that keeps it free. `dated` is 'printed', or how the date was inferred.
    `pages` are those of a book, `read` is the day on which a web page said so. `voice` is the entity whose claims the
    article's own sentences are, where the library has one. `language` is that of its words, where the facts have
    another.
    """

    id: Text
    path: str
    title: Text
    outlet: Text | None = None
    author: Text | None = None
    published: PartialDate | None = None
    dated: Text | None = None
    standing: Text | None = None
    pages: Text | None = None
    url: Text | None = None
    read: PartialDate | None = None
    file: Text | None = None
    sha256: Text | None = None
    no_hash: Text | None = None
    voice: Ref | None = None
    language: Text | None = None

    @property
    def short_name(self) -> str:
        """Return what it is called in a list: who published it, or who wrote it, or its title."""
        return str(self.outlet or self.author or self.title)


class Info(NamedTuple):
    """The library as a whole. `namespace` goes into every note's identity and never changes.

    Where it `needs_evidence`, every fact names the words it rests on. Since it was `released`, learners have its decks:
    what they have keeps its identity, and nothing of it is lost. Before that, facts are renamed and deleted at will.
    `ways` restricts the ways in which cards ask, where a fact has none of its own; without any, all do.
    """

    path: str
    name: Text
    namespace: Text
    language: Text
    about: Text | None = None
    report: Text | None = None
    needs_evidence: bool = False
    released: PartialDate | None = None
    sides: tuple[Side, ...] = ()
    ways: tuple[WayId, ...] = ()


class Selection(NamedTuple):
    """Which facts a deck takes; what is empty does not restrict. `facts` are ids; no deck's file names them."""

    levels: tuple[Level, ...] = ()
    kinds: tuple[Kind, ...] = ()
    topics: tuple[Ref, ...] = ()
    tags: tuple[Text, ...] = ()
    facts: frozenset[str] = frozenset()

    def takes(self, fact: Fact) -> bool:
        """Say whether the deck holds `fact`."""
        return (
            (not self.levels or fact.level in self.levels)
            and (not self.kinds or fact.kind in self.kinds)
            and (not self.topics or fact.topic in self.topics)
            and (not self.tags or not set(self.tags).isdisjoint(fact.tags))
            and (not self.facts or fact.id in self.facts)
        )


class Recipe(NamedTuple):
    """A deck: a selection of facts."""

    id: Text
    path: str
    title: Text
    about: Text
    select: Selection = Selection()


def digest(parts: Iterable[str]) -> str:
    """Return 16 hexadecimal digits (64 bits of SHA-256) that change when any of `parts` does."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class LockSubject(StrEnum):
    """What a line of the lock is about: a note, a card, a fact's other texts or evidence, the note type or the deck."""

    NOTE = "note"
    CARD = "card"
    TEXT = "text"
    EVIDENCE = "evidence"
    TYPE = "type"
    DECK = "deck"


class LockEntry(NamedTuple):
    """A line of the lock: the hash of a note, a card, the note type or the deck's name, and when it last changed.

    That of a text is the hash of what a fact says where no card does, or of why it was withdrawn. That of evidence says
    that its words were found in their articles, and when they first were as they are. `id` is a fact's id, that with
    the type of a card behind a slash, or the library's namespace; `digest` the hash of the content; `changed` a moment
    in seconds since 1970-01-01 UTC. `line` is its place in the lock file, 1 for an entry that is not in it yet.
    """

    subject: LockSubject
    id: str
    digest: str
    changed: int
    line: int = 1

    @property
    def col(self) -> int:
        """Return the column at which an entry stands: each has a line of its own."""
        return 1


class Lock(NamedTuple):
    """The lock file: its entries by subject and id."""

    path: str
    entries: dict[tuple[LockSubject, str], LockEntry]


class Draft(NamedTuple):
    """A fact that is not published yet: its id, and where it stands, from the `first` line to the `last`, from 1."""

    id: str
    path: str
    first: int
    last: int


class Documents(NamedTuple):
    """All records of a library, in the order of the files, as they were read: nothing is compared with anything yet.

    `incomplete` holds the ids of records that could not be read, or not wholly, so that a reference to one
    of them is not reported a second time. `is_whole` is False where a file, or a record with its id, could not
    be read: then nobody can say what is missing. `infos` has several members where several files describe the
    library; a rule reports that. `drafts` are those of its facts that are not published yet, also those that could not
    be read. `has_markup` says that a text of a fact has some, `evidence_found` that the articles were at hand and hold
    every word that facts rest on. `pictures` are the names of those that facts show, drafts included.
    """

    infos: tuple[Info, ...] = ()
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    lock: Lock = Lock("decks/quizgen.lock", {})
    incomplete: frozenset[str] = frozenset()
    is_whole: bool = True
    drafts: tuple[Draft, ...] = ()
    has_markup: bool = False
    pictures: frozenset[str] = frozenset()
    evidence_found: bool = False

    @property
    def is_released(self) -> bool:
        """Say whether learners have the library's decks, so that nothing of them may be lost."""
        return self.info is not None and self.info.released is not None

    @property
    def info(self) -> Info | None:
        """Return the description of the library, the first where there are several, or None."""
        return self.infos[0] if self.infos else None

    @property
    def draft_lines(self) -> set[tuple[str, int]]:
        """Return the path and the number of each line that belongs to a draft."""
        return {(draft.path, line) for draft in self.drafts for line in range(draft.first, draft.last + 1)}

    def published(self) -> Documents:
        """Return these documents without the facts that are drafts."""
        if not self.drafts:
            return self
        topics = tuple(
            topic._replace(facts=tuple(fact for fact in topic.facts if not fact.draft)) for topic in self.topics
        )
        return self._replace(topics=topics, incomplete=self.incomplete - {draft.id for draft in self.drafts})


class Article(NamedTuple):
    """A source's article on disk: the SHA-256 of the file in hexadecimal, and its text."""

    sha256: str
    text: str
