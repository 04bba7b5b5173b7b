"""A test for a class, as a teacher keeps it: its questions in their order, and how it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.fact import Topic
from quizgen.domain.knowledge import KnowledgeBase
from quizgen.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizgen.domain.fact import Fact
    from quizgen.domain.text import Ref


class Asked(NamedTuple):
    """A question of a test: its id (see `Question.id`) and its points, where they are not the usual ones.

    `says` is the digest of what its facts said when it was saved. `on` is the id of the extract that it is about.
    """

    question: Text
    points: int | None = None
    says: Text | None = None
    on: Ref | None = None


class Logo(NamedTuple):
    """The picture of a school: its kind ('png', 'jpg' or 'svg'), its file, and what it shows, in words."""

    kind: str
    data: bytes
    alt: str


class Header(NamedTuple):
    """What stands over a test: the school, and what the lines for class and date say where that is known.

    `time` is how long pupils have; `instructions` stand in the place of the usual ones.
    """

    school: str = ""
    group: str = ""
    date: str = ""
    time: str = ""
    instructions: str = ""
    logo: Logo | None = None


#: The texts of a header: how many characters each has at most, and what it says.
HEADER_TEXTS = {
    "school": (120, "The name of the school."),
    "class": (40, "The class, where it is the same for all."),
    "date": (40, "The date of the test, as it is to be printed."),
    "time": (40, "How long pupils have: '45 minutes'."),
    "instructions": (600, "What is to be done, in the place of the usual sentences."),
}


def header_of(texts: Mapping[str, object], logo: Logo | None = None) -> Header:
    """Return the header with these texts, by their keys."""
    return Header(logo=logo, **{"group" if key == "class" else key: str(text) for key, text in texts.items()})


def texts_of(header: Header) -> dict[str, str]:
    """Return the texts of a header by their keys, but for those that it lacks."""
    texts = {key: getattr(header, "group" if key == "class" else key) for key in HEADER_TEXTS}
    return {key: text for key, text in texts.items() if text}


class Extract(NamedTuple):
    """A text that is printed before the questions on it; `source` says where it is from."""

    id: Text
    text: Text
    source: Text | None = None


class Frame(NamedTuple):
    """What a kept test has around its questions.

    `points` are those of questions, by their ids, that are not worth as many as usual; `on` is the extract, by its
    place from 0, that a question is about.
    """

    header: Header = Header()
    extracts: tuple[Extract, ...] = ()
    points: Mapping[str, int] = {}
    on: Mapping[str, int] = {}

    def extract_of(self, question: str) -> Extract | None:
        """Return the extract that the question with this id is about, if it is about one."""
        place = self.on.get(question)
        return None if place is None else self.extracts[place]

    def for_class(self, group: str) -> Frame:
        """Return the same with this class in its header, if there is one."""
        return self._replace(header=self.header._replace(group=group)) if group else self


class ClassTest(NamedTuple):
    """A test: title, questions in their order, and the teacher's `own` facts beside the library's, without evidence.

    What is None is as usual where it is printed; `font` is a family, or a file as seen from the folder of the test.
    `made_with` is the version of quizgen that saved it.
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
    font: Text | None = None
    made_with: Text | None = None
    header: Header = Header()
    extracts: tuple[Extract, ...] = ()

    @property
    def frame(self) -> Frame:
        """Return what stands around its questions. Only for a test whose questions name extracts that it has."""
        places = {str(extract.id): place for place, extract in enumerate(self.extracts)}
        points = {str(asked.question): asked.points for asked in self.questions if asked.points is not None}
        on = {str(asked.question): places[asked.on] for asked in self.questions if asked.on is not None}
        return Frame(self.header, self.extracts, points, on)


def with_own_facts(kb: KnowledgeBase, test: ClassTest) -> KnowledgeBase:
    """Return what a library knows together with the test's own facts, which are a topic of their own."""
    if not test.own:
        return kb
    id_ = Text.at(test.path, test.title.line, test.title.col)
    topic = Topic(id_, test.path, test.title, test.own)
    infos = tuple(info._replace(needs_evidence=False) for info in kb.documents.infos)
    return KnowledgeBase(kb.documents._replace(infos=infos, topics=(*kb.documents.topics, topic), has_markup=True))
