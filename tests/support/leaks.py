"""An oracle for giveaways: reads a sheet's questions as a pupil does, and their answers out of the library's YAML.

It shares no code with quizgen's own rule, neither its words, nor its roots, names or numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quizgen.domain.question import Question

_KINDS = ("who", "where", "when", "what", "demanded", "said", "how_long", "how_many")
_SORTS = ("people", "organisations", "places", "documents")
_MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = {
    word: str(number) for number, word in enumerate("no one two three four five six seven eight nine ten".split())
}
_NUMBERS |= {"both": "2", "pair": "2", "thirty": "30", "half": "5"}
#: Words that begin alike and mean different things.
_UNLIKE = {"publication": "journal", "ministry": "office", "breakdown": "failure"}
#: What says nothing of its own in an answer or a question.
_EMPTY = frozenset(
    """
    a about an and any are as at be been before beside besides between but by can continue continued could did do
    does for from had has have he her his how i if in into is issue issues it its itself may might most name named
    nor not of on only or other our out s said say should so some such take than that the their them themselves then
    there these they this those to under until up was we were what without when where which while who whom whose why
    will with would you your
    """.split()
)
#: Words for who said or reported something, in which office and when: they tell nothing of what it was.
_IDLE = """
    reported said article review unsigned source close quoted cited official senior date deputy minister foreign
    secretary ambassador president defense press state
