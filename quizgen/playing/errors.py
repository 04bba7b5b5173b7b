"""Why a round cannot be played, in sentences for whoever asked for one."""

from __future__ import annotations


class NothingToAskError(Exception):
    """No question fits what was asked for."""

    def __init__(self) -> None:
        super().__init__("No question fits these choices; `quizgen list` shows what there is")


class ResumeError(Exception):
    """There is no round to go on with. The text is a whole sentence."""
