"""Mistakes of one line, as curators make them, in YAML files of a library: where they are made, chance decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_ENTRY = re.compile(r"(?P<indent> *(?:- )?)(?P<key>[a-z_]+): (?P<value>.+)")
_PLAIN = re.compile(r"[A-Za-z0-9][^\[\]{}'\"#]*[A-Za-z0-9.?!]")
_BLOCK = re.compile(r".*: [>|][+-]?$")


class Mistake(NamedTuple):
    """A text with a mistake, and the line on which it was made, from 1."""

    text: str
    line: int


class Entry(NamedTuple):
    """A line with a key and its value; `at` counts from 0."""

    at: int
    indent: str
    key: str
    value: str

    @property
    def is_plain(self) -> bool:
        """Say whether the value is unquoted text of at least three words."""
        return _PLAIN.fullmatch(self.value) is not None and self.value.count(" ") >= 2


def entries(lines: list[str]) -> list[Entry]:
    """Return the entries of a file, but for what stands in a text of several lines."""
    found: list[Entry] = []
    depth: int | None = None
    for at, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if depth is not None and (indent > depth or not line.strip()):
            continue
        depth = indent if _BLOCK.fullmatch(line) else None
        match = _ENTRY.fullmatch(line)
        if match is not None and depth is None:
            found.append(Entry(at, match["indent"], match["key"], match["value"]))
    return found


def make_mistake(kind: str, text: str, random: Random) -> Mistake | None:
    """Return `text` with a mistake of a kind at a place that fits it, or None where none does."""
    lines = text.split("\n")
    places = entries(lines)
    random.shuffle(places)
    for entry in places:
        changed = KINDS[kind](entry, lines, random)
        if changed is not None:
            return Mistake("\n".join([*lines[: entry.at], changed, *lines[entry.at + 1 :]]), entry.at + 1)
    return None


def _value(entry: Entry, value: str) -> str:
    return f"{entry.indent}{entry.key}: {value}"


def _inside(entry: Entry, random: Random, what: str) -> str:
    """Return the entry with `what` in the place of a space inside its value."""
    spaces = [match.start() for match in re.finditer(" ", entry.value)]
    place = random.choice(spaces)
    return _value(entry, entry.value[:place] + what + entry.value[place + 1 :])


def _of_plain(
    change: Callable[[Entry, Random], str],
) -> Callable[[Entry, list[str], Random], str | None]:
    return lambda entry, _lines, random: change(entry, random) if entry.is_plain else None


def _unclosed(opening: str, closing: str) -> Callable[[Entry, list[str], Random], str | None]:
    def change(entry: Entry, lines: list[str], _random: Random) -> str | None:
        is_whole = entry.value.startswith(opening) and entry.value.endswith(closing)
        return lines[entry.at][: -len(closing)] if is_whole else None

    return change


def _tabbed(entry: Entry, lines: list[str], _random: Random) -> str | None:
    return "\t" + lines[entry.at].lstrip() if entry.indent.startswith(" ") else None


def _moved(entry: Entry, lines: list[str], random: Random) -> str | None:
    if not entry.indent.startswith("  "):
        return None
    return random.choice((" " + lines[entry.at], "  " + lines[entry.at], lines[entry.at][1:]))


def _without_dash_space(entry: Entry, lines: list[str], _random: Random) -> str | None:
    return lines[entry.at].replace("- ", "-", 1) if "- " in entry.indent else None


def _stray_dash(entry: Entry, lines: list[str], _random: Random) -> str | None:
    return f"{entry.indent}- {lines[entry.at].lstrip()}" if entry.indent.isspace() else None


def _unopened_list(entry: Entry, _lines: list[str], _random: Random) -> str | None:
    return _value(entry, entry.value[1:]) if re.fullmatch(r"\[[^\[\]{}]+\]", entry.value) else None


def _comma_in_braces(entry: Entry, _lines: list[str], random: Random) -> str | None:
    if not entry.is_plain:
        return None
    before, comma, after = _inside(entry._replace(indent="", key="wire"), random, ", ").partition(", ")
    return f"{entry.indent}{entry.key}: {{{before}{comma}{after}}}"


#: Each kind of mistake: from an entry and all lines it makes the line with the mistake, or nothing where it can't.
KINDS: dict[str, Callable[[Entry, list[str], Random], str | None]] = {
    "closing double quote dropped": _of_plain(lambda entry, _: _value(entry, f'"{entry.value}')),
    "closing single quote dropped": _of_plain(lambda entry, _: _value(entry, f"'{entry.value}")),
    "opening double quote dropped": _of_plain(lambda entry, _: _value(entry, f'{entry.value}"')),
    "opening single quote dropped": _of_plain(
        lambda entry, _: _value(entry, f"{entry.value.rstrip('.?!')}?'"),
    ),
    "quote inside double quotes": _of_plain(
        lambda entry, random: _inside(entry, random, ' "so" ').replace(": ", ': "', 1) + '"'
    ),
    "apostrophe in single quotes": _of_plain(
        lambda entry, random: _inside(entry, random, "'s ").replace(": ", ": '", 1) + "'"
    ),
    "colon dropped": _of_plain(lambda entry, _: f"{entry.indent}{entry.key} {entry.value}"),
    "equals sign for a colon": _of_plain(lambda entry, _: f"{entry.indent}{entry.key} = {entry.value}"),
    "space after the colon dropped": _of_plain(lambda entry, _: f"{entry.indent}{entry.key}:{entry.value}"),
    "space after the dash dropped": _without_dash_space,
    "list not closed": _unclosed("[", "]"),
    "braces not closed": _of_plain(lambda entry, _: _value(entry, f"{{wire: {entry.value}")),
    "list not opened": _unopened_list,
    "tab for spaces": _tabbed,
    "indented otherwise": _moved,
    "stray dash": _stray_dash,
    "colon in a text": _of_plain(lambda entry, random: _inside(entry, random, ": ")),
    "number sign in a text": _of_plain(lambda entry, random: _inside(entry, random, " # ")),
    "sign before a text": _of_plain(lambda entry, random: _value(entry, random.choice("@`%") + entry.value)),
    "order before a text": _of_plain(lambda entry, random: _value(entry, random.choice("&*!|>") + entry.value)),
    "comma in braces": _comma_in_braces,
    "line break dropped": lambda entry, lines, _: f"{lines[entry.at]} level: core" if entry.is_plain else None,
}
