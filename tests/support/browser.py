"""Headless Chromium: pictures of a card, and what a script on the page measured."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless",
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


@dataclass(frozen=True)
class Screen:
    """A client's screen: its width in CSS pixels, night mode, and the text size in percent."""

    width: int = 320
    night: bool = False
    text_size: int = 100


def page(card: str, screen: Screen) -> str:
    """Return a page that shows one side of a card as Anki's reviewer does."""
    night = " nightMode" if screen.night else ""
    return (
        f'<!doctype html><html class="{night.strip()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<style>html {{ font-size: {screen.text_size}% }}</style></head>"
        f'<body class="card card1{night}"><div id="qa">{card}</div></body></html>'
    )


def _run(args: list[str], source: Path) -> str:
    assert CHROMIUM, "Chromium is needed; on Debian: apt-get install chromium"
    with TemporaryDirectory() as profile:
        command = [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", *args, source.as_uri()]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def screenshot(text: str, target: Path, width: int, height: int) -> None:
    """Write a picture of a page to `target`."""
    source = target.with_suffix(".html")
    source.write_text(text, "utf-8")
    # Chromium's window is never narrower than 500 pixels, so a narrow screen is a frame in a wider window.
    frame = target.with_suffix(".frame.html")
    style = f"border:0;width:{width}px;height:{height}px;display:block"
    frame.write_text(f'<body style="margin:0"><iframe src="{source.name}" style="{style}"></iframe>', "utf-8")
    _run(
        [f"--screenshot={target}", f"--window-size={max(width, 500)},{height}", "--allow-file-access-from-files"], frame
    )


def print_pdf(text: str, target: Path) -> None:
    """Print a page to `target` as its own style asks for."""
    source = target.with_suffix(".html")
    source.write_text(text, "utf-8")
    _run([f"--print-to-pdf={target}", "--no-pdf-header-footer"], source)


def measure(pages: dict[str, str], width: int, script: str, folder: Path) -> dict[str, Any]:
    """Show each page in a frame of `width` pixels and return what `script`, an expression of `doc` and `win`, says."""
    frames = []
    for number, (name, text) in enumerate(pages.items()):
        source = folder / f"page{number}.html"
        source.write_text(text, "utf-8")
        frames.append(f'<iframe data-name="{html.escape(name)}" src="{source.name}" style="width:{width}px"></iframe>')
    collect = (
        "<script>window.onload=function(){var out={};document.querySelectorAll('iframe').forEach(function(f){"
        f"var doc=f.contentDocument,win=f.contentWindow;out[f.dataset.name]=({script});}});"
        "document.title=JSON.stringify(out);};</script>"
    )
    index = folder / "index.html"
    index.write_text(
        f"<!doctype html><html><head><title></title></head><body>{''.join(frames)}{collect}</body></html>", "utf-8"
    )
    dom = _run(["--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=5000"], index)
    found = re.search(r"<title>(.+?)</title>", dom, re.DOTALL)
    assert found, "the page measured nothing"
    values: dict[str, Any] = json.loads(html.unescape(found[1]))
    return values
