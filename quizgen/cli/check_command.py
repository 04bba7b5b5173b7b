"""quizgen check."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import articles_option, find_library, library_option, open_any_library, refuse_idle
from quizgen.cli.output import put, put_json, put_problems, say
from quizgen.cli.watching import watch
from quizgen.domain.words import count
from quizgen.printing.class_test import problems_of_tests
from quizgen.printing.foresight import Foresight, paper_problems
from quizgen.reading.layout import DECKS, QUESTIONS, articles_folder

if TYPE_CHECKING:
    from quizgen.pipeline import Library
    from quizgen.reading.hashes import NewHash
    from quizgen.reading.library import Memory

#: So many files and sources that nothing needs are named.
_MOST_UNUSED = 5


@click.command(name="check")
@library_option
@articles_option("look up each fragment, and see whether an article has changed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "text", "json", "github"]),
    help="full shows the line of the file with each problem, text has one line a problem.  [default: full on a "
    "terminal, else text]",
)
@click.option("--no-paper", is_flag=True, help="Leave out what paper cannot have: characters, and text without room.")
@click.option(
    "--fix-hashes",
    is_flag=True,
    help="Write the hash of each article into the file that names it, where every fragment still stands in its text.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Report facts per article and kind, claims per side, and how guessable the choices are.",
)
@click.option("--watch", "is_watching", is_flag=True, help="Check again whenever a file is saved; Ctrl-C ends.")
def command(  # noqa: PLR0913  one argument for each option
    root: Path | None,
    articles: Path | None,
    form: str | None,
    *,
    coverage: bool,
    no_paper: bool,
    fix_hashes: bool,
    is_watching: bool,
) -> None:
    """Find everything that is wrong with a library, at once, each with its place and a rule.

    \b
    Examples:
      quizgen check --watch
      quizgen check --articles ~/articles
      quizgen check --format github
    """
    root = find_library(root)
    articles = articles or articles_folder(root)
    if fix_hashes and articles is None:
        raise click.UsageError(
            "--fix-hashes needs the articles; put them into articles/, or say where they lie with --articles DIR"
        )
    if is_watching:
        refuse_idle("--watch", ("fix_hashes",), "it writes files that are watched")
        folders = (root / QUESTIONS, root / DECKS, *([articles] if articles else ()))
        memory: Memory = {}
        paper = None if no_paper else Foresight()
        watch(
            folders,
            lambda: _check_quickly(open_any_library(root, articles, memory=memory), articles, form, coverage, paper),
        )
    library = open_any_library(root, articles)
    if fix_hashes and articles is not None:
        _fix_hashes(library, articles)
        library = open_any_library(library.root, articles)
    if not _check(library, articles, form, coverage, no_paper):
        raise click.exceptions.Exit(1)


def _check_quickly(
    library: Library,
    articles: Path | None,
    form: str | None,
    coverage: bool,
    paper: Foresight | None,
) -> None:
    """Print what is wrong with a library; and then, where nothing is, what is on paper, which may take long."""
    if _check(library, articles, form, coverage, no_paper=True) and paper is not None:
        on_paper = library.with_shown_paths(paper.problems(library))
        if on_paper:
            put_problems(sorted(on_paper), str if form == "text" else None, full=form == "full")
            say(f"{count(len(on_paper), 'problem')} on paper.", err=True)


def _check(library: Library, articles: Path | None, form: str | None, coverage: bool, no_paper: bool) -> bool:
    """Print what is wrong with a library, and say whether nothing is."""
    from quizgen.rendering import coverage as tables  # noqa: PLC0415
    from quizgen.rendering import report  # noqa: PLC0415

    found = [*library.problems, *([] if no_paper else paper_problems(library))]
    problems = sorted([*library.with_shown_paths(found), *problems_of_tests(library)])
    of_drafts = library.with_shown_paths(library.draft_problems)
    listed = sorted([*problems, *of_drafts])
    figures = library.guessability(articles) if coverage else None
    if form == "json":
        records = [problem._asdict() for problem in listed]
        known = None if figures is None else tables.coverage_record(library.kb, figures)
        put_json(json.dumps(records if known is None else {"problems": records, "coverage": known}, indent=2))
    else:
        one_line = report.github if form == "github" else str if form == "text" else None
        put_problems(listed, one_line, full=form == "full")
        if figures is not None:
            put(*tables.coverage_lines(library.kb, figures))
    facts = count(len(library.kb.facts), "fact")
    evidence = "compared with the articles" if articles else "not looked up in its articles; see --articles"
    evidence = f" (evidence {evidence})" if library.kb.articles else ""
    say(f"{facts}, {count(len(problems), 'problem')}{evidence}.", err=True)
    if library.kb.documents.drafts:
        drafts = count(len(library.kb.documents.drafts), "draft")
        say(f"{drafts}, {count(len(of_drafts), 'problem')}; nothing is made of a draft.", err=True)
    _say_unused(library)
    if problems:
        say(f"`quizgen explain {problems[0].rule}` tells more.", err=True)
    return not problems


def _say_unused(library: Library) -> None:
    """Name the files in the library's folders, and the sources, that nothing needs."""
    from quizgen.reading.unused import unused_files, unused_sources  # noqa: PLC0415

    documents = library.kb.documents
    unused = [library.shown_path(path) for path in unused_files(library.root, documents)]
    unused += [f"the source '{id_}'" for id_ in unused_sources(documents)]
    if unused:
        shown = ", ".join(unused[:_MOST_UNUSED])
        more = f" and {len(unused) - _MOST_UNUSED} more" if len(unused) > _MOST_UNUSED else ""
        say(f"Nothing in the library uses {shown}{more}.", err=True)


def _fix_hashes(library: Library, folder: Path) -> None:
    """Write the hashes of articles that may be written, all of a file at once, and name what is to be read again."""
    from quizgen.reading.articles import read_articles  # noqa: PLC0415
    from quizgen.reading.hashes import new_hashes  # noqa: PLC0415

    articles, _ = read_articles(folder, library.kb.articles.values())
    by_file: dict[str, list[NewHash]] = defaultdict(list)
    for one in new_hashes(library.kb, articles):
        if one.unfounded:
            lacks = f"it lacks words of the evidence of {', '.join(one.unfounded)}; mend that first"
            say(f"{library.shown_path(one.source.path)}: no hash of {one.source.file} is written: {lacks}.", err=True)
        else:
            by_file[one.source.path].append(one)
    for path, hashes in by_file.items():
        _write_hashes(library.root / path, library.shown_path(path), hashes)


def _write_hashes(path: Path, shown: str, hashes: list[NewHash]) -> None:
    """Write the hashes of sources into the file that has them, and name those that cannot be written."""
    from quizgen.reading.hashes import with_hashes  # noqa: PLC0415
    from quizgen.rendering.files import write_whole  # noqa: PLC0415

    text, refused = "", hashes
    with suppress(UnicodeDecodeError):
        text, refused = with_hashes(path.read_bytes().decode(), hashes)
    for source, sha256, *_ in refused:
        remedy = f"write 'sha256: {sha256}' there yourself"
        say(f"{shown}: no hash is written to '{source.id}', as more would change with it; {remedy}.", err=True)
    written = [one for one in hashes if one not in refused]
    if written:
        write_whole(path.resolve(), text)  # what a link leads to, not the link
    for source, _, facts, _ in written:
        again = f"; read again beside it: {', '.join(facts)}" if source.sha256 is not None and facts else ""
        say(f"{shown}: the hash of {source.file} is written{again}.", err=True)
