"""The forms of all files but the topics: sources, entities, the library itself, decks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from quizgen.domain.fact import Kind, Level
from quizgen.domain.library import Entity, Info, Recipe, Selection, Side, Sort, Source
from quizgen.domain.text import Text
from quizgen.domain.words import with_article
from quizgen.language import ENGLISH, LANGUAGES
from quizgen.reading.form import Field, Form, ListOf, Pair, builder_of
from quizgen.reading.topic_forms import topic_form
from quizgen.reading.types import DECK_NAME, LANGUAGE_TAG, NAMESPACE, Date, Identifier, OneOf, String

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizgen.domain.card import WayId
    from quizgen.reading.nodes import Reader, Record

    Values = dict[str, Any]

_REFERENCE = Identifier(reference=True)
#: The most names that an entity has: each is looked for in every text.
_MOST_NAMES = 50
#: The latitude of a pole in degrees; no place lies further north or south.
_POLE = 90


def _source(values: Values, node: Record, reader: Reader) -> Source:
    """Make a source; one whose text is known, or lies with the library under the source's id, has that as its file."""
    name = f"{values['id']}.txt"
    if "file" not in node and ("sha256" in values or name in reader.articles):
        values["file"] = Text.at(name, values["id"].line, values["id"].col)
    written = None if "sha256" in values else node.get(Text("sha256"))
    if type(written) is Text:
        values["no_hash"] = written
    return Source(path=reader.path, **values)


SOURCE = Form(
    "a source",
    (
        Field("id", Identifier(), "The source's id.", required=True),
        Field("title", String(), "Its headline or title, or what it is about.", required=True),
        Field("outlet", String(), "Who published it."),
        Field("author", String(), "Who wrote it, or who was asked."),
        Field("published", Date(), "When it appeared."),
        Field("dated", String(longest=300), "How the date of publication was inferred, or 'printed'."),
        Field("standing", String(longest=300), "One neutral sentence: whose outlet it is."),
        Field("pages", String(longest=40), "The pages of a book: '112-130'."),
        Field(
            "url",
            String(longest=300, pattern=r"https?://[^\s<>\"]+", wanted="an address that begins with https://"),
            "The address of a web page.",
        ),
        Field("read", Date(), "The day on which the web page said so."),
        Field(
            "file",
            String(pattern=r"[^/\\.][^/\\]*", wanted="a file name"),
            "The name of the file with its text; without one, articles/ID.txt if it is there.",
        ),
        Field(
            "sha256",
            String(pattern="(?!0{64})[0-9a-f]{64}", wanted="what `quizgen check --fix-hashes` writes"),
            "The SHA-256 of that text, whatever its line ends.",
        ),
        Field("voice", _REFERENCE, "The entity whose claims the article's own sentences are."),
        Field("language", LANGUAGE_TAG, "The language of its words, where that is not the facts': 'fr'."),
    ),
    _source,
)


def _entity(sort: Sort, values: Values, _node: Record, reader: Reader) -> Entity:
    where = values.pop("coordinates", None)
    if where is not None:
        latitude, longitude = map(float, where)
        values["coordinates"] = (latitude, longitude)
        if abs(latitude) > _POLE:
            message = f"{where[0]} degrees is no latitude; write how far north first, from -90 to 90, then how far east"
            reader.problem(where[0], "wrong-type", message)
    return Entity(path=reader.path, sort=sort, **values)


def _entity_form(sort: Sort) -> Form[Entity]:
    wanted = "degrees as a decimal number, from -180 to 180"
    number = String(longest=12, pattern=r"-?(?:180(?:\.0+)?|(?:1[0-7]|[0-9])?[0-9](?:\.[0-9]+)?)", wanted=wanted)
    place = (Field("coordinates", Pair(number), "Latitude and longitude in degrees: north and east of 0."),)
    words = ListOf(String(longest=120), most=_MOST_NAMES)
    country = (Field("in_roles", words, "Words that mean it in somebody's role: 'Russian' for Russia."),)
    return Form(
        with_article(sort),
        (
            Field("id", Identifier(), "The entity's id.", required=True),
            Field("name", String(longest=120), "The one spelling that is printed.", required=True),
            Field("aliases", words, "Every other name and spelling."),
            Field("in_sentence", String(longest=120), "Its name in a sentence, if it differs: 'the United States'."),
            Field("about", String(longest=200), "Role and country, or what it is."),
            Field("side", _REFERENCE, "The side it speaks for."),
            Field("group", Identifier(), "What it is alike to: wrong options come from its group first."),
            *(country if sort in (Sort.ORGANISATION, Sort.PLACE) else ()),
            *(place if sort is Sort.PLACE else ()),
        ),
        partial(_entity, sort),
    )


