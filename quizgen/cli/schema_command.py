"""quizgen schema."""

from __future__ import annotations

import json

import click

from quizgen.cli.output import put_json


@click.command(name="schema")
def command() -> None:
    """Print the JSON Schema (2020-12) of the YAML files, for editors that complete keys and show errors.

    \b
    Example: quizgen schema > questions/quizgen.schema.json
    """
    from quizgen import pipeline  # noqa: PLC0415

    put_json(json.dumps(pipeline.json_schema(), indent=2))
