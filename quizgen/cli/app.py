"""The group of commands, loaded one at a time, and the place where each way to end gets its exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import click

from quizgen import __version__
from quizgen.cli.legible import LEGIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, PROBLEMS, MISUSE, INTERRUPTED = 0, 1, 2, 130

#: Each command and what it does, said here alone, so that the list of commands loads none of them.
COMMANDS = {
    "new": "Start a library of your own.",
    "import": "Make drafts of the questions in a file of another program.",
    "check": "Find everything that is wrong with a library.",
    "build": "Build every deck: for Anki, and on paper.",
    "deck": "Build decks as .apkg files for Anki.",
    "diff": "Tell what an update does to somebody who has an older deck.",
    "sheet": "Print question sheets with keys.",
    "test": "Print a test that is kept in a file.",
    "cards": "Print flashcards to cut out.",
    "timeline": "Print what happened when: a handout, an exercise and its key.",
    "quiz": "Practise in the terminal: a round of questions.",
    "review": "Review what is due today, scheduled by FSRS.",
    "stats": "Look back: what is due, remembered and missed.",
    "log": "Carry your review log to another machine, or fit the schedule to it.",
    "list": "List decks, topics and facts.",
    "show": "Show everything known of one fact.",
    "export": "Print a library in another form.",
    "preview": "Show cards as Anki does, on one page.",
    "rename": "Give a fact another id; learners lose nothing.",
    "cite": "Find words in an article, and print the line of evidence.",
    "explain": "Explain a rule, or list all rules.",
    "schema": "Print the JSON Schema of the YAML files.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a curator's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command from its own module, `quizgen.cli.NAME_command`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"quizgen.cli.{cmd_name}_command").command
        command.short_help = COMMANDS[cmd_name]  # shells show it where they complete a name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named first. Raises click.UsageError, which names the nearest one where it is mistyped."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from quizgen.domain.words import hint  # noqa: PLC0415  seldom needed

            near = hint(args[0], COMMANDS)
            if not near:
                raise
            raise click.UsageError(f"{error.message.removesuffix('.')}{near}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    epilog="Exit codes: 0 fine, 1 problems found, 2 misuse, 130 interrupted.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="quizgen", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn curated facts into Anki decks whose cards can prove themselves.

    \b
    Example: quizgen check && quizgen build
    """


def run(args: Sequence[str]) -> int:
    """Run the command line `args` and return the exit code. Nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=LEGIBLE)
    try:
        code = cli.main(list(args), prog_name="quizgen", standalone_mode=False)
        if sys.stdout is not None:  # as it is where the shell has closed it
            sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        _say("Interrupted.")
        return INTERRUPTED
    except click.ClickException as error:
        message = StringIO()
        error.show(message)
        _say(*message.getvalue().removesuffix("\n").split("\n"))
        return MISUSE if isinstance(error, click.UsageError) else PROBLEMS
    except BrokenPipeError:
        # The reader has gone, as in `quizgen list | head`: not a mistake, and nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"quizgen: {where}{error.strerror or error}")
        return PROBLEMS
    except Exception as error:
        if os.environ.get("QUIZGEN_DEBUG"):
            raise
        _say(
            f"quizgen: a fault of its own ({type(error).__name__}: {error}); nothing was lost.",
            "Please report it, with what QUIZGEN_DEBUG=1 prints.",
        )
        return PROBLEMS
    return code if isinstance(code, int) else FINE


def _say(*lines: str) -> None:
    """Tell on stderr what went wrong."""
    from quizgen.cli.output import say  # noqa: PLC0415  --help should load as little as it can

    say(*lines, err=True)
