"""quizgen cite."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.common import library_option, open_any_library
from quizgen.cli.output import leave, put, say
from quizgen.domain.words import count

if TYPE_CHECKING:
    from quizgen.domain.fragments import Found


@click.command(name="cite")
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="ARTICLE")
@click.argument("words", nargs=-1, required=True)
@library_option
def command(article: Path, words: tuple[str, ...], root: Path | None) -> None:
    """Find words in the file of an article, and print the line of evidence to paste.

    The words are printed as the article writes them: capital letters, line ends and the form of quote marks may differ.

    \b
    Examples:
      quizgen cite ~/articles/wire.txt met on 12 January
      quizgen cite ~/articles/wire.txt "the council's seat"
    """
    from quizgen.domain.fragments import difference, find  # noqa: PLC0415
    from quizgen.domain.text import plain_quotes  # noqa: PLC0415
    from quizgen.reading.articles import read_article, text_hash  # noqa: PLC0415

    library = open_any_library(root)
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
    if source is None:
        named = f"id: ID, title: TITLE, file: {article.name}, sha256: {text_hash(data)}"
        say(f"No source has the file {article.name}; add one: - {{{named}}}", err=True)
    put(f"evidence: {{{source.id if source is not None else 'ID'}: {_as_yaml(places[0].words)}}}")
    say(_told(places), err=True)


def _as_yaml(words: str) -> str:
    """Return a text as YAML takes it between braces."""
    is_plain = words[0].isalnum() and not any(sign in words for sign in ",[]{}:#\"'")
    return words if is_plain else json.dumps(words, ensure_ascii=False)


def _told(places: list[Found]) -> str:
    """Say where words stand and whether they fit as a fragment."""
    from quizgen.checking.evidence import FEWEST_WORDS, MOST_WORDS  # noqa: PLC0415

    number = len(places[0].words.split())
    lines = ", ".join(str(place.line) for place in places)
    if len(places) == 1:
        told = f"They stand there once, from line {lines}."
    else:
        told = f"They stand there {len(places)} times, from lines {lines}; with another word it is one place."
    if not FEWEST_WORDS <= number <= MOST_WORDS:
        told += f" A fragment has {FEWEST_WORDS} to {MOST_WORDS} words; these are {count(number, 'word')}."
    return told
