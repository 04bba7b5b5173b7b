"""Where files go: whole or not at all, all of an edition or none, and nowhere but where the user said."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.cli import app
from quizgen.domain.progress import silent
from quizgen.printing.content import PrintSettings
from quizgen.printing.errors import KilledError
from quizgen.printing.files import Document, write_documents
from quizgen.rendering.files import Edition, write_aside, write_whole
from quizgen.rendering.manifest import MANIFEST
from quizgen.study.log import Log
from tests.conftest import ROOT
from tests.support.effort import IS_GATE, few
from tests.support.library import FACT, topic, write_library
from tests.support.limits import no_file_over
from tests.support.workers import be_killed

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.pipeline import Library

    Program = Callable[..., subprocess.CompletedProcess[str]]
    Run = Callable[..., tuple[int, str]]

LEFT = ".quizgen-left.part"


@pytest.fixture
def a_log() -> None:
    """A review log, where the tests have theirs."""
    Log.open(Path(os.environ["QUIZGEN_DB"])).close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a small library."""
    return write_library(tmp_path / "library")


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the small library; return its exit code and what it said on stderr."""

    def command(name: str, *args: str | Path) -> tuple[int, str]:
        library = () if name == "log" else ("--library", root)
        code = app.run([name, *map(str, (*args, *library))])
        return code, capsys.readouterr().err

    return command


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder, hidden ones too, by name."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Links


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("all.apkg", ["build", "--no-paper", "--out", "OUT"]),
        ("all-key.pdf", ["build", "--out", "OUT"]),
        ("all-sheet.md", ["sheet", "--format", "md", "--out", "OUT"]),
        ("mine.apkg", ["deck", "--out", "OUT/mine.apkg"]),
        ("log.jsonl", ["log", "export", "--out", "OUT/log.jsonl"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("is_there", [True, False], ids=["", "leads nowhere"])
@pytest.mark.usefixtures("a_log")
def test_a_link_in_the_way_is_replaced_and_what_it_leads_to_is_left_alone(
    run: Run, tmp_path: Path, name: str, args: list[str], is_there: bool
) -> None:
    out, victim = tmp_path / "out", tmp_path / "precious.txt"
    out.mkdir()
    if is_there:
        victim.write_text("precious", "utf-8")
    (out / name).symlink_to("../precious.txt")
    code, said = run(*(arg.replace("OUT", str(out)) for arg in args))
    if args[0] == "log" and code:  # it may ask to be told so
        code, said = run(*(arg.replace("OUT", str(out)) for arg in args), "--force")
    assert code == 0, said
    assert not (out / name).is_symlink()
    assert victim.exists() == is_there
    assert not is_there or victim.read_text("utf-8") == "precious"


def test_a_lock_file_that_is_a_link_is_replaced_too(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "other.lock").write_text("", "utf-8")
    (root / "decks" / "quizgen.lock").symlink_to(tmp_path / "other.lock")
    assert run("deck", "--out", tmp_path / "out")[0] == 0
    assert (tmp_path / "other.lock").read_text("utf-8") == ""
    assert "note meeting.date" in (root / "decks" / "quizgen.lock").read_text("utf-8")


def test_a_folder_that_the_user_names_may_be_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    assert run("deck", "--out", tmp_path / "out")[0] == 0
    assert {*contents(tmp_path / "real")} == {"all.apkg", MANIFEST}
    assert (tmp_path / "out").is_symlink()


# What cannot be written


def _loop(out: Path) -> None:
    out.symlink_to(out.name)


def _nowhere(out: Path) -> None:
    out.symlink_to("nowhere")


def _file(out: Path) -> None:
    out.write_text("a file", "utf-8")


def _folder(out: Path) -> None:
    (out / "all.apkg").mkdir(parents=True)


BAD_PLACES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a loop": (_loop, "out/in", "Too many levels of symbolic links; mend the link, or choose another place"),
    "a link that leads nowhere": (_nowhere, "out", "No such file or directory; a link on the way leads nowhere;"),
    "a file where a folder should be": (_file, "out/in", "Not a directory; a file stands where a folder should be;"),
    "a folder in the way": (_folder, "out", "Is a directory; move the folder away, or choose another name"),
    "a name that is too long": (lambda _out: None, "x" * 300, "File name too long; choose a shorter name"),
}


@pytest.mark.parametrize("place", BAD_PLACES)
def test_a_place_that_cannot_be_written_is_told_with_the_files_own_name(
    run: Run, root: Path, tmp_path: Path, place: str
) -> None:
    spoil, folder, why = BAD_PLACES[place]
    spoil(tmp_path / "out")
    code, said = run("deck", "--out", tmp_path / folder)
    assert (code, said.count("\n")) == (1, 1), said
    named = folder if len(folder) > 255 else f"{folder}/all.apkg"
    assert said.startswith(f"quizgen: {tmp_path / named}: {why}"), said
    assert not (root / "decks" / "quizgen.lock").exists(), "the lock belongs to the same edition"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_a_full_disk_and_a_place_that_is_read_only_are_told_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_args: object) -> str:
        raise OSError(number, os.strerror(number), ".quizgen-x.part")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    code, said = run("build", "--out", tmp_path / "out")
    assert (code, said.count("\n")) == (1, 1), said
    assert f"{os.strerror(number)}; " in said
    assert ".part" not in said


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("build", "all.apkg"),
        ("cards", "all-cards.pdf"),
    ],
)
def test_a_file_that_cannot_be_finished_leaves_the_old_edition_as_it_was(
    run: Run, root: Path, tmp_path: Path, command: str, name: str
) -> None:
    out = tmp_path / "out"
    assert run(command, "--out", out)[0] == 0
    before = contents(out)
    (root / "questions" / "meetings.yaml").write_text(topic(FACT.replace("the council", "the great council")), "utf-8")
    with no_file_over(800):  # the lock file is smaller
        code, said = run(command, "--out", out)
    assert code == 1, said
    assert said.splitlines()[-1].startswith(f"quizgen: {out / name}: File too large; choose another place")
    assert contents(out) == before


# Editions


@pytest.mark.parametrize("command", few(["sheet", "build", "cards"], 2))
def test_where_one_document_is_refused_the_old_edition_stays_as_it_was(
    run: Run, root: Path, tmp_path: Path, command: str
) -> None:
    out = tmp_path / "out"
    assert run(command, "--out", out)[0] == 0
    before = contents(out), (root / "decks" / "quizgen.lock").exists() and contents(root / "decks")
    (root / "questions" / "meetings.yaml").write_text(
        topic(FACT.replace("the council", "the \U0001f600 council")), "utf-8"
    )
    code, said = run(command, "--out", out)
    assert code == 1
    assert said.endswith("These cannot be printed; nothing was made.\n")
    assert (contents(out), (root / "decks" / "quizgen.lock").exists() and contents(root / "decks")) == before
    assert run(command, "--out", tmp_path / "new")[0] == 1
    assert not (tmp_path / "new").exists(), "nor has a folder been made"


def test_a_lock_takes_its_place_before_the_decks(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []
    replace = Path.replace

    def place(aside: Path, path: Path) -> Path:
        placed.append(path.name)
        return replace(aside, path)

    monkeypatch.setattr(Path, "replace", place)
    assert run("build", "--out", tmp_path / "out")[0] == 0
    assert placed == ["quizgen.lock", "all.apkg", "all-sheet.pdf", "all-key.pdf", "all-cards.pdf", ".quizgen.json"]


def test_two_writers_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    with Edition() as one, Edition() as other:
        for edition, text in ((one, "one"), (other, "other")):
            edition.place(tmp_path / "sheet").write_text(text, "utf-8")
            edition.place(tmp_path / "key").write_text(text, "utf-8")
        assert len({path.name for path in tmp_path.iterdir()}) == 2
    assert contents(tmp_path) == {"sheet": b"one", "key": b"one"}


def test_what_a_killed_process_left_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / LEFT).mkdir()
    (tmp_path / LEFT / "half.apkg").write_text("half", "utf-8")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "text").write_text("precious", "utf-8")
    (tmp_path / ".quizgen-link.part").symlink_to("precious")
    (tmp_path / ".quizgen-file.part").write_text("no folder", "utf-8")
    kept = {"precious", ".quizgen-link.part", ".quizgen-file.part", "new"}
    if os.geteuid() == 0:
        (tmp_path / ".quizgen-other.part").mkdir()
        os.chown(tmp_path / ".quizgen-other.part", 12345, 12345)
        kept.add(".quizgen-other.part")
    write_whole(tmp_path / "new", "new")
    assert {path.name for path in tmp_path.iterdir()} == kept
    assert (tmp_path / "precious" / "text").exists()


def test_a_file_has_the_permissions_of_any_other_and_keeps_those_it_had(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_whole(tmp_path / "file", "one")
        assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640
        (tmp_path / "file").chmod(0o600)
        write_whole(tmp_path / "file", "two")
        assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    finally:
        os.umask(old)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_is_written_into_and_stays(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left on device; make room there") as refused:
        write_whole(Path("/dev/full"), "text")
    assert refused.value.filename == "/dev/full"
    write_whole(Path("/dev/null"), "text")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.usefixtures("a_log")
def test_the_file_that_stdout_leads_to_is_written_into(
    program: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = program("log", "export", "--out", "/dev/stdout", "--force")
    assert done.returncode == 0, done.stderr
    assert Path("/dev/stdout").is_symlink()


# Signals


def interrupted(tmp_path: Path, name: str, when: str) -> subprocess.CompletedProcess[str]:
    """Run a build that sends itself a signal `when` something happens."""
    code = (
        "import os, signal, sys, time; from pathlib import Path\n"
        "from quizgen.rendering import files\n"
        "from quizgen.cli import app\n"
        f"def send(): os.kill(os.getpid(), signal.{name}); time.sleep(0.01)\n"
        f"{when}\n"
        "sys.exit(app.run(['build', '--no-paper', '--library', sys.argv[1], '--out', sys.argv[2]]))"
    )
    (tmp_path / "tmp").mkdir()
    return subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library"), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
        check=False,
    )


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"] if IS_GATE else ["SIGTERM"])
def test_a_signal_while_writing_leaves_nothing_behind(tmp_path: Path, root: Path, name: str) -> None:
    before = {path.name for path in tmp_path.iterdir()} | {"tmp"}
    half = "Path.write_bytes = lambda path, data: (path.open('wb').write(data[: len(data) // 2]), send())"
    done = interrupted(tmp_path, name, half)
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted.")
    assert {path.name for path in tmp_path.iterdir()} == before
    assert not (root / "decks" / "quizgen.lock").exists()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_signal_while_files_take_their_places_waits_until_all_have(tmp_path: Path, root: Path) -> None:
    when = "replace = Path.replace; Path.replace = lambda *paths: (send(), replace(*paths))"
    done = interrupted(tmp_path, "SIGINT", when)
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted.")
    assert {*contents(tmp_path / "out")} == {"all.apkg", MANIFEST}
    assert (root / "decks" / "quizgen.lock").exists()


@pytest.mark.parametrize("args", few(["build", "sheet --format md", "export --to csv"]))
def test_what_was_killed_is_swept_by_the_next_and_the_old_edition_is_whole(
    run: Run, root: Path, tmp_path: Path, args: str
) -> None:
    command, *more = args.split()
    out = tmp_path / "out"
    assert run(command, *more, "--out", out)[0] == 0
    before = contents(out)
    code = (
        "import os, signal, sys; from quizgen.rendering import files; from quizgen.cli import app\n"
        "files.Edition._put_in_place = lambda edition: os.kill(os.getpid(), signal.SIGKILL)\n"
        "app.run(sys.argv[1:])"
    )
    killed = [sys.executable, "-c", code, command, *more, "--library", str(root), "--out", str(out)]
    assert subprocess.run(killed, check=False).returncode == -signal.SIGKILL
    assert any(path.name.startswith(".quizgen-") for path in out.iterdir())
    assert {name: data for name, data in contents(out).items() if (out / name).exists()} == before
    assert run(command, *more, "--out", out)[0] == 0
    assert contents(out) == before
    assert {path.name for path in out.iterdir()} == set(before)


# Processes


def test_a_process_that_was_killed_is_told_as_what_it_is_and_nothing_is_there(tmp_path: Path) -> None:
    documents = [Document(tmp_path / "out" / str(number), be_killed, ()) for number in range(3)]
    with pytest.raises(KilledError, match="was killed, perhaps for lack of memory; try --jobs 1"):
        write_documents(documents, 3, PrintSettings(jobs=2), silent)
    assert [*tmp_path.iterdir()] == []


def test_processes_that_print_end_with_their_parent_however_it_ends(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "tests.support.workers", str(pipe), str(tmp_path / "out")]
    parent = subprocess.Popen(command, cwd=ROOT)
    with pipe.open("rb", buffering=0) as reader:
        begun = b""
        while len(begun) < 2:
            begun += reader.read(1)
        parent.kill()
        parent.wait()
        assert reader.read() == b"", "at the end of the pipe nobody holds it open any more"
    write_whole(tmp_path / "other", "")
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "other"}


# Packages


def test_a_package_does_not_tell_which_sqlite_wrote_it_and_is_whole(
    shipped: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, written = sqlite3.connect, []

    class Watched(sqlite3.Connection):
        """Keeps what it was asked to write out."""

        def serialize(self, *, name: str = "main") -> bytes:
            written.append(super().serialize(name=name))
            return written[-1]

    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: connect(path, factory=Watched, **options))
    pipeline.build(shipped).write_package(shipped.kb.recipes["everything"], tmp_path / "all.apkg")
    with zipfile.ZipFile(tmp_path / "all.apkg") as archive:
        data = archive.read("collection.anki2")
    assert data[96:100] == bytes(4)
    with closing(connect(":memory:")) as packed, closing(connect(":memory:")) as before:
        packed.deserialize(data)
        before.deserialize(written[0])
        assert packed.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert [*packed.iterdump()] == [*before.iterdump()]


def test_one_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", "old")

    def fail() -> None:
        with write_aside(tmp_path / "file") as aside:
            aside.write_text("half", "utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert contents(tmp_path) == {"file": b"old"}
