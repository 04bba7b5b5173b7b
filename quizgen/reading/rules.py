"""The manual pages of the rules that are no checks of facts; rules.md holds them."""

from __future__ import annotations

from pathlib import Path


def pages() -> dict[str, str]:
    """Return the page of each rule by its id."""
    sections = Path(__file__).with_name("rules.md").read_text("utf-8").split("\n## ")[1:]
    parted = (section.partition("\n") for section in sections)
    return {name.strip(): page.strip() for name, _, page in parted}
