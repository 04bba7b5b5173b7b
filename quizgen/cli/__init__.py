"""The command line. This file stays light: asking for the version should cost no more than starting Python."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program on `sys.argv` and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from quizgen import __version__  # noqa: PLC0415

        print(f"quizgen {__version__}")
        return
    from quizgen.cli.app import run  # noqa: PLC0415  click takes longer than all the rest of a start

    sys.exit(run(sys.argv[1:]))
