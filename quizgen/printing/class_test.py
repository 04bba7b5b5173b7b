"""Tests that are kept: read from their file, changed, printed, and saved again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizgen import __version__
from quizgen.asking.class_tests import ask_test, changed, clashes, digest_of, why_not
from quizgen.domain.class_test import Asked, ClassTest, Header, texts_of, with_own_facts
from quizgen.domain.text import Text
from quizgen.domain.words import hint
from quizgen.pipeline import open_test
from quizgen.printing.content import SEED, Content
from quizgen.printing.paper import Paper
from quizgen.printing.sheet import PrintRun
from quizgen.reading.layout import DECKS, files_of_tests
from quizgen.rendering.sheets.compose import usual_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.problem import Problem
    from quizgen.domain.question import Question
    from quizgen.pipeline import Library
    from quizgen.printing.content import PrintSettings
    from quizgen.printing.sheet import SheetRequest


class KeptTest(NamedTuple):
    """A test with the library that it asks, its own facts among the library's, and its questions as they are now."""

    test: ClassTest
    library: Library
    questions: list[Question]

    def plan(self, request: SheetRequest, stem: str) -> PrintRun:
        """Return the copies of the test, in files whose names begin with `stem`."""
        test = self.test
        facts = tuple(fact for question in self.questions for fact in question.facts)
        content = Content(self.library, facts, str(test.title), stem, str(test.seed or SEED))
        copies = request.copies
        draws = dict.fromkeys((copy.label for copy in copies), self.questions)
        return PrintRun(Paper(content, {}, frame=test.frame), request, copies, draws, ())

    def notices(self) -> Iterator[str]:
        """Yield sentences on what has changed since the test was saved, and on questions that answer others."""
        test, kb = self.test, self.library.kb
        if test.made_with is not None and test.made_with != __version__:
            other = f"quizgen {test.made_with}, and this is {__version__}"
            yield f"The test was saved by {other}: it may be laid out otherwise."
        for id_ in changed(kb, test.questions, self.questions):
            yield f"What '{id_}' is about says something else than when the test was saved; read it again."
        yield from clashes(kb, self.questions)


def keep_test(library: Library, test: ClassTest) -> tuple[KeptTest, list[Problem]]:
    """Return a test as it can be asked now, and a problem for each question that cannot."""
    own = replace(library, kb=with_own_facts(library.kb, test)).marked
    questions, problems = ask_test(own.asker, test)
    return KeptTest(test, own, questions), problems


def problems_of_tests(library: Library) -> list[Problem]:
    """Return all that is wrong with the tests in a library's decks/, and of a library with problems nothing."""
    problems: list[Problem] = []
    for path in [] if library.problems else files_of_tests(library.root):
        test, found = open_test(library, Path(library.shown_path(f"{DECKS}/{path.name}")))
        problems += found or ([] if test is None else keep_test(library, test)[1])
    return problems


def drawn_test(run: PrintRun, settings: PrintSettings) -> ClassTest:
    """Return a sheet that was drawn as a test, with its questions in the order in which the first variant has them."""
    layout = settings.layout
    content = run.paper.content
    copy, variant = next(iter(run.paper.variants(run.draws, run.copies)))
    by_id = {question.id: question for question in run.draws[copy.label]}
    kb = content.library.kb
    asked = tuple(
        Asked(Text(answer.question), answer.points, Text(digest_of(kb, by_id[answer.question])))
        for answer in variant.key.answers
    )
    return ClassTest(
        "",
        Text(content.title),
        asked,
        seed=Text(content.seed),
        variants=run.request.variants,
        paper=layout.paper,
        size=layout.size,
        columns=layout.columns,
        font=Text(settings.font) if settings.font else None,
        made_with=Text(__version__),
        header=run.paper.frame.header,
    )


def without(test: ClassTest, names: Iterable[str]) -> ClassTest:
    """Return a test without the questions of these names, which are ids of questions or of facts.

    Raises ValueError where a name names none.
    """
    questions = test.questions
    for name in names:
        left = tuple(asked for asked in questions if name not in _names(asked))
        if left == questions:
            raise ValueError(
                f"the test does not ask '{name}'{hint(name, {one for q in questions for one in _names(q)})}"
            )
        questions = left
    return test._replace(questions=questions)


def _names(asked: Asked) -> set[str]:
    """Return by which names a question can be left out: its own and those of its facts."""
    return {str(asked.question), *asked.question.rpartition("/")[0].split("+")}


def with_more(kept: KeptTest, ids: Iterable[str]) -> KeptTest:
    """Return a test with more questions at its end, by their ids. Raises ValueError with all that cannot be asked."""
    asker, test = kept.library.asker, kept.test
    there = {str(asked.question) for asked in test.questions}
    reasons = [f"'{id_}' is asked already" if id_ in there else why_not(asker, id_) for id_ in ids]
    if any(reasons):
        raise ValueError("; ".join(filter(None, reasons)))
    added = tuple(Asked(Text(id_)) for id_ in dict.fromkeys(ids))
    more, _ = ask_test(asker, test._replace(questions=added))
    return kept._replace(test=test._replace(questions=(*test.questions, *added)), questions=[*kept.questions, *more])


def file_text(kept: KeptTest, source: str = "") -> str:
    """Return the file of a test; `source` is the text of the file it was read from.

    Header, extracts and own facts are copied from there. Raises ValueError where they cannot be.
    """
    test, kb = kept.test, kept.library.kb
    values = {
        "test": _quoted(test.title),
        "seed": _quoted(test.seed or SEED),
        "variants": test.variants,
        "paper": test.paper,
        "size": test.size,
        "columns": test.columns,
        "font": None if test.font is None else _quoted(test.font),
        "made_with": _quoted(__version__),
    }
    lines = [f"{key}: {value}" for key, value in values.items() if value is not None]
    if source:
        lines += _copied(source, "header", is_there=test.header != Header())
    elif texts := texts_of(test.header):
        lines += ["header:", *(f"  {key}: {_quoted(text)}" for key, text in texts.items())]
    lines += _copied(source, "extracts", is_there=bool(test.extracts))
    asked = {str(asked.question): asked for asked in test.questions}
    lines += ["questions:", *(_line(kb, question, asked[question.id]) for question in kept.questions)]
    return "\n".join([*lines, *_copied(source, "own", is_there=bool(test.own))]) + "\n"


def _line(kb: KnowledgeBase, question: Question, asked: Asked) -> str:
    worth = asked.points or usual_points(kb, question)
    on = f"on: {asked.on}, " if asked.on is not None else ""
    line = f"- {{ask: {question.id}, {on}points: {worth}, says: '{digest_of(kb, question)}'}}"
    return f"{line}  # {' '.join(question.shape.prompt.split())}"


def _copied(source: str, key: str, *, is_there: bool) -> list[str]:
    """Return the lines of a file from a key on, as they were written, up to the next key of the test; none without it.

    Raises ValueError where no line begins with the key.
    """
    if not is_there:
        return []
    lines = source.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if start is None:
        raise ValueError(
            f"what stands under '{key}' is copied from a line that begins with '{key}:', and there is none"
        )
    ends = (number for number, line in enumerate(lines[start + 1 :], start + 1) if line[:1].isalpha())
    return lines[start : next(ends, len(lines))]


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False)
