"""Flashcards and timelines: their options, and the files that are made of them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizgen.cli.printing import Document
from quizgen.domain.flashcard import CardOptions, Flip, Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.cli.printing import Matter, Prints


class Cards(NamedTuple):
    """Which of these are wanted in the place of a question sheet, and how the cards are printed."""

    flashcards: bool = False
    alignment_test: bool = False
    timeline: bool = False
    options: CardOptions = CardOptions()

    @property
    def instead(self) -> tuple[str, ...]:
        """Return the options that ask for something in the place of a question sheet."""
        wanted = (
            ("--flashcards", self.flashcards),
            ("--alignment-test", self.alignment_test),
            ("--timeline", self.timeline),
        )
        return tuple(option for option, is_wanted in wanted if is_wanted)


class Offset(click.ParamType[tuple[float, float]]):
    """Two numbers of millimetres: to the right and down."""

    name = "X,Y"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """Return the two numbers that `value` gives."""
        if isinstance(value, tuple):
            return value
        try:
            across, down = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"'{value}' is no X,Y; give two numbers of millimetres, as in 1.5,-0.5", param, ctx)
        return across, down


def card_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of flashcards and timelines; it gets them as `cards`."""

    @wraps(command)
    def packed(  # noqa: PLR0913  one argument for each option
        *,
        flashcards: bool,
        alignment_test: bool,
        timeline: bool,
        flip: str,
        offset: tuple[float, float],
        fold: bool,
        single_sided: bool,
        **rest: object,
    ) -> object:
        options = _options(flip, offset, fold=fold, single_sided=single_sided)
        return command(cards=Cards(flashcards, alignment_test, timeline, options), **rest)

    wrapped: Callable[..., Any] = packed
    for add in (
        click.option("--single-sided", is_flag=True, help="Cards: fronts and backs on pages of their own, to glue."),
        click.option("--fold", is_flag=True, help="Cards: front beside back on one page, to fold and glue."),
        click.option(
            "--offset", type=Offset(), default=(0.0, 0.0), help="Cards: move the backs, in mm right and down."
        ),
        click.option(
            "--flip",
            type=click.Choice([one.value for one in Flip]),
            default=Flip.LONG.value,
            help="Cards: the edge paper turns on.",
        ),
        click.option("--alignment-test", is_flag=True, help="Print a page that shows how far the backs are off."),
        click.option("--timeline", is_flag=True, help="Print a timeline: a handout, an exercise and its key."),
        click.option("--flashcards", is_flag=True, help="Print flashcards to cut out."),
    ):
        wrapped = add(wrapped)
    return wrapped


def _options(flip: str, offset: tuple[float, float], *, fold: bool, single_sided: bool) -> CardOptions:
    """Return how cards are printed. Raises click.UsageError for what cannot be."""
    if fold and single_sided:
        raise click.UsageError("Cards are either folded (--fold) or single-sided (--single-sided)")
    sides = Sides.FOLD if fold else Sides.SINGLE if single_sided else Sides.DUPLEX
    try:
        return CardOptions(sides, Flip(flip), offset)
    except ValueError as error:
        raise click.UsageError(f"With --offset {error}") from None


def card_documents(matter: Matter, cards: Cards, prints: Prints) -> Iterator[Document]:
    """Yield the files of flashcards and of the alignment test, where they are wanted."""
    from quizgen.rendering.sheets.flashcards import (  # noqa: PLC0415  a question sheet needs none of it
        alignment_pdf,
        flashcards_pdf,
        make_flashcards,
    )

    layout = prints.layout
    if cards.alignment_test:
        yield Document(prints.out / "alignment-test.pdf", alignment_pdf, (cards.options, layout))
    if cards.flashcards and matter.facts:
        pack = make_flashcards(matter.library.kb, matter.facts, matter.title)
        yield Document(prints.out / f"{matter.stem}-cards.pdf", flashcards_pdf, (pack, cards.options, layout))


def timeline_documents(matter: Matter, prints: Prints, *, keyed: bool) -> list[Document]:
    """Return the files of a timeline: the handout, the exercise, and if `keyed` its key; none without events."""
    from quizgen.rendering.sheets.timeline import (  # noqa: PLC0415  a question sheet needs none of it
        exercise,
        letters_of,
        make_timeline,
        timeline_pdf,
    )
    from quizgen.rendering.sheets.wording import exercise_key_title  # noqa: PLC0415  as above

    whole = make_timeline(matter.library.kb, matter.facts, matter.title)
    key = whole._replace(title=exercise_key_title(matter.title, matter.seed))
    if not whole.events:
        return []
    layout = prints.layout
    named = {kind: prints.out / f"{matter.stem}-timeline{kind}.pdf" for kind in ("", "-exercise", "-key")}
    documents = [
        Document(named[""], timeline_pdf, (whole, layout)),
        Document(named["-exercise"], timeline_pdf, (exercise(whole, matter.seed), layout)),
        Document(named["-key"], timeline_pdf, (key, layout, letters_of(whole, matter.seed))),
    ]
    return documents if keyed else documents[:-1]
