"""Which options of `quizgen sheet` go together: one that would do nothing is refused, not ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from quizgen.rendering.outputs import SHEET_FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.rendering.outputs import SheetFormat

_SHEETS, _CARDS, _TEST, _TIMELINE = "question sheets", "--flashcards", "--alignment-test", "--timeline"
#: What makes use of an option, by the name of its parameter; whatever is not listed is for all.
_USERS = {
    "deck": (_SHEETS, _CARDS, _TIMELINE),
    "topics": (_SHEETS, _CARDS, _TIMELINE),
    "kinds": (_SHEETS, _CARDS, _TIMELINE),
    "levels": (_SHEETS, _CARDS, _TIMELINE),
    "number": (_SHEETS,),
    "ways": (_SHEETS,),
    "sections": (_SHEETS,),
    "variants": (_SHEETS,),
    "names": (_SHEETS,),
    "anew": (_SHEETS,),
    "key_data": (_SHEETS,),
    "answer_sheet": (_SHEETS,),
    "columns": (_SHEETS,),
    "key": (_SHEETS, _TIMELINE),
    "seed": (_SHEETS, _TIMELINE),
    "title": (_SHEETS, _CARDS, _TIMELINE),
    "flip": (_CARDS, _TEST),
    "offset": (_CARDS, _TEST),
    "fold": (_CARDS,),
    "single_sided": (_CARDS,),
}
#: What makes others do nothing, and why.
_IN_VAIN = (
    ("sections", ("number", "ways"), "each section says its way and its number"),
    ("fold", ("flip", "offset"), "cards to fold are printed on one side"),
    ("single_sided", ("flip", "offset"), "these cards are printed on one side"),
)
#: What a format without pages makes no use of; and what an answer sheet, a PDF beside any format, does all the same.
_FOR_PAGES = ("paper", "large", "font", "columns")
_FOR_ANSWERS = ("paper", "large", "font")


def refuse_idle(context: click.Context, instead: Sequence[str]) -> None:
    """Raise click.UsageError for an option of the command line that does nothing with the others.

    `instead` are the options that ask for something in the place of question sheets. Each of these must make use of
    all that is given; only the test page may just accompany another.
    """
    given = {
        option.name: option.opts[0] if isinstance(option, click.Option) else option.human_readable_name
        for option in context.command.params
        if option.name and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    }
    for output in [one for one in instead if one != _TEST] or instead or (_SHEETS,):
        idle = [name for name in given if output not in _USERS.get(name, (output,))]
        if idle:
            users = _USERS[idle[0]]
            flags = [given[name] for name in idle if _USERS[name] == users]
            told = f"{_joined(flags)} {'is' if len(flags) == 1 else 'are'} for {_joined(users)}"
            advice = f"; leave {'it' if len(flags) == 1 else 'them'} out with {output}" if instead else ""
            raise click.UsageError(told + advice)
    form = SHEET_FORMATS[context.params["form"]]
    if not form.has_pages and not instead:
        _refuse_for_pages(form, given)
    for name, others, why in _IN_VAIN:
        flags = [given[other] for other in others if other in given]
        if name in given and flags:
            raise click.UsageError(f"With {given[name]} leave out {_joined(flags)}: {why}")


def _refuse_for_pages(form: SheetFormat, given: Mapping[str, str]) -> None:
    used = _FOR_ANSWERS if "answer_sheet" in given else ()
    flags = [given[name] for name in _FOR_PAGES if name in given and name not in used]
    if flags:
        raise click.UsageError(f"With --format {form.id} leave out {_joined(flags)}: {form.name} has no pages")


def _joined(words: Sequence[str]) -> str:
    """Return words as one does in a sentence: one, two and three."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
