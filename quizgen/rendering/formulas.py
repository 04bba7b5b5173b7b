"""Formulas -> LaTeX for MathJax, and MathML, which browsers show without a script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from quizgen.domain.formula import SIGNS, Fraction, Root, Row, Scripts, Sign, Upright, parse_formula, plain_formula

if TYPE_CHECKING:
    from quizgen.domain.formula import Formula

_COMMANDS = {sign: rf"\{name} " for name, sign in SIGNS.items() if name != "degree"}  # which is one of ours
_ELEMENTS = {"letter": "mi", "number": "mn", "word": "mtext", "sign": "mo"}
_PRINTED = {"-": "−", "*": "∗"}


def printed(sign: str) -> str:
    """Return a sign as it is printed in formulas: a hyphen as a minus."""
    return _PRINTED.get(sign, sign)


def latex(formula: Formula) -> str:  # noqa: PLR0911  one for each sort of node
    """Return a formula as LaTeX, made anew of its parts; no two braces stand beside each other."""
    match formula:
        case Sign(text, "word"):
            return f"\\text{{{text}}}"
        case Sign(text):
            return _COMMANDS.get(text, text)
        case Row(parts):
            return "".join(map(latex, parts))
        case Scripts(base, below, above):
            lowered = "" if below is None else f"_{_braced(below)}"
            raised = "" if above is None else f"^{_braced(above)}"
            return f"{_braced(base) if isinstance(base, (Row, Fraction)) else latex(base)}{lowered}{raised}"
        case Fraction(top, bottom):
            return rf"\frac{_braced(top)}{_braced(bottom)}"
        case Root(radicand):
            return rf"\sqrt{_braced(radicand)}"
        case Upright(content):
            return rf"\mathrm{_braced(content)}"


def _braced(formula: Formula) -> str:
    return f"{{ {latex(formula)} }}"


def mathml(written: str) -> str:
    """Return a formula of a text, as it is written there, as an element of MathML, named for whoever hears it."""
    formula = parse_formula(written)
    return f'<math displaystyle="true" aria-label="{escape(plain_formula(formula))}">{_element(formula)}</math>'


def _element(formula: Formula, variant: str = "") -> str:
    match formula:
        case Sign(text, sort):
            name = _ELEMENTS[sort]
            is_upright = variant if sort == "letter" else ""
            return f"<{name}{is_upright}>{escape(printed(text))}</{name}>"
        case Row(parts):
            return f"<mrow>{''.join(_element(part, variant) for part in parts)}</mrow>"
        case Scripts(base, below, above):
            name = "msub" if above is None else "msup" if below is None else "msubsup"
            inner = "".join(_element(part, variant) for part in (base, below, above) if part is not None)
            return f"<{name}>{inner}</{name}>"
        case Fraction(top, bottom):
            return f"<mfrac>{_element(top, variant)}{_element(bottom, variant)}</mfrac>"
        case Root(radicand):
            return f"<msqrt>{_element(radicand, variant)}</msqrt>"
        case Upright(content):
            return _element(content, ' mathvariant="normal"')
