"""A folder of YAML files -> Documents, and all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from quizgen.domain.fact import OtherFact, Topic
from quizgen.domain.library import Documents, Entity, Info, Lock, Recipe, Source
from quizgen.domain.problem import Problem
from quizgen.domain.progress import silent
from quizgen.domain.text import Ref, Text
from quizgen.domain.words import did_you_mean
from quizgen.language import ENGLISH, language_of
from quizgen.reading.files import read_text
from quizgen.reading.layout import DECKS, LOCK, MEDIA, QUESTIONS, TEST_SUFFIX, articles, yaml_files
from quizgen.reading.library_forms import DECK_FILES, question_files
from quizgen.reading.lock import read_lock
from quizgen.reading.nodes import Node, Reader, Record
from quizgen.reading.synonyms import meant_by
from quizgen.reading.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.progress import Steps
    from quizgen.language import Language
    from quizgen.reading.form import Form

#: What files of a library said when they were last read, with their readers, by their paths.
Memory: TypeAlias = dict[str, tuple[Any, Reader]]

#: The usual name of the file that describes the library, and names its language: other files have to wait for that.
_OWN = "library"


def read_library(
    root: Path, ways: Collection[WayId], progress: Steps = silent, memory: Memory | None = None
) -> tuple[Documents, list[Problem]]:
    """Return the documents of the library at `root` and all problems of its files.

    `ways` are the ways of asking that a fact and the library may name. Paths in problems and facts are relative to
    `root`. `progress` is called after each file. A `memory` serves one library and the same ways: files that are in it
    as they are now are taken from there, and what was read without problems is put into it.
    """
    problems: list[Problem] = []
    folders = {QUESTIONS: question_files(ways), DECKS: DECK_FILES}
    jobs = [(path, forms) for folder, forms in folders.items() for path in _files(root, folder, problems)]
    files = _read_files(root, jobs, progress, {} if memory is None else memory)
    contents, readers = [content for content, _ in files], [reader for _, reader in files]
    lock = read_lock(root / DECKS / LOCK, f"{DECKS}/{LOCK}", problems)
    problems += [problem for reader in readers for problem in _without_echo(reader.problems)]
    documents = _documents(contents, lock, problems)
    incomplete = frozenset(id_ for reader in readers for id_ in reader.incomplete)
    has_losses = documents.info is None or None in contents or any(reader.has_losses for reader in readers)
    drafts = tuple(draft for reader in readers for draft in reader.drafts)
    read = documents._replace(
        incomplete=incomplete,
        is_whole=not has_losses,
        drafts=drafts,
        has_markup=any(reader.has_markup for reader in readers),
        pictures=frozenset(name for reader in readers for name in reader.pictures),
    )
    return read, problems


def _read_files(
    root: Path, jobs: Sequence[tuple[Path, dict[str, Form[Any]]]], progress: Steps, memory: Memory
) -> list[tuple[Any, Reader]]:
    """Return the records of each file and its reader; files of which each may have one of some forms."""
    read: list[tuple[Any, Reader]] = []
    language: Language | None = None
    waiting: list[tuple[Node | None, dict[str, Form[Any]], Reader]] = []  # for their language
    texts = frozenset(_names_of_articles(root))
    for number, (path, forms) in enumerate(jobs, 1):
        reader = Reader(path.relative_to(root).as_posix(), media=root / QUESTIONS / MEDIA, articles=texts)
        text = _text(path, reader)
        known = None if reader.problems else memory.get(reader.path)
        if known is not None and (language, text, texts) == (known[1].language, known[1].text, known[1].articles):
            read.append(known)
        else:
            node = None if text is None else parse(text, reader)
            waiting.append((node, forms, reader))
            language = language or _language(node)
        if language is not None or number == len(jobs):
            read += [(_content(*file, language or ENGLISH), file[2]) for file in waiting]
            waiting.clear()
        progress(number, len(jobs))
    memory.update({reader.path: (content, reader) for content, reader in read if _is_to_keep(content, reader)})
    return read


def _names_of_articles(root: Path) -> list[str]:
    """Return the names of the files in a library's folder for articles; one that cannot be read is told by others."""
    try:
        return [path.name for path in articles(root)]
    except OSError:
        return []


def _language(node: Node | None) -> Language | None:
    """Return the language that a file names, if it describes the library and quizgen speaks that language."""
    tag = node.get(Text("language")) if isinstance(node, Record) and "library" in node else None
    return language_of(tag) if isinstance(tag, Text) else None


