"""Chromium without a window: what a page measures there, how it is printed, and how Anki's clients show cards in it."""

from __future__ import annotations

import base64
import html
import json
import os
import select
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--allow-file-access-from-files",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
)


#: Keys by their names: their codes, and what they type.
_KEYS = {"Tab": (9, ""), "ArrowUp": (38, ""), "ArrowDown": (40, ""), "Enter": (13, "\r"), "Space": (32, " ")}

#: What AnkiDroid says of the page and of what is typed: black or dark grey by night, marks of its own.
_ANKIDROID = """
body { margin: 0 0 30px; padding: 0 }
#qa { margin: .5em }
#typeans { width: 100% }
.typeGood { background-color: #0f0 }
.typeBad { background-color: #f00 }
.typeMissed { background-color: #ccc }
body.night_mode, .night_mode input#typeans { background-color: #000; color: #fff }
body.ankidroid_dark_mode, .ankidroid_dark_mode input#typeans { background-color: #303030 }
.night_mode .typeGood { background-color: #508040 }
.night_mode .typeBad { background-color: #905050 }
"""


class Client(NamedTuple):
    """A client of Anki in a mode: the classes of the page's root and body, and whether the style is Anki's own."""

    name: str
    root: str = ""
    body: str = ""
    is_anki: bool = True

    def style(self) -> str:
        """Return the client's own style sheet."""
        return anki_style() if self.is_anki else _ANKIDROID


_NIGHT = "nightMode night_mode"
#: By day and by night; AnkiDroid has two kinds of night.
ANKI = (Client("Anki"), Client("Anki by night", "night-mode", _NIGHT))
ANKIDROID = (
    Client("AnkiDroid", "mobile android", is_anki=False),
    Client("AnkiDroid, dark", "mobile android", f"{_NIGHT} ankidroid_dark_mode", is_anki=False),
    Client("AnkiDroid, black", "mobile android", _NIGHT, is_anki=False),
)

#: Shows cards in a page of `reviewer`.
_CARDS_SCRIPT = Path(__file__).with_name("cards.js")


@cache
def anki_style(screen: str = "reviewer") -> str:
    """Return the style of a screen of Anki's desktop, or nothing where that is not installed."""
    folder = _anki_web()
    names = ("webview.css", f"{screen}.css")
    return "".join((folder / "css" / name).read_text("utf-8") for name in names) if folder else ""


@cache
def anki_mathjax() -> str:
    """Return the scripts with which Anki's desktop sets formulas, or nothing where that is not installed."""
    folder = _anki_web()
    if folder is None:
        return ""
    mathjax = folder / "js" / "vendor" / "mathjax"
    settings = (folder / "js" / "mathjax.js").read_text("utf-8").replace("/_anki/js/vendor/mathjax", mathjax.as_uri())
    return f'<script>{settings}</script><script src="{(mathjax / "tex-chtml-full.js").as_uri()}"></script>'


def _anki_web() -> Path | None:
    """Return the folder of what Anki's desktop shows in web pages, or None where that is not installed."""
    spec = find_spec("_aqt")
    folders = spec.submodule_search_locations if spec else None
    return Path(next(iter(folders))) / "data" / "web" if folders else None


def reviewer(client: Client, style: str, cards: Iterable[dict[str, str]]) -> str:
    """Return the page in which a client shows cards of a note type with this `style`.

    A script finds the cards there as `CARDS`, and what to do with them in `cards.js`.
    """
    data = json.dumps(list(cards)).replace("</", "<\\/")
    return (
        f'<!doctype html><html class="{client.root}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><style>{client.style()}</style></head>'
        f'<body class="card card1 {client.body}"><style>{style}</style><div id="qa"></div>'
        f"<script>{_CARDS_SCRIPT.read_text('utf-8')} const CARDS = {data};</script></body></html>"
    )


def page(card: str) -> str:
    """Return a page that shows one side of a card as Anki's reviewer does."""
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"></head>'
        f'<body class="card card1"><div id="qa">{card}</div></body></html>'
    )


