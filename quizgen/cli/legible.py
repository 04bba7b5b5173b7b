"""What a terminal of an old code page shows in the place of signs that it does not have."""

from __future__ import annotations

import codecs
import unicodedata

#: Signs as plain ASCII. None becomes a question mark, which is also a key.
_PLAIN = str.maketrans(
    {
        "·": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "…": "...",
        "✓": "+",
        "✗": "x",
        "×": "x",
        "•": "*",
        "→": "->",
        "─": "-",
        "━": "=",
        "┃": "|",
        "◆": "#",
        "◂": "<",
        "▸": ">",
        "€": "EUR",
        "£": "GBP",
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        **dict.fromkeys(map(chr, range(0x2801, 0x2900)), "."),  # braille, of which maps are drawn
    }
)
#: Stands for a letter or a sign that has no likeness in ASCII.
_UNKNOWN = "*"


def plain(text: str) -> str:
    """Return a text in ASCII: signs as the nearest plain ones, letters without their accents."""
    return "".join(map(_plain_character, text.translate(_PLAIN)))


def _plain_character(character: str) -> str:
    likeness = "".join(char for char in unicodedata.normalize("NFKD", character) if char.isascii())
    return likeness or ("" if unicodedata.combining(character) else _UNKNOWN)


def _in_place_of(error: UnicodeError) -> tuple[str, int]:
    """Return what to write instead of what cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


#: The name under which a stream knows it.
LEGIBLE = "legible"
codecs.register_error(LEGIBLE, _in_place_of)