def _files(root: Path, folder: str, problems: list[Problem]) -> list[Path]:
    """Return the files of a folder in the order of their names, but first the file that usually names the language."""
    try:
        files = yaml_files(root / folder)
        message = f"no .yaml file in {folder}/; a library needs some"
    except OSError as error:
        files = []
        message = f"the folder {folder}/ cannot be read ({error.strerror}); a library has {QUESTIONS}/ and {DECKS}/"
    if not files:
        problems.append(Problem(folder, 1, 1, f"no-{folder}", message))
    return sorted(files, key=lambda path: path.stem != _OWN)


def _is_to_keep(content: Any, reader: Reader) -> bool:
    """Say whether what a file says follows from what its reader has, and has no problems to be told again.

    The file that describes the library is the one that names the language.
    """
    return not (content is None or isinstance(content, Info) or reader.problems or reader.pictures)


def _text(path: Path, reader: Reader) -> str | None:
    if path.suffix != ".yaml":
        reader.problem_at(
            1, 1, "unreadable-file", f"not read: its name ends in {path.suffix}; rename it to end in .yaml"
        )
        return None
    return read_text(path, reader)


def _content(node: Node | None, forms: dict[str, Form[Any]], reader: Reader, language: Language) -> Any:
    """Return the records of a file in a language, or None where it has no known form."""
    reader.language = language
    if node is None:
        return None
    if not isinstance(node, Record):
        reader.problem(node, "wrong-type", f"a file holds 'key: value' lines; it starts with one of {_keys(forms)}")
        return None
    form = next((forms[key] for key in node if key in forms), None)
    if form is None and "test" in node:
        message = f"a test's file lies in {DECKS}/, and its name ends in {TEST_SUFFIX}; move or rename it"
        reader.problem(node, "unknown-key", message)
        return None
    elsewhere, folder = (question_files(()), QUESTIONS) if forms is DECK_FILES else (DECK_FILES, DECKS)
    if form is None and any(key in elsewhere for key in node):
        reader.problem(node, "unknown-key", f"a file like this belongs into {folder}/; move it there")
        return None
    if form is None:
        meant = (meant_by(key, forms) or reader.hint.nearest(key, forms) for key in node)
        near = next((did_you_mean(key) for key in meant if key), "")
        reader.problem(
            node, "unknown-key", f"none of its keys says what this file is{near or f'; it needs one of {_keys(forms)}'}"
        )
        return None
    return form.read(node, reader)


def _keys(forms: dict[str, Form[Any]]) -> str:
    return ", ".join(forms)


def _without_echo(problems: list[Problem]) -> list[Problem]:
    """Leave out problems that only repeat others: what is refused or cut off leaves an empty value behind."""
    told: set[tuple[int, int]] = set()
    kept = []
    for problem in problems:
        place = (problem.line, problem.col)
        if problem.rule != "empty-value" or place not in told:
            kept.append(problem)
        if problem.rule in ("yaml-alias", "control-character", "cut-by-comment", "empty-value"):
            told.add(place)
    return kept


def _documents(contents: list[Any], lock: Lock, problems: list[Problem]) -> Documents:
    infos = tuple(content for content in contents if isinstance(content, Info))
    if not infos and not any(problem.path.startswith(QUESTIONS) for problem in problems):
        message = "no file says what the library is; add one with 'library: NAME'"
        problems.append(Problem(QUESTIONS, 1, 1, "no-library-file", message))
    records = [record for content in contents if type(content) is tuple for record in content]
    topics = tuple(content for content in contents if isinstance(content, Topic))
    return Documents(
        infos=infos,
        sources=tuple(record for record in records if isinstance(record, Source)),
        entities=tuple(record for record in records if isinstance(record, Entity)),
        topics=_by_first_ids(topics),
        recipes=tuple(content for content in contents if isinstance(content, Recipe)),
        lock=lock,
    )


def _by_first_ids(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Return topics in which a fact that was renamed is referred to by the id that it keeps."""
    first = {str(fact.called): str(fact.id) for topic in topics for fact in topic.facts if fact.called is not None}
    if not first:
        return topics

    def known(ref: Ref) -> Ref:
        return Ref.at(first.get(ref, ref), ref.line, ref.col)

    def with_first_ids(fact: Fact) -> Fact:
        wrong = tuple(one._replace(fact=known(one.fact)) if isinstance(one, OtherFact) else one for one in fact.wrong)
        told_by = tuple(known(one) if isinstance(one, Ref) else one for one in fact.told_by)
        retired = fact.retired
        if retired is not None and retired.instead is not None:
            retired = retired._replace(instead=known(retired.instead))
        return fact._replace(wrong=wrong, told_by=told_by, retired=retired)

    return tuple(topic._replace(facts=tuple(map(with_first_ids, topic.facts))) for topic in topics)
