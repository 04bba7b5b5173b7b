r"""H5P: text for the "Textual" field of a Question Set, from which its editor makes multiple choices.

A paragraph is a question, its first line what is asked, each other one an option: `*` before the right one, and behind
colons a tip, what is said if it was chosen, and what is said if it was not. No sign can be escaped there (`\:` becomes
another one: https://github.com/h5p/h5p-editor-question-set-textual-editor, text-parser.js), so that a colon, an
asterisk that is first, and a full stop behind a number that is first become signs that look like them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.markup import has_block, plain
from quizgen.domain.question import Choice
from quizgen.exporting.home import NO_PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.exporting.home import Bank
    from quizgen.exporting.item import Item

#: Look like a colon, an asterisk and a full stop: U+2236, U+2217 and U+2024.
_COLON, _ASTERISK, _STOP = "\N{RATIO}", "\N{ASTERISK OPERATOR}", "\N{ONE DOT LEADER}"
#: Stands for an escaped colon within H5P.
_PLACEHOLDER = "\N{CURRENCY SIGN}"
#: Read as the place of a question that is there already, and taken away.
_PLACE = re.compile(r"([0-9]+)\.")
#: Without it an address can still be copied, as no colon is left in it.
_SCHEME = re.compile("https?://")


def refuses(item: Item) -> str:
    """Return why the field cannot take a question, or nothing."""
    if not isinstance(item.shape, Choice):
        return "only a choice can be pasted there"
    if item.picture is not None:
        return NO_PICTURE
    if has_block(item.shape.prompt) or any(has_block(option.text) for option in item.shape.options):
        return "code of several lines cannot be pasted there"
    if any(_PLACEHOLDER in text for text in (*(option.text for option in item.shape.options), *item.whys, *item.proof)):
        return f"'{_PLACEHOLDER}' becomes a colon there"
    return ""


def render(bank: Bank) -> bytes:
    """Return the text; its questions have no numbers, as H5P would replace those that stand there already."""
    return "\n".join("".join(f"{line}\n" for line in _lines(item)) for item in bank.items).encode()


def _lines(item: Item) -> Iterator[str]:
    """Yield what is asked, then each option; what is proven is said of the right one, whichever was chosen."""
    asked = _line((item.shape.prompt,))
    place = _PLACE.match(asked)
    yield f"{place[1]}{_STOP}{asked[place.end() :]}" if place else asked
    proof = _field(_SCHEME.sub("", text) for text in item.proof)
    options = item.shape.options if isinstance(item.shape, Choice) else ()
    for option, why in zip(options, item.whys, strict=True):
        text = _option(option.text)
        if option.right:
            yield f"*{text}::{proof}:{proof}"
        else:
            yield f"{text}::{_field((why,))}" if why else text


def _option(text: str) -> str:
    shown = _field((text,))
    return f"{_ASTERISK}{shown[1:]}" if shown.startswith("*") else shown


def _field(texts: Iterable[str]) -> str:
    """Return texts as one that holds no colon; a space, which is taken away, keeps its end from escaping the next."""
    text = _line(texts).replace(":", _COLON)
    return f"{text} " if text.endswith("\\") else text


def _line(texts: Iterable[str]) -> str:
    return " • ".join(" ".join(plain(text).split()) for text in texts)
