"""quizgen cite."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import library_option, open_any_library
from quizgen.cli.output import leave, put, say
from quizgen.domain.words import count
from quizgen.reading.layout import ARTICLES, QUESTIONS

if TYPE_CHECKING:
    from quizgen.domain.fragments import Found
    from quizgen.pipeline import Library


@click.command(name="cite")
@click.argument("article", type=click.Path(path_type=Path), metavar="ARTICLE")
@click.argument("words", nargs=-1, required=True)
@library_option
def command(article: Path, words: tuple[str, ...], root: Path | None) -> None:
    """Find words in the file of an article, and print the line of evidence to paste.

    A name without a folder is also looked for in the library's own articles/, as is the id of a source. The words are
    printed as the article writes them: capital letters, line ends, the form of quote marks and the height of digits may
    differ.

    \b
    Examples:
      quizgen cite wire met on 12 January
      quizgen cite wire.txt "met on 12 January"
      quizgen cite ~/articles/wire.txt "the council's seat"
    """
    from quizgen.domain.fragments import difference, find  # noqa: PLC0415
    from quizgen.domain.text import plain_quotes  # noqa: PLC0415
    from quizgen.reading.articles import read_article, text_hash  # noqa: PLC0415
    from quizgen.reading.edits import quoted  # noqa: PLC0415
    from quizgen.reading.types import id_like  # noqa: PLC0415

    library = open_any_library(root)
    article = _found(article, library)
    data, problems = read_article(article, str(article))
    if data is None:
        leave(problems, "Nothing was looked up.")
    text, fragment = data.decode("utf-8-sig", "replace"), " ".join(words)
    places = find(fragment, text)
    if not places:
        raise click.ClickException(
            f"{article}: these words do not stand there{difference(fragment, plain_quotes(text))}"
        )
    source = next((one for one in library.kb.articles.values() if one.file == article.name), None)
    id_ = source.id if source is not None else id_like(article.stem, library.kb.language) or "ID"
    if source is None:
        file = f", file: {quoted(article.name)}" if article.name != f"{id_}.txt" else ""
        named = f"{{id: {id_}, title: TITLE{file}, sha256: {text_hash(data)}}}"
        say(f"No source has the file {article.name}; add one to {_file_of_sources(library)}: - {named}", err=True)
    put(f"evidence: {{{id_}: {_as_yaml(places[0].words)}}}")
    say(_told(places), err=True)


def _found(article: Path, library: Library) -> Path:
    """Return the path of an article's file: as it is written, or else in the library's folder for articles.

    There it has that name, or is the text of the source with that id.
    """
    source = library.kb.articles.get(str(article))
    named = [article.name] if source is None else [article.name, str(source.file)]
    within = [library.root / ARTICLES / name for name in named]
    places = [article, *within] if len(article.parts) == 1 else [article]
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        where = " nor ".join(f"'{path}'" for path in places)
        raise click.BadParameter(f"there is no file {where}", param_hint="'ARTICLE'")
    return found


def _file_of_sources(library: Library) -> str:
    """Return the path of the file that holds the library's sources, or of one that may."""
    path = next((one.path for one in library.kb.sources.values()), f"{QUESTIONS}/sources.yaml")
    return library.shown_path(path)


def _as_yaml(words: str) -> str:
    """Return a text as YAML takes it between braces."""
    is_plain = words[0].isalnum() and not any(sign in words for sign in ",[]{}:#\"'")
    return words if is_plain else json.dumps(words, ensure_ascii=False)


def _told(places: list[Found]) -> str:
    """Say where words stand and whether they fit as a fragment."""
    from quizgen.domain.fragments import length_of  # noqa: PLC0415

    number, unit, fewest, most = length_of(places[0].words)
    lines = ", ".join(str(place.line) for place in places)
    if len(places) == 1:
        told = f"They stand there once, from line {lines}."
    else:
        told = f"They stand there {len(places)} times, from lines {lines}; with another word it is one place."
    if not fewest <= number <= most:
        told += f" A fragment has {fewest} to {count(most, unit)}; these are {count(number, unit)}."
    return told
