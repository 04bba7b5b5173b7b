"""Rows of cells whose heads say what they hold, or that stand in their usual order -> items."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.domain.text import single_spaced
from quizgen.importing.records import Item, LeftOut, Loss, Picture
from quizgen.language import question_tables
from quizgen.language.characters import folded
from quizgen.language.class_lists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.importing.markup import Plain


class Role(Enum):
    """What a cell holds, with the words that stand over such a column; of two with the same word the first counts."""

    QUESTION = question_tables.QUESTION
    TERM = question_tables.TERM
    FRONT = question_tables.FRONT
    ANSWER = question_tables.ANSWER
    MEANING = question_tables.MEANING
    BACK = question_tables.BACK
    ACCEPT = question_tables.ACCEPT
    WRONG = question_tables.WRONG
    HINT = question_tables.HINT
    PICTURE = question_tables.PICTURE
    TOLERANCE = question_tables.TOLERANCE
    NOTE = question_tables.NOTE
    TAGS = question_tables.TAGS
    GROUP = question_tables.GROUP
    OPTION = question_tables.OPTION
    CORRECT = question_tables.CORRECT


#: The roles of what is asked, and of what is answered.
PROMPTS = (Role.QUESTION, Role.TERM, Role.FRONT)
ANSWERS = (Role.ANSWER, Role.MEANING, Role.BACK)
#: The roles of cells of which an item has room for one: any further one is named. None is a role that nobody knows.
_USED_ONCE = (None, *PROMPTS, Role.MEANING, Role.BACK, Role.OPTION, Role.CORRECT)
_OF_OPTIONS = (Role.OPTION, Role.CORRECT)
#: A number or a letter behind the word, as in 'Option 2' or 'wrong_3'.
_NUMBER = re.compile(r"[\s_]*(?:[0-9]{1,2}|\b[a-f])$")
_BETWEEN_TAGS = re.compile(r"[\s,;]+")


class Cell(NamedTuple):
    """What stands in a column: its role, where that is known, its head, and its text."""

    role: Role | None
    head: str
    plain: Plain


@cache
def _roles() -> dict[str, Role]:
    """Return the role of each word, in its plain form."""
    roles: dict[str, Role] = {}
    for role in Role:
        for word in words_of(role.value):
            roles.setdefault(_plain(word), role)
    return roles


@cache
def _words(table: str) -> frozenset[str]:
    """Return the words of a table, in their plain form."""
    return frozenset(map(_plain, words_of(table)))


def _plain(head: str) -> str:
    return single_spaced(re.sub(r"[_\-()*:.#]", " ", folded(head)))


def roles_of(heads: Sequence[str]) -> list[Role | None]:
    """Return what columns with these heads hold; None for a column of which nobody knows.

    Where several columns hold numbered answers, they are the options of which another column names the right one.
    """
    plain = [_plain(head) for head in heads]
    bare = [_NUMBER.sub("", head) for head in plain]
    options, keys = _words(question_tables.OPTION), _words(question_tables.CORRECT) | _words(question_tables.ANSWER)
    numbered = [place for place, head in enumerate(plain) if bare[place] != head and bare[place] in options]
    key = next((place for place, head in enumerate(plain) if re.sub(r" s$|s$", "", head) in keys), None)
    roles = [_roles().get(head) or _roles().get(short) for head, short in zip(plain, bare, strict=True)]
    if len(numbered) > 1 and key is not None and key not in numbered:
        for place in numbered:
            roles[place] = Role.OPTION
        roles[key] = Role.CORRECT
    return roles


def has_both(roles: Iterable[Role | None]) -> bool:
    """Say whether columns hold what is asked and what is answered."""
    known = set(roles)
    return not known.isdisjoint(PROMPTS) and not known.isdisjoint((*ANSWERS, Role.CORRECT))


def item_of(line: int, cells: Sequence[Cell], tags: Sequence[str] = (), group: str = "") -> Item | LeftOut:
    """Return what a row or a note holds; what has no prompt or no answer is left out.

    Of cells without a known role, the first that hold anything are the prompt and the answer, where these are missing.
    """
    rest = [cell for cell in cells if cell.plain.text or cell.plain.losses]
    all_filled = tuple(rest)
    prompt, answer = _take(rest, PROMPTS), _take(rest, ANSWERS)
    right, wrong = _options(cells) if answer is None else ((), ())
    prompt = prompt or _take(rest, (None,))
    answer = answer or (None if right else _take(rest, (None,)))
    text = answer.plain.text if answer else next(iter(right), "")
    losses = tuple(loss for cell in all_filled for loss in cell.plain.losses)
    named = [Picture(text) for text in _texts(rest, Role.PICTURE)]
    losses += tuple(picture.loss for picture in named)
    if prompt is None or not (prompt.plain.text or prompt.plain.pictures) or not text:
        said = [*(cell.plain.text for cell in all_filled), *(" ".join(loss) for loss in losses)]
        noun = "wordless answer" if prompt and prompt.plain.text else "wordless question"
        return LeftOut(line, noun, "; ".join(filter(None, said)))
    unused = [cell for cell in rest if cell.role in _USED_ONCE and not (right and cell.role in _OF_OPTIONS)]
    return Item(
        line,
        prompt.plain.text,
        text,
        _kind(prompt.role, answer.role if answer else Role.ANSWER) if prompt.plain.text else Kind.WHAT,
        accept=_listed(rest, Role.ACCEPT),
        also_right=(*right[1:], *_texts(rest, Role.ANSWER)),
        wrong=(*_listed(rest, Role.WRONG), *wrong),
        tolerance=next(iter(_texts(rest, Role.TOLERANCE)), ""),
        hint=" ".join(_texts(rest, Role.HINT)),
        picture=next(iter((*prompt.plain.pictures, *pictures_of(rest), *named)), None),
        notes=_texts(rest, Role.NOTE),
        tags=(*tags, *(tag for cell in _texts(rest, Role.TAGS) for tag in _BETWEEN_TAGS.split(cell) if tag)),
        group=group or " / ".join(_texts(rest, Role.GROUP)),
        losses=(*losses, *(Loss("further column", f"{cell.head}: {cell.plain.text}") for cell in unused)),
    )


def _texts(cells: Iterable[Cell], role: Role) -> tuple[str, ...]:
    """Return what stands in the cells of a role."""
    return tuple(cell.plain.text for cell in cells if cell.role is role and cell.plain.text)


def pictures_of(cells: Iterable[Cell]) -> Iterator[Picture]:
    """Yield the pictures in the cells that are there for them."""
    return (picture for cell in cells if cell.role is Role.PICTURE for picture in cell.plain.pictures)


def _listed(cells: Iterable[Cell], role: Role) -> tuple[str, ...]:
    """Return what stands in the cells of a role; a single one may hold several, parted by semicolons."""
    texts = _texts(cells, role)
    return (
        texts
        if len(texts) != 1 or "\n" in texts[0]
        else tuple(filter(None, map(str.strip, re.split("[;|]", texts[0]))))
    )


def _take(cells: list[Cell], roles: Sequence[Role | None]) -> Cell | None:
    """Remove the first cell with one of these roles from `cells`, the first role first, and return it."""
    for role in roles:
        for cell in cells:
            if cell.role is role:
                cells.remove(cell)
                return cell
    return None


def _kind(prompt: Role | None, answer: Role | None) -> Kind | None:
    """Return the kind of fact that two columns make, by their heads; None where the heads do not say so."""
    if prompt is Role.QUESTION or answer is Role.ANSWER:
        return Kind.WHAT
    return Kind.TERM if prompt is Role.TERM or answer is Role.MEANING else None


def _options(cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the right options and the wrong ones of a row in which a cell names the right ones."""
    options = [cell.plain.text for cell in cells if cell.role is Role.OPTION]
    named = next(iter(_texts(cells, Role.CORRECT)), "")
    chosen = {options.index(named)} if named in options else {_place(part) for part in re.split(r"[\s,;]+", named)}
    right = tuple(option for place, option in enumerate(options) if place in chosen and option)
    return right, tuple(option for place, option in enumerate(options) if place not in chosen and option and right)


def _place(name: str) -> int:
    """Return the place of an option, from 0, that is named by its number or its letter; -1 where it is neither."""
    if re.fullmatch("[0-9]{1,2}", name):
        return int(name) - 1
    return ord(name.lower()) - ord("a") if re.fullmatch("[A-Za-z]", name) else -1
