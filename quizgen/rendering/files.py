"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The earliest moment that a zip archive knows. Whatever is in one is dated so: the same input is to be the same bytes.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@contextmanager
def write_aside(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to, and rename it into place when all went well. Raises OSError.

    The name is this process's own, so that two builds at once do not meet. Where `path` is a link,
    what it leads to is replaced. A pipe, or anything else that is there and no file, stays and is written into.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        with _write_into(path) as aside:
            yield aside
        return
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _write_into(path: Path) -> Iterator[Path]:
    """Give a path elsewhere to write to, and copy it into `path` when all went well. Raises OSError."""
    with TemporaryDirectory(prefix="quizgen-") as folder:
        aside = Path(folder, "aside")
        yield aside
        with aside.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`. Raises OSError."""
    with write_aside(path) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
