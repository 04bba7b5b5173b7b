"""Keys as terminals hand them over: several at once, in pieces, and at the end of the terminal."""

from __future__ import annotations

import os
import select
import termios
from typing import TYPE_CHECKING, TextIO

import pytest

from quizgen.rendering.terminal import keyboard
from quizgen.rendering.terminal.keyboard import forget_typed_ahead, single_keys
from tests.support.terminal import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

DOWN, DELETE, ALT_2, ESCAPE = "\x1b[B", "\x1b[3~", "\x1b2", "\x1b"


@pytest.fixture
def wire() -> Iterator[tuple[int, TextIO]]:
    """Return where a person types, and the terminal at which a program reads that."""
    typist, place = os.openpty()
    with os.fdopen(typist, "wb", buffering=0), os.fdopen(place, encoding="utf-8") as terminal:
        yield typist, terminal


def typed(keys: Iterator[str], number: int) -> list[str]:
    """Return the next `number` keys."""
    return [next(keys) for _ in range(number)]


@pytest.mark.parametrize(
    "keys",
    [
        ["1"],
        [DOWN, DOWN, "\r"],
        ["\x1bOB", DELETE, "\x1b[1;5A", ALT_2, "x"],
        ["\x1b[[A", "2", "\x1b[[E", "\x1bO2Q", "\x1bO5A", "q"],
        [ESCAPE, DOWN, ESCAPE, ESCAPE, DOWN],
        ["é", "½", "中", "\x03", "\x04", "\x1a", "\n"],
    ],
    ids=["a letter", "arrows", "other keys", "function keys", "Escape", "letters and orders"],
)
def test_what_comes_at_once_is_taken_key_by_key(wire: tuple[int, TextIO], keys: list[str]) -> None:
    typist, terminal = wire
    with single_keys(terminal) as found:
        os.write(typist, "".join(keys).encode())
        assert typed(found, len(keys)) == keys


@pytest.mark.parametrize("key", [DOWN, DELETE, "½", "\x1b[[A", "\x1bO2Q"])
def test_a_key_that_comes_in_pieces_is_one_key(
    wire: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    typist, terminal = wire
    monkeypatch.setattr(keyboard, "_CHUNK", 1)
    with single_keys(terminal) as found:
        os.write(typist, f"{key}1{key}2".encode())
        assert typed(found, 4) == [key, "1", key, "2"]


def test_escape_alone_is_a_key(wire: tuple[int, TextIO]) -> None:
    typist, terminal = wire
    with single_keys(terminal) as found:
        os.write(typist, ESCAPE.encode())
        assert typed(found, 1) == [ESCAPE]


def test_keys_typed_before_are_thrown_away_and_the_terminal_is_left_as_it_was(wire: tuple[int, TextIO]) -> None:
    typist, terminal = wire
    before = termios.tcgetattr(terminal)
    os.write(typist, b"early\n")
    assert select.select([terminal], [], [], PATIENCE)[0]  # it takes a moment to come through
    with single_keys(terminal) as found:
        os.write(typist, b"2")
        assert typed(found, 1) == ["2"]
    assert termios.tcgetattr(terminal) == before


def test_a_line_typed_ahead_is_thrown_away_though_it_comes_in_pieces(
    wire: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    typist, terminal = wire
    pieces = iter((b"Spring", b"field\n", b"", b""))

    def meanwhile(_seconds: float) -> None:
        piece = next(pieces)
        os.write(typist, piece)
        if piece.endswith(b"\n"):
            assert select.select([terminal], [], [], PATIENCE)[0]

    monkeypatch.setattr("quizgen.rendering.terminal.keyboard.time.sleep", meanwhile)
    forget_typed_ahead(terminal)
    assert list(pieces) == []
    assert not select.select([terminal], [], [], 0)[0]


def test_keys_end_when_the_terminal_does() -> None:
    typist, place = os.openpty()
    with os.fdopen(place, encoding="utf-8") as terminal, single_keys(terminal) as found:
        os.write(typist, b"1")
        assert typed(found, 1) == ["1"]
        os.close(typist)
        assert list(found) == []
    with os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8") as nothing, single_keys(nothing) as found:
        assert list(found) == []
