"""A library that has not changed opens from its snapshot, as the very same; one that has changed never does."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import quizgen.reading.library as reading
from quizgen import pipeline
from quizgen.asking.ways import WAYS, card_ways
from quizgen.domain import answer, card, fact, library
from quizgen.domain.text import Text
from quizgen.reading import snapshot
from tests.conftest import ROOT
from tests.support.effort import few
from tests.support.library import ENTITIES, INFO, RECIPE, topic, write_library
from tests.support.limits import no_file_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Every kind of record, and every field of a fact.
FULL = """\
- id: meeting.date
  when: 2022-01-12
  ask: When did the council meet?
  says: The council met on [12 January 2022].
  label: The meeting
  level: core
  note: It was a “long” day.
  tags: [dates]
  evidence: {wire: [met on 12 January 2022, council met on 12 January]}
- id: meeting.length
  how_long: about 7.50 hours
  ask: How long did the meeting last?
  accounts:
    - {answer: 8 hours, by: jane-doe, evidence: {paper: it lasted for eight hours}}
  evidence: {wire: it lasted for seven and a half hours}
- id: meeting.hour
  when: 14:30
  ask: At what hour did the guests sit down?
  evidence: {wire: council met on 12 January}
- id: meeting.place
  where: springfield
  ask: In which city was the meeting held?
  matter: future
  also_right: [shelbyville]
  ways: [recall]
  evidence: {wire: held behind closed doors in Springfield}
- id: meeting.hope
  said: the talks will go on
  by: jane-doe
  ask: What did Jane Doe say of the future?
  reverse: Who said that the talks will go on?
  accept: [there will be more talks]
  wrong:
    - {fact: meeting.date, as: 12 January 2022}
    - nobody will come again
    - {text: doors stay shut, why: They were *open*.}
  hint: They did not end.
  picture: {file: door.svg, alt: An open door}
  via: [john-roe, the-council]
  act: promise
  on: after 2022-01-12
  plan: 2022-01-12
  matter: future
  waive: {option-gives-away: It is short.}
  evidence: {wire: the talks will go on}
  withdrawn: [{card: reverse, on: 2022-01-20, why: Everybody said it.}]
  retired: {on: 2022-02, why: The source was withdrawn., instead: meeting.date}
- id: meeting.cake
  draft: true
  what: cake
  ask: What was eaten?
"""
NEW = """\
- id: talk.date
  when: 2022-01-13
  ask: When did the guests leave?
  evidence: {wire: left on 13 January 2022}
