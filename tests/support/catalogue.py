"""The texts that quizgen itself prints, found in its code, and a language that shows which of them were translated."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import polib

from quizgen.language import ENGLISH
from quizgen.language.catalogue import pieces, texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent.parent / "quizgen"
#: Templates in which texts stand as gettext("...").
TEMPLATES = (".typ", ".html", ".md", ".js", ".css")


class _Pseudo(NullTranslations):
    """Puts each text into brackets that nothing else uses; what stands in braces stays."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class _Pieces(NullTranslations):
    """Puts each piece of a text into such brackets, so that what stands in its places stays outside of them."""

    def gettext(self, message: str) -> str:
        told = ((f"⟦{before}⟧" if before else "", f"{{{name}}}" if name else "") for before, name in pieces(message))
        return "".join(part for piece in told for part in piece)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


#: English with all of quizgen's own texts between ⟦ and ⟧; and the same without the values in their places.
PSEUDO = replace(ENGLISH, texts=_Pseudo())
PIECEWISE = replace(ENGLISH, texts=_Pieces())


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield each call in quizgen's code that asks for a text, with the file it stands in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("gettext", "ngettext"):
                yield place, node


def texts_of(call: ast.Call) -> tuple[str, ...]:
    """Return the text that a call asks for, or its singular and plural; fewer where one is not written there."""
    texts = call.args[: 1 if _name(call.func) == "gettext" else 2]
    return tuple(text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str))


def _texts() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each place where quizgen has a text of its own, and that text, or its singular and plural."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in TEMPLATES:
            place = path.relative_to(PACKAGE.parent).as_posix()
            yield from ((place, (text,)) for text in texts_in(path.read_text("utf-8")))
    yield from ((place, texts) for place, call in calls() if (texts := texts_of(call)))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def template() -> polib.POFile:
    """Return the list of all texts, each with the files it stands in, as it is to be in the repository."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    places: dict[tuple[str, ...], dict[str, None]] = {}
    for place, texts in _texts():
        places.setdefault(texts, {})[place] = None
    for texts, files in sorted(places.items()):
        entry = polib.POEntry(msgid=texts[0], occurrences=[(file, "") for file in sorted(files)])
        if len(texts) == 2:
            entry.msgid_plural, entry.msgstr_plural = texts[1], {0: "", 1: ""}
        catalogue.append(entry)
    return catalogue
