"""Compiles the catalogues of translated texts when the package is built: gettext reads only their binary form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "quizgen/language/catalogues"


class CatalogueHook(BuildHookInterface):
    """Adds a .mo file beside each .po file, and puts it into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Compile all catalogues. Raises OSError where one is no PO file."""
        for path in sorted(Path(self.root, CATALOGUES).glob("*.po")):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        build_data["artifacts"].append(f"{CATALOGUES}/*.mo")
