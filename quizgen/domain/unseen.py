"""Characters that nobody sees: those that may stand in no text, and those that may stand where a script needs them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from quizgen.language.characters import IGNORABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each of these is the inside of a character class.
_JOINERS = "\u200c\u200d"
_PICTURE_FORMS = "\ufe0e\ufe0f"
_MONGOLIAN_FORMS = "\u180b-\u180d\u180f"
_HAN_FORMS = "\ufe00-\ufe02\U000e0100-\U000e01ef"
_AT_TIMES_NEEDED = re.compile(f"[{_JOINERS}{_PICTURE_FORMS}{_MONGOLIAN_FORMS}{_HAN_FORMS}]")
#: Controls but for tabs and line ends, separators of lines and paragraphs, halves of characters, codes that are none.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNSEEN = re.compile(f"[{_CONTROLS}{IGNORABLE}]")
#: Characters that may stand in no text: they show nothing, but are obeyed, or hide or reorder the text around them.
FORBIDDEN = re.compile(f"{_UNSEEN.pattern}(?<!{_AT_TIMES_NEEDED.pattern})")
#: Unicode categories of characters that are no signs: controls, formats, halves of others, line and page breaks.
_NO_SIGNS = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
#: Scripts whose letters join, as the names of their letters begin: there a joiner or a non-joiner is part of a word.
_JOINED = ("ARABIC ", "SYRIAC ", "MONGOLIAN ", "NKO ", "MANDAIC ", "PHAGS-PA ", "MANICHAEAN ", "HANIFI ", "ADLAM ")
#: The combining class of the sign that takes the vowel from a letter, in the scripts of India.
_VIRAMA = 9


def is_unseen(character: str) -> bool:
    """Say whether a character shows nothing, but is obeyed, or hides or reorders the text around it."""
    is_no_sign = unicodedata.category(character) in _NO_SIGNS or _UNSEEN.match(character)
    return bool(is_no_sign) and not _AT_TIMES_NEEDED.match(character)


def refused(text: str) -> Iterator[int]:
    """Yield the place in `text` of each character that nobody sees, but for those that a script needs there."""
    if text.isascii() and text.isprintable():
        return
    for match in _UNSEEN.finditer(text):
        at = match.start()
        if not _is_needed(match.group(), text[max(0, at - 1) : at] or " ", text[at + 1 : at + 2] or " "):
            yield at


def _is_needed(sign: str, before: str, after: str) -> bool:
    """Say whether a script, or a picture, needs an unseen sign between two characters.

    Unicode's own rule for names (RFC 5892, A.1 and A.2) is narrower: it lacks what Persian and Bengali spell with them.
    """
    if re.match(f"[{_JOINERS}]", sign):
        if _is_joined(before) or _VIRAMA in map(unicodedata.combining, (before, after)):
            return True
        return sign == "\u200d" and _is_picture(after) and (_is_picture(before) or before == "\ufe0f")
    if re.match(f"[{_PICTURE_FORMS}]", sign):
        return _is_picture(before)
    script = "MONGOLIAN " if re.match(f"[{_MONGOLIAN_FORMS}]", sign) else "CJK "
    return _AT_TIMES_NEEDED.match(sign) is not None and unicodedata.name(before, "").startswith(script)


def _is_joined(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" and unicodedata.name(character, "").startswith(_JOINED)


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sm", "Sk")


def refusal(character: str) -> str:
    """Return the message about a character that nobody sees and that may not stand where it does."""
    name = unicodedata.name(character, "")
    reason = "no script needs it there" if _AT_TIMES_NEEDED.match(character) else "changes the text around it"
    return f"the character U+{ord(character):04X}{name and f' ({name})'} is invisible and {reason}; delete it"