ENTITY_KEYS = {
    "people": Sort.PERSON,
    "organisations": Sort.ORGANISATION,
    "places": Sort.PLACE,
    "documents": Sort.DOCUMENT,
}


def _flat(values: Values, _node: Record, _reader: Reader) -> tuple[Any, ...]:
    return tuple(record for records in values.values() for record in records)


SOURCES = Form("a file of sources", (Field("sources", ListOf(SOURCE), "The sources.", required=True),), _flat)
ENTITIES = Form(
    "a file of entities",
    tuple(Field(key, ListOf(_entity_form(sort)), f"The {key}.") for key, sort in ENTITY_KEYS.items()),
    _flat,
)


def _info(values: Values, _node: Record, reader: Reader) -> Info:
    name = values.pop("library")
    needs_evidence = values.pop("evidence", None) is not None
    language = values.pop("language", None) or Text.at(ENGLISH.tag, name.line, name.col)
    return Info(path=reader.path, name=name, language=language, needs_evidence=needs_evidence, **values)


SIDE = Form(
    "a side",
    (
        Field("id", Identifier(), "The side's id.", required=True),
        Field("name", String(longest=80), "Its name.", required=True),
    ),
    builder_of(Side),
)


def _info_form(ways: Collection[WayId]) -> Form[Info]:
    return Form(
        "the library",
        (
            Field(
                "library",
                DECK_NAME,
                "The library's name; the name of its Anki deck, so it never changes.",
                required=True,
            ),
            Field(
                "namespace",
                NAMESPACE,
                "Goes into every note's identity: yours alone, as 'school.example.history', and never changed.",
                required=True,
            ),
            Field(
                "language",
                LANGUAGE_TAG,
                f"The language of quizgen's own words (BCP 47), {', '.join(LANGUAGES)}; a topic in another names that.",
            ),
            Field("about", String(longest=600), "What the library is about."),
            Field("report", String(longest=300), "How a learner reports an error."),
            Field("evidence", OneOf(("required",)), "'required' where every fact names the words it rests on."),
            Field(
                "released",
                Date(),
                "The day on which learners got its decks: from then on no id changes, and no fact or card is deleted.",
            ),
            Field("sides", ListOf(SIDE), "The parties to the matter."),
            Field("ways", ListOf(OneOf(ways)), "The ways in which cards ask, besides recall; without them, all."),
        ),
        _info,
    )


SELECTION = Form(
    "a selection",
    (
        Field("levels", ListOf(OneOf(Level)), "Only facts of these levels."),
        Field("kinds", ListOf(OneOf(Kind)), "Only facts of these kinds."),
        Field("topics", ListOf(_REFERENCE), "Only facts of these topics."),
        Field("tags", ListOf(Identifier()), "Only facts with one of these tags."),
    ),
    builder_of(Selection),
)


def _recipe(values: Values, _node: Record, reader: Reader) -> Recipe:
    return Recipe(id=values.pop("deck"), path=reader.path, **values)


RECIPE = Form(
    "a deck",
    (
        Field("deck", Identifier(), "The deck's id and the name of its file.", required=True),
        Field("title", String(longest=100), "Its title.", required=True),
        Field("about", String(longest=600), "What it holds, in a sentence for learners.", required=True),
        Field("select", SELECTION, "Which facts it takes; without it, all."),
    ),
    _recipe,
    elsewhere=(("ways", "which ways a fact is asked in is said by the fact or the library, so delete it here"),),
)


def question_files(ways: Collection[WayId]) -> dict[str, Form[Any]]:
    """Return the forms of files in questions/, by the keys from which the form of a file follows.

    A fact and the library may name these `ways` of asking.
    """
    topic = topic_form(ways)
    return {
        "topic": topic,
        "facts": topic,
        "sources": SOURCES,
        "library": _info_form(ways),
        **dict.fromkeys(ENTITY_KEYS, cast("Form[Any]", ENTITIES)),
    }


#: The forms of files in decks/, by the keys from which the form of a file follows.
DECK_FILES: dict[str, Form[Any]] = {"deck": RECIPE, "select": RECIPE}
