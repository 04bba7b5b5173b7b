"""Whole processes that play rounds, side by side and killed at any moment: what was answered for is in the log."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from quizgen.domain.study import EntryKind
from quizgen.study.log import Log, now
from tests.conftest import ROOT
from tests.support.effort import IS_GATE
from tests.support.rounds import NAMESPACE, kept
from tests.support.study import rows_of

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20220112
#: So many play at once, and so many are killed one after another.
PLAYERS, KILLED = (6, 50) if IS_GATE else (3, 4)
#: What comes at the end of the feedback, before the fact's id.
FACT = "Fact: "


def started(rounds: Path, db: Path, *args: str) -> subprocess.Popen[str]:
    """A process that plays a round whose answers come through its stdin."""
    return subprocess.Popen(
        [sys.executable, "-m", "quizgen", *args, "--library", rounds, "--db", db],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )


def is_whole(db: Path) -> bool:
    """Whether the file is sound, and nobody had to say anything about it."""
    with Log.open(db) as log:
        return not log.notice and rows_of(log, "PRAGMA integrity_check") == [("ok",)]


def test_several_processes_practise_at_once_and_every_answer_is_kept(rounds: Path, db: Path) -> None:
    players = [started(rounds, db, "quiz", "--way", "choice", "--seed", str(seed), "--json") for seed in range(PLAYERS)]
    told = [player.communicate("a\nb\nc\nd\n" * 3)[0] for player in players]
    assert [player.returncode for player in players] == [0] * PLAYERS
    results = [json.loads(one) for one in told]
    for result in results:
        with Log.open(db) as log:
            ours = [one for one in log.entries(result["session"]) if one.kind is EntryKind.ANSWER]
        assert [(one.question, one.given) for one in ours] == [(a["question"], a["given"]) for a in result["answers"]]
        assert len(ours) == 10
    assert len([one for one in kept(db) if one.kind is EntryKind.ANSWER]) == 10 * PLAYERS
    assert is_whole(db)


def test_several_processes_review_at_once_and_every_answer_is_kept(rounds: Path, db: Path) -> None:
    players = [started(rounds, db, "review", "--way", "recall", "--new", "99", "--json") for _ in range(PLAYERS)]
    told = [player.communicate("\ny\n" * 20)[0] for player in players]
    assert [player.returncode for player in players] == [0] * PLAYERS
    asked = [answer["question"] for one in told for answer in json.loads(one)["answers"]]
    assert len(set(asked)) == 11
    assert sorted(one.question or "" for one in kept(db) if one.kind is EntryKind.ANSWER) == sorted(asked)
    with Log.open(db) as log:
        cards = log.cards(NAMESPACE)
        remembered = cards.all()
        assert {card.fact: card.reps for card in remembered} == Counter(id_.partition("/")[0] for id_ in asked)
        assert cards.rebuild(now()) == len(remembered)
        assert cards.all() == remembered
    assert is_whole(db)


def killed(rounds: Path, db: Path, seed: int) -> tuple[str, list[str]]:
    """Play a round, kill it when `seed` decides; return its seed and the facts that it gave feedback on."""
    moments = random.Random(seed)
    seen: list[str] = []
    with started(rounds, db, "quiz", "--way", "choice", "--seed", str(seed)) as player:
        assert player.stdin is not None
        assert player.stdout is not None
        for _ in range(moments.randrange(6)):
            player.stdin.write("a\n")
            player.stdin.flush()
            answered = next((line for line in player.stdout if line.startswith(FACT)), None)
            assert answered, player.communicate()[1]
            seen.append(answered)
        if seen:
            player.stdin.write("a\n")
            player.stdin.flush()
        for _ in range(moments.randrange(30_000)):
            pass  # about a millisecond: somewhere while the last answer is kept
        player.send_signal(signal.SIGKILL)
        seen += [line for line in player.stdout if line.startswith(FACT) and line.endswith("\n")]
        player.stdin.close()
    assert player.returncode == -signal.SIGKILL
    return str(seed), [line.removeprefix(FACT).strip() for line in seen]


def test_rounds_are_killed_and_no_answer_is_lost_that_got_feedback(rounds: Path, db: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        rounds_ = list(pool.map(lambda seed: killed(rounds, db, seed), range(SEED, SEED + KILLED)))
    assert is_whole(db)
    answers = [entry for entry in kept(db) if entry.kind is EntryKind.ANSWER]
    with Log.open(db) as log:
        seeds = dict(rows_of(log, "SELECT id, seed FROM sessions"))
    in_the_log = {(seeds[entry.session], entry.fact) for entry in answers}
    acknowledged = {(seed, fact) for seed, facts in rounds_ for fact in facts}
    assert len(acknowledged) > 1.6 * KILLED, f"seeds from {SEED}"
    assert acknowledged <= in_the_log, f"seeds from {SEED}"
    assert len(in_the_log) - len(acknowledged) <= KILLED  # at most the one that each was working on
