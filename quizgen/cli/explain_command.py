"""quizgen explain."""

from __future__ import annotations

import click

from quizgen.cli.output import put
from quizgen.domain.words import hint


@click.command(name="explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Explain a rule, with an example that passes and one that fails; without RULE, list all rules.

    \b
    Example: quizgen explain answer-leaks
    """
    from quizgen import pipeline  # noqa: PLC0415

    pages = pipeline.rule_pages()
    if not all(pages.values()):
        raise click.ClickException("the manual pages are docstrings, and 'python -OO' leaves those out; run without it")
    if rule is None:
        width = max(map(len, pages))
        put(*(f"{name:<{width}}  {page.splitlines()[0]}" for name, page in pages.items()))
        return
    if rule not in pages:
        raise click.UsageError(f"There is no rule '{rule}'{hint(rule, pages) or '.'} `quizgen explain` lists all")
    put(rule, "", *pages[rule].splitlines())
