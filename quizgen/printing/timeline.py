"""Timelines: a handout with what happened when, the same as an exercise, and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.printing.content import USUAL_SETTINGS
from quizgen.printing.errors import NothingToPrintError
from quizgen.printing.files import Document, digest, write_documents
from quizgen.rendering.manifest import Origin
from quizgen.rendering.sheets.timeline_pdf import exercise, letters_of, make_timeline, timeline_pdf
from quizgen.rendering.sheets.wording import exercise_key_title

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.printing.content import Content, PrintSettings


def print_timeline(content: Content, settings: PrintSettings = USUAL_SETTINGS, *, with_key: bool = True) -> list[Path]:
    """Print a handout, an exercise and its key, if that is wanted; return the paths of the files.

    Raises NothingToPrintError where no fact has a date and a label, and what `write_documents` raises.
    """
    documents = _documents(content, settings)
    if not with_key:
        del documents[-1]
    texts = {settings.layout: (content.title, content.seed)}
    return write_documents(documents, len(documents), settings, content.library.progress, texts)


def _documents(content: Content, settings: PrintSettings) -> list[Document]:
    """Return the handout, the exercise and the key."""
    whole = make_timeline(content.library.kb, content.facts, content.title)
    if not whole.events:
        raise NothingToPrintError
    seed, layout = content.seed, settings.layout
    key = whole._replace(title=exercise_key_title(whole, seed))
    contents = {
        "timeline": (whole, layout),
        "timeline-exercise": (exercise(whole, seed), layout),
        "timeline-key": (key, layout, letters_of(whole, seed)),
    }
    series = settings.series(content)
    origin = Origin(f"{series}-timeline", digest(whole.events))
    return [
        Document(settings.out / f"{series}-{name}.pdf", timeline_pdf, what, origin) for name, what in contents.items()
    ]
