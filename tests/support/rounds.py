"""A small library that can be asked in every way and never changes, so that a round on it looks the same for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.library import with_evidence_found, write_library

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.study import Entry

NAMESPACE = "example.meetings"
_ROUND = """\
- id: meeting.chair
  who: jane-doe
  ask: Who led the town council at its meeting of January 2022?
  says: The meeting of the town council in January 2022 was led by [Jane Doe].
  level: core
  note: She had led the council for nine years, and stood down in the spring.
  evidence: {wire: received by the chair}
- id: meeting.place
  where: springfield
  ask: In which town did the council receive its guests in January 2022?
  says: In January 2022 the council received its guests in [Springfield].
  level: core
  evidence: {wire: held behind closed doors in Springfield, paper: in the hall of Springfield}
- id: meeting.length
  how_long: 7.5 hours
  ask: How long did the council and its guests talk in January 2022?
  wrong: [2.5 hours, 4.5 hours, 10.5 hours]
  accounts:
    - answer: 8 hours
      by: john-roe
      evidence: {paper: they talked for eight hours}
  evidence: {wire: it lasted for seven and a half hours}
"""
_EVENTS = (
    ("hall.built", "1999-03-01", "The hall is built"),
    ("hall.painted", "2010-06-15", "The hall is painted in the colours of the town"),
    ("meeting.date", "2022-01-12", "The council meets its guests"),
    ("hall.burns", "2023-05-09", "The hall burns"),
)
_CLAIMS = (
    ("doe.go-on", "jane-doe", "Jane Doe", "the talks will go on", "the hall was too cold", "there was no bread"),
    ("roe.hall", "john-roe", "John Roe", "the hall was too small", "the talks came too late", "nobody spoke"),
    ("major.bread", "mary-major", "Mary Major", "the bread was fresh", "the hall was dark", "the chair was late"),
    ("other.home", "ann-other", "Ann Other", "she would rather be at home", "the tea was cold", "it had rained"),
)


def event(id_: str, date: str, label: str) -> str:
    """Return a fact that dates an event."""
    ask = f"On what date was this: {label[0].lower()}{label[1:]}?"
    return f"- {{id: {id_}, when: {date}, label: {label}, ask: '{ask}', evidence: {{wire: met on 12 January 2022}}}}\n"


def claim(id_: str, by: str, name: str, words: str, *wrong: str) -> str:
    """Return a fact that somebody said something."""
    return (
        f"- id: {id_}\n  said: {words}\n  by: {by}\n  ask: What did {name} say after the meeting?\n"
        f"  reverse: Who said after the meeting that {words}?\n  wrong: [{', '.join(wrong)}, nothing at all]\n"
        "  evidence: {paper: said so after the meeting}\n"
    )


FACTS = _ROUND + "".join(event(*one) for one in _EVENTS) + "".join(claim(*one) for one in _CLAIMS)


def round_library(root: Path) -> Path:
    """Write the library into `root`, and return `root`."""
    return with_evidence_found(write_library(root, FACTS))


def kept(db: Path, namespace: str = NAMESPACE, *, voided: bool = False) -> list[Entry]:
    """Return the entries of a log in order; with `voided`, also what was taken back, and the taking back."""
    from quizgen.study.log import Log

    with Log.open(db) as log:
        return list(log.history(namespace, voided=voided))
