"""Documents -> files: printed one after another, or in several processes at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.rendering.files import written_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from quizgen.pipeline import Progress
    from quizgen.printing.content import PrintSettings
    from quizgen.rendering.sheets.press import Press

#: So many documents wait for a free process; more would only fill the memory.
_WAITING = 4


class Document(NamedTuple):
    """A file to be: where, and what makes it. `make` is given a press and `what`, and returns the bytes."""

    path: Path
    make: Callable[..., bytes]
    what: tuple[Any, ...]


def write_documents(
    documents: Iterable[Document], total: int, settings: PrintSettings, progress: Progress, texts: Iterable[str] = ()
) -> list[Path]:
    """Write so many documents and return their paths; each is told when it is there.

    `texts` stand on them and are not the library's, as pupils' names: where one can't be printed, nothing is written.
    Raises UnprintableError, FontError, TooLongError and OSError.
    """
    paths = []
    for path in _written(documents, settings, texts):
        paths.append(path)
        progress("printing", len(paths), total)
        settings.tell(path)
    return paths


def _written(documents: Iterable[Document], settings: PrintSettings, texts: Iterable[str]) -> Iterator[Path]:
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  Typst is loaded only where something is printed

    with Press(settings.fonts) as press:
        press.check(texts, settings.layout)  # or the copies before one that cannot be printed would stay
        if settings.jobs == 1:
            for document in documents:
                yield _write(press, document)
            return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  slow, and a single process needs neither
    from multiprocessing import get_context  # noqa: PLC0415  as above

    context = get_context("spawn")
    waiting = iter(documents)
    with ProcessPoolExecutor(settings.jobs, context, initializer=_begin, initargs=(settings.fonts,)) as pool:
        while batch := list(islice(waiting, settings.jobs * _WAITING)):
            yield from pool.map(_write_with_own, batch)


def _write(press: Press, document: Document) -> Path:
    made = document.make(press, *document.what)
    with written_aside(document.path) as aside:
        aside.write_bytes(made)
    return document.path


_own: Sequence[Press] = ()


def _begin(fonts: tuple[Path, ...]) -> None:
    """Begin a process that prints: its press is made once and lasts as long as it does."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  as above

    global _own  # noqa: PLW0603  what a process keeps between its documents has no other place
    _own = (Press(fonts),)


def _write_with_own(document: Document) -> Path:
    return _write(_own[0], document)
