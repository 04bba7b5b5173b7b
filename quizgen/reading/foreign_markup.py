"""Markup of other programs, which would stand on cards letter by letter: what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.markup import is_marked, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is in each kind of markup; no other text needs a closer look.
_SIGNS = re.compile(r"[\\<&$`!{]|\*\*|~~")
_TAGS = "b|i|u|em|strong|sub|sup|code|pre|span|div|p|a"
_FORMULA = "a formula is written $`...`$"
#: Each kind of markup, with what is written instead. Sums of money, programs and blanks look like some of it.
_FOREIGN = (
    (r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$", _FORMULA),
    (r"(?<![\w$])\$(?=[A-Za-z\\({])[^$\s](?:[^$]*[^$\s])?\$(?![\w$])", _FORMULA),
    (r"(?<![$\d])\$(?=[\d(])[^$]*[\\^_=][^$]*\$(?![\d$])", _FORMULA),
    (r"\\(?:frac|sqrt|text|mathrm|mathbf|ce)\{", _FORMULA),
    (r"(?<![\w*])\*\*[^\s*](?:[^*]*[^\s*])?\*\*(?![\w*])", "emphasis is written *...*"),
    (r"~~[^\s~](?:[^~]*[^\s~])?~~", "nothing is struck out here; leave the signs out"),
    (
        rf"<(?P<tag>{_TAGS})(?:\s[^<>]*)?>.*?</(?P=tag)>",
        "write *...* or $`...`$, or `...` where the tag itself is meant",
    ),
    (
        r"<br ?/?>|<img\s[^<>]*>",
        "a text is one line, and a picture stands under 'picture'; a tag that is meant is `...`",
    ),
    (r"&(?:nbsp|lt|gt|amp|quot|#\d{2,5});", "write the character itself, or `...` where the code is meant"),
    (r"``|~~~", "code is written `...`; several lines of it stand between lines of ```, in a text that begins with |"),
    (r"!\[[^\[\]]*\]\([^()\s]+\)", "a picture stands under 'picture'"),
    (r"\{\{c\d+::.+?\}\}", "the words of a gap stand under 'says' in [brackets]"),
)
_PATTERNS = tuple((re.compile(pattern), advice) for pattern, advice in _FOREIGN)


def foreign_markup(text: str) -> Iterator[str]:
    """Yield what is written in the way of another program in a text that was read, each with what to write instead."""
    if not _SIGNS.search(text):
        return
    written = " ".join(span.text for span in spans(text) if not span.look) if is_marked(text) else text
    for pattern, advice in _PATTERNS:
        found = pattern.search(written)
        if found is not None:
            yield f"'{found[0]:.40}' would be shown as it stands here: {advice}"
