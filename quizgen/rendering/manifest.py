"""What quizgen has made in a folder: a small record there tells what may be replaced, and what is out of date."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: The file in which a folder's record is kept.
MANIFEST = ".quizgen.json"
_CHANGED, _FOREIGN = "changed since quizgen made it", "not made by quizgen"
_OUTDATED = "made from another draw or for another class, and changed since"


class Origin(NamedTuple):
    """What a file was made from. Files of one `series` have names that begin alike; of these, one `draw` is kept.

    `roll` says for which class, if for any; of the files for classes, those for one class are kept.
    """

    series: str = ""
    draw: str = ""
    roll: str = ""

    def replaces(self, old: Origin) -> bool:
        """Say whether what was made from `old` is out of date where there is something that was made from this."""
        is_other_class = self.roll and old.roll and self.roll != old.roll
        return bool(self.series) and self.series == old.series and (self.draw != old.draw or bool(is_other_class))


class Made(NamedTuple):
    """A file that quizgen made: the digest of its bytes, and what it was made from."""

    digest: str
    origin: Origin


class InTheWayError(Exception):
    """Files that are not replaced unasked, as somebody made or changed them; `lines` say for each which and why."""

    def __init__(self, reasons: Mapping[Path, str]) -> None:
        self.lines = [f"{path}: {reason}" for path, reason in reasons.items()]
        super().__init__("; ".join(self.lines))


class Record:
    """A folder's record, and the files that are to come there, each by its name: where it lies now, and its origin."""

    def __init__(self, folder: Path, coming: Mapping[str, tuple[Path, Origin]]) -> None:
        self.folder, self.path = folder, folder / MANIFEST
        self._coming = {name: Made(_digest(aside), origin) for name, (aside, origin) in coming.items()}

    def in_the_way(self) -> dict[Path, str]:
        """Return the files that somebody made or changed and that would be lost, with why."""
        made = _read(self.path)
        reasons = {}
        for name, new in self._coming.items():
            there = _digest(self.folder / name)
            if there and there not in (new.digest, made[name].digest if name in made else ""):
                reasons[self.folder / name] = _CHANGED if name in made else _FOREIGN
        for name in self._outdated(made):
            if _digest(self.folder / name) not in ("", made[name].digest):
                reasons[self.folder / name] = _OUTDATED
        return reasons

    def keep(self, aside: Path) -> list[Path]:
        """Take down what came, by way of a file `aside`, and remove what is out of date; return what was removed."""
        with _alone(self.folder):
            made = _read(self.path)
            outdated = self._outdated(made)
            removed = [self.folder / name for name in outdated if _digest(self.folder / name)]
            for path in removed:
                path.unlink()
            kept = {name: one for name, one in made.items() if name not in outdated} | self._coming
            entries = {name: {"digest": kept[name].digest, **kept[name].origin._asdict()} for name in sorted(kept)}
            aside.write_text(json.dumps({"made": entries}, ensure_ascii=False, indent=1) + "\n", "utf-8")
            aside.replace(self.path)
        return removed

    def _outdated(self, made: Mapping[str, Made]) -> list[str]:
        """Return the files of the same series that were made from another draw, or for another class."""
        origins = {new.origin for new in self._coming.values()}
        left = [name for name in made if name not in self._coming]
        return [name for name in left if any(new.replaces(made[name].origin) for new in origins)]


def _read(path: Path) -> dict[str, Made]:
    """Return a record by the names of the files; where it is damaged, nothing is known to be quizgen's."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        entries = json.loads(path.read_text("utf-8"))["made"]
        if all(isinstance(value, str) for entry in entries.values() for value in entry.values()):
            made = {name: Made(entry.pop("digest"), Origin(**entry)) for name, entry in entries.items()}
            return {name: one for name, one in made.items() if os.path.basename(name) == name}  # noqa: PTH119  a name
    return {}


def _digest(path: Path) -> str:
    """Return the digest of a file's bytes; nothing where there is no file but a link, a folder or nothing at all."""
    if path.is_symlink() or not path.is_file():
        return ""
    return sha256(path.read_bytes()).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other process change the folder's record meanwhile, where the system can tell."""
    opened = None
    with suppress(ModuleNotFoundError, OSError, AttributeError):
        import fcntl  # noqa: PLC0415  Windows has none

        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(opened, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if opened is not None:
            os.close(opened)
