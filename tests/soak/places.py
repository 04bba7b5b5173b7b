"""Odd places for outputs: `python -m tests.soak.places`. The superuser of Linux alone can run all of it.

Each command that writes is sent to each odd place: a full disk (a file system of 64 kB), one that is read-only, a
folder of another user, loops of links, links that lead nowhere, folders and files in the way,
names that are too long. It has to say so in one line that names the user's own file or folder, and leave with
1 (or 2, where the option itself is no such thing); what was there before is there after. A link by the name of a file
is replaced, and what it led to is left alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.library import write_library

ROOT = Path(__file__).parents[2]
THEM = 12345
#: Runs a command as a superuser who may not write everywhere.
_BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
COMMANDS = {
    "build": "all.apkg",
    "deck": "all.apkg",
    "sheet": "all-sheet.pdf",
    "cards": "all-cards.pdf",
    "log export": "log.jsonl",
}


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a small file system at a folder."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def full(out: Path, _name: str) -> Iterator[None]:
    """A disk without room."""
    out.mkdir()
    with mounted(out, "size=64k"):
        with (out / "filler").open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        yield


@contextmanager
def almost_full(out: Path, _name: str) -> Iterator[None]:
    """A disk on which the first bytes have room."""
    out.mkdir()
    with mounted(out, "size=64k"):
        (out / "filler").write_bytes(b"x" * 56_000)
        yield


@contextmanager
def read_only(out: Path, _name: str) -> Iterator[None]:
    """A disk that cannot be written."""
    out.mkdir()
    with mounted(out, "size=64k,ro"):
        yield


@contextmanager
def forbidden(out: Path, _name: str) -> Iterator[None]:
    """A folder in which only another user may write."""
    out.mkdir(mode=0o755)
    os.chown(out, THEM, THEM)
    yield


@contextmanager
def loop(out: Path, _name: str) -> Iterator[None]:
    """A link that leads to itself for a folder."""
    out.symlink_to(out.name)
    yield


@contextmanager
def nowhere(out: Path, _name: str) -> Iterator[None]:
    """A link that leads nowhere for a folder."""
    out.symlink_to("nowhere")
    yield


@contextmanager
def file_for_folder(out: Path, _name: str) -> Iterator[None]:
    """A file where the folder should be."""
    out.write_text("a file", "utf-8")
    yield


@contextmanager
def folder_for_file(out: Path, name: str) -> Iterator[None]:
    """A folder where the file should be."""
    (out / name).mkdir(parents=True)
    yield


@contextmanager
def link_to_victim(out: Path, name: str) -> Iterator[None]:
    """A link to something precious where the file should be."""
    out.mkdir()
    (out.parent / "precious").write_text("precious", "utf-8")
    (out / name).symlink_to("../precious")
    yield
    assert (out.parent / "precious").read_text("utf-8") == "precious"
    assert not (out / name).is_symlink()


@contextmanager
def link_to_itself(out: Path, name: str) -> Iterator[None]:
    """A loop where the file should be, which is replaced as any link is."""
    out.mkdir()
    (out / name).symlink_to(name)
    yield
    assert not (out / name).is_symlink()


REFUSING = (full, almost_full, read_only, forbidden, loop, nowhere, file_for_folder, folder_for_file)
TAKING = (link_to_victim, link_to_itself)


def run(command: str, library: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that writes into `out`."""
    target = out / COMMANDS[command] if command == "log export" else out
    where = ["--db", str(library / "log.db")] if command == "log export" else ["--library", str(library)]
    args = [*_BOUND, sys.executable, "-m", "quizgen", *command.split(), *where, "--out", str(target)]
    if command == "sheet":
        args += ["-n", "2"]
    env = os.environ | {"XDG_CACHE_HOME": str(library / "cache")}
    return subprocess.run(args, cwd=ROOT, capture_output=True, text=True, check=False, env=env)


def trial(command: str, place: Callable[[Path, str], object], folder: Path) -> str:
    """Run a command into an odd place; return what is wrong with how it ended."""
    library, out = write_library(folder / "library"), folder / "out"
    with place(out, COMMANDS[command]):  # type: ignore[attr-defined]
        before = sorted(path.name for path in out.glob("*")) if out.is_dir() else []
        done = run(command, library, out)
        after = sorted(path.name for path in out.glob("*")) if out.is_dir() else []
        hidden = [path.name for path in (*folder.glob(".*"), *(out.glob(".*") if out.is_dir() else ()))]
    last = (done.stderr.splitlines() or [""])[-1]
    if hidden:
        return f"left {hidden}"
    if place in TAKING or (place is almost_full and command == "log export"):  # an empty log has room anywhere
        return "" if done.returncode == 0 else f"{done.returncode}: {done.stderr}"
    code = 2 if "Invalid value for '--out'" in last else 1  # what an option may not be, click has seen already
    wrong = done.returncode != code or before != after or str(out) not in last or ".part" in last or "fault" in last
    return f"{done.returncode}, {before} became {after}: {done.stderr}" if wrong else ""


def main() -> None:
    """Try every command in every place; leave with 1 where anything was wrong."""
    tried, failed = 0, 0
    for place in (*REFUSING, *TAKING):
        for command in COMMANDS:
            with TemporaryDirectory() as folder:
                wrong = trial(command, place, Path(folder))
            tried, failed = tried + 1, failed + bool(wrong)
            if wrong:
                print(f"{command} into {place.__name__}: {wrong}", flush=True)  # noqa: T201
    print(f"{tried} tried, {failed} wrong")  # noqa: T201
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
