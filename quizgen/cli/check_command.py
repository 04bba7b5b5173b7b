"""quizgen check."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quizgen.cli.common import library_option, open_any_library
from quizgen.cli.output import put, put_json, put_problems, say
from quizgen.domain.words import count
from quizgen.printing.class_test import problems_of_tests
from quizgen.printing.foresight import paper_problems


@click.command(name="check")
@library_option
@click.option(
    "--articles",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the articles lie: look up each fragment, and see whether an article has changed.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--no-paper", is_flag=True, help="Leave out what paper cannot have: characters, and text without room.")
@click.option(
    "--coverage",
    is_flag=True,
    help="Report facts per article and kind, claims per side, and how guessable the choices are.",
)
def command(root: Path | None, articles: Path | None, form: str, *, coverage: bool, no_paper: bool) -> None:
    """Find everything that is wrong with a library, at once, each with its place and a rule.

    \b
    Examples:
      quizgen check --articles ~/articles
      quizgen check --format github
    """
    from quizgen.rendering import coverage as tables  # noqa: PLC0415
    from quizgen.rendering import report  # noqa: PLC0415

    library = open_any_library(root, articles)
    found = [*library.problems, *([] if no_paper else paper_problems(library))]
    problems = sorted([*library.with_shown_paths(found), *problems_of_tests(library)])
    figures = library.guessability(articles) if coverage else None
    if form == "json":
        records = [problem._asdict() for problem in problems]
        known = None if figures is None else tables.coverage_record(library.kb, figures)
        put_json(json.dumps(records if known is None else {"problems": records, "coverage": known}, indent=2))
    else:
        put_problems(problems, report.github if form == "github" else str)
        if figures is not None:
            put(*tables.coverage_lines(library.kb, figures))
    facts = count(len(library.kb.facts), "fact")
    evidence = "evidence compared with the articles" if articles else "evidence not looked up; see --articles"
    say(f"{facts}, {count(len(problems), 'problem')} ({evidence}).", err=True)
    if problems:
        say(f"`quizgen explain {problems[0].rule}` tells more.", err=True)
        raise click.exceptions.Exit(1)
