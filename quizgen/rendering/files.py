"""Writing files so that they are there whole or not at all, and those that belong together all at once."""

from __future__ import annotations

import errno
import os
import signal
import stat
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

    from quizgen.rendering.manifest import Origin, Record

#: What the names of folders for unfinished files begin and end with.
_BEGIN, _END = ".quizgen-", ".part"
_PLACE = "choose another place, or change who may write there"
#: What can be done about an error of the file system.
_ADVICE = {
    errno.ENOSPC: "make room there, or choose another place",
    errno.EDQUOT: "make room there, or choose another place",
    errno.EFBIG: "choose another place, where larger files may be written",
    errno.EROFS: "choose another place",
    errno.EACCES: _PLACE,
    errno.EPERM: _PLACE,
    errno.EISDIR: "move the folder away, or choose another name",
    errno.ENOTDIR: "a file stands where a folder should be; move it away, or choose another place",
    errno.ELOOP: "mend the link, or choose another place",
    errno.ENOENT: "a link on the way leads nowhere; mend it, or choose another place",
    errno.ENAMETOOLONG: "choose a shorter name",
}


class _Place(NamedTuple):
    """Where an unfinished file lies, where it is to stand, and whether what is there stays and is written into.

    `origin` says what it was made from; it is None where no record is kept of it.
    """

    aside: Path
    path: Path
    is_written_into: bool
    origin: Origin | None


class Edition:
    """Files that take their places together, in the order in which they were asked for, when all of them are made.

    Where anything is raised before, none does, and no folder has been made. A file that was there is replaced and its
    permissions stay; a link by that name is replaced too, and what it leads to is left alone. A pipe, or anything else
    that is there and no file, stays and is written into.
    Of files with an origin a record is kept in their folder. By that record none replaces a file that somebody made or
    changed, unless by `force`: this raises InTheWayError, and none takes its place. `removed` are the files of the same
    series that were made from another draw, and that went in exchange.
    """

    def __init__(self, *, force: bool = False) -> None:
        self.removed: list[Path] = []
        self._force = force
        self._opened = ExitStack()
        self._folders: dict[Path, Path] = {}
        self._places: list[_Place] = []
        self._after: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._opened:
            if kind is None:
                self._put_in_place()
        if kind is None:
            for act in self._after:
                act()

    def then(self, act: Callable[[], object]) -> None:
        """Call `act` when all files are in their places."""
        self._after.append(act)

    def place(self, path: Path, origin: Origin | None = None) -> Path:
        """Return a path to write to what is to stand at `path`. Raises OSError that names `path`."""
        with naming(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            from tempfile import gettempdir  # noqa: PLC0415  what writes nothing need not load it

            into = is_written_into(path)
            parent = Path(gettempdir()) if into else path.parent
            if parent not in self._folders:
                self._folders[parent] = self._opened.enter_context(_private_folder(_nearest_folder(parent)))
        aside = self._folders[parent] / path.name
        self._places.append(_Place(aside, path, into, origin))
        return aside

    @contextmanager
    def write(self, path: Path, origin: Origin | None = None) -> Iterator[Path]:
        """Give what `place` returns; an OSError that is raised while it is written to names `path`."""
        aside = self.place(path, origin)
        with naming(path):
            yield aside

    def _records(self) -> list[Record]:
        """Return the records of all folders with files that have an origin. Raises InTheWayError."""
        coming: dict[Path, dict[str, tuple[Path, Origin]]] = {}
        for place in self._places:
            if place.origin is not None and not place.is_written_into:
                coming.setdefault(place.path.parent, {})[place.path.name] = place.aside, place.origin
        if not coming:
            return []
        from quizgen.rendering.manifest import InTheWayError, Record  # noqa: PLC0415  as above

        records = [Record(folder, files) for folder, files in coming.items()]
        reasons = {path: reason for record in records for path, reason in record.in_the_way().items()}
        if reasons and not self._force:
            raise InTheWayError(reasons)
        return records

    def _put_in_place(self) -> None:
        files = [place for place in self._places if not place.is_written_into]
        records = self._records()
        for place in files:  # what can fail comes first
            with naming(place.path):
                place.path.parent.mkdir(parents=True, exist_ok=True)
                if place.path.is_file() and not place.path.is_symlink():
                    place.aside.chmod(place.path.stat().st_mode & 0o777)
        with _undisturbed():
            for place in files:
                with naming(place.path):
                    place.aside.replace(place.path)
            for record in records:
                with naming(record.path):
                    self.removed += record.keep(self._folders[record.folder] / record.path.name)
        from shutil import copyfileobj  # noqa: PLC0415  as above

        for place in self._places:  # whoever reads a pipe may keep us waiting
            if place.is_written_into:
                with naming(place.path), place.aside.open("rb") as source, place.path.open("wb") as target:
                    copyfileobj(source, target)


@contextmanager
def write_aside(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put the file into its place when all went well. Raises OSError that names `path`."""
    with Edition() as edition, edition.write(path) as aside:
        yield aside


#: Gives a path to write to for the path of a file: `write_aside`, or `write` of an edition.
Writer: TypeAlias = "Callable[[Path], AbstractContextManager[Path]]"


def write_whole(path: Path, text: str, write: Writer = write_aside) -> None:
    """Write `text` as UTF-8 to `path`. Raises OSError."""
    with write(path) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an OSError say which file could not be written, why, and what can be done."""
    try:
        yield
    except OSError as error:
        number = error.errno or 0
        advice = f"; {_ADVICE[number]}" if number in _ADVICE else ""
        raise OSError(number, f"{error.strerror or error}{advice}", str(path)) from error


def is_written_into(path: Path) -> bool:
    """Say whether there is something at `path` that is no file of the user's: a pipe, a device, /dev/stdout."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    parent = os.path.realpath(path.parent)
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or parent == "/dev" or parent.startswith("/proc/")


def _nearest_folder(path: Path) -> Path:
    """Return the folder at `path`, or the nearest above it that is there. Raises OSError where it is no folder."""
    while not os.path.lexists(path):
        path = path.parent
    if not stat.S_ISDIR(path.stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return path


@contextmanager
def _private_folder(parent: Path) -> Iterator[Path]:
    """Give a new folder in `parent` for this process alone, which goes at the end. Raises OSError.

    Those that killed processes of this user have left there go too: each is locked as long as its owner lives.
    """
    from shutil import rmtree  # noqa: PLC0415  as above
    from tempfile import mkdtemp  # noqa: PLC0415  as above

    for left in parent.glob(f"{_BEGIN}*{_END}"):
        with suppress(OSError), _locked(left):
            rmtree(left)
    with ExitStack() as lock:
        folder = None
        while folder is None or not folder.exists():
            folder = Path(mkdtemp(_END, _BEGIN, parent))
            try:
                lock.enter_context(_locked(folder))
            except (BlockingIOError, FileNotFoundError):  # another process has taken it for one that was left
                folder = None
            except OSError:  # no folder can be locked here, so none is taken for one that was left
                break
        try:
            yield folder
        finally:
            rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder of this user. Raises OSError where another has it, or where there are no locks."""
    try:
        import fcntl  # noqa: PLC0415  Windows has none
    except ModuleNotFoundError:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP)) from None
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(opened).st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that would end the program wait until the end of a few quick steps."""
    came: list[int] = []
    before = {}
    if current_thread() is main_thread():  # no other is interrupted, and no other may ask for it
        numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]  # Windows has no SIGHUP
        for number in numbers:
            if number is not None and signal.getsignal(number) not in (None, signal.SIG_IGN):
                before[number] = signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in came:
        signal.raise_signal(number)
