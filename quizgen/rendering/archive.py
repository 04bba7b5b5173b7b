"""Zip archives that are the same bytes on each system and at each moment.

Loaded only when one is written: a package, a DOCX, an XLSX.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The earliest moment that a zip archive knows. Whatever is in one is dated so.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
#: The system that wrote an archive, which zipfile takes from the machine, and the permissions of a file there.
_UNIX, _MODE = 3, 0o644


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of `files`, each under its name, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system, member.external_attr = _UNIX, _MODE << 16
            archive.writestr(member, data)
    return out.getvalue()
