"""The formulas of cards as Anki's own MathJax sets them, by day and by night."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from quizgen.pipeline import build_decks, open_library
from tests.conftest import ROOT
from tests.support.anki import Learner
from tests.support.browser import ANKI, CHROMIUM, anki_mathjax, reviewer

if TYPE_CHECKING:
    from tests.support.browser import Browser, Client

pytestmark = pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="needs Chromium; CI installs it")

#: Shows each side as Anki's reviewer does, has the formulas set, and tells how many there are, what of them is left
#: unset or wrong, how high the lowest is, and how well the worst stands out.
_SCRIPT = """
(async () => {
  await MathJax.startup.promise;
  const told = [];
  for (const side of SIDES) {
    const qa = document.getElementById("qa");
    show(side, true);
    MathJax.typesetClear();
    await MathJax.typesetPromise([qa]);
    const set = [...qa.querySelectorAll("mjx-container")].filter((one) => one.getClientRects().length);
    told.push({
      formulas: set.length,
      wrong: qa.querySelectorAll("mjx-merror, [data-mjx-error]").length,
      left: [...qa.querySelectorAll("*")].filter((one) => !one.closest("script, style, [hidden]")
        && [...one.childNodes].some((text) => text.nodeType === 3 && text.data.includes("\\\\("))).length,
      height: Math.min(99, ...set.map((one) => one.getBoundingClientRect().height)),
      colours: [...new Set(set.map((one) => getComputedStyle(one).color))],
      ground: getComputedStyle(document.body).backgroundColor,
    });
  }
  return told;
})()
"""


def light(colour: str) -> int:
    """How light a colour is, from 0 to 255."""
    return sum(map(int, colour.removeprefix("rgb(").rstrip(")").split(","))) // 3


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """Each side of a card with a formula: its fact, its HTML and its style."""
    folder = tmp_path_factory.mktemp("chemistry")
    root = shutil.copytree(ROOT / "tests" / "libraries" / "chemistry", folder / "library")
    packages = build_decks(open_library(root), out=folder / "build")
    learner = Learner(folder / "anki")
    for package in packages:
        learner.imports(package)
    found = []
    for card in learner.cards():
        for text in (card.question(), card.answer()):
            style, _, side = text.partition("</style>")
            if "\\(" in side:
                found.append((card.note()["Fact id"], side, style.removeprefix("<style>")))
    learner.close()
    return found


@pytest.mark.parametrize("client", ANKI, ids=lambda client: client.name)
def test_every_formula_is_set(sides: list[tuple[str, str, str]], browser: Browser, client: Client) -> None:
    if not anki_mathjax():
        pytest.skip("needs Anki's own MathJax; pip install --no-deps aqt")
    assert len(sides) > 20
    page = reviewer(client, sides[0][2], []).replace("</head>", f"{anki_mathjax()}</head>")
    browser.open(page, 800, 600)
    for start in range(0, len(sides), 10):
        some = sides[start : start + 10]
        told = browser.run(_SCRIPT.replace("SIDES", json.dumps([side for _, side, _ in some])))
        for (fact, side, _), one in zip(some, told, strict=True):
            assert one["formulas"] >= 1, (fact, side)
            assert (one["wrong"], one["left"]) == (0, 0), (fact, side)
            assert one["height"] >= 8, (fact, side)
            assert all(abs(light(colour) - light(one["ground"])) > 120 for colour in one["colours"]), (fact, one)