"""
#: A word that stands in the questions of more of the facts than this share hardly tells one matter from another.
_COMMON = 0.2
#: Two questions are about one thing if they share so many words; a common one counts half, a name that rare twice.
_SHARED, _RARE = 2, 0.07
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)})(?: (\d{{1,2}})\b,?)?(?: (\d{{4}}))?")


class Leak(NamedTuple):
    """The question with the id `asked` is answered by the other, which shows these `words` of its answer."""

    asked: str
    shown: str
    words: str


class Oracle:
    """Judges the questions of a sheet by the YAML of the library that they come from."""

    def __init__(self, root: Path) -> None:
        files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((root / "questions").rglob("*.yaml"))]
        self.facts: dict[str, dict[str, Any]] = {fact["id"]: fact for file in files for fact in file.get("facts", ())}
        self.people = {person["id"] for file in files for person in file.get("people", ())}
        self.entities = {entity["id"]: entity for file in files for sort in _SORTS for entity in file.get(sort, ())}
        #: The names that a text may hold, with whom they mean; a name in small letters is a description of a thing.
        self.names = {
            form.lower(): id_
            for id_, entity in reversed(self.entities.items())  # of two with one name, the first in the file is meant
            if entity["name"][0].isupper() and "written" not in entity["name"]
            for form in _names(entity)
        }
        names = sorted(self.names, key=len, reverse=True)
        self.name = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)", re.IGNORECASE)
        seen = Counter(word for fact in self.facts.values() for word in self.words(fact["ask"]))
        self.common = {word for word, many in seen.items() if many > max(3, _COMMON * len(self.facts))}
        self.common |= self.words(next(str(file["library"]) for file in files if "library" in file))
        self.rare = {word for word, many in seen.items() if word[0] == "@" and many < _RARE * len(self.facts)}
        #: Who said it, in which office, and who reports it, tells nothing of what.
        self.idle = self.words(_IDLE) | {f"@{id_}" for id_ in self.people}
        self.idle |= {f"@{id_}" for id_, entity in self.entities.items() if entity.get("side") == "press"}

    def words(self, text: str) -> frozenset[str]:
        """Return the words of a text that say something, cut to their beginnings.

        A name is one word, @ with the id that it means; the day of a date is one, with its month, and so is the month.
        """
        said = {f"@{self.names[match.group().lower()]}" for match in self.name.finditer(text)}
        text = self.name.sub(" ", text)
        for before, month, after, year in _DATE.findall(text):
            said |= {f"#{month}{year}", f"#{year}", f"#{before or after}{month}" if before or after else ""} - {"", "#"}
        plain = re.findall(r"[a-z]+|\d+(?:\.\d+)?", _DATE.sub(" ", text).lower().replace("'s", ""))
        for word in plain:
            if word in _NUMBERS or word[0].isdigit():
                said.add(f"#{_NUMBERS.get(word, word)}")
            elif word not in _EMPTY:
                said.add(_UNLIKE.get(word, word)[:5].removesuffix("s"))
        return frozenset(said)

    def leaks(self, questions: Sequence[Question]) -> Iterator[Leak]:
        """Yield each question that another of the sheet answers."""
        shown = {question.id: [self.words(text) for text in texts_of(question)] for question in questions}
        for question in questions:
            for fact in question.facts:
                asked, answers = self._asked(question, self.facts[fact.id])
                for id_, texts in shown.items():
                    for words in texts if id_ != question.id else ():
                        if told := self._told(words, asked, answers, is_speaker=question.asks_subject):
                            yield Leak(question.id, id_, " ".join(sorted(told)))
        yield from self._told_by_sense(questions)
        yield from self._told_by_facts(questions)

    def _told_by_sense(self, questions: Sequence[Question]) -> Iterator[Leak]:
        """Yield each question whose answer another tells in the words that stand under the fact's 'told_by'."""
        texts = {question.id: re.sub(r"\W+", " ", " ".join(texts_of(question)).lower()) for question in questions}
        for question in questions:
            for fact in question.facts if question.way not in ("order", "match", "reverse") else ():
                for words in self.facts[fact.id].get("told_by", ()):
                    if isinstance(words, dict):
                        continue  # see `_told_by_facts`
                    told = re.sub(r"\W+", " ", words.lower())
                    yield from (
                        Leak(question.id, id_, words)
                        for id_, text in texts.items()
                        if told in text and id_ != question.id
                    )

    def _told_by_facts(self, questions: Sequence[Question]) -> Iterator[Leak]:
        """Yield each question of a fact beside one of another that stands under its 'told_by'."""
        for asked, shown in permutations(questions, 2):
            tellers = {
                one["fact"]
                for fact in asked.facts
                if asked.way != "order" or "when" in self.facts[fact.id]
                for one in self.facts[fact.id].get("told_by", ())
                if isinstance(one, dict)
            }
            yield from (Leak(asked.id, shown.id, fact.id) for fact in shown.facts if fact.id in tellers)

    def most_options_in_common(self, questions: Iterable[Question]) -> int:
        """Return how many options at most two multiple choices share."""
        offered = [{option.text for option in one.shape.options} for one in questions if one.way == "choice"]  # type: ignore[union-attr]
        return max((len(first & second) for first, second in combinations(offered, 2)), default=0)

    def doubled(self, questions: Iterable[Question]) -> list[str]:
        """Return the matters that are asked more than once."""
        matters = Counter(self.facts[fact.id].get("matter") for question in questions for fact in question.facts)
        return [matter for matter, many in matters.items() if matter and many > 1]

    def _asked(self, question: Question, fact: Mapping[str, Any]) -> tuple[frozenset[str], list[frozenset[str]]]:
        """Return the words of the fact's question, and those of each right answer to it."""
        if question.way == "order":
            return self.words(fact["label"]), [self.words(form) for form in _forms(fact.get("when", fact.get("on")))]
        if question.asks_subject:
            forms = _names(self.entities[fact["by"]]) if "by" in fact else [fact["label"]]
            return self.words(fact["reverse"]), [self.words(form) for form in forms]
        answer = next(fact[kind] for kind in _KINDS if kind in fact)
        entity = self.entities.get(str(answer))
        forms = [*(_names(entity) if entity else _forms(answer)), *map(str, fact.get("accept", ()))]
        forms += [form for account in fact.get("accounts", ()) for form in _forms(account["answer"])]
        return self.words(fact["ask"]), [self.words(form) for form in forms]

    def _told(
        self, shown: frozenset[str], asked: frozenset[str], answers: Iterable[frozenset[str]], *, is_speaker: bool
    ) -> frozenset[str] | None:
        """Return the words of an answer that stand in what another question shows, where they tell it.

        Two words that are no names do so wherever they stand; any others where both questions are about one thing (for
        a single word, which may mean another there, surely so), or about one person alone: they tell the person's post.
        """
        for answer in answers:
            own = answer - asked
            if not own or not own <= shown:
                continue
            named = [word for word in own if not word[0].isalpha()]
            plain = [word for word in own - self.common - self.idle if word[0].isalpha()]
            shared = [word for word in (asked & shown) - self.idle - answer if word[0] != "#"]
            tells_matter = any(word not in self.common for word in shared)
            weight = tells_matter * sum(
                0.5 if word in self.common else 2 if word in self.rare else 1 for word in shared
            )
            post = "post" in asked and any(word[1:] in self.people for word in asked & shown)
            if (
                len(plain) >= 2
                or (named and weight >= _SHARED + is_speaker)
                or (plain and weight >= 2 * _SHARED)
                or post
            ):
                return own
        return None


def texts_of(question: Question) -> list[str]:
    """Return all that a question shows, row by row, but the options of a choice: one among several says nothing."""
    shape: Any = question.shape
    names = ", ".join(getattr(shape, "names", ()))
    return [shape.prompt, *(f"{row.text} {names}" for row in getattr(shape, "rows", ()))]


def _names(entity: Mapping[str, Any]) -> list[str]:
    return [entity["name"], *entity.get("aliases", ())]


def _forms(answer: object) -> list[str]:
    if isinstance(answer, dt.date):
        return [f"{answer.day} {_MONTHS[answer.month - 1]} {answer.year}"]
    month = re.fullmatch(r"(\d{4})-(\d\d)", str(answer))
    return [f"{_MONTHS[int(month[2]) - 1]} {month[1]}"] if month else [str(answer)]
