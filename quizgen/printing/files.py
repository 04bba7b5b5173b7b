"""Documents -> files: printed one after another, or in several processes at once."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from hashlib import sha256
from itertools import chain, islice
from signal import SIG_IGN, SIGINT, signal
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.printing.errors import KilledError
from quizgen.rendering.files import Edition, naming
from quizgen.rendering.manifest import Origin
from quizgen.rendering.sheets.unprintable import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quizgen.domain.progress import Progress
    from quizgen.printing.content import PrintSettings
    from quizgen.rendering.sheets.layout import Layout
    from quizgen.rendering.sheets.press import Press

#: So many documents a process are made ready for printing; more would only fill the memory.
_WAITING = 4


class Document(NamedTuple):
    """A file to write: its path, and what makes it. `make` is given a press and `what`, and returns the bytes.

    `origin` says what it was made from, for the record that is kept beside it.
    """

    path: Path
    make: Callable[..., bytes]
    what: tuple[Any, ...]
    origin: Origin = Origin()


def digest(value: object) -> str:
    """Return a digest of what a paper was drawn to hold: of a value that says by its `repr` all that it is."""
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def write_documents(  # noqa: PLR0913  each is another matter
    documents: Iterable[Document],
    total: int,
    settings: PrintSettings,
    progress: Progress,
    texts: Mapping[Layout, Iterable[str]] = MappingProxyType({}),
    *,
    edition: Edition | None = None,
) -> list[Path]:
    """Write so many documents and return their paths; the settings' `tell` is given each path when its file is there.

    They take their places together when all are made, or with all of the `edition`. `texts` are what stands on them
    in each layout and is not the library's, such as pupils' names.
    Raises RefusedError with all that paper refuses, KilledError, FontError, OSError and, where a file would replace
    one that somebody made or changed, InTheWayError; then none takes its place.
    """
    paths = []
    refused = []
    with nullcontext(edition) if edition else open_edition(settings) as places:
        waiting = ((document, places.place(document.path, document.origin)) for document in documents)
        with closing(_outcomes(waiting, settings, texts)) as outcomes:
            for done, outcome in enumerate(outcomes, 1):
                progress("printing", done, total)
                if isinstance(outcome, RefusedError):
                    refused.append(outcome)
                else:
                    paths.append(outcome)
                    places.then(partial(settings.tell, outcome))
        if refused:
            characters, ids = (error.characters for error in refused), (error.ids for error in refused)
            raise RefusedError(chain(*characters), chain(*ids))
    return paths


@contextmanager
def open_edition(settings: PrintSettings) -> Iterator[Edition]:
    """Give an edition for files that are printed by these settings, and tell what went in exchange for them."""
    with Edition(force=settings.force) as edition:
        edition.then(lambda: [*map(settings.tell_removed, edition.removed)])
        yield edition


def _outcomes(
    documents: Iterator[tuple[Document, Path]], settings: PrintSettings, texts: Mapping[Layout, Iterable[str]]
) -> Generator[Path | RefusedError]:
    """Write each document to the path beside it; yield its own path, or what paper refuses of it."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  Typst is loaded only where something is printed

    press = Press(settings.fonts)
    for layout, some in texts.items():
        press.check(some, layout)  # or much would be printed before a name is refused
    if settings.jobs == 1:
        for document, aside in documents:
            yield _write(press, document, aside)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  slow, and a single process needs neither
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  as above
    from multiprocessing import get_context  # noqa: PLC0415  as above

    context = get_context("spawn")
    try:
        with ProcessPoolExecutor(settings.jobs, context, initializer=_begin, initargs=(settings.fonts,)) as pool:
            while batch := list(islice(documents, settings.jobs * _WAITING)):
                yield from pool.map(_write_with_own_press, *zip(*batch, strict=True))
    except BrokenProcessPool:
        raise KilledError from None


def _write(press: Press, document: Document, aside: Path) -> Path | RefusedError:
    try:
        data = document.make(press, *document.what)
    except RefusedError as error:
        return error
    with naming(document.path):
        aside.write_bytes(data)
    return document.path


_own_press: Sequence[Press] = ()


def _begin(fonts: tuple[Path, ...]) -> None:
    """Begin a process that prints: its press is made once, and it ends when its parent does, however that ends."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  as above

    global _own_press  # noqa: PLW0603  what a process keeps between its documents has no other place
    signal(SIGINT, SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the parent says what comes of it
    Thread(target=_end_with_parent, daemon=True).start()
    _own_press = (Press(fonts),)


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415  as above

    parent = parent_process()
    assert parent is not None, "only a process that was started for printing calls this"
    parent.join()
    os._exit(1)


def _write_with_own_press(document: Document, aside: Path) -> Path | RefusedError:
    return _write(_own_press[0], document, aside)
