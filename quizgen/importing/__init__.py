"""Files of other programs -> drafts in the inbox of a library: bytes, then plain records, then YAML.

Each format is one module with a function `read`, which gives the same plain records, and one record in `FORMATS`.
"""

from __future__ import annotations

import stat
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import Problem
from quizgen.importing import (
    aiken,
    anki_package,
    anki_text,
    gift,
    markdown,
    moodle,
    quizlet,
    spreadsheet,
    tables,
)
from quizgen.importing.facts import inbox_text, topic_id
from quizgen.importing.kinds import settled
from quizgen.importing.pictures import beside, placed, with_picture
from quizgen.importing.records import RULE, Contents, ForeignFile, Format, Item, LeftOut
from quizgen.reading.layout import MAX_BYTES
from quizgen.reading.table import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: All formats; where the name of a file does not tell, the first whose look a text has.
FORMATS = {
    one.id: one
    for one in (
        Format("anki", "Anki package", (".apkg", ".colpkg"), anki_package.read, is_text=False, unit="note"),
        Format("anki-text", "Anki text", (), anki_text.read, looks_like=anki_text.looks_like),
        Format("xlsx", "XLSX", (".xlsx", ".xlsm"), spreadsheet.read, is_text=False, unit="row"),
        Format("moodle", "Moodle XML", (".xml",), moodle.read, looks_like=lambda text: "<quiz" in text[:2000]),
        Format("aiken", "Aiken", (".aiken",), aiken.read, looks_like=aiken.looks_like),
        Format("gift", "GIFT", (".gift",), gift.read, looks_like=gift.looks_like),
        Format("markdown", "Markdown", (".md", ".markdown"), markdown.read, looks_like=markdown.looks_like),
        Format("quizlet", "Quizlet", (".tsv",), quizlet.read, looks_like=quizlet.looks_like),
        Format("csv", "CSV", (".csv",), tables.read),
    )
}
#: Files that people have questions in and that are not read, with what to do.
_OTHER_PROGRAMS = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), "save the sheet as .xlsx or as CSV UTF-8"),
    **dict.fromkeys(
        (".docx", ".doc", ".odt", ".rtf", ".pages", ".pdf"),
        "save it as text (.txt, UTF-8), with questions and answers as in 'Q: ...' and 'A: ...'",
    ),
    **dict.fromkeys((".pptx", ".ppt", ".odp"), "copy its questions into a text, as in 'Q: ...' and 'A: ...'"),
    ".mbz": "export the question bank of the course as Moodle XML",
}
_NOT_UTF_8 = "not UTF-8; save the file with the encoding UTF-8 and try again"


class Inbox(NamedTuple):
    """The text of an inbox file, what it was made of, and the pictures to be put beside it, by their paths.

    There is no text where there are `problems` with the file.
    """

    text: str
    form: Format | None
    contents: Contents
    pictures: Mapping[Path, bytes] = {}

    @property
    def losses(self) -> Counter[str]:
        """Return how often something of a sort did not come along."""
        return Counter(loss.noun for item in self.contents.items for loss in dict.fromkeys(item.losses))

    @property
    def remarks(self) -> Counter[str]:
        """Return how often something of a sort is to be looked at."""
        return Counter(remark.noun for item in self.contents.items for remark in dict.fromkeys(item.remarks))

    @property
    def left_out(self) -> Counter[str]:
        """Return how many items of a sort were left out."""
        return Counter(left.noun for left in self.contents.left_out)


def import_file(
    path: Path, form: str | None, name: str, head: tuple[str, ...] = (), media: Path | None = None
) -> Inbox:
    """Return the drafts that the file at `path` makes, as the text of a topic called `name`.

    `form` is the id of its format, or None where it is to be found out. `head` are comments at the top. `media`
    is the folder for its pictures; without one they do not come along. Raises OSError.
    """
    file, found = _opened(path, form)
    if isinstance(file, Problem):
        return Inbox("", found, Contents(problems=(file,)))
    assert found is not None, "what was opened has a format"
    contents = found.read(file)
    if contents.problems:
        return Inbox("", found, contents._replace(problems=tuple(sorted(contents.problems))))
    found_pictures = (with_picture(item, beside(path)) for item in contents.items)
    items, pictures = placed((item for item in found_pictures if isinstance(item, Item)), media)
    asked = tuple(settled(item) for item in items if item.prompt or item.says or item.picture)
    left_out = (
        *contents.left_out,
        *(_unasked(item) for item in items if not (item.prompt or item.says or item.picture)),
    )
    contents = contents._replace(items=asked, left_out=left_out)
    if not contents.items:
        left = "; ".join(
            f"{number} × {noun}" for noun, number in Counter(left.noun for left in contents.left_out).items()
        )
        return Inbox("", found, file.refused(1, f"nothing in it makes a fact{f' ({left})' if left else ''}"))
    told = (
        f"Drafts made of {path.name} ({found.name}). When one is right, delete its line 'draft: true'. "
        "The title stands on cards: write a better one than the file's name."
    )
    text = inbox_text(contents, topic_id(name), name[:100], (*head, told), found.unit)
    if len(text.encode()) > MAX_BYTES:
        return Inbox(
            "", found, file.refused(1, f"its drafts take more than {MAX_BYTES // 1_000_000} MB; import it in parts")
        )
    return Inbox(text, found, contents, pictures)


def _unasked(item: Item) -> LeftOut:
    """Return what an item is whose question was a picture that is not to be had."""
    return LeftOut(item.line, "wordless question", "; ".join((item.answer, *(" ".join(loss) for loss in item.losses))))


def _opened(path: Path, form: str | None) -> tuple[ForeignFile | Problem, Format | None]:
    """Return a file and its format, or the problem with it. Raises OSError."""
    file = ForeignFile(path)
    if not stat.S_ISREG(path.stat().st_mode):
        return file.problem(1, "this is no ordinary file"), None
    suffix = path.suffix.lower()
    if form is None and suffix in _OTHER_PROGRAMS:
        return file.problem(1, f"no {suffix} file is read; {_OTHER_PROGRAMS[suffix]}"), None
    found = FORMATS[form] if form else next((one for one in FORMATS.values() if suffix in one.suffixes), None)
    if found is not None and not found.is_text:
        return file, found
    text = _text(file, _NOT_UTF_8 if found is not FORMATS["csv"] else "")
    if isinstance(text, Problem):
        return text, found
    # Whatever its name, a text that begins with Anki's heads was made for Anki.
    if form is None and (found is None or anki_text.looks_like(text)):
        found = next((one for one in FORMATS.values() if one.looks_like(text)), None)
    if found is None:
        return file.problem(1, f"its format is not known; say it with --as ({', '.join(FORMATS)})"), None
    return file._replace(text=text), found


def _text(file: ForeignFile, not_utf_8: str) -> str | Problem:
    """Return the text of a file, or the problem with it; `not_utf_8` is told of another encoding. Raises OSError."""
    size = file.path.stat().st_size
    if size > MAX_BYTES:
        return file.problem(1, f"{size / 1e6:.0f} MB; at most {MAX_BYTES // 1_000_000} MB are read, so split it")
    text = decoded(file.path.read_bytes(), str(file.path), RULE)
    if isinstance(text, Problem):
        return text._replace(message=not_utf_8 or text.message)
    return file.problem(1, "this is no text; say with --as which format it has") if "\0" in text else text
