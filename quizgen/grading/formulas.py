r"""Formulas as they are typed on a keyboard: H2O, H_2O, SO4^2-, SO_4^{2-}, 1/2 mv^2, alpha.

They are compared by how they are built. Nothing in a formula is a typo: 10^3 is not 10^-3.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING

from quizgen.domain.formula import SIGNS, FormulaError, parse_formula, plain_formula
from quizgen.domain.markup import plain
from quizgen.domain.question import Open
from quizgen.domain.text import Text
from quizgen.domain.verdict import Fit, Verdict

if TYPE_CHECKING:
    from quizgen.domain.question import Question

_LETTERS = {name: sign for name, sign in SIGNS.items() if sign.isalpha()}
_NAMES = {sign: name for name, sign in _LETTERS.items()}
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ"
_RUN = re.compile(f"(?P<raised>[{_RAISED}]+)|(?P<lowered>[{_LOWERED}]+)")
#: What only a formula has: something raised or lowered, a root, or a Greek letter by itself.
_IN_FORMULA = re.compile(rf"[{_RAISED}{_LOWERED}√^]|(?<![^\W\d_])[{''.join(_NAMES)}](?![^\W\d_])")
_AROUND_SIGNS = re.compile(r"\s*([=<>≤≥≠≈→←⇌+*/·×±,;−-])\s*")
_NAME = re.compile(rf"\\?(?<![A-Za-z])({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])")
#: How people type what quizgen's formulas write with braces, replaced in this order.
_TYPED = (
    (re.compile(r"^\$?`|`\$?$"), ""),
    (re.compile("−"), "-"),
    (re.compile("-+>"), "→"),
    (re.compile(r"(?<![\\A-Za-z])sqrt(?=\s*\()"), "√"),
    (re.compile(r"([_^])\s*\(([^()]*)\)"), r"\1{\2}"),
    (re.compile(r"(?<=[A-Za-z0-9)\]])(?:\s+|\s*\^\s*)(\d?[+-])$"), r"^{\1}"),
    (re.compile(r"(?<=[A-Za-z0-9\]])\((\d?[+-])\)$"), r"^{\1}"),
    (re.compile(r"\^\s*([+-]?\d+)"), r"^{\1}"),
)


def grade_formula(question: Question, given: str) -> Verdict | None:
    """Return the verdict on an answer to a question whose right answers are formulas; None for any other question."""
    shape = question.shape
    if not isinstance(shape, Open):
        return None
    accepted = tuple(map(plain, shape.accepted))
    if not all(map(is_formula, accepted)):
        return None
    if not question.asks_subject and not isinstance(question.fact.answer, Text):
        return None  # a quantity in m²
    if given.strip() == plain(shape.answer):
        return Verdict(Fit.EXACT, shape.answer)
    is_right = any(is_same_formula(given, form) for form in accepted)
    return Verdict(Fit.ALIAS, shape.answer) if is_right else Verdict(Fit.WRONG)


def is_formula(text: str) -> bool:
    """Say whether an answer in plain text is a formula, and no words beside one."""
    return _IN_FORMULA.search(text) is not None and " " not in _AROUND_SIGNS.sub(r"\1", text)


def is_same_formula(typed: str, right: str) -> bool:
    """Say whether a typed text is a formula that is right; case, spaces and the signs of lowered parts may differ."""
    return _built(typed).lower() in {form.lower() for form in _plainer(_built(right))}


def typed_formulas(right: str) -> tuple[str, ...]:
    """Return the forms in which people type a formula, given in plain text; of anything else there are none."""
    if not is_formula(right):
        return ()
    braced = _RUN.sub(_braced, right)
    loose = _RUN.sub(_loose, right)
    named = "".join(f" {_NAMES[char]} " if char in _NAMES else char for char in right)
    return tuple(dict.fromkeys(form for form in (braced, loose, " ".join(named.split())) if form != right))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("⁄", "/")


def _braced(run: re.Match[str]) -> str:
    """Return what is raised or lowered as quizgen's formulas write it: SO_4^{2-}."""
    text, sign = _plain(run[0]), "^" if run["raised"] else "_"
    return f"{sign}{text}" if len(text) == 1 and not _goes_on(run) else f"{sign}{{{text}}}"


def _goes_on(run: re.Match[str]) -> bool:
    """Say whether a digit follows, which would be read as a part of it."""
    return run.string[run.end() : run.end() + 1].isdecimal()


def _loose(run: re.Match[str]) -> str:
    """Return what is raised or lowered as people type it: SO4^2-, but x^(n+1)."""
    text = _plain(run[0])
    if run["lowered"]:
        return text
    is_clear = not _goes_on(run) and re.fullmatch(r"[+-]?\d+|\d+[+-]|.", text)
    return f"^{text}" if is_clear else f"^({text})"


def _built(text: str) -> str:
    """Return a formula without spaces and needless signs, each raised and lowered part in parentheses."""
    text = _NAME.sub(lambda name: _LETTERS[name[1]], text.strip())
    for pattern, instead in _TYPED:
        text = pattern.sub(instead, text)
    try:
        text = plain_formula(parse_formula(text))
    except FormulaError:
        text = text.translate(str.maketrans("{}", "()", "\\"))
    text = _RUN.sub(lambda run: f"{'^' if run['raised'] else '_'}({_plain(run[0])})", text)
    text = re.sub(r"([_^])([^(])", r"\1(\2)", re.sub(r"\s", "", _plain(text)))
    text = re.sub(r"\((\d+/\d+)\)", r"\1", re.sub("[·×]", "*", text))
    return re.sub(r"(?<!\d)\*|\*(?!\d)", "", text)


def _plainer(built: str) -> set[str]:
    """Return a formula with the forms that say the same on one line: H2O, mc2, SO42-; never 103 for 10^3."""
    without_lowered = re.sub(r"_\(([^()]*)\)", r"\1", built)
    without_raised = (r"(?<=[^\W\d_])\^\((\d+)\)", r"\^\((\d?[+-])\)$")
    forms = {built, without_lowered}
    for form, pattern in product((built, without_lowered), without_raised):
        forms.add(re.sub(pattern, r"\1", form))
    return forms
