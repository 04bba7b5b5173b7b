"""Checked questions, with their claimants and sources, -> the files of other programs that teach.

Each home is one module over the closed shapes of question, with a function that says what it refuses and one that
renders the rest, and one record in `HOMES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.class_test import Frame
from quizgen.exporting import anki_text, blooket, games, gift, gimkit, h5p, kahoot, moodle, qti, quizlet, table, web
from quizgen.exporting.home import Bank, Home
from quizgen.exporting.item import items_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

HOMES = {
    home.id: home
    for home in (
        Home("moodle", "Moodle", ".moodle.xml", moodle.refuses, moodle.render, shows_extracts=True),
        Home("gift", "GIFT", ".gift.txt", gift.refuses, gift.render, shows_extracts=True),
        Home("h5p", "H5P", ".h5p.txt", h5p.refuses, h5p.render),
        Home("qti", "Canvas", ".qti.zip", qti.refuses, qti.render, shows_extracts=True),
        Home(
            "quizlet",
            "Quizlet",
            ".quizlet.tsv",
            quizlet.refuses,
            quizlet.render,
            one_a_fact=True,
            prefers=quizlet.prefers,
        ),
        Home("kahoot", "Kahoot", ".kahoot.xlsx", kahoot.refuses, kahoot.render, one_a_fact=True),
        Home("blooket", "Blooket", ".blooket.csv", games.refuses, blooket.render, one_a_fact=True),
        Home("gimkit", "Gimkit", ".gimkit.csv", games.refuses, gimkit.render, one_a_fact=True),
        Home("anki-text", "Anki as text", ".anki.txt", anki_text.refuses, anki_text.render, replaces=True),
        Home("csv", "a table", ".csv", table.refuses, table.render),
        Home("web", "a web page", ".html", web.refuses, web.render, shows_extracts=True, is_whole=True),
    )
}


def bank_of(  # noqa: PLR0913  each is given by its name
    kb: KnowledgeBase,
    name: str,
    questions: Iterable[Question],
    *,
    frame: Frame = Frame(),  # noqa: B008  it never changes
    changed: str = "",
    touched: frozenset[str] = frozenset(),
    own: frozenset[str] = frozenset(),
) -> Bank:
    """Return questions of a library without problems as a bank with this name; `changed`, `touched`, `own` as there.

    The `frame` is that of the test that asks them, if one does.
    """
    info = kb.documents.info
    assert info is not None, "a library without it has problems"
    items = tuple(items_of(kb, questions, frame))
    return Bank(name, str(info.namespace), str(info.language), items, changed, touched, str(info.name), own, kb)
