"""How eras and times of day are named in English."""

from __future__ import annotations

from quizgen.language.times import TimeTables

ENGLISH_TIMES = TimeTables(
    eras_before=("BC", "BCE"),
    eras_after=("AD", "CE"),
    era_format="{year} {era}",
    zeros=("oh", "o", "nought"),
    spans=("fortnight", "decade", "century"),
    lasting=("of", "long"),
    morning=("am", "in the morning"),
    afternoon=("pm", "in the afternoon", "in the evening", "at night"),
    noon=("noon", "midday", "12 noon"),
    midnight=("midnight", "12 midnight"),
    clock_words=("o'clock", "o clock", "oclock", "hours", "hrs", "h", "sharp"),
    parts={
        "half past ": 30,
        "half ": 30,
        "a quarter past ": 15,
        "quarter past ": 15,
        "a quarter to ": -15,
        "quarter to ": -15,
    },
    past="past",
    to="to",
    minutes=" minutes",
)
