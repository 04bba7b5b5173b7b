r"""Formulas: a small part of LaTeX -> a tree that every output can show, and its plain text.

There are letters, numbers and signs, _ and ^, \frac{}{}, \sqrt{}, \text{}, \mathrm{}, and the commands in `SIGNS`.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from quizgen.domain.words import hint

#: Formulas are not nested more deeply: nobody could read them.
_DEEPEST = 8
_GREEK = {
    **dict(zip(("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"), "αβγδεζηθ", strict=True)),
    **dict(zip(("iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho"), "ικλμνξπρ", strict=True)),
    **dict(zip(("sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"), "στυφχψω", strict=True)),
    **dict(zip(("Gamma", "Delta", "Theta", "Lambda", "Xi"), "ΓΔΘΛΞ", strict=True)),
    **dict(zip(("Pi", "Sigma", "Phi", "Psi", "Omega"), "ΠΣΦΨΩ", strict=True)),
}
_RELATIONS = {
    "lt": "<",
    "gt": ">",
    "rightarrow": "→",
    "leftarrow": "←",
    "rightleftharpoons": "⇌",
    "leq": "≤",
    "geq": "≥",
    "neq": "≠",
    "approx": "≈",
}
_OPERATORS = {"cdot": "·", "times": "×", "pm": "±", "infty": "∞", "degree": "°"}
#: The commands that stand for a sign, without their backslash.
SIGNS = _GREEK | _RELATIONS | _OPERATORS
#: The commands that take what follows in braces.
_WITH_BRACES = ("frac", "sqrt", "text", "mathrm")
_RELATION_SIGNS = frozenset((*_RELATIONS.values(), "="))
_TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<space>\s+)|(?P<sign>.)", re.DOTALL)
_WORDS = re.compile(r"\{((?:[^\W_]|[ .,:;()'+-])+)\}")
_PLAIN_SIGNS = frozenset("+-*/=<>()[]|.,:;!'°·×")
LOWERED = str.maketrans("0123456789+-=()aehijklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ")
RAISED = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")


class FormulaError(ValueError):
    """What stands between the signs of a formula and is none; the text says why, and what can stand there."""


class Sign(NamedTuple):
    """A letter, a number, a word or a sign, by its `sort`: 'letter', 'number', 'word' or 'sign'."""

    text: str
    sort: str


class Row(NamedTuple):
    """Parts one after another."""

    parts: tuple[Formula, ...]


class Scripts(NamedTuple):
    """A part with what stands below and above behind it; one of both at least."""

    base: Formula
    below: Formula | None
    above: Formula | None


class Fraction(NamedTuple):
    """A fraction."""

    top: Formula
    bottom: Formula


class Root(NamedTuple):
    """A square root."""

    radicand: Formula


class Upright(NamedTuple):
    """What is set in upright letters, as the signs of chemical elements are."""

    content: Formula


Formula: TypeAlias = Sign | Row | Scripts | Fraction | Root | Upright


def parse_formula(text: str) -> Formula:
    r"""Return the formula that `text` writes, as 'E = mc^2'. Raises FormulaError."""
    parser = _Parser(text)
    row = parser.row(0)
    if parser.at < len(text):
        raise FormulaError("a '}' closes no '{'; delete it or open a brace before it")
    if not row.parts:
        raise FormulaError("the formula is empty; write something into it")
    return row


class _Parser:
    """Reads a formula from left to right; `at` is the place of what comes next."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def row(self, depth: int) -> Row:
        """Return what stands from here to the end of the group."""
        if depth > _DEEPEST:
            raise FormulaError(f"braces are nested more than {_DEEPEST} deep; write the formula otherwise")
        parts: list[Formula] = []
        while self.at < len(self.text) and self.text[self.at] != "}":
            if self.text[self.at].isspace():
                self.at += 1
            elif self.text[self.at] in "_^":
                base = parts.pop() if parts else None
                parts.append(self._scripts(base, depth))
            else:
                parts.append(self._atom(depth))
        return Row(tuple(parts))

    def _scripts(self, base: Formula | None, depth: int) -> Scripts:
        """Return a part with the script that begins here, beside the other one if it has that already."""
        sign = self.text[self.at]
        if base is None:
            raise FormulaError(f"before '{sign}' stands nothing that it could belong to; write that before it")
        self.at += 1
        below, above = None, None
        if isinstance(base, Scripts):
            base, below, above = base
        if (below if sign == "_" else above) is not None:
            raise FormulaError(f"there are two '{sign}' behind one another; put braces around what belongs together")
        self._skip_spaces()
        script = self._atom(depth)
        return Scripts(base, script if sign == "_" else below, script if sign == "^" else above)

    def _skip_spaces(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def _group(self, depth: int, before: str) -> Row:
        """Return what stands in the braces that open here, behind `before`."""
        self._skip_spaces()
        if self.text[self.at : self.at + 1] != "{":
            raise FormulaError(f"behind '{before}' a '{{' is missing; put braces around what belongs to it")
        self.at += 1
        row = self.row(depth + 1)
        if self.at >= len(self.text):
            raise FormulaError("a '{' is not closed; write '}' where the group ends")
        self.at += 1
        if not row.parts:
            raise FormulaError("there are empty braces; write something into them or delete them")
        return row

    def _atom(self, depth: int) -> Formula:
        """Return the next part without its scripts; of digits behind _ or ^ all that stand together."""
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise FormulaError("something is missing behind a '_' or '^' at the end; write it or delete the sign")
        if match["sign"] == "{":
            return self._group(depth, "")
        self.at = match.end()
        if match["command"]:
            return self._command(match["command"], depth)
        if match["number"]:
            return Sign(match["number"], "number")
        sign = match[0]
        if sign.isalpha():
            return Sign(sign, "letter")
        if sign not in _PLAIN_SIGNS:
            raise FormulaError(f"'{sign}' cannot stand in a formula; {_what_there_is()}")
        return Sign(sign, "sign")

    def _command(self, name: str, depth: int) -> Formula:
        if name in SIGNS:
            return Sign(SIGNS[name], "letter" if name in _GREEK else "sign")
        if name == "frac":
            return Fraction(self._group(depth, r"\frac"), self._group(depth, r"\frac{}"))
        if name == "sqrt":
            return Root(self._group(depth, r"\sqrt"))
        if name == "mathrm":
            return Upright(self._group(depth, r"\mathrm"))
        if name == "text":
            return self._words()
        raise FormulaError(f"there is no '\\{name}'{hint(name, (*SIGNS, *_WITH_BRACES))}; {_what_there_is()}")

    def _words(self) -> Sign:
        r"""Return the words in the braces behind \text as they stand."""
        match = _WORDS.match(self.text, self.at)
        if match is None:
            raise FormulaError(r"behind '\text' words in braces are missing, of letters and digits, as in '\text{and}'")
        self.at = match.end()
        return Sign(match[1], "word")


def _what_there_is() -> str:
    commands = " ".join(f"\\{name}" for name in _RELATIONS | _OPERATORS)
    return (
        r"there are letters, numbers, + - * / = < > ( ) [ ] | . , : ; ! ', _ and ^, \frac{}{}, \sqrt{}, \text{}, "
        rf"\mathrm{{}}, Greek letters such as \alpha and \Omega, {commands}"
    )


def plain_formula(formula: Formula) -> str:  # noqa: PLR0911  one for each sort of node
    """Return a formula in one line of text: H₂O, x², (a+b)/2, √2."""
    match formula:
        case Sign(text, sort):
            if sort == "sign" and text in _RELATION_SIGNS:
                return f" {text} "
            return f"{text} " if text in (",", ";") else text
        case Row(parts):
            return re.sub(" {2,}", " ", "".join(map(plain_formula, parts))).strip()
        case Scripts(base, below, above):
            lowered = "" if below is None else _script(plain_formula(below), LOWERED, "_")
            raised = "" if above is None else _script(plain_formula(above), RAISED, "^")
            return f"{_grouped(base) if isinstance(base, (Fraction, Row)) else plain_formula(base)}{lowered}{raised}"
        case Fraction(top, bottom):
            return f"{_grouped(top)}/{_grouped(bottom)}"
        case Root(radicand):
            return f"√{_grouped(radicand)}"
        case Upright(content):
            return plain_formula(content)


def _script(text: str, table: dict[int, int], sign: str) -> str:
    """Return a script in the characters that Unicode has for it, or else behind `sign`."""
    text = text.strip()
    if all(ord(character) in table for character in text):
        return text.translate(table)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _grouped(formula: Formula) -> str:
    """Return a part that stands beside a sign, in parentheses where it is more than one word or number."""
    text = plain_formula(formula).strip()
    return text if re.fullmatch(r"\w+(?:[.,]\d+)*|\W", text) else f"({text})"
