"""Why a round cannot be played, in sentences for whoever asked for one."""

from __future__ import annotations


class NothingToAskError(Exception):
    """No question fits what was asked for. The text is a whole sentence without its full stop."""


class ResumeError(Exception):
    """There is no round to go on with. The text is a whole sentence."""
