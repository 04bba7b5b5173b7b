"""quizgen schema."""

from __future__ import annotations

import json

import click


@click.command(name="schema")
def command() -> None:
    """Print the JSON Schema (2020-12) of the YAML files, for editors that complete keys and show errors.

    \b
    Example: quizgen schema > questions/quizgen.schema.json
    """
    from quizgen import pipeline  # noqa: PLC0415

    click.echo(json.dumps(pipeline.json_schema(), indent=2))