class Browser:
    """One Chromium for many pages, which know nothing of each other.

    It is asked in the Chrome DevTools Protocol, through pipes that it expects as files 3 and 4.
    """

    def __init__(self) -> None:
        """Start it with an empty tab."""
        assert CHROMIUM, "Chromium is needed; on Debian: apt-get install chromium"
        self._folder = TemporaryDirectory(prefix="quizgen-browser-", ignore_cleanup_errors=True)
        command = [CHROMIUM, *_FLAGS, f"--user-data-dir={self._folder.name}/profile"]
        self._process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = 0
        self._unread = b""
        self._tab = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._tab = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        # Else no element hears that it has the focus while another window has it.
        self._ask("Emulation.setFocusEmulationEnabled", enabled=True)

    def close(self) -> None:
        """Stop it."""
        self._ask("Browser.close")
        self._process.communicate(timeout=60)
        self._folder.cleanup()

    def print(self, text: str = "") -> bytes:
        """Return a page, or the one that is shown, as the PDF that its own style asks for."""
        if text:
            self._show({"page.html": text})
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def measure(self, pages: dict[str, str], width: int, script: str) -> dict[str, Any]:
        """Show each page in a frame of `width` pixels; return what `script` says, an expression of `doc` and `win`."""
        names = {f"frame{number}.html": name for number, name in enumerate(pages)}
        frames = "".join(
            f'<iframe data-name="{html.escape(name)}" src="{file}" style="width:{width}px"></iframe>'
            for file, name in names.items()
        )
        self._show({"page.html": f"<!doctype html>{frames}"} | {file: pages[name] for file, name in names.items()})
        values: dict[str, Any] = self._evaluate(
            "var out={};document.querySelectorAll('iframe').forEach(function(f){"
            f"var doc=f.contentDocument,win=f.contentWindow;out[f.dataset.name]=({script});}});"
            "sessionStorage.clear();localStorage.clear();out"
        )
        return values

    def open(self, text: str, width: int, height: int, fragment: str = "") -> None:
        """Show a page on a screen of this size; its address may end in a fragment."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", **screen)
        # An address that differs in its fragment alone would be no new page.
        self._show({"page.html": text}, f"?{self._asked}{fragment}" if fragment else "")

    def emulate(self, *, dark: bool = False, first: str = "") -> Callable[[], None]:
        """Show pages as at night, or after a script of ours; return what ends that."""
        self._ask("Page.enable")
        kept = self._ask("Page.addScriptToEvaluateOnNewDocument", source=first)["identifier"] if first else ""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])

        def end() -> None:
            if kept:
                self._ask("Page.removeScriptToEvaluateOnNewDocument", identifier=kept)
            self._ask("Emulation.setEmulatedMedia", features=[])
            self._ask("Page.disable")

        return end

    def run(self, script: str) -> Any:
        """Return the value of an expression on the page that is shown."""
        return self._evaluate(script)

    def press(self, key: str) -> None:
        """Press a key."""
        code, typed = _KEYS[key]
        for kind in ("keyDown" if typed else "rawKeyDown", "keyUp"):
            text = {"text": typed} if typed and kind == "keyDown" else {}
            self._ask(
                "Input.dispatchKeyEvent", type=kind, key=typed or key, code=key, windowsVirtualKeyCode=code, **text
            )

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self._ask("Input.insertText", text=text)

    def _show(self, files: dict[str, str], ending: str = "") -> None:
        """Show `page.html` of these files; its address has this ending."""
        folder = Path(self._folder.name)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        self._ask("Page.navigate", url=f"{(folder / 'page.html').as_uri()}{ending}")
        self._evaluate(
            "new Promise(function(done){if(document.readyState==='complete')done(1);else window.onload=done;})"
            ".then(function(){})"
        )

    def _evaluate(self, script: str) -> Any:
        """Return the value of an expression on the page, once it is there."""
        said = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return what the browser, or its tab once there is one, answers."""
        self._asked += 1
        asked = {"id": self._asked, "method": method, "params": parameters}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked | ({"sessionId": self._tab} if self._tab else {})).encode() + b"\0")
        self._process.stdin.flush()
        while (told := self._told()).get("id") != self._asked:
            pass
        assert "error" not in told, told
        result: dict[str, Any] = told["result"]
        return result

    def _told(self) -> dict[str, Any]:
        """Return the next that the browser says."""
        assert self._process.stdout
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._process.stdout], [], [], 60)
            more = os.read(self._process.stdout.fileno(), 1 << 20) if ready else b""
            assert more, "the browser says nothing"
            self._unread += more
        first, _, self._unread = self._unread.partition(b"\0")
        told: dict[str, Any] = json.loads(first)
        return told
