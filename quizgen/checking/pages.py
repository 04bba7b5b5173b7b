"""The manual page of each rule, which `quizgen explain` prints."""

from __future__ import annotations

from pathlib import Path

from quizgen.checking import ALL_RULES, STYLE, rule_id

#: The pages of the rules that are no functions here: those of reading, of asking and of paper.
_OTHERS = Path(__file__).parents[1] / "rules.md"


def rule_pages() -> dict[str, str]:
    """Return the manual page of every rule by its id, sorted: the docstring of a check, or a section of rules.md."""
    from inspect import getdoc  # noqa: PLC0415

    checks = {rule_id(rule): getdoc(rule) or "" for rule in ALL_RULES}
    for rule in map(rule_id, STYLE):
        checks[rule] += (
            f"\n\nA rule of style: where a fact has good reason to break it, write 'waive: {{{rule}: REASON}}'."
        )
    sections = _OTHERS.read_text("utf-8").split("\n## ")[1:]
    others = {name.strip(): page.strip() for name, _, page in (section.partition("\n") for section in sections)}
    return dict(sorted((checks | others).items()))
