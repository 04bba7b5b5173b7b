"""Templates and data -> PDF, with Typst inside: nothing of the system is read, and a warning is an error."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_UNKNOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
#: All PDFs are made at this moment, in seconds since 1970-01-01 UTC, so that the same sheet is the same bytes.
_MOMENT = 0


class UnprintableError(Exception):
    """Characters that no font of the sheet has; `characters` are all of them, as they stand in the data."""

    def __init__(self, characters: Sequence[str]) -> None:
        super().__init__("no font has " + " ".join(characters))
        self.characters = tuple(characters)


class Press:
    """Prints documents with one compiler, which remembers fonts and layouts. Its root is an empty folder of its own."""

    def __init__(self, fonts: Sequence[Path] = ()) -> None:
        """Take further fonts from these files or folders, beside those that Typst brings along."""
        self._folder = TemporaryDirectory(prefix="quizgen-sheet-")
        self._compiler = typst.Compiler(
            root=self._folder.name,
            font_paths=[str(path) for path in fonts],
            ignore_system_fonts=True,
            package_path=self._folder.name,
            package_cache_path=self._folder.name,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def pdf(self, templates: Sequence[str], data: dict[str, Any]) -> bytes:
        """Return a PDF/UA-1 of `data` through templates, one after another. Raises UnprintableError."""
        source = "\n".join(_template(name) for name in templates).encode()
        try:
            made, warnings = self._compiler.compile_with_warnings(
                source,
                format="pdf",
                sys_inputs={"data": json.dumps(data)},
                pdf_standards="ua-1",
                timestamp=_MOMENT,
            )
        except typst.TypstError as error:
            unknown = dict.fromkeys(_UNKNOWN.findall(error.diagnostic))
            if unknown:
                raise UnprintableError(tuple(unknown)) from None
            raise
        assert not warnings, warnings
        assert isinstance(made, bytes)
        return made


def _template(name: str) -> str:
    return files("quizgen.rendering.sheets").joinpath("templates", f"{name}.typ").read_text("utf-8")
