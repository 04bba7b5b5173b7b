"""quizgen explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.cli.output import say
from quizgen.domain.words import hint

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command(name="explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Explain a rule, with an example that passes and one that fails; without RULE, list all rules.

    What stands under a key of the files is explained, too.

    \b
    Examples:
      quizgen explain answer-leaks
      quizgen explain accounts
    """
    from quizgen.checking import pages as manual  # noqa: PLC0415

    pages = manual.rule_pages()
    if not all(pages.values()):
        raise click.ClickException("the manual pages are docstrings, and 'python -OO' leaves those out; run without it")
    if rule is None:
        width = max(map(len, pages))
        say(*(f"{name:<{width}}  {page.splitlines()[0]}" for name, page in pages.items()))
        return
    keys = [] if rule in pages else _keys(rule)
    if keys:
        say(*keys)
        return
    if rule not in pages:
        raise click.UsageError(f"There is no rule '{rule}'{hint(rule, pages) or '.'} `quizgen explain` lists all")
    say(rule, "", *_lines(pages[rule]))


def _keys(key: str) -> list[str]:
    """Return what stands under a key in each form that has it, and which keys stand within it."""
    from quizgen import pipeline  # noqa: PLC0415
    from quizgen.reading.schema import described_keys  # noqa: PLC0415

    known = list(dict.fromkeys(described_keys(pipeline.json_schema())))
    lines = [f"'{key}' in '{within}': {about}" for name, within, about in known if name == key]
    inner = [f"  {name}: {about}" for name, within, about in known if within == key] if lines else []
    return [*lines, *(["It holds:"] if inner else []), *inner]


def _lines(page: str) -> Iterator[str]:
    """Yield the lines of a page: a paragraph is one, and an example keeps its own."""
    for part in page.split("\n\n"):
        lines = part.splitlines()
        yield from lines if any(line.startswith(" ") for line in lines) else [" ".join(lines)]
        yield ""
