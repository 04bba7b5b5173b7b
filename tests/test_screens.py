"""Screens as people see them, kept as golden files under tests/screens/, a folder for each size of the terminal.

After a change that is meant, `APPROVE=1 python -m pytest tests/test_screens.py` writes them anew; look at the
difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import OpenTerminal

SCREENS = Path(__file__).parent / "screens"
DOWN, ENTER = "\x1b[B", "\r"
#: Each round with its options and the keys that are pressed in it; a screen is kept after each of them.
ROUNDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "choice": (("--way", "choice", "-n", "4"), ("1", "i", "?", ENTER, ENTER, "h", DOWN, DOWN, ENTER, ENTER, "s", "q")),
    "typed": (("--way", "typed"), ("Janet Dough\r", "=", ENTER, "h\r", "springfield\r", "i", "u", ENTER)),
    "recall": (("--way", "recall", "--kind", "said"), ("\r", "y", "ukraine\r", "x", "n")),
    "accounts": (("--kind", "how_long", "--way", "typed"), ("8 hours\r", "i")),
    "near": (("--kind", "where", "--way", "typed"), ("Springfeild\r", "u", "y")),
    "unclear": (("--kind", "when", "--way", "typed"), ("05/09/2023\r", "9", "05/09/2023\r", "2")),
    "gap": (("--way", "cloze"), ("Jane Doe\r", "e")),
    "order": (("--way", "order"), ("12\r", "h\r", "3142\r")),
    "match": (("--way", "match"), ("abc\r",)),
    "true-false": (("--way", "true-false"), ("t", ENTER, "f")),
    "end": (("--way", "choice", "-n", "3"), ("b", ENTER, "c", ENTER, "d", ENTER, "u", "a", ENTER)),
}


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 10)], ids=["80x24", "40x10"])
@pytest.mark.parametrize("name", ROUNDS)
def test_screens_look_as_they_were_approved(  # noqa: PLR0913, PLR0917  two fixtures more than a table has
    open_terminal: OpenTerminal, rounds: Path, db: Path, name: str, columns: int, rows: int
) -> None:
    file = SCREENS / f"{columns}x{rows}" / f"{name}.txt"
    options, keys = ROUNDS[name]
    approves = bool(os.environ.get("APPROVE"))
    known = {} if approves else sections(file.read_text("utf-8"))
    # No path of this machine is to be on the screen: the library is the current folder, the log is known already.
    options = (*options, "--seed", "1")
    terminal = open_terminal(
        "quiz", *options, bare=True, columns=columns, rows=rows, cwd=rounds, env={"QUIZGEN_DB": str(db)}
    )
    terminal.ready()
    found = {}
    for number, key in enumerate(("", *keys), 1):
        title = f"{number} {key.encode('unicode_escape').decode() or 'start'}"
        if key:
            terminal.press(key)
        found[title] = terminal.settled(known.get(title), after=0.5 if approves else 5.0)
        assert approves or found[title] == known.get(title), f"{file.name}, {title}; see APPROVE in {__file__}"
    if approves:
        shown = list(found.values())
        assert all(map(str.__ne__, shown, shown[1:])), "what changes nothing cannot be waited for"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"==== {title}\n{screen}\n" for title, screen in found.items()), "utf-8")
    assert found.keys() == known.keys() or approves


def sections(text: str) -> dict[str, str]:
    """Return the screens of a golden file by their titles."""
    parts = (part.partition("\n") for part in text.removeprefix("==== ").split("\n==== "))
    return {title: screen.removesuffix("\n") for title, _, screen in parts}
