"""The command line. This file stays light: asking for the version should cost no more than starting Python."""

from __future__ import annotations

import gc
import sys

#: After so many new objects Python looks for cycles among them: a large library is a million objects and no cycles.
OBJECTS = 1_000_000


def main() -> None:
    """Run the program on `sys.argv` and leave with its exit code."""
    gc.set_threshold(OBJECTS)
    try:
        if sys.argv[1:] == ["--version"]:
            from quizgen import __version__  # noqa: PLC0415

            print(f"quizgen {__version__}", flush=True)
            return
        from quizgen.cli.app import run  # noqa: PLC0415  click takes longer than the rest of a start

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        sys.exit(f"quizgen: {error.strerror or error}")
    gc.freeze()  # Python looks for cycles once more at its end, when the system takes all memory back anyway
    sys.exit(code)
