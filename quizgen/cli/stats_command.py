"""quizgen stats."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.choosing import Chosen, choosing_options
from quizgen.cli.common import is_linear, library_option, open_sound_library
from quizgen.cli.playing import db_option, now, open_log, telling
from quizgen.domain.statistics import Subject
from quizgen.domain.words import count
from quizgen.rendering.statistics import plain_statistics
from quizgen.rendering.terminal.charts import SHADES
from quizgen.rendering.terminal.looking_back import looking_back
from quizgen.rendering.terminal.plain import PlainFront
from quizgen.study.schedule import study_day
from quizgen.study.statistics import Scope, statistics

if TYPE_CHECKING:
    from quizgen.domain.statistics import Statistics
    from quizgen.pipeline import Library
    from quizgen.rendering.terminal.front import FrontEnd

#: How many weeks the calendar has where nobody says otherwise.
WEEKS = 10


@click.command(name="stats", short_help="Look back: what is due, remembered and missed.")
@choosing_options()
@library_option
@click.option(
    "--weeks", type=click.IntRange(1, 53), default=WEEKS, show_default=True, help="How many weeks the calendar has."
)
@click.option("--rebuild", is_flag=True, help="First make all cards of the library again from the log.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.option("--plain", is_flag=True, help="Words and numbers, for screen readers and simple terminals.")
@db_option
def command(  # noqa: PLR0913  one argument for each option
    *, chosen: Chosen, root: Path | None, weeks: int, rebuild: bool, as_json: bool, plain: bool, db: Path | None
) -> None:
    """Look back: what comes when, what was remembered and what missed, on which days, and which options nobody takes.

    DECK and the filters restrict what is counted. No percentage is told of fewer than five answers. The log is the
    truth, and the cards only what a replay of it gives: --rebuild does the replay.

    \b
    Examples:
      quizgen stats
      quizgen stats core --kind when
      quizgen stats --json --weeks 53
    """
    library = open_sound_library(root)
    scope = _scope(library, chosen)
    log = open_log(db)
    with telling(), log:
        memory = log.memory(library.namespace)
        if rebuild:
            click.echo(f"{count(memory.rebuild(), 'card')} made again from the log.", err=True)
        found = statistics(log.history(library.namespace), memory.cards(), scope, study_day(now()), weeks)
    if as_json:
        plain_form = plain_statistics(found, library.namespace, chosen.options())
        click.echo(json.dumps(plain_form, ensure_ascii=False, indent=2))
    else:
        _show(found, _about(library, chosen), plain=plain)


def _scope(library: Library, chosen: Chosen) -> Scope:
    """Return which answers count. Raises click.UsageError."""
    kb = library.kb
    titles = {id_: str(topic.title) for id_, topic in kb.topics.items()}
    subjects = {
        str(fact.id): Subject(fact.kind, fact.topic, titles[fact.topic], str(fact.ask), fact.retired is not None)
        for fact in chosen.facts(library, retired=True)
    }
    return Scope(subjects, chosen.is_all, lambda fact: library.asker.wrong_options(kb.facts[fact]))


def _about(library: Library, chosen: Chosen) -> str:
    """Return what was counted, for people."""
    info = library.kb.documents.info
    name = str(info.name) if info else library.namespace
    return name if chosen.is_all else f"{name}, {' '.join(chosen.options())}"


def _show(found: Statistics, about: str, *, plain: bool) -> None:
    """Print the page, in pictures where stdout is a terminal that has the characters for them."""
    front: FrontEnd = PlainFront(sys.stdout, sys.stdin)
    if not is_linear(plain=plain) and _draws(sys.stdout.encoding):
        from quizgen.rendering.terminal.screen import ScreenFront  # noqa: PLC0415  rich takes as long as all the rest

        front = ScreenFront()
    front.show(looking_back(found, about, front.size))


def _draws(encoding: str) -> bool:
    """Say whether the pictures' characters can be written in an encoding."""
    try:
        "".join(shade for _, shade in SHADES).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
