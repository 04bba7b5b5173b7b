"""Fitting FSRS to a learner: finding the parameters under which their own reviews are the most probable.

The package `fsrs-rs-python` does the sums; it comes with the extra `optimise`.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.study import Parameters
from quizgen.study.log import new_id
from quizgen.study.rows import add_records
from quizgen.study.schedule import checked_parameters

if TYPE_CHECKING:
    from fsrs_rs_python import FSRSItem

    from quizgen.domain.study import Review
    from quizgen.study.log import Log

#: With fewer reviews the usual parameters, which come from many learners, are better.
FEWEST_REVIEWS = 400
_PACKAGE = "fsrs-rs-python"


class Optimised(NamedTuple):
    """The outcome in a sentence for the learner, and the parameters that were kept, or None where nothing changes."""

    message: str
    parameters: Parameters | None = None


def optimise(log: Log, library: str, now: int) -> Optimised:
    """Fit the parameters to all reviews of a library and keep them for the reviews to come, where they are better.

    `now` is in milliseconds. Cards stay as they are until they are reviewed again. Raises LogError.
    """
    try:
        from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS  # noqa: PLC0415  an extra that few need
    except ImportError:
        return Optimised(f"Fitting the schedule needs the package {_PACKAGE}; install 'quizgen[optimise]'.")
    cards = log.cards(library)
    reviews = cards.reviews(now)
    number = len(reviews)
    if number < FEWEST_REVIEWS:
        return Optimised(
            f"There are {number} reviews, and fitting the schedule to them makes sense from {FEWEST_REVIEWS}; "
            "the usual parameters stay in use."
        )
    items = _items(reviews)
    try:
        fitted = checked_parameters(round(number, 4) for number in FSRS([]).compute_parameters(items))
        before = FSRS(cards.parameters() or DEFAULT_PARAMETERS).evaluate(items).log_loss
        after = FSRS(fitted).evaluate(items).log_loss
    except ValueError as error:
        return Optimised(f"The {number} reviews could not be fitted ({error}); the schedule stays as it is.")
    if after >= before:
        return Optimised(
            f"The present parameters fit the {number} reviews as well as any; the schedule stays as it is."
        )
    kept = Parameters(new_id(now), now, library, _version(), fitted, number)
    with log.store.writing() as connection:
        add_records(connection, [kept])
    return Optimised(
        f"The schedule was fitted to {number} reviews (log loss {before:.4f} before, {after:.4f} now); "
        "it holds for the reviews to come.",
        kept,
    )


def _items(reviews: list[Review]) -> list[FSRSItem]:
    """Return an item for each review that came a day or more after another: the card's history up to it.

    `reviews` come by card and then by time. The items are sorted by time, since the later ones weigh more.
    """
    from fsrs_rs_python import FSRSItem, FSRSReview  # noqa: PLC0415  an extra that few need

    items: list[tuple[int, FSRSItem]] = []
    for _, group in groupby(reviews, key=lambda review: (review.fact, review.way)):
        history: list[FSRSReview] = []
        last: int | None = None
        for review in group:
            elapsed = 0 if last is None else max(0, review.day - last)
            history.append(FSRSReview(review.grade, elapsed))
            if elapsed:
                items.append((review.at, FSRSItem(history)))
            last = review.day if last is None else max(last, review.day)
    return [item for _, item in sorted(items, key=itemgetter(0))]


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  slow, and needed only here

    return f"{_PACKAGE} {version(_PACKAGE)}"
