"""Which facts a command is about: of a deck, of topics, tags, kinds and levels; and in which ways they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizgen.cli.common import find_decks, option_group
from quizgen.cli.kept_tests import recipe_of, test_option
from quizgen.domain.fact import Kind, Level
from quizgen.domain.library import Selection
from quizgen.domain.text import Ref, Text
from quizgen.domain.words import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.pipeline import Library

    Command = Callable[..., Any]


class FactFilter(NamedTuple):
    """What a command line asks for; whatever is empty restricts nothing."""

    deck: str | None
    topics: tuple[str, ...]
    kinds: tuple[Kind, ...]
    levels: tuple[Level, ...]
    ways: tuple[WayId, ...]
    tags: tuple[str, ...] = ()
    test: Path | None = None

    @property
    def is_all(self) -> bool:
        """Say whether nothing is restricted."""
        return not self.options()

    def facts(self, library: Library, *, retired: bool = False) -> list[Fact]:
        """Return the facts in force that are asked for, in the order of the story. Raises click.UsageError.

        With `retired`, those that were withdrawn are among them. A test that has problems is told, and left.
        """
        kb = library.kb
        tags = sorted({str(tag) for fact in kb.facts.values() for tag in fact.tags})
        for sort, asked, there in (("topic", self.topics, list(kb.topics)), ("tag", self.tags, tags)):
            for name in asked:
                _check_name(sort, name, there)
        topics = tuple(Ref.at(topic, 1, 1) for topic in self.topics)
        selections = [Selection(self.levels, self.kinds, topics, tuple(map(Text, self.tags)))]
        if self.deck is not None:
            selections += [recipe.select for recipe in find_decks(library, [self.deck])]
        if self.test is not None:
            selections.append(recipe_of(library, self.test).select)
        facts = (fact for fact in kb.facts.values() if retired or fact.retired is None)
        return [fact for fact in facts if all(selection.takes(fact) for selection in selections)]

    def options(self) -> tuple[str, ...]:
        """Return the command line that asks for the same."""
        words = [] if self.deck is None else [self.deck]
        named = (
            ("topic", self.topics),
            ("tag", self.tags),
            ("kind", self.kinds),
            ("level", self.levels),
            ("way", self.ways),
        )
        for name, values in named:
            words += [word for value in values for word in (f"--{name}", str(value))]
        words += [] if self.test is None else ["--test", str(self.test)]
        return tuple(words)


def _check_name(sort: str, name: str, there: list[str]) -> None:
    """Raise click.UsageError where the library has no topic or tag of this name."""
    if name not in there:
        advice = hint(name, there) or (f"; there are {', '.join(there)}" if there else "; there are none")
        raise click.UsageError(f"There is no {sort} '{name}'{advice}")


def filter_options(ways: Iterable[WayId] = ()) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the argument DECK, and options for topic, tag, kind, level and `ways`.

    It gets them as `fact_filter`.
    """
    choices = [
        click.option(f"--{name}", f"{name}s", multiple=True, type=click.Choice([*map(str, words)]))
        for name, words in (("kind", tuple(Kind)), ("level", tuple(Level)), ("way", tuple(ways)))
        if words
    ]
    topic = click.option("--topic", "topics", multiple=True, metavar="ID", help="Each of these may be repeated.")
    tag = click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only facts with one of these tags.")
    return option_group(
        "fact_filter", _make_filter, click.argument("deck", required=False), topic, tag, *choices, test_option
    )


def _make_filter(  # noqa: PLR0913  one argument for each option
    *,
    deck: str | None,
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    kinds: tuple[str, ...],
    levels: tuple[str, ...],
    ways: tuple[str, ...] = (),
    test: Path | None = None,
) -> FactFilter:
    return FactFilter(deck, topics, tuple(map(Kind, kinds)), tuple(map(Level, levels)), ways, tags, test)
