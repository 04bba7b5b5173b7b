"""Processes that start at once: copies of one in which Python and quizgen are loaded already.

The launcher is started by `Launcher` as a process of its own. For each command it is handed over a socket it makes
a copy of itself, which becomes that command: a session of its own with the given files, folder and environment, the
signals of a fresh process, and the usual end of Python, exit code and all. What is not quizgen is executed as usual.
What the copy does not show is how a fresh Python starts: which modules a command loads, or how it reads an encoding
from the environment. Tests of that start Python themselves.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import termios
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

import quizgen
from quizgen.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent.parent
#: How quizgen is called; whatever else is called has its own start.
PROGRAM = (sys.executable, "-m", "quizgen")
#: What is loaded by a few commands only, or when it is imported does what it is for.
_LEFT_OUT = (
    "quizgen.__main__",
    *("quizgen.printing", "quizgen.rendering.sheets", "quizgen.rendering.anki", "quizgen.study.optimise"),
)
#: What quizgen imports where it is used.
_USED = ("yaml", "sqlite3", "fsrs", "rich.console", "rich.text", "platformdirs")


class Process:
    """A command that runs; `pid` is its process."""

    def __init__(self, told: BinaryIO) -> None:
        """Take over `told`, from which the process id and later the end of the command are read, a line each."""
        self._told = told
        self._code: int | None = None
        self.pid = int(told.readline())

    def wait(self) -> int:
        """Wait until the command has ended; return its exit code, or minus the signal that ended it."""
        if self._code is None:
            with self._told:
                self._code = os.waitstatus_to_exitcode(int(self._told.readline()))
        return self._code


class Launcher:
    """Starts commands as copies of a loaded process, which ends with the process that made it."""

    def __init__(self) -> None:
        """Start the process; it loads while the caller goes on."""
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.launcher", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                env={**os.environ, "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def start(
        self,
        command: Sequence[str | Path],
        files: Sequence[int],
        cwd: Path = ROOT,
        env: Mapping[str, str] | None = None,
    ) -> Process:
        """Start a command with three open files as its stdin, stdout and stderr; a terminal becomes its own."""
        told, tells = os.pipe()
        request = {"command": [*map(str, command)], "cwd": str(cwd), "env": dict(os.environ if env is None else env)}
        try:
            socket.send_fds(self._socket, [json.dumps(request).encode() + b"\n"], [*files, tells])
        finally:
            os.close(tells)
        return Process(os.fdopen(told, "rb"))

    def run(
        self,
        *args: str | Path,
        given: str = "",
        cwd: Path = ROOT,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run quizgen without a terminal, with the text `given` as its stdin; return how it ended and what it said."""
        with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
            stdin.write(given.encode())
            stdin.seek(0)
            files = [file.fileno() for file in (stdin, stdout, stderr)]
            code = self.start([*PROGRAM, *args], files, cwd, env).wait()
            said = []
            for file in (stdout, stderr):
                file.seek(0)
                said.append(file.read().decode(errors="replace").replace("\r\n", "\n"))
        return subprocess.CompletedProcess([*PROGRAM, *map(str, args)], code, *said)

    def close(self) -> None:
        """End the process, and with it the commands that it still waits for nobody to read."""
        self._socket.close()
        self._process.wait()


def _receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return the next request and its files; leave where there will be none any more."""
    line, files = b"", []
    while not line.endswith(b"\n"):
        more, received, _, _ = socket.recv_fds(connection, 65536, 4)
        if not more:
            sys.exit()
        line += more
        files += received
    return json.loads(line), files


def _next_command(connection: socket.socket) -> dict[str, Any]:
    """Return a request, in a process that was made for it and is set up for it already."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait for a command
    while True:
        request, files = _receive(connection)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            connection.close()
            if (pid := os.fork()) == 0:
                _become(request, files)
                return request
            for file in files[:3]:
                os.close(file)
            os.write(files[3], b"%d\n" % pid)
            os.write(files[3], b"%d\n" % os.waitpid(pid, 0)[1])
            os._exit(0)
        for file in files:
            os.close(file)


def _become(request: dict[str, Any], files: list[int]) -> None:
    """Give this process the session, files, folder and environment of the request."""
    os.setsid()
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
    for file in files:
        if file > 2:
            os.close(file)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])


def _load() -> None:
    """Load the modules of quizgen, but for those that print, and what they load when they are used."""
    for module in pkgutil.walk_packages(quizgen.__path__, "quizgen."):
        if not module.name.startswith(_LEFT_OUT):
            import_module(module.name)
    for name in _USED:
        import_module(name)


def _serve(connection: socket.socket) -> None:
    """Load what most commands need, then become each command in turn, in a copy of this process."""
    _load()
    gc.freeze()  # what is loaded here is no copy's to look through
    request = _next_command(connection)
    command = request["command"]
    if tuple(command[: len(PROGRAM)]) != PROGRAM or "PYTHONIOENCODING" in request["env"]:
        os.execvpe(command[0], command, os.environ)  # noqa: S606  no shell is wanted
    time.tzset()
    # As Python makes them at its start; those of this process belong to other files.
    sys.stdin = os.fdopen(0, encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["quizgen", *command[len(PROGRAM) :]]
    main()


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
