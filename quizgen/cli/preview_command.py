"""quizgen preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import find_fact, library_option, open_any_library
from quizgen.cli.output import leave, put, put_problems, say
from quizgen.domain.words import count
from quizgen.reading.layout import BUILD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.problem import Problem
    from quizgen.pipeline import Library
    from quizgen.rendering.anki.notes import Note


@click.command(name="preview")
@click.argument("facts", metavar="[FACT]...", nargs=-1)
@library_option
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=BUILD / "preview.html",
    show_default=True,
    help="The page.",
)
def command(facts: tuple[str, ...], root: Path | None, out: Path) -> None:
    """Show cards as Anki does, on one page: by day and by night, on a phone and on a desktop.

    Without the id of a fact it shows those of the whole library, drafts too. What has problems is shown as far as it
    can be read. Open the page in a browser.

    \b
    Example: quizgen preview geneva.duration
    """
    from quizgen.rendering.anki.note_type import note_type_of  # noqa: PLC0415
    from quizgen.rendering.anki.preview import preview_page  # noqa: PLC0415
    from quizgen.rendering.files import Edition  # noqa: PLC0415
    from quizgen.rendering.manifest import Origin  # noqa: PLC0415

    library = open_any_library(root)
    # A draft takes no part in the cards of others, as in what is built.
    whole = open_any_library(library.root, with_drafts=True) if library.kb.documents.drafts else library
    chosen = [find_fact(whole, id_, is_draft_welcome=True) for id_ in facts]
    problems = library.with_shown_paths(_problems(library, whole, chosen))
    if library.kb.documents.info is None:
        leave(problems, "No file says what the library is; nothing was made.")
    shown = {note.fact.id: note for one in (whole, library) for note in _notes(one)}
    ids = [fact.id for fact in chosen or whole.kb.facts.values() if fact.id in shown]
    if not ids:
        leave(problems, "There is no card to show; nothing was made.")
    with Edition() as edition, edition.write(out, Origin()) as aside:
        page = preview_page(note_type_of(library.marked.kb), [shown[id_] for id_ in dict.fromkeys(ids)])
        aside.write_text(page, "utf-8", newline="\n")
    if problems:
        put_problems(problems, err=True)
        say(f"{count(len(problems), 'problem')}; the page shows what could be read.", err=True)
    put(str(out))
    say("Open it in a browser.", err=True)


def _notes(library: Library) -> Iterator[Note]:
    """Yield the notes of a library that may have problems: of all facts in force whose sources are known."""
    from quizgen.rendering.anki.notes import NoteMaker  # noqa: PLC0415

    asker, kb = library.marked.asker, library.marked.kb
    maker = NoteMaker(kb)
    for fact in kb.facts.values():
        if fact.retired is None and all(str(one.source) in kb.sources for one in fact.all_evidence):
            yield maker.note(fact, asker.cards(fact))


def _problems(library: Library, whole: Library, chosen: list[Fact]) -> list[Problem]:
    """Return all problems of a library, those of drafts too; where facts are chosen, those in their lines."""
    problems = sorted([*library.problems, *library.draft_problems])
    if not chosen:
        return problems
    begins = {(fact.path, fact.id.line) for fact in whole.kb.facts.values()}
    begins |= {(draft.path, draft.first) for draft in whole.kb.documents.drafts}
    places = {(fact.path, fact.id.line) for fact in chosen}

    def is_of_chosen(problem: Problem) -> bool:
        before = [(path, line) for path, line in begins if path == problem.path and line <= problem.line]
        return max(before, default=None) in places

    return list(filter(is_of_chosen, problems))
