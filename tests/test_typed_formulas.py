"""Formulas as they are typed: each way to write the same is right, and no other formula is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.domain.formula import parse_formula, plain_formula
from quizgen.domain.verdict import Fit
from quizgen.grading.formulas import is_formula, is_same_formula, typed_formulas
from quizgen.grading.grader import Grader
from quizgen.pipeline import Library, build
from tests.support.bare import asked, bare_library
from tests.support.effort import times

FACTS = r"""
- {id: water, term: "$`H_2O`$", means: water}
- {id: sulfate, term: "$`\\mathrm{SO_4^{2-}}`$", means: sulfate}
- {id: alpha, term: "$`\\alpha`$", means: the first letter}
- {id: energy, term: "$`\\frac{1}{2}mv^2`$", means: kinetic energy}
- {id: rest, term: "$`E = mc^2`$", means: rest energy}
- {id: sodium, term: "$`\\mathrm{Na^+}`$", means: sodium ion}
- {id: thousandth, term: "$`10^{-3}`$", means: a thousandth}
- {id: speed, term: "$`\\sqrt{\\frac{3kT}{m}}`$", means: speed}
- {id: next, term: "$`x_{n+1}`$", means: the next one}
- {id: burning, term: "$`2H_2 + O_2 \\rightarrow 2H_2O`$", means: hydrogen burns}
- {id: area, how_many: 5 m², ask: How large is it?}
- {id: ice, term: frozen H₂O, means: ice}
"""
RIGHT = {
    "water": ["H2O", "H_2O", "H₂O", "H_{2}O", "$`H_2O`$", "h2o", " H2 O "],
    "sulfate": ["SO4 2-", "SO4^2-", "SO_4^{2-}", "SO₄²⁻", "SO4²⁻", "SO42-", "SO4(2-)", r"\mathrm{SO_4^{2-}}", "SO4 2−"],
    "alpha": ["α", "alpha", r"\alpha"],
    "energy": ["1/2 mv^2", "½mv²", "1/2 m v^2", "(1/2)mv^2", "1/2*m*v^2", "1/2mv2", r"\frac{1}{2}mv^2"],
    "rest": ["E=mc^2", "E = mc²", "E=mc2"],
    "sodium": ["Na+", "Na^+", "Na⁺", "Na^{+}"],
    "thousandth": ["10^-3", "10⁻³", "10^(-3)", "10^{-3}"],
    "speed": ["sqrt(3kT/m)", "√(3kT/m)", r"\sqrt{\frac{3kT}{m}}"],
    "next": ["x_(n+1)", "x_{n+1}"],
    "burning": ["2H2 + O2 -> 2H2O", "2H_2+O_2 --> 2H_2O", "2H₂ + O₂ → 2H₂O"],
    "area": ["5 m²", "5 square metres"],
    "ice": ["frozen H2O", "frozen H₂O"],
}
WRONG = {
    "water": ["HO2", "H^2O", "H2O2", "H3O", "CO2"],
    "sulfate": ["SO4", "SO4 2+", "SO3 2-", "SO4^2"],
    "alpha": ["beta", "a", "al pha"],
    "energy": ["mv^2", "1/2 mv", "1/2 mv^3", "1/2 m^2v"],
    "rest": ["E=mc^3", "E=mc"],
    "sodium": ["Na-", "Na", "Na^2+"],
    "thousandth": ["10^3", "103", "10-3"],
    "speed": ["3kT/m", "sqrt(m/3kT)"],
    "next": ["x_n", "x_n+1"],
    "burning": ["2H2O -> 2H2 + O2"],
    "area": ["5 m", "25 m²"],
    "ice": ["H2O"],
}


@cache
def library() -> Library:
    """A library of formulas. It is read once: nothing writes to it."""
    with TemporaryDirectory() as folder:
        return bare_library(Path(folder), FACTS, "Formulas")


@pytest.mark.parametrize("id_", RIGHT)
def test_a_formula_is_right_however_it_is_typed_and_no_other_is(id_: str) -> None:
    grader, question = Grader(library().kb), asked(library(), id_, "typed")
    graded = {typed: grader.grade(question, typed).fit for typed in (*RIGHT[id_], *WRONG[id_])}
    assert {typed for typed, fit in graded.items() if fit.is_right} == {*RIGHT[id_]}
    assert all(graded[typed] is Fit.WRONG for typed in WRONG[id_])


def test_a_card_in_anki_takes_what_people_type() -> None:
    built = build(library())
    names = [field["name"] for field in built.note_type.fields()]
    notes = {str(packed.note.fact.id): dict(zip(names, packed.note.fields, strict=True)) for packed in built.notes}
    assert "<span>SO4^2-</span>" in notes["sulfate"]["Accepted"]
    assert "<span>alpha</span>" in notes["alpha"]["Accepted"]


@pytest.mark.parametrize("text", ["area in m²", "x² and y²", "the α particle", "και", "C++", "a well-known man"])
def test_words_are_no_formula(text: str) -> None:
    assert not is_formula(text)


_SIGN = st.sampled_from("abcxyzHOC0123456789")
_PART = st.one_of(
    _SIGN,
    st.builds("{}_{}".format, st.sampled_from("xHC"), st.sampled_from("12n")),
    st.builds("{}^{{{}}}".format, st.sampled_from("xyv"), st.sampled_from(["2", "-3", "n+1", "+"])),
    st.builds(r"\frac{{{}}}{{{}}}".format, _SIGN, _SIGN),
    st.sampled_from([r"\alpha ", r"\sqrt{2}", "+", "=", "-"]),
)


@settings(max_examples=times(500))
@given(st.lists(_PART, min_size=1, max_size=5).map(lambda parts: f"{''.join(parts)}y"))
def test_each_form_that_is_written_for_others_is_the_same_formula(source: str) -> None:
    right = plain_formula(parse_formula(source))
    if is_formula(right):
        assert is_same_formula(source, right)
        assert is_same_formula(right, right)
        for form in typed_formulas(right):
            assert is_same_formula(form, right), form


@settings(max_examples=times(500))
@given(st.text(max_size=40) | st.text(alphabet=r"x^_{}()\-+ 2α√½⁻", max_size=60))
def test_any_text_is_compared(text: str) -> None:
    assert is_same_formula(text, "H₂O") in (True, False)
    assert is_formula(text) in (True, False)
