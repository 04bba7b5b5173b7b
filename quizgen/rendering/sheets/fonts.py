"""Which fonts there are, and how the font that a user names or brings along is found."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from quizgen.domain.words import hint

SERIF, SANS = "Libertinus Serif", "Atkinson Hyperlegible"
#: The fonts that are always there: three come with Typst, the sans with a package of its own.
FAMILIES = (SERIF, SANS, "New Computer Modern", "DejaVu Sans Mono")
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_SERIF = re.compile(r"(?<!sans )(?<!sans-)serif|roman|times|georgia|garamond|palatino|bookman|cambria", re.IGNORECASE)


class FontError(ValueError):
    """A font that cannot be used; the text is a whole sentence that says what can be done."""


class Font(NamedTuple):
    """A family by its name, and the folders that hold its files where it is not always there.

    A font that is found by its path has that path.
    """

    family: str
    folders: tuple[Path, ...] = ()
    path: Path | None = None

    @property
    def asked(self) -> str:
        """Return by what this font is found again."""
        return str(self.path or self.family)


def is_serif(font: str) -> bool:
    """Say by its name whether a font has serifs, so that where it is missing another font with serifs is taken."""
    return _SERIF.search(font) is not None


def sans_folder() -> Path:
    """Return the folder of the sans that is always there."""
    package = find_spec("fontpkg_atkinson_hyperlegible")
    assert package is not None, "quizgen depends on it"
    assert package.origin is not None, "it is a package with a file"
    return Path(package.origin).with_name("files")


def find_font(asked: str, folder: Path | None = None) -> Font:
    """Return the font that `asked` means: a family that is always there, a font file, or a folder of one family.

    Paths are seen from `folder`, or from the current one. A family that is none of these may be installed on this
    computer. With a font file the other files of its folder are used too, as its bold and italic lie there. Raises
    FontError.
    """
    known = next((family for family in FAMILIES if family.casefold() == asked.strip().casefold()), None)
    if known is not None:
        return Font(known)
    path = ((folder or Path()) / Path(asked).expanduser()).absolute()
    if path.is_dir():
        return Font(_only_family(path), (path,), path)
    if path.is_file():
        return Font(_family_of(path), (path.parent,), path)
    if installed := _installed(asked.strip().casefold()):
        return installed
    raise FontError(
        f"There is no font '{asked}'{hint(asked, FAMILIES) or '.'} There are {', '.join(FAMILIES)}; "
        f"or give a font file ({', '.join(SUFFIXES)}) or a folder with one family's files."
    )


def _installed(family: str) -> Font | None:
    """Return a family, named in small letters, that is installed on this computer."""
    from typst import Fonts  # noqa: PLC0415  as below

    found = [font for font in Fonts(include_embedded_fonts=False).fonts() if font.family.casefold() == family]
    folders = dict.fromkeys(Path(font.path).parent for font in found if font.path)
    return Font(found[0].family, tuple(folders)) if folders else None


def _only_family(folder: Path) -> str:
    families = sorted({family for family, _ in _fonts_in(folder)})
    if len(families) == 1:
        return families[0]
    if families:
        raise FontError(f"The folder {folder} holds several fonts ({', '.join(families)}); give the file of one.")
    raise FontError(f"The folder {folder} holds no font that can be used; give one with {', '.join(SUFFIXES)} files.")


def _family_of(file: Path) -> str:
    for family, path in _fonts_in(file.parent):
        if path is not None and path.samefile(file):
            return family
    raise FontError(f"{file} is no font that can be used; give a font file ({', '.join(SUFFIXES)}).")


def _fonts_in(folder: Path) -> list[tuple[str, Path | None]]:
    """Return family and file of every font in a folder."""
    from typst import Fonts  # noqa: PLC0415  only whoever brings a font along needs it here

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]).fonts()
    return [(font.family, Path(font.path) if font.path else None) for font in fonts]