"""
FILES: dict[str, str | bytes] = {
    "questions/places.yaml": "places:\n  - {id: capital, name: Capital City, coordinates: [12.5, -7], group: big}\n",
    "decks/dates.yaml": RECIPE.replace("deck: all\ntitle: Every", "deck: dates\ntitle: Some")
    + "select: {kinds: [when], levels: [core], topics: [meetings], tags: [dates]}\n",
    "questions/media/door.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "decks/quizgen.lock": "note meeting.date 0123456789abcdef 2022-02-01T12:00:00Z\n",
}


def told(value: Any) -> Any:
    """Return a value as nested tuples that name the type of each part, and the place of each text."""
    kind = type(value)
    if isinstance(value, Text):
        return kind, str(value), value.line, value.col
    if isinstance(value, (tuple, frozenset)):
        return kind, *map(told, value)
    if isinstance(value, dict):
        return kind, *map(told, value.items())
    return kind, repr(value)


def kinds(tree: Any) -> Iterator[type]:
    """Yield all types that `told` names."""
    if isinstance(tree, tuple):
        for one in tree:
            yield from kinds(one)
    elif isinstance(tree, type):
        yield tree


class Reader:
    """Opens libraries with snapshots in one folder, and knows whether the last one had to be read."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.has_read = False
        self.meanwhile: Callable[[], object] = lambda: None
        read_library = reading.read_library

        def read(*args: Any) -> Any:
            self.has_read = True
            found = read_library(*args)
            self.meanwhile()
            return found

        monkeypatch.setattr(reading, "read_library", read)

    def open(self, root: Path) -> pipeline.Library:
        """Open the library at `root`."""
        self.has_read = False
        return pipeline.open_snapshot(root, self.folder)

    @property
    def snapshot(self) -> Path:
        """The only snapshot there is."""
        (path,) = self.folder.iterdir()
        return path


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """What opens libraries and keeps their snapshots in a folder of its own."""
    return Reader(tmp_path / "cache" / "snapshots", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a small library with every kind of record."""
    return write_library(tmp_path / "library", FULL, FILES)


def test_a_library_is_read_once_and_then_the_same_to_the_last_place_and_type(reader: Reader, root: Path) -> None:
    first = reader.open(root)
    assert first.problems == ()
    assert reader.has_read
    again = reader.open(root)
    assert not reader.has_read
    assert again.problems == ()
    assert again.root == root
    assert told(again.kb.documents) == told(first.kb.documents)


def test_the_shipped_library_comes_back_as_it_was_read(shipped: pipeline.Library, reader: Reader) -> None:
    reader.open(ROOT)
    again = reader.open(ROOT)
    assert not reader.has_read
    assert told(again.kb.documents) == told(shipped.kb.documents)
    assert [one.id for one, _ in again.questions()] == [one.id for one, _ in shipped.questions()]


def test_every_kind_of_record_has_been_kept_and_brought_back(reader: Reader, root: Path) -> None:
    kept = set(kinds(told(reader.open(root).kb.documents)))
    records = {
        one
        for module in (answer, card, fact, library)
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == module.__name__
    }
    assert records - kept == {library.Article}, "articles stand beside a library, all else is part of it"


CHANGES: dict[str, Callable[[Path], object]] = {
    "one byte": lambda root: write(
        root / "questions/meetings.yaml", topic(FULL.replace("a “long” day", "a “lone” day"))
    ),
    "only a comment": lambda root: write(root / "decks/all.yaml", f"{RECIPE}# all\n"),
    "a new file": lambda root: write(root / "questions/more.yaml", topic(NEW, "talks")),
    "a new deck": lambda root: write(root / "decks/more.yaml", RECIPE.replace("all\ntitle: ", "more\ntitle: Not ")),
    "a file gone": lambda root: (root / "questions/places.yaml").unlink(),
    "a file renamed": lambda root: (root / "questions/places.yaml").rename(root / "questions/points.yaml"),
    "two files swapped": lambda root: swap(root / "questions/places.yaml", root / "questions/entities.yaml"),
    "the lock": lambda root: write(root / "decks/quizgen.lock", ""),
    "the lock gone": lambda root: (root / "decks/quizgen.lock").unlink(),
}


def write(path: Path, text: str) -> None:
    """Write `text`, and leave the file as old as it was."""
    status = path.stat() if path.exists() else None
    path.write_text(text, "utf-8")
    if status is not None:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def swap(one: Path, other: Path) -> None:
    """Give two files each other's name."""
    aside = one.with_suffix(".aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


@pytest.mark.parametrize("change", CHANGES)
def test_a_library_that_has_changed_is_read_again(reader: Reader, root: Path, change: str) -> None:
    reader.open(root)
    CHANGES[change](root)
    changed = reader.open(root)
    assert reader.has_read
    assert changed.problems == ()
    assert told(changed.kb.documents) == told(pipeline.open_library(root).kb.documents)
    assert reader.snapshot.is_file(), "the old one has been replaced"
    reader.open(root)
    assert not reader.has_read


def test_a_file_that_was_only_touched_has_not_changed(reader: Reader, root: Path) -> None:
    reader.open(root)
    for path in root.rglob("*"):
        os.utime(path, (1, 1))
    (root / "questions" / "notes.txt").write_text("no part of the library", "utf-8")
    (root / "questions" / ".draft.yaml").write_text("neither is this", "utf-8")
    reader.open(root)
    assert not reader.has_read


def test_two_libraries_have_a_snapshot_each_and_may_change_places(reader: Reader, tmp_path: Path) -> None:
    one, other = (write_library(tmp_path / name, files={"decks/all.yaml": RECIPE}) for name in ("one", "other"))
    write(other / "questions/library.yaml", INFO.replace("Meetings", "Sessions"))
    for _ in range(2):
        names = [reader.open(root).kb.documents.info for root in (one, other)]
        assert [info and info.name for info in names] == ["Meetings", "Sessions"]
    assert not reader.has_read
    assert len(list(reader.folder.iterdir())) == 2
    swap(one, other)
    info = reader.open(one).kb.documents.info
    assert info is not None
    assert info.name == "Sessions"


def test_a_problem_is_told_each_time_and_its_library_is_not_kept(reader: Reader, root: Path) -> None:
    reader.open(root)
    before = (root / "questions/entities.yaml").read_text("utf-8")
    write(root / "questions/entities.yaml", ENTITIES.replace("name: Jane Doe,", ""))
    for _ in range(2):
        problems = reader.open(root).problems
        assert reader.has_read
        assert "missing-key" in {problem.rule for problem in problems}
    write(root / "questions/entities.yaml", before)
    assert reader.open(root).problems == ()


def test_what_is_no_file_is_a_problem_as_ever(reader: Reader, root: Path) -> None:
    reader.open(root)
    (root / "questions/folder.yaml").mkdir()
    assert [one.path for one in reader.open(root).problems] == ["questions/folder.yaml"]
    (root / "questions/folder.yaml").rmdir()
    os.mkfifo(root / "questions/pipe.yaml")
    assert [one.path for one in reader.open(root).problems] == ["questions/pipe.yaml"]
    (root / "questions/pipe.yaml").unlink()
    (root / "decks/quizgen.lock").unlink()
    assert reader.open(root).problems == ()
    (root / "decks/quizgen.lock").symlink_to("nowhere")
    assert [one.path for one in reader.open(root).problems] == ["decks/quizgen.lock"]


def test_a_file_that_was_written_to_while_it_was_read_leaves_no_snapshot(reader: Reader, root: Path) -> None:
    path = root / "questions/meetings.yaml"
    text = path.read_text("utf-8")

    def change_and_put_back() -> None:
        path.write_text(text.replace("long", "short"), "utf-8")
        path.write_text(text, "utf-8")

    def add_and_take_away() -> None:
        write(root / "questions/new.yaml", topic(NEW, "talks"))
        (root / "questions/new.yaml").unlink()

    for old in root.rglob("*"):
        os.utime(old, (1, 1))
    for reader.meanwhile in (change_and_put_back, add_and_take_away):
        reader.open(root)
        assert not reader.folder.exists()


def overwrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Put into a file what `change` makes of its content."""
    path.write_bytes(change(path.read_bytes()))


def replace_by_link(path: Path) -> None:
    """Move a file elsewhere and leave a link to it."""
    path.rename(path.parent.parent / "elsewhere")
    path.symlink_to(path.parent.parent / "elsewhere")


def replace_by_pipe(path: Path) -> None:
    """Put a pipe in the place of a file, which would keep a careless reader waiting."""
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "nothing in it": lambda path: overwrite(path, lambda _: b""),
    "cut off": lambda path: overwrite(path, lambda data: data[:-1]),
    "hardly begun": lambda path: overwrite(path, lambda data: data[:20]),
    "something else": lambda path: overwrite(path, lambda data: b"garbage" * len(data)),
    "one bit wrong": lambda path: overwrite(path, lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]),
    "a byte too many": lambda path: overwrite(path, lambda data: data + b"0"),
    "written by anybody": lambda path: path.chmod(0o602),
    "written by a group": lambda path: path.chmod(0o620),
    "a link": replace_by_link,
    "a pipe": replace_by_pipe,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_snapshot_that_cannot_be_trusted_is_made_anew(reader: Reader, root: Path, damage: str) -> None:
    reader.open(root)
    DAMAGES[damage](reader.snapshot)
    assert reader.open(root).problems == ()
    assert reader.has_read
    assert stat.S_IMODE(reader.snapshot.lstat().st_mode) == 0o600
    reader.open(root)
    assert not reader.has_read


def test_a_snapshot_of_another_user_is_not_looked_at(
    reader: Reader, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.open(root)
    another = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    reader.open(root)
    assert reader.has_read


def test_a_snapshot_is_for_its_user_alone(reader: Reader, root: Path) -> None:
    reader.open(root)
    assert stat.S_IMODE(reader.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(reader.snapshot.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_done_without(reader: Reader, root: Path) -> None:
    reader.folder.parent.write_text("a file where a folder should be", "utf-8")
    for _ in range(2):
        assert len(reader.open(root).kb.facts) == 5
        assert reader.has_read


def test_a_snapshot_that_is_a_folder_is_done_without(reader: Reader, root: Path) -> None:
    reader.open(root)
    path = reader.snapshot
    path.unlink()
    path.mkdir()
    for _ in range(2):
        assert len(reader.open(root).kb.facts) == 5
        assert reader.has_read
    assert reader.snapshot.is_dir(), "and nothing half-written lies beside it"


def test_a_full_disk_leaves_nothing_half_written(reader: Reader, root: Path) -> None:
    with no_file_over(2000):
        assert reader.open(root).problems == ()
    assert list(reader.folder.iterdir()) == []


def swap_folder(folder: Path, theirs: Path) -> None:
    """Put a link to another folder in the place of a folder."""
    folder.rename(folder.with_name("moved"))
    folder.symlink_to(theirs)


@pytest.fixture
def theirs(reader: Reader, root: Path, tmp_path: Path) -> Path:
    """A folder with a snapshot that fits the library, but for one word that somebody else has put into it."""
    documents = reader.open(root).kb.documents
    topics = tuple(topic._replace(title=Text.at("Theirs", 1, 1)) for topic in documents.topics)
    key = snapshot.fingerprint(root, card_ways(WAYS))
    assert key is not None
    path = tmp_path / "theirs" / reader.snapshot.name
    snapshot.store(path, key, documents._replace(topics=topics))
    return path.parent


def titles(library: pipeline.Library) -> list[str]:
    """Return the titles of the topics."""
    return [str(topic.title) for topic in library.kb.topics.values()]


def test_a_folder_that_is_a_link_is_not_looked_into(reader: Reader, root: Path, theirs: Path) -> None:
    swap_folder(reader.folder, theirs)
    assert titles(reader.open(root)) == ["Two meetings"]
    assert reader.has_read


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_a_folder_that_is_swapped_while_it_is_looked_at_changes_nothing(
    reader: Reader, root: Path, theirs: Path, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def swapping(of: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **options: Any) -> Any:
            calls.append(of)
            if len(calls) == call:
                swap_folder(reader.folder, theirs)
            return of(*args, **options)

        return act

    key = snapshot.fingerprint(root, card_ways(WAYS))
    assert key is not None
    path = reader.snapshot
    with monkeypatch.context() as patch:
        for name in ("open", "fstat"):
            patch.setattr(os, name, swapping(getattr(os, name)))
        documents = snapshot.load(path, key)
    assert len(calls) >= call
    assert documents is None or [str(topic.title) for topic in documents.topics] == ["Two meetings"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files away")
@pytest.mark.parametrize("folder_too", [True, False])
def test_what_another_user_has_put_there_is_not_loaded(
    reader: Reader, root: Path, theirs: Path, folder_too: bool
) -> None:
    for path in (theirs / reader.snapshot.name, *([theirs] if folder_too else [])):
        os.chown(path, 12345, 12345)
    reader.folder.rename(reader.folder.with_name("moved"))
    theirs.rename(reader.folder)
    assert titles(reader.open(root)) == ["Two meetings"]
    assert reader.has_read


def test_without_a_folder_a_library_is_simply_read(root: Path) -> None:
    assert len(pipeline.open_snapshot(root, None).kb.facts) == 5


def test_the_folder_of_snapshots_does_not_grow_without_end(reader: Reader, tmp_path: Path) -> None:
    roots = [write_library(tmp_path / str(number)) for number in range(25)]
    for moment, root in enumerate(roots):
        reader.open(root)
        for path in reader.folder.iterdir():
            if path.stat().st_mtime > 1000:
                os.utime(path, (moment, moment))
    assert len(list(reader.folder.iterdir())) == 20
    reader.open(roots[-20])
    assert not reader.has_read
    reader.open(roots[-21])
    assert reader.has_read


def test_snapshots_are_kept_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = pipeline.snapshot_folder()
    assert folder == tmp_path / "quizgen" / "snapshots"
    assert not folder.parent.exists(), "nothing is made before it is needed"


def test_who_has_no_home_has_no_snapshots(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_args: object, **_options: object) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert pipeline.snapshot_folder() is None
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_args, **_options: Path("~/.cache/quizgen"))
    assert pipeline.snapshot_folder() is None


def test_an_unchanged_library_needs_neither_yaml_nor_rules_and_other_code_reads_again(
    root: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "quizgen", tmp_path / "quizgen", ignore=shutil.ignore_patterns("__pycache__"))
    program = (
        "import sys; from pathlib import Path; from quizgen import pipeline;"
        f"library = pipeline.open_snapshot(Path({str(root)!r}), Path('snapshots')); assert len(library.kb.facts) == 5;"
        "print(*sorted({'yaml', 'quizgen.checking', 'quizgen.reading.nodes'}.intersection(sys.modules)))"
    )

    def loaded() -> str:
        command = (sys.executable, "-c", program)
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()

    assert loaded() == "quizgen.checking quizgen.reading.nodes yaml"
    assert loaded() == ""
    code = (
        *("checking/claims.py", "asking/ways/with_options.py", "reading/form.py", "domain/fact.py"),
        *("language/english.py", "pipeline.py", "asking/choice.py"),
    )
    for path in few(code):
        with (tmp_path / "quizgen" / path).open("a", encoding="utf-8") as file:
            file.write("#")
        assert loaded() == "quizgen.checking quizgen.reading.nodes yaml"
        assert loaded() == ""


def test_no_code_reads_or_checks_a_library_that_does_not_count_for_its_snapshot(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from quizgen.checking import check; from quizgen.reading.library import read_library;"
        f"documents, _ = read_library(Path({str(root)!r}), (), lambda *_: None);"
        "check(documents, None, lambda *_: None);"
        "print(*(one.__file__ for name, one in sys.modules.items() if name.split('.')[0] == 'quizgen'))"
    )
    command = (sys.executable, "-c", program)
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    counted = {str(path) for pattern in snapshot._CODE for path in (ROOT / "quizgen").glob(pattern)}  # noqa: SLF001
    assert set(ran) - counted == {str(ROOT / "quizgen" / "__init__.py")}, "all that counts of it is the version"
