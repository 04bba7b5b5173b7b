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

    \b
    Example: quizgen explain answer-leaks
    """
    from quizgen.checking import pages as manual  # noqa: PLC0415

    pages = manual.rule_pages()
    if not all(pages.values()):
        raise click.ClickException("the manual pages are docstrings, and 'python -OO' leaves those out; run without it")
    if rule is None:
        width = max(map(len, pages))
        say(*(f"{name:<{width}}  {page.splitlines()[0]}" for name, page in pages.items()))
        return
    if rule not in pages:
        raise click.UsageError(f"There is no rule '{rule}'{hint(rule, pages) or '.'} `quizgen explain` lists all")
    say(rule, "", *_lines(pages[rule]))


def _lines(page: str) -> Iterator[str]:
    """Yield the lines of a page: a paragraph is one, and an example keeps its own."""
    for part in page.split("\n\n"):
        lines = part.splitlines()
        yield from lines if any(line.startswith(" ") for line in lines) else [" ".join(lines)]
        yield ""
