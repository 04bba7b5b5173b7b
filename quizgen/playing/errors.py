"""Why a round cannot be played, in sentences for whoever asked for one."""

from __future__ import annotations


class NothingToAskError(Exception):
    """No question fits what was asked for."""

    def __init__(self, text: str = "No question fits these choices; `quizgen list` shows what there is") -> None:
        super().__init__(text)


class ResumeError(Exception):
    """There is no round to go on with. The text is a whole sentence."""
