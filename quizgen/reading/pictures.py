"""Files of pictures -> what kind they are, or why they cannot be used: found out before anything is printed."""

from __future__ import annotations

import re
import stat
import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

#: The largest file that is taken, in bytes, of a logo, which is a part of every copy, and of a picture of a fact.
MOST_OF_LOGO, MOST_OF_PICTURE = 500_000, 2_000_000
#: What runs or loads something in a drawing: elements and attributes by their names, and what addresses begin with.
_ACTIVE = {"script", "foreignObject", "iframe", "audio", "video", "handler", "listener", "animate", "set"}
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import|expression\(", re.IGNORECASE)
_PNG, _JPEG, _SVG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", "{http://www.w3.org/2000/svg}svg"


class PictureError(ValueError):
    """A file that is no picture that can be used; the text says why, and what to do."""


def read_picture(path: Path, most_bytes: int = MOST_OF_LOGO) -> tuple[str, bytes]:
    """Return the kind of a picture of at most so many bytes, 'png', 'jpg' or 'svg', and its bytes. Raises PictureError.

    A drawing that runs something or loads something from elsewhere is refused.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PictureError("this is no ordinary file; name the file of a picture")
        if status.st_size > most_bytes:
            size, most = (f"{number // 1000} kB" for number in (status.st_size, most_bytes))
            raise PictureError(f"the file has {size}, and at most {most} are taken; make the picture smaller")
        data = path.read_bytes()
        return kind_of_picture(data), data
    except OSError as error:
        raise PictureError(
            f"the file cannot be read ({error.strerror or error}); correct its name, or put it there"
        ) from None


def kind_of_picture(data: bytes) -> str:
    """Return the kind of a picture, 'png', 'jpg' or 'svg'. Raises PictureError."""
    if data.startswith(_PNG):
        kind, is_whole = "png", _is_whole_png(data)
    elif data.startswith(_JPEG):
        kind, is_whole = "jpg", b"\xff\xd9" in data[-64:]
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        kind, is_whole = "svg", _is_svg(data)
    else:
        raise PictureError("the file is no PNG, JPEG or SVG; save the picture as one of these")
    if not is_whole:
        raise PictureError("the picture is broken; save it again")
    if kind == "svg" and (part := _active_part(data)):
        raise PictureError(f"the drawing has {part}, and nothing in it may run or load anything; save it without that")
    return kind


def _is_whole_png(data: bytes) -> bool:
    """Say whether all chunks of a PNG are there and as they were written (PNG specification, third edition, 5.3)."""
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 8 + length
        if end + 4 > len(data) or struct.unpack_from(">I", data, end) != (crc32(data[place + 4 : end]),):
            return False
        if data[place + 4 : place + 8] == b"IEND":
            return True
        place = end + 4
    return False


def _is_svg(data: bytes) -> bool:
    """Say whether this is a drawing; one with entities of its own is none, as they can be made to fill any memory."""
    try:
        return b"<!ENTITY" not in data and ET.fromstring(data).tag == _SVG  # noqa: S314  see above
    except ET.ParseError:
        return False


def _active_part(data: bytes) -> str:
    """Return what in a drawing runs something, or loads something from elsewhere; an empty text where nothing does."""
    if b"<?xml-stylesheet" in data:
        return "a style sheet of its own"
    for element in ET.fromstring(data).iter():  # noqa: S314  `_is_svg` has looked at it
        name = str(element.tag).rpartition("}")[2]
        if name in _ACTIVE:
            return f"'<{name}>'"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            return "a style that loads something"
        for attribute, value in element.attrib.items():
            key = attribute.rpartition("}")[2].lower()
            is_link = key in ("href", "src") and not value.startswith(("#", "data:image/png", "data:image/jpeg"))
            if key.startswith("on") or is_link or _OUTSIDE.search(value):
                return f"'{key}=\"{value:.40}\"'"
    return ""
