"""quizgen sheet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.asking.paper import SHARES, shares
from quizgen.cli.card_options import Cards, card_documents, card_options, timeline_documents
from quizgen.cli.choosing import Chosen, choosing_options
from quizgen.cli.combining import refuse_idle
from quizgen.cli.common import library_option, open_sound_library, say
from quizgen.cli.copies import named_copies, plain_copies
from quizgen.cli.papers import Files, Keys, Paper, sheet_documents
from quizgen.cli.printing import Given, Matter, Prints, print_all, printing_options
from quizgen.cli.shortfalls import missing, unequal
from quizgen.domain.library import Way
from quizgen.rendering.outputs import PDF, SHEET_FORMATS
from quizgen.rendering.sheets.unprintable import name_problems

if TYPE_CHECKING:
    from quizgen.cli.copies import Copy
    from quizgen.cli.papers import Draws
    from quizgen.domain.question import Question

#: How many questions a sheet has where nobody says otherwise.
USUAL = 20
#: The longest title and seed, in characters.
LONGEST = 120
#: The seed of a sheet where nobody gives one: the same command prints the same sheet.
SEED = "1"
#: The ways that suit paper.
PAPER_WAYS = (*SHARES, Way.TYPED, Way.REVERSE)
#: The formats that have a sheet and its key in one file.
_WITH_KEY = " or ".join(one.name for one in SHEET_FORMATS.values() if one.paper_with_key)


class SectionCount(click.ParamType[tuple[Way, int]]):
    """A way and how many questions of it, as in choice=8."""

    name = "WAY=N"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Way, int]:
        """Return the way and the number that `value` gives."""
        match = re.fullmatch(r"([a-z-]+)=([0-9]{1,3})", str(value))
        known = {way.value: way for way in PAPER_WAYS}
        if match is None or match[1] not in known:
            self.fail(f"'{value}' is no WAY=N; the ways are {', '.join(known)}", param, ctx)
        return known[match[1]], int(match[2])


def _short(_context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Return a text that is to stand on every page. Raises click.BadParameter where it is too long or empty."""
    if text is not None and not (text.strip() and len(text) <= LONGEST):
        raise click.BadParameter(f"{option.name} has 1 to {LONGEST} characters")
    return text


def _sections(
    _context: click.Context, _option: click.Parameter, sections: tuple[tuple[Way, int], ...]
) -> tuple[tuple[Way, int], ...]:
    """Return the sections. Raises click.BadParameter where one is given twice."""
    ways = [way for way, _ in sections]
    for way in ways:
        if ways.count(way) > 1:
            raise click.BadParameter(f"{way} is given twice; say once how many")
    return sections


