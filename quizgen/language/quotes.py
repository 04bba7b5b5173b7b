"""English quotation marks and apostrophes as they are printed, in the place of those that were typed."""

from __future__ import annotations

import re

from quizgen.language.characters import HIDDEN_FROM, HIDDEN_TO, without_hidden

_TYPED = re.compile("[\"']")
#: What stays as it was typed: code, and what only a program reads.
_KEPT = re.compile(
    f"{HIDDEN_FROM}(code|block) .*?{HIDDEN_FROM}/\\1{HIDDEN_TO}|{HIDDEN_FROM}[^{HIDDEN_TO}]*{HIDDEN_TO}", re.DOTALL
)
#: After these, and at the beginning of a text, a mark opens; elsewhere it closes.
_OPENS_AFTER = " \t\n\u00a0([{\u2013\u2014/“‘"
#: A quotation in single marks. A mark that nothing closes stands for letters left out, as in '90s.
_SINGLE = re.compile(r"'\w[^']*'(?!\w)")


def curled(text: str) -> str:
    """Return a text with typographic quotation marks and apostrophes."""
    printed = ""
    start = 0
    kept = {at for match in _KEPT.finditer(text) for at in range(*match.span())} if HIDDEN_FROM in text else ()
    for typed in _TYPED.finditer(text):
        at = typed.start()
        if at in kept:
            continue
        printed += text[start:at]
        start = at + 1
        before = without_hidden(printed)
        opens = not before or before[-1] in _OPENS_AFTER
        if typed[0] == '"':
            printed += "“" if opens and text[start:].strip() else "”"
        else:
            printed += "‘" if opens and _SINGLE.match(text, at) else "’"
    return printed + text[start:]
