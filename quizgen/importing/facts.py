"""Items of a foreign file -> the YAML of a topic of drafts, which quizgen reads back as exactly what was meant."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.domain.library import digest
from quizgen.domain.markup import plain, read_markup
from quizgen.domain.text import single_spaced, visible
from quizgen.importing.kinds import kind_of
from quizgen.importing.markup import without_unseen
from quizgen.importing.records import Picture
from quizgen.language.characters import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.importing.records import Contents, Item, Loss

#: The longest parts of an id, in characters: the topic's, and what is added for one of its facts.
_LONGEST_TOPIC, _LONGEST_SLUG = 30, 40
#: More of a text than that says nothing more in a comment, in characters.
_LONGEST_COMMENT = 600
#: Text that YAML takes as it stands, whatever is around it: words with single signs between them.
_BARE = re.compile(r"[^\W_](?:[\w.,;()/!?’“”–—+=-]| (?=\S))*")
_NOT_BARE = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def slug_of(text: str, longest: int = _LONGEST_SLUG) -> str:
    """Return words of a text as a part of an id; of a text without Latin letters and digits, a part of its hash."""
    slug = ""
    for word in re.findall("[a-z0-9]+", folded(text)):
        if slug and len(slug) + 1 + len(word) > longest:
            break
        slug += f"-{word}" if slug else word[:longest]
    return slug or f"x{digest((text,))[:8]}"


def topic_id(name: str) -> str:
    """Return the id of the topic for a file of this name."""
    return slug_of(name, _LONGEST_TOPIC)


def inbox_text(contents: Contents, topic: str, title: str, head: Iterable[str], unit: str) -> str:
    """Return the file of a topic of drafts, one for each item, with `head` as comments at the top.

    What did not come along stands as a comment over its draft, and what is left out at the end, with its place in the
    file, which counts a `unit`.
    """
    lines = [*map(_comment, head), f"topic: {topic}", f"title: {scalar(title)}", "facts:"]
    taken: set[str] = set()
    group = ""
    for item in contents.items:
        if item.group != group:
            group = item.group
            lines.append(_comment(f"Group: {group}" if group else "In no group:", "  "))
        lines += [_comment(f"Not brought: {_told(loss)}", "  ") for loss in _distinct(item.losses)]
        lines += [_comment(remark.sentence, "  ") for remark in dict.fromkeys(item.remarks)]
        lines += _draft(_unique(f"{topic}.{slug_of(plain(read_markup(item.prompt or item.answer)[0]))}", taken), item)
    for left in contents.left_out:
        lines.append(_comment(f"Left out: {left.noun} ({unit} {left.line}): {left.text}"))
    return "\n".join(lines) + "\n"


def _unique(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken yet, and take it."""
    id_, number = wanted, 1
    while id_ in taken:
        number += 1
        id_ = f"{wanted}-{number}"
    taken.add(id_)
    return id_


def _draft(id_: str, item: Item) -> Iterator[str]:
    """Yield the lines of a draft."""
    yield f"  - id: {id_}"
    yield "    draft: true"
    for key, value in _fields(item).items():
        if isinstance(value, str):
            yield from _written(f"    {key}:", value)
        elif isinstance(value, Picture):
            yield f"    {key}:"
            yield f"      file: {scalar(value.name)}"
            if value.alt:
                yield f"      alt: {scalar(value.alt)}"
        else:
            yield f"    {key}:"
            reasons = dict(item.reasons) if key == "wrong" else {}
            for part in value:
                if part in reasons:
                    yield from _written("      - text:", part)
                    yield from _written("        why:", reasons[part])
                else:
                    yield from _written("      -", part)


def _written(head: str, text: str) -> Iterator[str]:
    """Yield the lines of a text behind its key: one, or those of a block where it has code."""
    if "\n" not in text:
        yield f"{head} {scalar(text)}"
        return
    indent = " " * ((len(head) - len(head.lstrip(" -"))) // 2 * 2 + 2)
    yield f"{head} |"
    yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))


def _fields(item: Item) -> Mapping[str, str | tuple[str, ...] | Picture]:
    """Return what a draft says, by key; a key without a value is left out."""
    kind = kind_of(item)
    is_term = kind is Kind.TERM
    fields = {
        str(kind): item.prompt if is_term else item.parts or item.answer,
        "means" if is_term else "ask": item.answer if is_term else item.prompt,
    }
    lists = {"accept": item.accept, "also_right": item.also_right, "wrong": item.wrong}
    seen = {item.answer}
    several = {}
    for key, values in lists.items():
        several[key] = tuple(
            dict.fromkeys(value for value in values if value and (value not in seen or key == "wrong"))
        )
        seen.update(several[key])
    note = ("\n" if any("\n" in note for note in item.notes) else " ").join(filter(None, item.notes))
    everything = {
        **fields,
        "tolerance": item.tolerance,
        "says": item.says,
        **several,
        "picture": item.picture,
        "hint": item.hint,
        "note": note,
        "tags": tuple(map(tag_of, item.tags)),
    }
    return {key: value for key, value in everything.items() if value}


def tag_of(tag: str) -> str:
    """Return a tag as quizgen writes it: in small letters, with dots where Anki and Moodle have levels."""
    parts = [slug_of(part) for part in re.split("::|/", tag) if part.strip()]
    return ".".join(parts)[:60].rstrip(".-") or slug_of(tag)


def scalar(text: str) -> str:
    """Return a text that is on one line as YAML: bare where nobody could read it as anything else, or in quotes."""
    is_bare = _BARE.fullmatch(text) and text.casefold() not in _NOT_BARE and "," not in text
    return text if is_bare else json.dumps(text, ensure_ascii=False)


def _comment(text: str, indent: str = "") -> str:
    shown = visible(without_unseen(single_spaced(text)))
    return f"{indent}# {shown}"[:_LONGEST_COMMENT] if shown else f"{indent}#"


def _told(loss: Loss) -> str:
    return f"{loss.noun}: {loss.detail}" if loss.detail else loss.noun


def _distinct(losses: Iterable[Loss]) -> Iterable[Loss]:
    return dict.fromkeys(losses)
