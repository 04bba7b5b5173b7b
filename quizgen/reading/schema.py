"""The JSON Schema (2020-12) of the YAML files, from the same forms that the reader uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.reading.library_forms import DECK_FILES, question_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from quizgen.domain.card import WayId
    from quizgen.reading.form import Form


def json_schema(ways: Collection[WayId], test: Form[Any]) -> dict[str, Any]:
    """Return a schema for all files: the form of a file follows from a key that no other form has.

    `ways` are the ways of asking that a fact and the library may name, `test` is the form of a test.
    """
    files = question_files(ways) | DECK_FILES | {"test": test}
    chain: dict[str, Any] = {"anyOf": [{"required": [key]} for key in files]}
    forms: dict[str, Form[Any]] = {}
    for key, form in reversed(files.items()):
        forms[form.name] = form
        chain = {"if": {"required": [key]}, "then": {"$ref": _ref(form)}, "else": chain}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a quizgen library",
        "type": "object",
        **chain,
        "$defs": {_name(form): form.schema() for form in reversed(forms.values())},
    }


def described_keys(schema: Mapping[str, Any], within: str = "a file") -> Iterator[tuple[str, str, str]]:
    """Yield each key that a schema has: the key, what it stands in, and the sentence on its value.

    That is a form, as 'fact', or the key whose value has it.
    """
    for name, form in schema.get("$defs", {}).items():
        yield from described_keys(form, name)
    for key, value in schema.get("properties", {}).items():
        yield key, within, value.get("description", "")
        yield from described_keys(value, key)
    parts = [schema.get("items"), *schema.get("anyOf", ()), schema.get("additionalProperties")]
    for part in parts:
        if isinstance(part, dict):
            yield from described_keys(part, within)


def _name(form: Form[Any]) -> str:
    return form.name.removeprefix("a ").removeprefix("the ").replace(" ", "-")


def _ref(form: Form[Any]) -> str:
    return f"#/$defs/{_name(form)}"
