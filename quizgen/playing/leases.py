"""Leases: a terminal that asks a card or plays a round holds it for ten minutes, so that no other does the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quizgen.study.log import new_id, now

if TYPE_CHECKING:
    from quizgen.study.memory import Memory

    #: A card, by fact and way; or a whole round.
    Holding = tuple[str, str]


def round_as_a_whole(session: str) -> Holding:
    """Return under which name a round is held, by the id of its session."""
    return (session, "round")


def new_holder() -> str:
    """Return a name under which this terminal holds what no other is to ask; it ends in the process."""
    return f"{new_id(now())}-{os.getpid():x}"


def lease(memory: Memory, holding: Holding, holder: str) -> bool:
    """Hold something for ten minutes; say whether nobody else who is still there holds it. Raises LogError."""
    if memory.lease(*holding, holder, now()):
        return True
    other = memory.holder(*holding)
    if os.name != "posix" or other is None or is_there(other):
        return False  # elsewhere a process cannot be asked without harm, and the ten minutes have to pass
    memory.give_back_all(other)
    return memory.lease(*holding, holder, now())


def take_over(memory: Memory, holding: Holding, holder: str) -> bool:
    """Hold a round that was left; say whether nobody plays it, however long ago its last question was answered."""
    other = memory.holder(*holding)
    is_played = os.name == "posix" and other is not None and is_there(other)
    return not is_played and lease(memory, holding, holder)


def is_there(holder: str) -> bool:
    """Say whether the process of a holder on this machine still runs, as far as can be told."""
    process = holder.rpartition("-")[2]
    try:
        os.kill(int(process, 16), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError, ValueError):
        return False
    return True
