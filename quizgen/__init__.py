"""quizgen turns curated facts into Anki decks, terminal quizzes and printed sheets, and each card can prove itself.

The flow is the folder tree, and data walks through it in one direction:

    questions/*.yaml -> reading -> checking -> asking -> rendering -> .apkg, terminal, .pdf, .json

- `language` is all that depends on a language: the tables of its grammar, and what quizgen itself prints in it.
- `domain` is what the others talk about: facts, sources, entities, questions, problems.
- `grading` says whether an answer is right.
- `reading` makes facts of YAML; every text keeps its line and column.
- `checking` makes a knowledge base of facts, or says what is wrong with them.
- `asking` makes questions of facts: each way of asking is one record.
- `rendering` makes files of questions: one folder an output.
- `study` keeps the review log and schedules reviews.
- `importing` makes drafts of files of other programs.
- `pipeline` leads a library through these stages.
- `playing` leads a learner through a round: it chooses, asks, grades, keeps and sums up.
- `printing` makes papers of a selection of facts: sheets and their keys in variants and copies, cards, timelines.
- `exporting` makes files of questions for other programs that teach.
- `cli` is how people call them.

Bad data is a value, never an exception: stages return what they could make, and all problems.

A program imports the names in `__all__` from here. They are loaded when they are first asked for.
"""

__version__ = "0.1.0"
#: Where each name is at home that a program may import.
_HOMES = {
    "Library": "quizgen.pipeline",
    "open_library": "quizgen.pipeline",
    "build_decks": "quizgen.pipeline",
    "content_of": "quizgen.printing.content",
    "PrintSettings": "quizgen.printing.content",
    "SheetRequest": "quizgen.printing.sheet",
    "print_sheet": "quizgen.printing.sheet",
    "read_class": "quizgen.printing.pupils",
    "print_cards": "quizgen.printing.cards",
    "print_timeline": "quizgen.printing.timeline",
}
__all__ = list(_HOMES)

TYPE_CHECKING = False  # to import it from `typing` would take longer than all else that `--version` does
if TYPE_CHECKING:
    from quizgen.pipeline import Library as Library
    from quizgen.pipeline import build_decks as build_decks
    from quizgen.pipeline import open_library as open_library
    from quizgen.printing.cards import print_cards as print_cards
    from quizgen.printing.content import PrintSettings as PrintSettings
    from quizgen.printing.content import content_of as content_of
    from quizgen.printing.pupils import read_class as read_class
    from quizgen.printing.sheet import SheetRequest as SheetRequest
    from quizgen.printing.sheet import print_sheet as print_sheet
    from quizgen.printing.timeline import print_timeline as print_timeline
else:

    def __getattr__(name: str) -> object:
        """Return one of the names for programs. Raises AttributeError for any other."""
        if name not in _HOMES:
            raise AttributeError(f"module 'quizgen' has no attribute '{name}'")
        from importlib import import_module  # noqa: PLC0415  `--version` needs none of it

        return getattr(import_module(_HOMES[name]), name)

    def __dir__() -> list[str]:
        """Return all names, those for programs included."""
        return [*globals(), *__all__]
