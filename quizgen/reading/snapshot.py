"""The snapshot of a library: its documents as they were read, so that the next start need not read them again.

It is used only where its key is the library's key of this moment: a hash of all that reading and
checking look at, which are the names and contents of the library's files, the ways of asking, the code of quizgen
that reads and checks them, and the versions of PyYAML and Python. Times and sizes say nothing, so it cannot go stale.

A snapshot that cannot be read, trusted or written is as good as none.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.machinery import PathFinder
from io import BytesIO
from pathlib import Path
from pickle import Unpickler, dumps
from typing import TYPE_CHECKING, NamedTuple

from quizgen import __version__
from quizgen.domain import answer, card, fact, library
from quizgen.reading.layout import DECKS, LOCK, MAX_BYTES, MAX_LOCK_BYTES, QUESTIONS, articles, pictures, yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.card import WayId
    from quizgen.domain.library import Documents

#: The most snapshots that are kept, each of another library; those written longest ago go first.
KEPT = 20
_PACKAGE = Path(__file__).parent.parent
#: All code that turns files into documents and problems; no other code of quizgen may be needed for it.
_CODE = (
    *("pipeline.py", "language/*.py", "language/families/*.txt", "domain/*.py", "reading/*.py", "checking/*.py"),
    "grading/*.py",  # what is graded as right is no wrong option
    *("asking/*.py", "asking/ways/*.py"),  # which cards are made decides whether one of those published is lost
)
#: Bytes that stand before the pickled documents.
_SEAL = 32
#: The classes of the parts of documents, by module and name.
_CLASSES = {
    (cls.__module__, cls.__qualname__): cls
    for module in (answer, card, fact, library)
    for cls in vars(module).values()
    if isinstance(cls, type)
}


class Fingerprint(NamedTuple):
    """The state of a library: a hash, and for every file and folder its inode and when it was last touched.

    The hash alone says which snapshot fits. The moments tell whether anything was touched between two
    keys, even where it was put back afterwards.
    """

    digest: bytes
    moments: tuple[tuple[int, int, int], ...]


def fingerprint(root: Path, ways: Iterable[WayId]) -> Fingerprint | None:
    """Return the key of the library at `root`, or None where a file cannot be read or is no ordinary file: a problem.

    `ways` are the ways of asking that a fact and the library may name.
    """
    moments = []
    lock = root / DECKS / LOCK
    try:
        digest = sha256(_code())
        digest.update(_frame("ways", " ".join(ways).encode()))
        for folder in (root / QUESTIONS, root / DECKS):
            moments.append(_moment(folder.stat()))
            files = [(path, MAX_BYTES) for path in (*yaml_files(folder), *pictures(folder))]
            if folder == lock.parent:
                files += [(path, MAX_BYTES) for path in articles(root)]
            if folder == lock.parent and (lock.exists() or lock.is_symlink()):
                files.append((lock, MAX_LOCK_BYTES))
            for path, limit in files:
                status = path.stat()
                if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
                    return None
                moments.append(_moment(status))
                digest.update(_frame(path.relative_to(root).as_posix(), path.read_bytes()))
    except OSError:
        return None
    return Fingerprint(digest.digest(), tuple(moments))


def _moment(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def _frame(name: str, data: bytes) -> bytes:
    """Return a name and a content as bytes that no other name and content give."""
    shown = os.fsencode(name)
    return b"%d %d %b%b" % (len(shown), len(data), shown, data)


@cache  # the code that this process has loaded does not change with the files
def _code() -> bytes:
    """Return a hash of all that turns files into documents and problems: versions and code."""
    digest = sha256(f"{__version__} {sys.version}".encode())
    yaml = PathFinder.find_spec("yaml")  # its first module names its version; importing it takes much longer
    ours = sorted(path for pattern in _CODE for path in _PACKAGE.glob(pattern))
    files = [*ours, *([Path(yaml.origin)] if yaml and yaml.origin else [])]
    for path in files:
        digest.update(_frame(str(path), path.read_bytes()))
    return digest.digest()


def path_of(root: Path, folder: Path) -> Path:
    """Return the path of the snapshot of the library at `root` in the folder of snapshots."""
    return folder / f"{sha256(os.fsencode(root.resolve())).hexdigest()[:32]}.snapshot"


def load(path: Path, key: Fingerprint) -> Documents | None:
    """Return the documents kept at `path`, or None where the file is missing, has another key or can't be trusted.

    Folder and file are opened without following a link and looked at when they are open, so that nobody can put
    something else in their place meanwhile.
    """
    try:
        with (
            _opened(path.parent, os.O_RDONLY | os.O_DIRECTORY) as folder,
            _opened(path.name, os.O_RDONLY | os.O_NONBLOCK, folder) as file,  # a pipe would keep us waiting
        ):
            data = memoryview(_content(file))
    except OSError:
        return None
    seal, pickled = data[:_SEAL], data[_SEAL:]
    if seal != _seal(key, pickled):
        return None
    documents: Documents = _Unpickler(BytesIO(pickled)).load()
    return documents


@contextmanager
def _opened(path: str | Path, flags: int, folder: int | None = None) -> Iterator[int]:
    """Open what is at `path`, in an opened `folder` where one is given, and no link; give its descriptor.

    Raises OSError, also where anybody but this user can have written it.
    """
    descriptor = os.open(path, flags | os.O_NOFOLLOW, 0o600, dir_fd=folder)
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.geteuid() or status.st_mode & 0o022:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        yield descriptor
    finally:
        os.close(descriptor)


def _content(descriptor: int) -> bytes:
    """Return what an opened file holds. Raises OSError where it is no ordinary file."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    with open(descriptor, "rb", closefd=False) as file:
        return file.read()


class _Unpickler(Unpickler):
    """Makes records of a library from bytes, and nothing else, whatever the bytes say."""

    def find_class(self, module: str, name: str) -> type:
        """Return a class by its name. Raises KeyError for a class that is no part of documents."""
        return _CLASSES[module, name]


def _seal(key: Fingerprint, pickled: bytes | memoryview) -> bytes:
    """Return the hash that stands before the pickled documents: it fits this key only, and these very bytes."""
    digest = sha256(key.digest)
    digest.update(pickled)
    return digest.digest()


def store(path: Path, key: Fingerprint, documents: Documents) -> None:
    """Keep `documents` at `path`, in the place of an earlier snapshot. If it cannot be written, nothing happens."""
    pickled = dumps(documents)
    aside = f"{path.name}.{os.urandom(4).hex()}"
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _opened(path.parent, os.O_RDONLY | os.O_DIRECTORY) as folder:
            try:
                with (
                    _opened(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, folder) as descriptor,
                    open(descriptor, "wb", closefd=False) as file,
                ):
                    file.write(_seal(key, pickled) + pickled)
                os.replace(aside, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(aside, dir_fd=folder)
                raise
            _forget_oldest(folder)


def _forget_oldest(folder: int) -> None:
    """Delete all but the latest snapshots, those that were left half-written too. Raises OSError."""
    names = [name for name in os.listdir(folder) if ".snapshot" in name]
    ages = {name: os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime_ns for name in names}
    for name in sorted(names, key=ages.__getitem__)[:-KEPT]:
        os.unlink(name, dir_fd=folder)
