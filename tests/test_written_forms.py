"""The forms in which a typed answer is right, as they are listed for those who compare letter by letter."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.domain.card import CardType
from quizgen.domain.verdict import Fit
from quizgen.grading.different_forms import MOST_FORMS
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.language import ENGLISH
from quizgen.rendering.anki.note_type import fields
from quizgen.rendering.anki.notes import NoteMaker
from tests.benchmarks.generator import write_library as write_big_library
from tests.support import engine
from tests.support.effort import IS_GATE, few, times
from tests.support.foreign import foreign_library
from tests.support.library import write_library
from tests.test_grading import DATES, ENTITIES, NAMES, QUANTITIES, Case, fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from quizgen.domain.question import Question

    #: Takes facts (YAML) and the way of asking; returns the library, and the first fact asked so.
    Ask = Callable[..., tuple[pipeline.Library, Question]]

RIGHT = (Fit.EXACT, Fit.ALIAS)
WAYS = ("typed", "cloze", "reverse")
DECK = "deck: all\ntitle: Everything\nabout: All facts.\n"


def compared(text: str) -> str:
    """A text as it is compared: without case, accents, marks, 'the' and 'of', and what makes ordinals of digits."""
    signs = "".join(map(re.escape, ENGLISH.signs))
    text = re.sub(r"(?<!\w)[-−](?=\d)", "minus ", text)
    text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)).lower()
    text = re.sub(r"\b[a-z](\.[a-z]\b)+", lambda match: match.group().replace(".", ""), re.sub("['’]", "", text))
    words = re.findall(rf"\w+|[{signs}]", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    return " ".join(word for word in words if word not in ("the", "of"))


def typed_questions(library: pipeline.Library) -> Iterator[Question]:
    """Each fact in each way in which its answer is typed."""
    for one, way in product(library.kb.facts.values(), WAYS):
        question = library.asker.exercise(one, way, "")
        if question is not None and question.shape.is_typed:  # type: ignore[union-attr]
            yield question


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask the first of some facts in one way."""

    @cache
    def run(facts: str, way: str = "typed") -> tuple[pipeline.Library, Question]:
        files = {"questions/entities.yaml": ENTITIES, "decks/all.yaml": DECK}
        library = pipeline.open_library(write_library(tmp_path_factory.mktemp("library"), facts, {**files}))
        assert not library.problems, library.problems
        question = library.asker.exercise(next(iter(library.kb.facts.values())), way, "")
        assert question is not None
        return library, question

    return run


def written(ask: Ask, answer: str, prompt: str = "What was it?", more: str = "", way: str = "typed") -> list[str]:
    """The forms of an answer; every one of them is right."""
    library, question = ask(fact(answer, prompt, more), way)
    assert_right(library, [question])
    return list(FormWriter(library.kb).forms(question))


def assert_right(library: pipeline.Library, questions: Iterable[Question]) -> int:
    """Every form is right, the printed one is first, all that are accepted are there, none is there twice."""
    grader, writer, count = Grader(library.kb), FormWriter(library.kb), 0
    for question in questions:
        count += 1
        forms = writer.forms(question)
        wrong = [form for form in forms if grader.grade(question, form).fit not in RIGHT]
        assert not wrong, (question.id, wrong)
        assert forms[0] == question.shape.answer
        assert len(set(forms)) == len(forms) <= MOST_FORMS
        assert set(map(compared, question.shape.accepted)) <= set(map(compared, forms)), question.id
    return count


def test_every_form_is_right_in_the_shipped_library(shipped: pipeline.Library) -> None:
    assert assert_right(shipped, typed_questions(shipped)) > 80


def test_every_form_is_right_in_small_libraries(rounds: Path) -> None:
    for library in (engine.library(), foreign_library(), pipeline.open_library(rounds)):
        assert assert_right(library, typed_questions(library)) > 5


