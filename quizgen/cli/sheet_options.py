"""What a question sheet is to be: its options, and which of them do nothing together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from quizgen.asking.ways import WAYS, paper_ways
from quizgen.cli.common import option_group, refuse_idle
from quizgen.domain.card import WayId
from quizgen.domain.class_test import HEADER_TEXTS, header_of, texts_of
from quizgen.printing.content import USUAL_SETTINGS
from quizgen.printing.sheet import USUAL_NUMBER, USUAL_SHEET, KeyPlace, SheetRequest
from quizgen.rendering.outputs import SHEET_FORMATS

if TYPE_CHECKING:
    from quizgen.domain.class_test import Header
    from quizgen.printing.content import PrintSettings

#: The ways that suit paper.
PAPER_WAYS = paper_ways(WAYS)
#: The formats that have a sheet and its key in one file.
_WITH_KEY = " or ".join(form.name for form in SHEET_FORMATS.values() if form.paper_with_key)


class SectionCount(click.ParamType[tuple[WayId, int]]):
    """A way and how many questions of it, as in choice=8."""

    name = "WAY=N"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[WayId, int]:
        """Return the way and the number that `value` gives."""
        match = re.fullmatch(r"([a-z-]+)=([0-9]{1,3})", str(value))
        if match is None or match[1] not in PAPER_WAYS:
            self.fail(f"'{value}' is no WAY=N; the ways are {', '.join(PAPER_WAYS)}", param, ctx)
        return match[1], int(match[2])


class HeaderText(click.ParamType[tuple[str, str]]):
    """A text of the header by its key, as in school=Oakfield."""

    name = "KEY=TEXT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the key and the text that `value` gives."""
        key, _, text = str(value).partition("=")
        if key not in HEADER_TEXTS or not text.strip():
            self.fail(f"'{value}' is no KEY=TEXT; the keys are {', '.join(HEADER_TEXTS)}", param, ctx)
        longest, _ = HEADER_TEXTS[key]
        if len(text) > longest:
            self.fail(f"{key} has {len(text)} characters, and {longest} at most", param, ctx)
        return key, text.strip()


def _make_header(_context: click.Context, _option: click.Parameter, texts: tuple[tuple[str, str], ...]) -> Header:
    """Return a header of texts. Raises click.BadParameter where one is given twice."""
    keys = [key for key, _ in texts]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise click.BadParameter(f"{twice} is given twice; say it once")
    return header_of(dict(texts))


def _check_sections(
    _context: click.Context, _option: click.Parameter, sections: tuple[tuple[WayId, int], ...]
) -> tuple[tuple[WayId, int], ...]:
    """Return the sections. Raises click.BadParameter where one is given twice."""
    ways = [way for way, _ in sections]
    for way in ways:
        if ways.count(way) > 1:
            raise click.BadParameter(f"{way} is given twice; say once how many")
    return sections


#: The options that say which copies there are, and of what.
_COPY_OPTIONS = (
    click.option("--variants", type=click.IntRange(1, 702), help="Variants A, B, C ...: the same in another order."),
    click.option(
        "--key",
        type=click.Choice([place.value for place in KeyPlace]),
        default=USUAL_SHEET.key.value,
        show_default=True,
        callback=lambda _context, _option, place: KeyPlace(place),
        help=f"The key in a file of its own, behind its sheet ({_WITH_KEY}), or none.",
    ),
    click.option("--key-data", is_flag=True, help="Also write the keys of all copies as JSON and CSV."),
    click.option("--answer-sheet", is_flag=True, help="Also print a sheet of bubbles to fill in."),
)
#: Gives a command the options that say what a sheet is to be; it gets them as `request`.
sheet_options = option_group(
    "request",
    SheetRequest,
    click.option(
        "-n", "--questions", "number", type=click.IntRange(1, 200), show_default=str(USUAL_NUMBER), default=None
    ),
    click.option("--points", type=click.IntRange(1, 500), help="Questions that are worth exactly so many points."),
    click.option(
        "--section",
        "sections",
        multiple=True,
        type=SectionCount(),
        callback=_check_sections,
        help="So many of a way, instead of a mix.",
    ),
    click.option("--draw", "anew", is_flag=True, help="Other questions of equal ways and levels in each variant."),
    *_COPY_OPTIONS,
    click.option(
        "--header",
        multiple=True,
        type=HeaderText(),
        callback=_make_header,
        help=f"What stands beside the title: {', '.join(HEADER_TEXTS)}. A logo is for the file of a test.",
    ),
)
#: The same for a test, whose questions are kept.
test_options = option_group("request", SheetRequest, *_COPY_OPTIONS)
#: The options for printing that only sheets have.
PAGE_OPTIONS = (
    click.option("--columns", type=click.IntRange(1, 2), default=USUAL_SETTINGS.layout.columns, show_default=True),
    click.option(
        "--format", "form", type=click.Choice([*SHEET_FORMATS]), default=USUAL_SETTINGS.form, show_default=True
    ),
    click.option(
        "--jobs", type=click.IntRange(1, 64), default=USUAL_SETTINGS.jobs, show_default=True, help="Processes at once."
    ),
)


def given_texts(request: SheetRequest, title: str | None, seed: str) -> dict[str, str | None]:
    """Return the texts that the command line gave for a sheet, each by its option."""
    header = {f"--header {key}": text for key, text in texts_of(request.header).items()}
    return {"--title": title, "--seed": seed, **header}


def refuse_useless_options(request: SheetRequest, settings: PrintSettings, *, has_names: bool) -> None:
    """Raise click.UsageError for options that the format cannot fulfil, or that do nothing beside the others."""
    if request.key is KeyPlace.WITH and settings.format.paper_with_key is None:
        raise click.UsageError(f"A key behind its sheet is a {_WITH_KEY}; leave out --key with, or --format")
    if request.anew and (request.variants == 1 or (request.variants is None and not has_names)):
        raise click.UsageError("--draw needs several variants; say how many with --variants, or give --names")
    if request.sections:
        refuse_idle("--section", ("number", "ways"), "each section says its way and its number")
    if not settings.format.has_pages:  # an answer sheet is a PDF all the same
        idle = ("columns",) if request.answer_sheet else ("paper", "large", "font", "columns")
        refuse_idle(f"--format {settings.form}", idle, f"{settings.format.name} has no pages")
