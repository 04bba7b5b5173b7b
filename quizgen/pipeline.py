"""The only module that knows all stages: a folder in, a library, packages or an export out."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.asking import Asker
from quizgen.asking.exercises import draw_exercises
from quizgen.asking.idle_ways import idle_ways
from quizgen.asking.published_cards import lost_cards
from quizgen.asking.ways import WAYS, card_ways
from quizgen.domain.class_test import with_own_facts
from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.progress import silent
from quizgen.domain.words import count
from quizgen.reading.layout import BUILD, DECKS, LOCK, QUESTIONS, articles_folder, nearest_library, shipped_library
from quizgen.rendering.files import Edition, write_aside, write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quizgen.asking.ways.way import Way
    from quizgen.domain.card import WayId
    from quizgen.domain.class_test import ClassTest
    from quizgen.domain.fact import Fact
    from quizgen.domain.guessing import Guessability
    from quizgen.domain.library import Article, Documents, Info, Lock, LockEntry, Recipe
    from quizgen.domain.problem import Problem
    from quizgen.domain.progress import Progress
    from quizgen.domain.question import Question
    from quizgen.reading.form import Form
    from quizgen.reading.library import Memory
    from quizgen.rendering.anki.diff import Difference
    from quizgen.rendering.anki.new_cards import PackedNote
    from quizgen.rendering.anki.note_type import NoteType
    from quizgen.rendering.anki.notes import Note
    from quizgen.rendering.files import Writer


@dataclass(frozen=True)
class Library:
    """A library that was read and checked: its knowledge base, its problems sorted by place, its ways of asking.

    Facts that are drafts are not in it; what is wrong with them, and with nothing else, is in `draft_problems`.
    """

    root: Path
    kb: KnowledgeBase
    problems: tuple[Problem, ...]
    progress: Progress = silent
    ways: tuple[Way, ...] = WAYS
    draft_problems: tuple[Problem, ...] = ()

    @cached_property
    def asker(self) -> Asker:
        """Return the maker of this library's questions."""
        return Asker(self.kb, self.ways)

    @cached_property
    def marked(self) -> Library:
        """Return this library with the markup in the texts of its facts, for outputs that show it."""
        return self if self.kb.marked is self.kb else replace(self, kb=self.kb.marked)

    @property
    def info(self) -> Info:
        """Return the description of the library. Only for a library without problems."""
        info = self.kb.documents.info
        assert info is not None, "a library without it has problems"
        return info

    @property
    def name(self) -> str:
        """Return the library's name. Only for a library without problems."""
        return str(self.info.name)

    @property
    def namespace(self) -> str:
        """Return the name that only this library has in a learner's log. Only for a library without problems."""
        return str(self.info.namespace)

    def require_sound(self) -> None:
        """Raise ValueError for a library with problems, of which nothing is to be made."""
        if self.problems:
            raise ValueError(f"the library has {count(len(self.problems), 'problem')}, so nothing can be made of it")

    def shown_path(self, path: str) -> str:
        """Return a path inside the library as seen from the current folder, so that an editor can follow it."""
        root = str(self.root)
        with suppress(OSError):  # the current folder may have been deleted
            if self.root.resolve().is_relative_to(Path.cwd()):
                root = os.path.relpath(self.root)
        return os.path.normpath(f"{root}/{path}")

    def with_shown_paths(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems of this library with their paths as seen from the current folder.

        Those of a test that lies elsewhere have such paths already.
        """
        root = self.shown_path(".")
        return [
            problem._replace(path=os.path.normpath(f"{root}/{problem.path}")) if _is_inside(problem.path) else problem
            for problem in problems
        ]

    def facts(self, deck: str | None = None) -> list[Fact]:
        """Return the facts in force of a deck, or of the whole library, in the order of the story.

        Raises KeyError for a deck that is not there.
        """
        facts = self.kb.facts.values() if deck is None else self.kb.facts_of(self.kb.recipes[deck])
        return [fact for fact in facts if fact.retired is None]

    def round_of(
        self, facts: Iterable[Fact], ways: Collection[WayId] = (), seed: str = "1", number: int = 10
    ) -> list[Question]:
        """Return at most `number` exercises on `facts`, none of which gives a later one away; without `ways`, a mix."""
        return draw_exercises(self.asker, facts, ways, seed, number)

    def guessability(self, articles: str | Path | None = None) -> Guessability:
        """Return how guessable the choices of this library's cards are, also where it has problems.

        `articles` is the folder of the articles; without one, the fragments of evidence stand in for them.
        """
        from quizgen.asking.guessing import guessability  # noqa: PLC0415  only one command needs it

        texts: list[str] = []
        if articles is not None:
            from quizgen.reading.articles import read_articles  # noqa: PLC0415

            texts = [article.text for article in read_articles(Path(articles), self.kb.sources.values())[0].values()]
        return guessability(self.asker, texts)

    def questions(self, recipe: Recipe | None = None) -> list[tuple[Question, tuple[str, ...]]]:
        """Return the questions of a deck's cards, or of all, each with the decks that ask it."""
        asked = []
        facts = self.kb.facts.values() if recipe is None else self.kb.facts_of(recipe)
        for fact in (fact for fact in facts if fact.retired is None):
            decks = tuple(str(deck.id) for deck in self.kb.decks_of[fact.id])
            asked += [(question, decks) for question in self.asker.cards(fact).values()]
        return asked


def _is_inside(path: str) -> bool:
    """Say whether a path is one of a library's own files, or their folder."""
    return path.partition("/")[0] in (QUESTIONS, DECKS)


def open_library(  # noqa: PLR0913  each is given by its name
    root: str | Path | None = None,
    articles: str | Path | None = None,
    progress: Progress = silent,
    ways: tuple[Way, ...] = WAYS,
    *,
    with_drafts: bool = False,
    memory: Memory | None = None,
) -> Library:
    """Read and check the library in the folder `root`, to be asked in `ways`, with its evidence.

    Evidence is looked up in the folder `articles`, or else in the library's own where it has one. For who looks at what
    is being written its facts come `with_drafts`, whose problems are the library's then. With a `memory`, files that
    have not changed since it was opened last are not read again.

    Without a folder it is the nearest library from the current folder upwards, or else the one that comes with
    quizgen. Nothing is raised for bad data: it is in the library's `problems`.
    """
    from quizgen.checking import check  # noqa: PLC0415  a library with a snapshot needs neither this nor YAML
    from quizgen.reading.library import read_library  # noqa: PLC0415

    root = Path(root) if root is not None else nearest_library(Path.cwd()) or shipped_library()
    documents, problems = read_library(
        root, card_ways(ways), lambda done, total: progress("reading", done, total), memory
    )
    texts, missing = _texts(articles if articles is not None else articles_folder(root), documents)
    problems += missing
    facts = documents if with_drafts else documents.published()
    kb, broken_rules = check(facts, texts, lambda done, total: progress("checking", done, total))
    lines = set() if with_drafts else documents.draft_lines
    found = {*(problem for problem in problems if (problem.path, problem.line) not in lines), *broken_rules}
    of_drafts = {*problems, *(check(documents, texts)[1] if lines else ())} - found
    progress("checking", 1, 1)
    library = Library(root, kb, tuple(sorted(found)), progress, ways, tuple(sorted(of_drafts)))
    # While anything else is wrong it is not known which cards a fact makes.
    if library.problems:
        return library
    of_cards = {*lost_cards(library.asker), *idle_ways(library.asker)}
    return replace(library, problems=tuple(sorted(of_cards))) if of_cards else library


def _texts(folder: str | Path | None, documents: Documents) -> tuple[dict[str, Article] | None, list[Problem]]:
    """Return the articles in a folder by the ids of their sources, or None without a folder, and their problems."""
    from quizgen.reading.articles import read_articles  # noqa: PLC0415

    return (None, []) if folder is None else read_articles(Path(folder), documents.sources)


def open_test(library: Library, path: Path) -> tuple[ClassTest | None, list[Problem]]:
    """Return the test in the file at `path`, or None where it has none, and all problems of the file by itself.

    What its own facts say is checked beside the library's. Whether its questions can be asked is another matter.
    """
    from quizgen.checking import check  # noqa: PLC0415  only who prints or checks a test needs these
    from quizgen.reading.class_tests import read_class_test  # noqa: PLC0415

    test, problems = read_class_test(path, str(path), _form_of_tests(library.ways), library.kb.language)
    if test is not None and test.own:
        documents = with_own_facts(library.kb, test).documents
        _, found = check(documents, _texts(articles_folder(library.root), documents)[0])
        problems += [problem for problem in found if problem.path == test.path]
    return test, problems


def _form_of_tests(ways: tuple[Way, ...]) -> Form[ClassTest]:
    from quizgen.reading.class_tests import class_test_form  # noqa: PLC0415
    from quizgen.rendering.sheets.layout import LARGEST, PAPERS, SMALLEST  # noqa: PLC0415

    return class_test_form(card_ways(ways), PAPERS, (SMALLEST, LARGEST))


def open_snapshot(root: Path, folder: Path | None, progress: Progress = silent, *, keep: bool = True) -> Library:
    """Open the library at `root` as `open_library` does, at a fraction of the cost where nothing has changed.

    A library without problems is kept in `folder`, and taken from there as long as its files and quizgen are the same
    to the byte; with `keep` False it is not put there. Without a folder that can be used, it is read and checked.
    """
    from quizgen.reading import snapshot  # noqa: PLC0415  no other command needs it

    key = snapshot.fingerprint(root, card_ways(WAYS)) if folder is not None else None
    if folder is None or key is None:
        return open_library(root, progress=progress)
    path = snapshot.path_of(root, folder)
    documents = snapshot.load(path, key)
    if documents is not None:
        return Library(root, KnowledgeBase(documents), (), progress)
    library = open_library(root, progress=progress)
    # Another key means that a file was touched while it was read.
    if keep and not library.problems and snapshot.fingerprint(root, card_ways(WAYS)) == key:
        snapshot.store(path, key, library.kb.documents)
    return library


def snapshot_folder() -> Path | None:
    """Return the folder for snapshots in this user's cache, or None where it is not known where that is.

    There is none on Windows either, where a program cannot tell who has written a file.
    """
    if os.name != "posix":
        return None
    from platformdirs import user_cache_path  # noqa: PLC0415

    try:
        folder = user_cache_path("quizgen", appauthor=False) / "snapshots"
    except RuntimeError:  # there is no home folder
        return None
    return folder if folder.is_absolute() else None  # without a home folder earlier versions return '~'


class Build(NamedTuple):
    """The notes of a whole library, their type, their lock, and the entries that have changed in it."""

    library: Library
    note_type: NoteType
    notes: tuple[PackedNote, ...]
    lock: Lock
    changed: tuple[LockEntry, ...]

    def write_lock(self, write: Writer = write_aside) -> None:
        """Bring the lock file up to date, where anything changed. Raises OSError where it cannot be written.

        Write it before the packages: a lock with more in it than was given to learners does no harm, but a package
        whose moments are in no lock would.
        """
        from quizgen.rendering.anki.locking import lock_text  # noqa: PLC0415

        if self.changed:
            write_whole(self.library.root / DECKS / LOCK, lock_text(self.lock), write)

    def notes_of(self, recipe: Recipe | None = None) -> list[PackedNote]:
        """Return the notes of a deck, or all."""
        return [packed for packed in self.notes if recipe is None or recipe.select.takes(packed.note.fact)]

    def difference_to(self, old: Path, recipe: Recipe | None = None) -> Difference:
        """Return what an update to a deck, or to all, does to somebody who has an old one.

        `old` is its package, or the lock file with which that was built. Raises PackageError for a file that is
        neither, and OSError.
        """
        from quizgen.reading.lock import read_lock  # noqa: PLC0415
        from quizgen.rendering.anki.diff import PackageError, from_lock, from_package, read_package  # noqa: PLC0415

        kb, notes = self.library.kb, [packed.note for packed in self.notes_of(recipe)]
        if old.suffix != ".lock":
            return from_package(kb, self.lock, self.note_type, notes, read_package(old, self.note_type))
        problems: list[Problem] = []
        lock = read_lock(old, str(old), problems)
        if problems:
            raise PackageError(str(problems[0]))
        facts = kb.facts.values() if recipe is None else kb.facts_of(recipe)
        return from_lock(self.lock, notes, [fact for fact in facts if fact.retired is not None], lock)

    def write_package(self, recipe: Recipe, path: Path, write: Writer = write_aside) -> tuple[int, int]:
        """Write a deck's .apkg file and return how many notes and cards it has. Raises OSError."""
        from quizgen.rendering.anki.description import description  # noqa: PLC0415
        from quizgen.rendering.anki.package import Package, write_package  # noqa: PLC0415

        kb, info = self.library.kb, self.library.info
        notes = self.notes_of(recipe)
        package = Package(
            namespace=str(info.namespace),
            deck=str(info.name),
            description=description(kb, self.lock),
            note_type=self.note_type,
            notes=notes,
            lock=self.lock,
        )
        self.library.progress(f"writing {path.name}", 0, 1)
        write_package(package, path, write)
        self.library.progress(f"writing {path.name}", 1, 1)
        return len(notes), sum(len(packed.note.cards) for packed in notes)


def build(library: Library, now: int | None = None) -> Build:
    """Make all notes of a library without problems and compare them with its lock. Nothing is written yet.

    `now` is the present in seconds since 1970-01-01 UTC; without it, the clock's. A retired fact has no note: those who
    learnt it are told by the note type.
    """
    from quizgen.rendering.anki.locking import update_lock  # noqa: PLC0415
    from quizgen.rendering.anki.new_cards import pack  # noqa: PLC0415
    from quizgen.rendering.anki.note_type import note_type_of  # noqa: PLC0415
    from quizgen.rendering.anki.notes import NoteMaker  # noqa: PLC0415

    asker, kb = library.marked.asker, library.marked.kb
    maker = NoteMaker(kb)
    notes: list[Note] = []
    for rank, fact in enumerate(kb.facts.values()):
        if fact.retired is None:
            notes.append(maker.note(fact, asker.cards(fact)))
        if rank % 500 == 0:
            library.progress("making notes", rank, len(kb.facts))
    library.progress("making notes", 1, 1)
    note_type = note_type_of(kb)
    moment = int(time.time()) if now is None else now
    lock, changed = update_lock(kb, note_type, notes, moment)
    decks = [recipe.select.takes for recipe in kb.recipes.values()]
    return Build(library, note_type, pack(notes, decks), lock, tuple(changed))


def build_decks(
    library: Library, decks: Iterable[str] = (), out: str | Path = BUILD, *, force: bool = False
) -> list[Path]:
    """Bring the lock up to date, write the decks named, or all, into the folder `out`, and return their paths.

    Raises KeyError for a deck that is not there, ValueError for a library with problems, OSError and, unless by
    `force`, InTheWayError where a deck would replace a file that somebody made or changed.
    """
    from quizgen.rendering.manifest import Origin  # noqa: PLC0415

    library.require_sound()
    recipes = [library.kb.recipes[deck] for deck in decks] or list(library.kb.recipes.values())
    built = build(library)
    paths = [Path(out) / f"{recipe.id}.apkg" for recipe in recipes]
    with Edition(force=force) as edition:
        built.write_lock(edition.write)
        for recipe, path in zip(recipes, paths, strict=True):
            built.write_package(recipe, path, partial(edition.write, origin=Origin()))
    return paths


def export(library: Library, form: str, recipe: Recipe | None = None) -> str:
    """Return the facts of the library, or of one deck, in the form of the export with this id."""
    from quizgen.rendering.outputs import EXPORTS  # noqa: PLC0415

    facts = library.kb.facts.values() if recipe is None else library.kb.facts_of(recipe)
    return EXPORTS[form].render(library.kb, facts, library.questions(recipe))


def json_schema(ways: tuple[Way, ...] = WAYS) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the YAML files of a library that is asked in `ways`."""
    from quizgen.reading.schema import json_schema as schema  # noqa: PLC0415

    return schema(card_ways(ways), _form_of_tests(ways))