def test_every_form_is_right_in_a_generated_library(tmp_path: Path) -> None:
    write_big_library(tmp_path, times(300))
    library = pipeline.open_library(tmp_path)
    assert assert_right(library, typed_questions(library)) > times(200)


TABLE = [
    (
        Case("when: 2022-01-21", []),
        """
        21 January 2022; January 21, 2022; 2022-01-21; 21 Jan 2022; Jan 21, 2022; 21.1.2022; 21.01.2022; 1/21/2022;
        01/21/2022; 2022-1-21; Friday 21 January 2022; Friday January 21, 2022; Fri 21 Jan 2022; 21 Jan 22; Jan 21, 22;
        21.1.22; 21.01.22; 1/21/22; 01/21/22; twenty-first January 2022; 20220121
        """,
    ),
    (
        Case("when: 2021-09-08", []),  # the month first might be the day
        """
        8 September 2021; September 8, 2021; 2021-09-08; 8 Sep 2021; Sep 8, 2021; 8 Sept 2021; Sept 8, 2021; 8.9.2021;
        08.09.2021; 2021-9-8; Wednesday 8 September 2021; Wednesday September 8, 2021; Wed 8 Sep 2021; 8 Sep 21;
        Sep 8, 21; 8.9.21; 08.09.21; 08 September 2021; 08 Sep 2021; 08 Sept 2021; eighth September 2021; 20210908
        """,
    ),
    (
        Case("when: 1863-05-10", [], "On which day of May 1863 was it?"),
        """
        10 May 1863; 10 May; May 10; 10.5.; 10; tenth; May 10, 1863; 1863-05-10; 10.5.1863; 10.05.1863; 1863-5-10;
        Sunday 10 May 1863; Sunday May 10, 1863; Sun 10 May 1863; tenth May 1863; 18630510
        """,
    ),
    (
        Case("when: 2022-01", []),
        "January 2022; 2022-01; Jan 2022; 01/2022; 01/22; in January 2022; Jan 22; 1/2022; 1/22; 2022-1",
    ),
    (Case("when: 2022-10", [], "In which month of 2022 was it?", ", accept: [autumn]"), "October 2022; 2022-10; Oct"),
    (Case("when: 1963", []), "1963; in 1963; 63"),
    (Case("when: 1863", []), "1863; in 1863"),
    (
        Case("how_long: about 7.5 hours", []),
        """
        about 7.5 hours; 7.5 hours; seven and a half hours; 7 1/2 hours; 7½ hours; seven hours and a half; 7.5 h;
        about seven and a half hours; around 7.5 hours; 7.5 hrs; 7 1/2 h; 7.5h; 7 hours 30 minutes; 7 h 30 min; 7h 30m;
        7h30; 7:30 hours; 450 minutes; 450 min; 7.5 hours or so; approximately 7.5 hours
        """,
    ),
    (
        Case("how_long: more than 4 hours", []),
        """
        more than 4 hours; more than four hours; more than 4 h; more than 4 hrs; more than 4h; over 4 hours;
        over four hours; over 4h; above 4 hours; longer than 4 hours; in excess of 4 hours; well over 4 hours
        """,
    ),
    (
        Case("how_long: at least 2 weeks", []),
        "at least 2 weeks; at least two weeks; at least 2 wks; no less than 2 weeks; 2 weeks or more",
    ),
    (
        Case("how_long: 0.5 hours", []),
        "0.5 hours; 1/2 hours; ½ hours; a half hour; half an hour; half hour; 30 minutes",
    ),
    (Case("how_long: 18 months", []), "18 months; eighteen months; 1.5 years; one and a half years; a year and a half"),
    (
        Case("how_many: 2 drafts", [], "How many separate texts were there?"),
        """
        2 drafts; two drafts; 2; two; 2 texts; two texts; 2 separate texts; two separate texts; all 2 drafts; all 2
        """,
    ),
    (Case("how_many: 2 drafts", [], "Of what size was it?"), "2 drafts; two drafts; for 2 drafts"),
    (
        Case("how_many: 5000000 dollars", []),
        "5000000 dollars; five million dollars; 5,000,000 dollars; 5 million dollars; $5000000; $5 million",
    ),
    (Case("how_many: 30 percent", []), "30 percent; thirty percent; 30%; 30 per cent"),
    (
        Case("who: sherman", []),
        """
        Wendy Sherman; Sherman; Sherman, Wendy; W. Sherman; US Deputy Secretary of State Sherman;
        Deputy Secretary of State Sherman; US Deputy Secretary Sherman; Deputy Secretary Sherman;
        Deputy Secretary of State Wendy Sherman; dep Secretary of State Sherman; Mr Sherman; Ms Sherman
        """,
    ),
    (
        Case("who: kennedy", []),
        """
        John Fitzgerald Kennedy; Kennedy; Kennedy, John Fitzgerald; J. Kennedy; J. F. Kennedy; John F. Kennedy;
        Mr Kennedy
        """,
    ),
    (Case("who: nicholas", []), "Nicholas II; Nicholas 2; Nicholas two; Nicholas the second; Mr Nicholas II"),
    (Case("who: official", []), "a senior official; senior official"),
    (Case("who: wire-agency", []), "TASS; Russian news agency TASS; news agency TASS; TASS news agency; TASS agency"),
    (Case("where: geneva", []), "Geneva; Geneva, Switzerland; city of Geneva; in Geneva; at Geneva"),
]


