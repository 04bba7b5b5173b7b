"""What processes that print are given to do by tests; it loads nothing that they don't need."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from quizgen.domain.progress import silent
from quizgen.printing.content import PrintSettings
from quizgen.printing.files import Document, write_documents


def hold_open(_press: Any, pipe: str) -> bytes:
    """Hold a pipe open, of which a byte in it tells, until this process ends."""
    os.write(os.open(pipe, os.O_WRONLY), b"!")
    signal.pause()
    return b""


def be_killed(_press: Any) -> bytes:
    """Be killed, as for lack of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def main() -> None:
    """Print two documents in two processes, which hold open the pipe that the command line names."""
    pipe, out = sys.argv[1:]
    documents = [Document(Path(out, str(number)), hold_open, (pipe,)) for number in range(2)]
    write_documents(documents, 2, PrintSettings(jobs=2), silent)


if __name__ == "__main__":
    main()
