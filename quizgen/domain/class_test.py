"""A test for a class, as a teacher keeps it: its questions in their order, and how it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Topic
from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.text import Text

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact


class Asked(NamedTuple):
    """A question of a test: its id (see `Question.id`) and its points, where they are not the usual ones.

    `says` is the digest of what its facts said when it was saved.
    """

    question: Text
    points: int | None = None
    says: Text | None = None


class ClassTest(NamedTuple):
    """A test: title, questions in their order, and the teacher's `own` facts beside the library's, without evidence.

    What is None is as usual where it is printed. `made_with` is the version of quizgen that saved it.
    """

    path: str
    title: Text
    questions: tuple[Asked, ...]
    own: tuple[Fact, ...] = ()
    seed: Text | None = None
    variants: int | None = None
    paper: str | None = None
    size: int | None = None
    columns: int | None = None
    made_with: Text | None = None


def with_own_facts(kb: KnowledgeBase, test: ClassTest) -> KnowledgeBase:
    """Return what a library knows together with the test's own facts, which are a topic of their own."""
    if not test.own:
        return kb
    id_ = Text.at(test.path, test.title.line, test.title.col)
    topic = Topic(id_, test.path, test.title, test.own)
    return KnowledgeBase(kb.documents._replace(topics=(*kb.documents.topics, topic)))
