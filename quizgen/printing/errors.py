"""Why nothing can be printed, in sentences for whoever asked for it."""

from __future__ import annotations


class NothingToPrintError(Exception):
    """There is no fact, or no question, for a paper. The text is a whole sentence that says what can be done."""

    def __init__(self, text: str = "There is nothing to print; choose other facts (`quizgen list` shows them)") -> None:
        super().__init__(text)


class KilledError(Exception):
    """A process that printed was killed. The text says what can be done."""

    def __init__(self) -> None:
        super().__init__("A process that printed was killed, perhaps for lack of memory; try --jobs 1.")
