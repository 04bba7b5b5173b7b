"""What people who write English type around an answer."""

from __future__ import annotations

from quizgen.language.answers import AnswerTables

#: German, Austrian, French, Spanish and Italian, as far as they are no typo of the English names; without accents.
_FOREIGN_MONTHS = (
    "januar janner janvier enero gennaio",
    "februar feber fevrier febrero febbraio",
    "marz mars marzo",
    "avril abril aprile",
    "mai mayo maggio",
    "juni juin junio giugno",
    "juli juillet julio luglio",
    "aout agosto",
    "septembre septiembre settembre",
    "oktober octobre octubre ottobre",
    "novembre noviembre",
    "dezember decembre diciembre dicembre",
)

ENGLISH_ANSWERS = AnswerTables(
    subjects=frozenset("it its it's they there that that's this he he's she she's theyre they're these those".split()),
    verbs=frozenset(
        """
        is was are were be been has have had did lasted lasts took takes cost costs came went began begins started
        starts ended happened opened called named known as took place made
        """.split()
    ),
    prepositions=frozenset("in on at by for from".split()),
    behind_quantity=("of them", "in all", "in total", "altogether", "long", "of it"),
    other_name=frozenset("formerly now once or aka also called".split()),
    range_links=frozenset(("to", "or", "and", "-", "–", "—")),
    range_link="to",
    nothing=frozenset(("none", "no", "nil")),
    point="point",
    bounds={"more": "more than", "less": "less than", "exactly that": "exactly", "exact": "exactly"},
    foreign_months={name: month for month, names in enumerate(_FOREIGN_MONTHS, 1) for name in names.split()},
)
