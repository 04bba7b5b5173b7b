"""Choosing facts by deck, topic, kind and level, and ways of asking them: what `quiz`, `review` and `stats` share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizgen.cli.common import find_decks
from quizgen.domain.fact import Kind, Level
from quizgen.domain.library import Selection
from quizgen.domain.text import Ref
from quizgen.domain.words import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.question import WayId
    from quizgen.pipeline import Library

    Command = Callable[..., Any]

NOTHING_FITS = "No question fits these choices; `quizgen list` shows what there is"


class Chosen(NamedTuple):
    """What a command line asks for; whatever is empty restricts nothing."""

    deck: str | None
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    ways: tuple[WayId, ...]

    @property
    def is_all(self) -> bool:
        """Say whether nothing is restricted."""
        return not self.options()

    def facts(self, library: Library, *, retired: bool = False) -> list[Fact]:
        """Return the facts in force that are asked for, in the order of the story. Raises click.UsageError.

        With `retired`, those that were withdrawn are among them.
        """
        known = library.kb.topics
        for topic in self.topics:
            if topic not in known:
                advice = hint(topic, known) or f"; there are {', '.join(known)}"
                raise click.UsageError(f"There is no topic '{topic}'{advice}")
        selections = [
            Selection(
                tuple(map(Level, self.levels)),
                tuple(map(Kind, self.kinds)),
                tuple(Ref.at(topic, 1, 1) for topic in self.topics),
            )
        ]
        if self.deck is not None:
            selections += [recipe.select for recipe in find_decks(library, [self.deck])]
        facts = library.kb.facts.values()
        there = (fact for fact in facts if retired or fact.retired is None)
        return [fact for fact in there if all(one.takes(fact) for one in selections)]

    def options(self) -> tuple[str, ...]:
        """Return the command line that asks for the same."""
        found = [] if self.deck is None else [self.deck]
        named = (("topic", self.topics), ("kind", self.kinds), ("level", self.levels), ("way", self.ways))
        for name, values in named:
            found += [part for value in values for part in (f"--{name}", str(value))]
        return tuple(found)


def choosing_options(ways: Iterable[WayId] = ()) -> Callable[[Command], Command]:
    """Give a command the argument DECK and options for topic, kind, level and `ways`; it gets them as `chosen`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def packed(
            *,
            deck: str | None,
            topics: tuple[str, ...],
            kinds: tuple[str, ...],
            levels: tuple[str, ...],
            ways: tuple[str, ...] = (),
            **rest: object,
        ) -> object:
            return command(chosen=Chosen(deck, topics, kinds, levels, ways), **rest)

        wrapped: Command = packed
        for name, words in (("way", tuple(ways)), ("level", tuple(Level)), ("kind", tuple(Kind))):
            if words:
                choice = click.Choice([*map(str, words)])
                wrapped = click.option(f"--{name}", f"{name}s", multiple=True, type=choice)(wrapped)
        topic = click.option("--topic", "topics", multiple=True, metavar="ID", help="Each of these may be repeated.")
        return click.argument("deck", required=False)(topic(wrapped))

    return decorate
