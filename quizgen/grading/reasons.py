"""Why an answer that is not contrary to the right one is wrong all the same, as the learner is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.language import Language


def less_exact(language: Language) -> str:
    """Say that the answer is known more exactly."""
    return language.gettext("That is less exact than the answer.")


def more_exact(language: Language) -> str:
    """Say that nobody knows the answer so exactly."""
    return language.gettext("That is more exact than any source says.")


def missing_part(language: Language) -> str:
    """Say that it is only one of the things that make the answer together."""
    return language.gettext("A part of the answer is missing.")


def missing_unit(language: Language) -> str:
    """Say that it is a bare number."""
    return language.gettext("The unit is missing.")


def missing_from_date(language: Language, missing: tuple[str, ...]) -> str:
    """Say which parts a date lacks: 'day', 'year', or two of 'day', 'month' and 'year', in this order."""
    gettext = language.gettext
    sentences = {
        ("day",): gettext("The day is missing."),
        ("month",): gettext("The month is missing."),
        ("year",): gettext("The year is missing."),
        ("day", "month"): gettext("The day and the month are missing."),
        ("day", "year"): gettext("The day and the year are missing."),
        ("month", "year"): gettext("The month and the year are missing."),
    }
    return sentences[missing]


def missing_article(language: Language) -> str:
    """Say that a noun lacks the article with which it is learnt."""
    return language.gettext("The article is missing.")


def wrong_article(language: Language) -> str:
    """Say that a noun has another article than the one with which it is learnt."""
    return language.gettext("The article is wrong.")


def missing_end(language: Language) -> str:
    """Say that only one end of a range was given."""
    return language.gettext("One end of the range is missing.")


def missing_era(language: Language) -> str:
    """Say that a year before our era lacks the name of the era."""
    return language.gettext("It lacks “{era}”.", era=language.times.eras_before[0])


def wrong_weekday(language: Language) -> str:
    """Say that the day of the week is not that of the date."""
    return language.gettext("The day of the week is wrong.")


def which_date(language: Language, missing: tuple[str, ...]) -> str:
    """Ask for what a date lacks: 'day', 'year', or two of 'day', 'month' and 'year', in this order."""
    gettext = language.gettext
    questions = {
        ("day",): gettext("Right so far. Which day?"),
        ("month",): gettext("Right so far. Which month?"),
        ("year",): gettext("Right so far. Which year?"),
        ("day", "month"): gettext("Right so far. Which day and month?"),
        ("day", "year"): gettext("Right so far. Which day and year?"),
        ("month", "year"): gettext("Right so far. Which month and year?"),
    }
    return questions[missing]


def which_article(language: Language) -> str:
    """Ask for the article of a noun."""
    return language.gettext("Right so far. With which article?")


def which_unit(language: Language) -> str:
    """Ask for the unit of a bare number."""
    return language.gettext("Right so far. Which unit?")


def which_bound(language: Language) -> str:
    """Ask how a bare number is meant."""
    return language.gettext("Exactly that, or more, or less?")


def which_name(language: Language) -> str:
    """Ask for the rest of a name."""
    return language.gettext("Which one? Type more of the name.")


def which_post(language: Language) -> str:
    """Ask for the rest of a post."""
    return language.gettext("Right so far. What is the post in full?")
