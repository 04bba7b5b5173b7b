"""How people name the era of a year and the time of a day: the form of the tables of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class TimeTables(NamedTuple):
    """Eras and times of day; all is in small letters but for the eras."""

    #: What stands beside a year before our era and of it, the printed form first; how both are written.
    eras_before: tuple[str, ...]
    eras_after: tuple[str, ...]
    era_format: str
    #: How the zero is said in the second half of a year: 'nineteen oh five'.
    zeros: tuple[str, ...]
    #: Units of time that with an article alone tell how long something lasts, and what stands behind others then.
    spans: tuple[str, ...]
    lasting: tuple[str, ...]
    #: What stands behind a time in either half of the day, and names of twelve o'clock.
    morning: tuple[str, ...]
    afternoon: tuple[str, ...]
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    #: What else may stand behind a time, and says nothing.
    clock_words: tuple[str, ...]
    #: What stands before an hour, with its space, and the minutes from that hour on; before it they are below 0.
    parts: Mapping[str, int]
    #: What stands between minutes and the hour, after it and before it, and behind the minutes.
    past: str
    to: str
    minutes: str

    def year(self, year: int) -> str:
        """Return a year as it is printed, one below 0 as one before our era: 2021, '44 BC'."""
        return self.era_format.format(year=-year, era=self.eras_before[0]) if year < 0 else str(year)
