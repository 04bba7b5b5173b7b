"""Pictures of a foreign file -> files in a library's folder for pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quizgen.importing.markup import without_unseen
from quizgen.importing.records import Item, LeftOut, Loss, Picture, Remark
from quizgen.language.characters import composed
from quizgen.reading.pictures import MOST_OF_PICTURE, PictureError, kind_of_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SUFFIXES = {"png": (".png",), "jpg": (".jpg", ".jpeg"), "svg": (".svg",)}
_LONGEST_NAME = 80
_ASK_FOR_ALT = Remark(
    "picture without words", "The picture lacks 'alt': what it shows, in words, for those who cannot see it."
)


def with_picture(item: Item | LeftOut, find: Callable[[str], bytes | None]) -> Item | LeftOut:
    """Return an item with the bytes of its picture, where `find` gives them for its name."""
    if isinstance(item, LeftOut) or item.picture is None or item.picture.data:
        return item
    name = item.picture.name
    data = find(name) or find(unquote(name)) or b""
    return item._replace(picture=item.picture._replace(data=data if len(data) <= MOST_OF_PICTURE else b""))


def beside(path: Path) -> Callable[[str], bytes | None]:
    """Return what finds a picture in the folder of the file at `path`, or in one within it, by its relative name."""
    folder = path.parent.resolve()

    def find(name: str) -> bytes | None:
        try:
            place = (folder / name).resolve()
            if place.is_relative_to(folder) and place.is_file() and place.stat().st_size <= MOST_OF_PICTURE:
                return place.read_bytes()
        except (OSError, ValueError):  # an address, or no name that a file may have
            pass
        return None

    return find


def placed(items: Iterable[Item], folder: Path | None) -> tuple[tuple[Item, ...], dict[Path, bytes]]:
    """Return items whose pictures have names of files in `folder`, and the files to be made there.

    Each name is free, or that of the same picture. What is no picture that a library may have stays a loss, and so does
    every picture without a folder.
    """
    files: dict[Path, bytes] = {}
    found = []
    for item in items:
        if item.picture is None:
            found.append(item)
        elif folder is None or not item.picture.data:
            found.append(item._replace(picture=None))
        else:
            found.append(_placed(item, item.picture, folder, files))
    return tuple(found), {path: data for path, data in files.items() if not path.exists()}


def _placed(item: Item, picture: Picture, folder: Path, files: dict[Path, bytes]) -> Item:
    others = list(item.losses)
    others.remove(picture.loss)  # and no second one, of a picture in the answer
    try:
        kind = kind_of_picture(picture.data)
    except PictureError as error:
        return item._replace(picture=None, losses=(*others, Loss("picture", f"{picture.loss.detail} ({error})")))
    path = _free(folder, _name(picture.name, kind), picture.data, files)
    files[path] = picture.data
    remarks = item.remarks if picture.alt else (*item.remarks, _ASK_FOR_ALT)
    return item._replace(picture=picture._replace(name=path.name), losses=tuple(others), remarks=remarks)


def _name(name: str, kind: str) -> str:
    """Return the name of a file as every system takes it, with the ending of its kind."""
    own = Path(composed(without_unseen(unquote(name))).replace("\\", "/")).name
    stem, suffix = Path(own).stem, Path(own).suffix.lower()
    stem = re.sub(r"[^\w-]+", "-", stem).strip("-_")[:_LONGEST_NAME] or "picture"
    return f"{stem}{suffix if suffix in _SUFFIXES[kind] else _SUFFIXES[kind][0]}"


def _free(folder: Path, name: str, data: bytes, files: dict[Path, bytes]) -> Path:
    """Return a path for a picture where no other stands."""
    path, number = folder / name, 1
    while not _has(path, data, files):
        number += 1
        path = (folder / name).with_stem(f"{Path(name).stem}-{number}")
    return path


def _has(path: Path, data: bytes, files: dict[Path, bytes]) -> bool:
    """Say whether nothing but this picture stands at a path, or is to stand there."""
    if path in files:
        return files[path] == data
    if any(other.name.casefold() == path.name.casefold() for other in files):
        return False
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return True
    except OSError:
        return False
