"""Who gets which copy: variants by letter, pupils by name from a CSV file, and the names of the files."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: A name that fits on its line.
LONGEST_NAME = 80


class Copy(NamedTuple):
    """One copy of a sheet: the variant that is on it, the pupil's name, and what its files' names end in.

    `shared` says that the variant is meant for others too.
    """

    label: str
    name: str = ""
    suffix: str = ""
    shared: bool = False


def letters(number: int) -> str:
    """Return the label of a variant, counted from 0: A to Z, then AA, AB and so on."""
    label = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        label = chr(ord("A") + place) + label
    return label


def plain_copies(variants: int) -> list[Copy]:
    """Return a copy of each variant; a single one has no letter."""
    if variants == 1:
        return [Copy("")]
    return [Copy(letters(number), suffix=f"-{letters(number)}") for number in range(variants)]


def named_copies(names: Sequence[str], variants: int | None) -> list[Copy]:
    """Return a copy for each name, in turn of so many variants, or each with a variant of its own."""
    width = len(str(len(names)))
    shared = variants is not None
    return [
        Copy(letters(place % (variants or len(names))), name, f"-{place + 1:0{width}}{_file_name(name)}", shared)
        for place, name in enumerate(names)
    ]


def _file_name(name: str) -> str:
    """Return what of a name can stand in the name of a file anywhere, with a hyphen before it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall("[a-z0-9]+", plain))[:40]
    return f"-{found}" if found else ""


def read_names(path: Path) -> list[tuple[int, str]]:
    """Return the pupils' names from a CSV file, each with its line: the column 'name', or the only one.

    Raises click.ClickException with a sentence for each row that cannot be used, all of them at once.
    """
    rows = list(_rows(path))
    column = 0
    if rows and "name" in (head := [cell.strip().lower() for cell in rows[0][1]]):
        column = head.index("name")
        rows = rows[1:]
    elif rows and len(rows[0][1]) > 1:
        raise click.ClickException(f"{path}:{rows[0][0]}: several columns; head the one with the names 'name'")
    names, problems = [], []
    for line, row in rows:
        name = " ".join(row[column].split()) if len(row) > column else ""
        if not any(cell.strip() for cell in row):
            continue
        if not name:
            problems.append(f"{path}:{line}: no name in column {column + 1}")
        elif len(name) > LONGEST_NAME:
            problems.append(f"{path}:{line}: {len(name)} characters; a name has {LONGEST_NAME} at most")
        elif bad := next((one for one in name if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn")), ""):
            problems.append(f"{path}:{line}: the character U+{ord(bad):04X} cannot be printed; delete it")
        names.append((line, name))
    if not problems and not names:
        problems.append(f"{path}: no name in it; write one a line")
    if problems:
        raise click.ClickException("\n".join(problems))
    return names


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file with their lines. A semicolon or a tab parts columns where the first row has one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.ClickException(f"{path}:{line}: not UTF-8; save the file as 'CSV UTF-8' and try again") from None
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    first = text.partition("\n")[0]
    parted = next((mark for mark in ("\t", ";") if mark in first and "," not in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)
    start = 1
    try:
        for row in reader:
            yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise click.ClickException(f"{path}:{start}: {error}") from None