@pytest.mark.parametrize(("case", "expected"), TABLE, ids=lambda part: part.answer if isinstance(part, Case) else "")
def test_the_usual_forms_are_there_usual_ones_first(ask: Ask, case: Case, expected: str) -> None:
    forms = written(ask, case.answer, case.ask, case.more)
    wanted = " ".join(expected.split()).split("; ")
    assert [form for form in forms if form in wanted] == wanted


@pytest.mark.parametrize(
    ("case", "absent"),
    [
        (Case("when: 2021-09-08", []), "9/8/2021"),
        (Case("when: 2022-01-21", []), "21 January"),
        (Case("when: 1863", []), "63"),
        (Case("how_long: more than 4 hours", []), "4 hours"),
        (Case("how_long: more than 4 hours", []), "> 4 hours"),  # the same as '4 hours' for who drops signs
        (Case("how_long: 2 weeks", [], "How many days was it?"), "2 days"),
        (Case("how_many: 2 drafts", []), "2"),
        (Case("how_many: 22 men and women", []), "twenty-two men and women"),
        (Case("who: paul-henri", []), "Henri Paul"),  # somebody else
        (Case("who: peskov", []), "Peskov"),
        (Case("who: sherman", []), "Secretary of State Sherman"),
    ],
    ids=lambda part: part.answer if isinstance(part, Case) else part,
)
def test_what_is_not_right_or_not_surely_so_is_not_there(ask: Ask, case: Case, absent: str) -> None:
    assert absent not in written(ask, case.answer, case.ask, case.more)


@pytest.mark.parametrize(
    "case", [*NAMES, *DATES, *QUANTITIES][:: 1 if IS_GATE else 4], ids=lambda case: f"{case.answer} {case.ask}"
)
def test_nothing_that_is_wrong_is_equal_to_a_form(ask: Ask, case: Case) -> None:
    forms = {*map(compared, written(ask, case.answer, case.ask, case.more, case.way))}
    refused = [
        typed
        for typed, fit in case.typed
        if fit in ("wrong", "near") and compared(typed) in forms and "of " not in typed
    ]
    assert not refused


