"""How people name the era of a year: the form of the tables of a language."""

from __future__ import annotations

from typing import NamedTuple


class TimeTables(NamedTuple):
    """What stands beside a year before our era and of it, in capitals, the printed form first; how both are written."""

    eras_before: tuple[str, ...]
    eras_after: tuple[str, ...]
    era_format: str

    def year(self, year: int) -> str:
        """Return a year as it is printed, one below 0 as one before our era: 2021, '44 BC'."""
        return self.era_format.format(year=-year, era=self.eras_before[0]) if year < 0 else str(year)
