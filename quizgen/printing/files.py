"""Documents -> files: printed one after another, or in several processes at once."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.rendering.files import write_aside
from quizgen.rendering.sheets.unprintable import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from quizgen.domain.progress import Progress
    from quizgen.printing.content import PrintSettings
    from quizgen.rendering.sheets.press import Press

#: So many documents a process are made ready for printing; more would only fill the memory.
_WAITING = 4


class Document(NamedTuple):
    """A file to write: its path, and what makes it. `make` is given a press and `what`, and returns the bytes."""

    path: Path
    make: Callable[..., bytes]
    what: tuple[Any, ...]


def write_documents(
    documents: Iterable[Document], total: int, settings: PrintSettings, progress: Progress, texts: Iterable[str] = ()
) -> list[Path]:
    """Write so many documents and return their paths; the settings' `tell` is given each path when its file is there.

    `texts` are what stands on them and is not the library's, such as pupils' names: where no font has a character of
    theirs, nothing is written.
    Raises RefusedError with all that paper refuses, when all other documents are there; FontError and OSError.
    """
    paths = []
    refused = []
    for done, outcome in enumerate(_outcomes(documents, settings, texts), 1):
        progress("printing", done, total)
        if isinstance(outcome, RefusedError):
            refused.append(outcome)
        else:
            paths.append(outcome)
            settings.tell(outcome)
    if refused:
        raise RefusedError(chain(*(error.characters for error in refused)), chain(*(error.ids for error in refused)))
    return paths


def _outcomes(
    documents: Iterable[Document], settings: PrintSettings, texts: Iterable[str]
) -> Iterator[Path | RefusedError]:
    """Write documents; yield the path of each, or what paper refuses of it."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  Typst is loaded only where something is printed

    with Press(settings.fonts) as press:
        press.check(texts, settings.layout)  # or the first copies would be written, and a later one refused
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
            yield from pool.map(_write_with_own_press, batch)


def _write(press: Press, document: Document) -> Path | RefusedError:
    try:
        data = document.make(press, *document.what)
    except RefusedError as error:
        return error
    with write_aside(document.path) as aside:
        aside.write_bytes(data)
    return document.path


_own_press: Sequence[Press] = ()


def _begin(fonts: tuple[Path, ...]) -> None:
    """Begin a process that prints: its press is made once and lasts as long as it does."""
    from quizgen.rendering.sheets.press import Press  # noqa: PLC0415  as above

    global _own_press  # noqa: PLW0603  what a process keeps between its documents has no other place
    _own_press = (Press(fonts),)


def _write_with_own_press(document: Document) -> Path | RefusedError:
    return _write(_own_press[0], document)