def test_all_that_is_right_of_a_fact_is_written(ask: Ask) -> None:
    account = "{answer: ryabkov, evidence: {paper: everybody was quite glad}}"
    forms = written(ask, "who: lavrov", more=f", accounts: [{account}], also_right: [grushko], accept: [the minister]")
    assert {"Lavrov", "the minister", "S. Ryabkov", "Mr Lavrov", "Alexander Grushko", "Grushko"} <= set(forms)
    account = "{answer: nearly 8 hours, evidence: {paper: everybody was quite glad}}"
    forms = written(ask, "how_long: about 7.5 hours", more=f", accounts: [{account}], accept: [480 minutes]")
    assert {"about 7.5 hours", "480 minutes", "nearly 8 hours", "8 hours", "eight hours"} <= set(forms)
    forms = written(ask, "how_many: 30 countries", "How many were there?", ", accept: [30 NATO states]")
    assert {"thirty", "30 NATO states", "thirty NATO states", "30 states"} <= set(forms)
    forms = written(ask, "when: 2022-01", more=", accept: [January]")
    assert {"January", "Jan"} <= set(forms)
    claim = ", by: ryabkov, reverse: Which person said so?"
    library, question = ask(fact("said: it was late", "What did Sergei Ryabkov say?", claim), "reverse")
    assert "Deputy Foreign Minister Ryabkov" in FormWriter(library.kb).forms(question)


def test_forms_that_are_compared_alike_are_listed_once(ask: Ask) -> None:
    more = ", accept: ['January 12 2022', '12th of January 2022', '2022/01/12', '12. 1. 2022']"
    for answer, accepted in (("when: 2022-01-12", more), ("where: zurich", ", accept: [Zurich]"), ("who: russia", "")):
        forms = [*map(compared, written(ask, answer, more=accepted))]
        assert len(set(forms)) >= len(forms) - accepted.count("12th")


def test_every_day_is_written_rightly(ask: Ask) -> None:
    for year in (987, 1899, 2000, 2022) if IS_GATE else (2022,):
        days = [dt.date(year, month, day) for month, day in product(range(1, 13), (1, 9, 12, 13, 28))]
        dates = [f"{day.year:04}-{day.month:02}-{day.day:02}" for day in days]
        months = sorted({date[:7] for date in dates})
        facts = (
            fact(f"when: '{date}'", f"When was case {at}?", id_=f"a.d{at}")
            for at, date in enumerate((*dates, *months, dates[0][:4]))
        )
        library, _ = ask("".join(facts))
        assert assert_right(library, typed_questions(library)) == len(dates) + len(months) + 1


UNITS = ("seconds", "hours", "months", "decades", "km", "percent", "euros", "NATO members")
AMOUNTS = "0 0.25 0.5 1 1.5 2 3.75 7.125 12 90 101 250 2500 2000000".split()
PROMPTS = ("How long was {}?", "How many days of talks were {}?", "Of how many hours was {}?")


@pytest.mark.parametrize("prompt", PROMPTS if IS_GATE else PROMPTS[:1])
@pytest.mark.parametrize("qualifier", few(["about", "", "nearly", "more than", "up to"]))
def test_every_amount_is_written_rightly(ask: Ask, qualifier: str, prompt: str) -> None:
    answers = [f"{qualifier} {number} {unit}".strip() for number, unit in product(AMOUNTS, UNITS)][
        :: 1 if IS_GATE else 4
    ]
    asked = (prompt.format(f"case {at}") for at in range(3000, 3000 + len(answers)))  # which no answer is
    facts = (
        fact(f"how_long: {one}", how, id_=f"a.q{at}") for at, (one, how) in enumerate(zip(answers, asked, strict=True))
    )
    library, _ = ask("".join(facts))
    assert assert_right(library, typed_questions(library)) == len(answers)


def test_a_note_holds_all_forms(ask: Ask) -> None:
    library, question = ask(fact("where: geneva"))
    note = NoteMaker(library.kb).note(question.fact, {CardType.ANSWER: question})
    place = [field.name for field in fields(ENGLISH)].index("Accepted")
    forms = ("Geneva", "Geneva, Switzerland", "city of Geneva", "in Geneva", "at Geneva")
    assert note.fields[place] == "".join(f"<span>{form}</span>" for form in forms)
