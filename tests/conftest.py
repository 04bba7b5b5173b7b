"""Fixtures that several tests share."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import settings

from quizgen import pipeline
from quizgen.cli import OBJECTS
from quizgen.cli.app import cli
from tests.support.browser import Browser
from tests.support.effort import IS_GATE
from tests.support.library import FACT, opened, write_library
from tests.support.rounds import round_library

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from click.testing import Result

    from tests.support.anki import Learner
    from tests.support.launcher import Launcher
    from tests.support.terminal import Terminal

    OpenTerminal = Callable[..., Terminal]
    Program = Callable[..., subprocess.CompletedProcess[str]]

for _signal in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
    # In a script's background or under nohup these are ignored, and so they would be in every child: a handler that
    # does nothing is not inherited.
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, lambda *_: None)

settings.register_profile("default", max_examples=200 if IS_GATE else 5, deadline=None, derandomize=True)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent
NOW = 1_700_000_000


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Have the garbage collector walk seldom through what stays to the end: thousands of tests."""
    gc.set_threshold(OBJECTS)
    return (yield)


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither the review log nor the cache of whoever runs the tests is touched."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZGEN_DB", str(home / "reviews.db"))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        yield


@pytest.fixture(autouse=True)
def _nothing_stays_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test closes the databases that it opens; Python warns of them, if at all, in whatever test comes later."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remembered(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    yield
    assert not [one for one in opened if _is_open(one)], "a database was opened, and never closed"


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        _ = connection.in_transaction
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.fixture(scope="session")
def shipped() -> pipeline.Library:
    """The library that this repository ships."""
    return opened(ROOT)


@pytest.fixture(scope="session")
def everything(shipped: pipeline.Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """A learner who has imported the whole shipped library; to be looked at, not changed."""
    from tests.support.anki import Learner  # Anki takes long to load, and what hands out the tests needs none of it

    folder = tmp_path_factory.mktemp("everything")
    pipeline.build(shipped).write_package(shipped.kb.recipes["everything"], folder / "everything.apkg")
    learner = Learner(folder / "anki")
    learner.imports(folder / "everything.apkg")
    yield learner
    learner.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that shows and prints pages."""
    started = Browser()
    yield started
    started.close()


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., list[str]]:
    """Check a small library; return its problems as lines."""

    def run(facts: str = FACT, files: dict[str, str | bytes] | None = None) -> list[str]:
        return [str(problem) for problem in pipeline.open_library(write_library(tmp_path, facts, files)).problems]

    return run


def read_shipped_once(monkeypatch: pytest.MonkeyPatch, shipped: pipeline.Library) -> None:
    """Have the commands that run in this process take the shipped library as it was read before."""
    read, read_snapshot = pipeline.open_library, pipeline.open_snapshot

    def opened(root: Path, articles: Path | None = None, *args: Any, **options: Any) -> pipeline.Library:
        return shipped if root == ROOT and articles is None else read(root, articles, *args, **options)

    def opened_snapshot(root: Path, *args: Any, **options: Any) -> pipeline.Library:
        return shipped if root == ROOT else read_snapshot(root, *args, **options)

    monkeypatch.setattr(pipeline, "open_library", opened)
    monkeypatch.setattr(pipeline, "open_snapshot", opened_snapshot)


@pytest.fixture
def quizgen(monkeypatch: pytest.MonkeyPatch, shipped: pipeline.Library) -> Callable[..., Result]:
    """Run the command line with arguments, as text or paths; the shipped library is read anew in the gate alone."""
    monkeypatch.delenv("QUIZGEN_LIBRARY", raising=False)
    if not IS_GATE:
        read_shipped_once(monkeypatch, shipped)

    def run(*args: str | Path) -> Result:
        return CliRunner().invoke(cli, [str(arg) for arg in args])

    return run


@pytest.fixture(scope="session")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library that can be asked in every way; to be looked at, not changed."""
    return round_library(tmp_path_factory.mktemp("rounds"))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the review log of a test lies."""
    return tmp_path / "log.db"


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    """What starts programs at once; see there what this doesn't show."""
    pytest.importorskip("fcntl", reason="processes are copied on POSIX")
    from tests.support.launcher import Launcher

    started = Launcher()
    yield started
    started.close()


@pytest.fixture
def program(launcher: Launcher) -> Program:
    """Run quizgen as a process without a terminal, with arguments, the text `given` as stdin, and more environment."""

    def run(*args: str | Path, given: str = "", cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "QUIZGEN_LIBRARY"}
        return launcher.run(*args, given=given, cwd=cwd, env={**kept, **env})

    return run


@pytest.fixture
def open_terminal(rounds: Path, db: Path, launcher: Launcher) -> Iterator[Callable[..., Terminal]]:
    """Run a command of quizgen in terminals on the library `rounds` and one log; see `Terminal` for the options."""
    from tests.support.terminal import Terminal

    with contextlib.ExitStack() as opened:

        def run(command: str, *args: str | Path, bare: bool = False, **options: Any) -> Terminal:
            where = () if bare else (*(() if "--library" in args else ("--library", rounds)), "--db", db)
            surroundings = {
                "HOME": str(db.parent),
                "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
                **options.pop("env", {}),
            }
            terminal = Terminal(launcher, command, *where, *args, env=surroundings, **options)
            opened.callback(terminal.close)
            return terminal

        yield run
