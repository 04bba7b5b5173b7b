"""What a learner's answers so far say of each fact: how often it was practised, and whether it was missed lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizgen.study.log import Log

#: A question about several facts counts for each by the part that is about it.
_ANSWERS = """
    WITH answers AS (
        SELECT fact, at, day, mode, grade > 1 AS is_right FROM standing
        WHERE library = :library AND kind = 'answer' AND grade IS NOT NULL AND fact IS NOT NULL AND parts = '[]'
        UNION ALL
        SELECT json_extract(part.value, '$[0]'), at, day, mode, json_extract(part.value, '$[1]')
        FROM standing, json_each(CASE WHEN json_valid(parts) THEN parts ELSE '[]' END) AS part
        WHERE library = :library AND standing.kind = 'answer' AND grade IS NOT NULL AND parts <> '[]'
    )
    SELECT
        fact,
        sum(mode = 'practice') AS times,
        sum(NOT is_right) AS misses,
        max(at) AS last,
        coalesce(max(CASE WHEN NOT is_right THEN at END), 0) AS missed_at,
        coalesce(max(CASE WHEN NOT is_right THEN day END), 0) AS missed_day,
        coalesce(max(CASE WHEN is_right AND mode = 'practice' THEN at END), 0) AS known_at,
        coalesce(max(CASE WHEN is_right THEN day END), 0) AS known_day
    FROM answers GROUP BY fact
"""


class Practised(NamedTuple):
    """What the answers say of a fact: so many `times` it was practised, so many `misses` there were, in all.

    `last` is when it was last answered, in milliseconds. It `is_missed` if it was missed, and since then neither known
    in practice nor on a later day in a review: what a review asks again at once says little.
    """

    times: int = 0
    misses: int = 0
    last: int = 0
    is_missed: bool = False


def practised(log: Log, library: str) -> dict[str, Practised]:
    """Return what the answers of a library say of each fact that was ever answered, by its id. Raises LogError."""
    return {
        row["fact"]: Practised(
            row["times"],
            row["misses"],
            row["last"],
            is_missed=row["missed_at"] > row["known_at"] and row["missed_day"] >= row["known_day"],
        )
        for row in log.store.rows(_ANSWERS, {"library": library})
    }