@click.command(name="sheet", short_help="Print question sheets with keys, flashcards, a timeline.")
@choosing_options(PAPER_WAYS)
@library_option
@click.option("-n", "--questions", "number", type=click.IntRange(1, 200), default=USUAL, show_default=True)
@click.option(
    "--section",
    "sections",
    multiple=True,
    type=SectionCount(),
    callback=_sections,
    help="So many of a way, instead of a mix.",
)
@click.option("--seed", default=SEED, show_default=True, callback=_short, help="The same seed gives the same sheet.")
@click.option("--variants", type=click.IntRange(1, 702), help="Variants A, B, C ...: the same in another order.")
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CSV",
    help="A copy for each name: all different, or in turn of the --variants.",
)
@click.option("--draw", "anew", is_flag=True, help="Other questions of equal kinds and levels in each variant.")
@click.option(
    "--key",
    type=click.Choice([one.value for one in Keys]),
    default=Keys.OWN.value,
    show_default=True,
    help=f"The key in a file of its own, behind its sheet ({_WITH_KEY}), or none.",
)
@click.option("--key-data", is_flag=True, help="Also write the keys of all copies as JSON and CSV.")
@click.option("--answer-sheet", is_flag=True, help="Also print a sheet of bubbles to fill in.")
@click.option("--title", metavar="TEXT", callback=_short, help="What stands at the top. [default: the deck's title]")
@card_options
@printing_options
def command(  # noqa: PLR0913  one argument for each option
    *,
    chosen: Chosen,
    root: Path | None,
    number: int,
    sections: tuple[tuple[Way, int], ...],
    seed: str,
    variants: int | None,
    names: Path | None,
    anew: bool,
    key: str,
    key_data: bool,
    answer_sheet: bool,
    title: str | None,
    cards: Cards,
    prints: Prints,
) -> None:
    """Print a question sheet and a key that names its sources; or flashcards, or a timeline.

    Key and sheet are made of the same draw. What goes to pupils holds no answer but among its options. The files are
    named for the deck and the copy, and lie in build/ or where --out says.

    \b
    Examples:
      quizgen sheet core
      quizgen sheet core --variants 2 --large-print
      quizgen sheet --section choice=8 --section cloze=4 --names class.csv --draw
      quizgen sheet core --flashcards --flip short --offset 1.5,-0.5
    """
    refuse_idle(click.get_current_context(), cards.instead)
    _refuse_impossible(cards, prints, Keys(key))
    if anew and (variants == 1 or (variants is None and names is None)):
        raise click.UsageError("--draw needs several variants; say how many with --variants, or give --names")
    library = open_sound_library(root)
    facts = tuple(chosen.facts(library))
    recipe = library.kb.recipes.get(chosen.deck or "")
    matter = Matter(library, facts, title or str(recipe.title if recipe else library.name), chosen.deck or "all", seed)
    options = (("--title", title or ""), ("--seed", seed))
    if cards.instead:
        given = Given((matter.title, seed), options)
        _print_instead(matter, cards, prints, given, keyed=key != Keys.NONE)
        return
    paper = Paper(matter, dict(sections) or shares(chosen.ways or SHARES, number), anew)
    questions = paper.questions()
    _tell_of_missing(paper, questions, exactly=bool(sections))
    pupils = _pupils(names) if names else []
    copies = named_copies([name for _, name in pupils], variants) if names else plain_copies(variants or 1)
    draws = paper.draws(questions, copies)
    _tell(unequal(draws))
    files = Files(Keys(key), answer_sheet)
    texts = (matter.title, seed, *(name for _, name in pupils)) if prints.form.embeds_fonts or answer_sheet else ()
    given = Given(texts, options, lambda characters: name_problems(str(names), pupils, characters))
    print_all(library, sheet_documents(paper, draws, copies, files, prints), prints, files.number(copies), given)
    if key_data:
        _write_key_data(paper, draws, copies, prints.out / f"{matter.stem}-key")


def _refuse_impossible(cards: Cards, prints: Prints, key: Keys) -> None:
    """Raise click.UsageError for what is asked for in a form that it has not."""
    if cards.instead and prints.form is not PDF:
        raise click.UsageError("Flashcards and timelines are PDFs; leave out --format")
    if cards.instead and key is Keys.WITH:
        raise click.UsageError("The key of a timeline is a file of its own; leave out --key with")
    if key is Keys.WITH and prints.form.paper_with_key is None:
        raise click.UsageError(f"A key behind its sheet is a {_WITH_KEY}; leave out --key with, or --format")


def _print_instead(matter: Matter, cards: Cards, prints: Prints, given: Given, *, keyed: bool) -> None:
    """Print what is wanted in the place of a question sheet. Raises click.ClickException where that is nothing."""
    documents = [*card_documents(matter, cards, prints)]
    documents += timeline_documents(matter, prints, keyed=keyed) if cards.timeline else []
    if not documents:
        raise click.ClickException("There is nothing to print; choose other facts (`quizgen list` shows them)")
    print_all(matter.library, documents, prints, len(documents), given)


def _tell_of_missing(paper: Paper, questions: list[Question], *, exactly: bool) -> None:
    """Say that fewer questions were found than wanted. Raises click.ClickException where there is none."""
    if not questions:
        raise click.ClickException(
            "No question fits these choices; choose other facts or ways (`quizgen list` shows them)"
        )
    _tell(missing(paper.wanted, questions, len(paper.matter.facts), exactly=exactly))


def _tell(text: str) -> None:
    if text:
        say(text, err=True)


def _write_key_data(paper: Paper, draws: Draws, copies: list[Copy], stem: Path) -> None:
    """Write the keys of all copies as JSON and as CSV."""
    from quizgen.rendering.files import write_whole  # noqa: PLC0415  only where it is asked for
    from quizgen.rendering.sheets.keydata import key_csv, key_json  # noqa: PLC0415  as above

    for write, suffix in ((key_json, ".json"), (key_csv, ".csv")):
        path = stem.with_name(stem.name + suffix)
        write_whole(path, write(variant for _, variant in paper.variants(draws, copies)))
        click.echo(str(path))


def _pupils(names: Path) -> list[tuple[int, str]]:
    from quizgen.cli.pupils import read_names  # noqa: PLC0415  most sheets are for nobody in particular

    return read_names(names)
