"""The form of a topic file: the keys of a fact, and how a Fact is made of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.domain.card import WITHDRAWABLE
from quizgen.domain.fact import (
    LONGEST_SHORT,
    SPEECH_ACTS,
    Account,
    Evidence,
    Fact,
    Kind,
    Level,
    OtherFact,
    Picture,
    Reason,
    Retired,
    Waiver,
    WithdrawnCard,
)
from quizgen.domain.library import Draft
from quizgen.domain.text import Text
from quizgen.reading.answer_forms import (
    ANSWER_TYPES,
    KIND_ABOUT,
    NOT_OF_KIND,
    OF_KIND,
    PARTS,
    PHRASE,
    PHRASE_OR_CODE,
    TO_BE_ASKED,
    read_account,
    read_answer,
    with_parts,
    with_tolerance,
)
from quizgen.reading.form import Alternatives, Field, Form, ListOf, MapOf, OneOrMore, TextOr, builder_of
from quizgen.reading.layout import MEDIA, QUESTIONS
from quizgen.reading.nodes import Items, Record, last_line
from quizgen.reading.pictures import MOST_OF_PICTURE, PictureError, read_picture
from quizgen.reading.types import (
    Date,
    Flag,
    Identifier,
    OccasionDate,
    OneOf,
    String,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizgen.domain.answer import Answer
    from quizgen.domain.card import WayId
    from quizgen.domain.text import Ref
    from quizgen.reading.nodes import Node, Reader
    from quizgen.reading.types import Schema

    Values = dict[str, Any]

_REFERENCE = Identifier(reference=True)
#: The most items that a list of a fact has.
_MOST = 50
_PLACED = Form(
    "evidence",
    (
        Field("at", String(longest=80, wanted="a place"), "The place in the source: 'p. 12'.", required=True),
        Field("words", String(longest=200, is_part=True), "The words that stand there."),
    ),
    lambda values, _node, _reader: values,
)
_EVIDENCE = MapOf(
    OneOrMore(TextOr(String(longest=200, is_part=True), _PLACED)),
    "a source's id and a fragment of it, as in 'wire: met in the town hall', or its place, as in 'book: {at: p. 12}'",
)


#: The speech acts that a fact has to name: each kind's usual one goes without saying.
_OTHER_ACTS = tuple(act for acts in SPEECH_ACTS.values() for act in acts[1:])
_KINDS = {kind.value: kind for kind in Kind}
_KIND_KEYS = frozenset(_KINDS)


class _AccountAnswer:
    """What a source says instead: a phrase, or the parts of an answer that has parts."""

    def read(self, node: Node, reader: Reader) -> Any:
        return (PARTS if isinstance(node, Items) else PHRASE).read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [PHRASE.schema(), PARTS.schema()]}


class _WrongOption(TextOr):
    """A wrong option: an answer, one with the reason why it is wrong, or another fact's answer."""

    def read(self, node: Node, reader: Reader) -> Any:
        is_explained = isinstance(node, Record) and not {"text", "why"}.isdisjoint(node) and "fact" not in node
        return EXPLAINED.read(node, reader) if is_explained else super().read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [*super().schema()["anyOf"], EXPLAINED.schema()]}


def _answers(
    kind: Kind, written: tuple[Text | OtherFact | Reason, ...], reader: Reader
) -> tuple[Answer | OtherFact, ...]:
    options = tuple(one.option if isinstance(one, Reason) else one for one in written)
    if kind.is_phrase:
        return options
    answers = (option if isinstance(option, OtherFact) else read_answer(kind, option, reader) for option in options)
    return tuple(answer for answer in answers if answer is not None)


def _evidence(pairs: tuple[tuple[Ref, tuple[Text | Values, ...]], ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(source, part.get("words"), part["at"]) if isinstance(part, dict) else Evidence(source, part)
        for source, parts in pairs
        for part in parts
    )


def _accounts(kind: Kind, records: tuple[Values, ...], name: int | None, reader: Reader) -> tuple[Account, ...]:
    accounts = []
    for values in records:
        answer, items = read_account(kind, values["answer"], name, reader)
        if answer is not None:
            accounts.append(Account(answer, _evidence(values["evidence"]), values.get("by"), items))
    return tuple(accounts)


def _drop_keys_of_others(kind: Kind, values: Values, node: Record, reader: Reader) -> None:
    """Take out what facts of this kind do not have, with a problem for each."""
    for key in [key for key in node if key in values and OF_KIND.get(key, kind) is not kind]:
        reader.problem(key, "unknown-key", f"'{key}' belongs to an answer with '{OF_KIND[key]}', not '{kind}'")
        del values[key]
    unfit = NOT_OF_KIND.get(kind, {})
    for key in [key for key in node if key in values and key in unfit]:
        reader.problem(key, "unknown-key", unfit[key].format(key=key))
        del values[key]


def _keep_first_id(values: Values) -> None:
    """Let the id of a fact that was renamed be the one that learners know."""
    if "formerly" in values:
        values["called"] = values["id"]
        values["id"] = Text.at(values.pop("formerly"), values["id"].line, values["id"].col)


def _fact(values: Values, node: Record, reader: Reader) -> Fact | None:
    if "draft" in values:
        reader.drafts.append(Draft(str(values["id"]), reader.path, node.line, last_line(node)))
    key: str | None = next((key for key in node if key in _KINDS), None)
    if key is None or key not in values:
        return None
    answer = values.pop(key)
    for second in _KIND_KEYS.intersection(values):  # a problem already; the first answer counts
        del values[second]
    kind = _KINDS[key]
    _drop_keys_of_others(kind, values, node, reader)
    if "ask" not in values and "means" not in values:
        return None
    values.setdefault("ask", TO_BE_ASKED)
    answer = with_tolerance(with_parts(kind, values, answer, reader), values.pop("tolerance", None), reader)
    _keep_first_id(values)
    values["evidence"] = _evidence(values.get("evidence", ()))
    if "waive" in values:
        values["waive"] = tuple(Waiver(rule, why) for rule, why in values["waive"])
    options = values.get("wrong", ())
    values["reasons"] = tuple(one for one in options if isinstance(one, Reason))
    for key in ("wrong", "also_right"):
        if key in values:
            values[key] = _answers(kind, values[key], reader)
    if "accounts" in values:
        values["accounts"] = _accounts(kind, values["accounts"], values.get("name"), reader)
    return Fact(path=reader.path, topic="", kind=kind, answer=answer, **values)


OTHER_FACT = Form(
    "another fact's answer",
    (
        Field("fact", _REFERENCE, "The id of the fact.", required=True),
        Field("as", PHRASE, "The form in which its answer is offered: one that stands under its 'accept'."),
    ),
    lambda values, _node, _reader: OtherFact(values["fact"], values.get("as")),
)
EXPLAINED = Form(
    "a wrong option with its reason",
    (
        Field("text", PHRASE_OR_CODE, "The option.", required=True),
        Field(
            "why",
            String(longest=300, may_be_marked=True, may_have_code=True),
            "Why it is wrong, said after the answer.",
            required=True,
        ),
    ),
    lambda values, _node, _reader: Reason(values["text"], values["why"]),
)


def _picture(values: Values, _node: Record, reader: Reader) -> Picture | None:
    file: Text = values["file"]
    reader.pictures.add(str(file))
    place = f"{QUESTIONS}/{MEDIA}" if reader.path.startswith(f"{QUESTIONS}/") else reader.media
    if reader.media is None:
        return None
    try:
        kind, data = read_picture(reader.media / file, MOST_OF_PICTURE)
    except PictureError as error:
        reader.problem(file, "unreadable-file", f"'{place}/{file}': {error}")
        return None
    return Picture(file, values["alt"], kind, data)


PICTURE: Form[Picture | None] = Form(
    "a picture",
    (
        Field(
            "file",
            String(pattern=r"[^/\\.][^/\\]*", wanted=f"the name of a file in {QUESTIONS}/{MEDIA}/, as in 'cell.png'"),
            f"A PNG, JPEG or SVG in {QUESTIONS}/{MEDIA}/, or beside a test; at most {MOST_OF_PICTURE // 1_000_000} MB.",
            required=True,
        ),
        Field(
            "alt",
            String(longest=300, wanted="what it shows, in words"),
            "What it shows, in words, for those who cannot see it; without the answer.",
            required=True,
        ),
    ),
    _picture,
)
#: Where 'why' belongs, which is no key of a fact.
_WHY = "write 'note' for what is shown with the answer, or {text: ..., why: ...} for why an option is wrong"
WITHDRAWN = Form(
    "a withdrawn card",
    (
        Field("card", OneOf(WITHDRAWABLE), "Which card: the choice or the reverse.", required=True),
        Field("on", Date(), "The day on which the card was withdrawn.", required=True),
        Field("why", String(longest=300), "The reason, shown on the card.", required=True),
    ),
    builder_of(WithdrawnCard),
)
RETIRED = Form(
    "retired",
    (
        Field("on", Date(), "The day on which the fact was withdrawn.", required=True),
        Field("why", String(longest=300), "The reason, shown on the card.", required=True),
        Field("instead", _REFERENCE, "The id of the fact to learn instead."),
    ),
    builder_of(Retired),
)
ACCOUNT: Form[Values] = Form(
    "an account",
    (
        Field("answer", _AccountAnswer(), "What this source says instead.", required=True),
        Field("by", _REFERENCE, "Who says so, where it is not the outlet itself."),
        Field("evidence", _EVIDENCE, "The words it rests on, by source.", required=True),
    ),
    builder_of(dict),  # its answer can only be read once the fact's kind is known
)

_TELLING_FACT = Form(
    "another fact that tells the answer",
    (Field("fact", _REFERENCE, "The id of the fact.", required=True),),
    lambda values, _node, _reader: values["fact"],
)
#: Whose words a fact is, and how and when they came.
_CLAIM = (
    Field("by", _REFERENCE, "Whose claim it is."),
    Field("of", _REFERENCE, "Of whom something is demanded."),
    Field("via", OneOrMore(_REFERENCE), "Through whom we know of the claim, from the claimant's end."),
    Field("act", OneOf(_OTHER_ACTS), "What the claimant did, where it is no plain statement or demand."),
    Field(
        "on",
        OccasionDate(),
        "The day of a statement or demand: a date, 'after DATE' or 'by DATE', which may be that day, too.",
    ),
    Field("plan", Date(), "The day as of which it was a plan, where no source says that it came true."),
    Field("unreported", Flag(), "true where no source reports what is asked for."),
    Field("matter", Identifier(), "Names what other facts tell, too: a sheet or a round asks one of them."),
    Field(
        "told_by",
        ListOf(TextOr(String(longest=120), _TELLING_FACT), most=_MOST),
        "Words that tell the answer where another question shows them, or `{fact: ID}` of a fact that tells it.",
    ),
)
#: What is asked, in a question and in a sentence.
_WORDING = (
    Field("name", Whole(1, 20), "How many things of a list are asked for; without it, all."),
    Field(
        "tolerance",
        String(longest=20, pattern="[0-9]+(?:\\.[0-9]+)? ?%?", wanted="a number, or a share in percent: 0.05, 2%"),
        "How far from the number of the answer a typed one may lie: 0.05, or 2% of it.",
    ),
    Field("truth", String(longest=300, may_be_marked=True), "How it truly is, where what is asked is false."),
    Field(
        "ask",
        String(longest=300, may_be_marked=True, may_have_code=True),
        "The question; understood without the article.",
    ),
    Field(
        "ask_short",
        String(longest=LONGEST_SHORT, may_be_marked=True),
        "The same question in fewer words, for games that have no room for more.",
    ),
    Field(
        "means",
        OneOrMore(String(longest=200, may_be_marked=True, may_have_code=True)),
        "What a term means, so that both are asked for each other; several forms as a list, the usual one first.",
    ),
    Field("says", String(longest=400, may_be_marked=True), "One sentence with the answer in [brackets]."),
    Field(
        "reverse",
        String(longest=300, may_be_marked=True),
        "A question whose only answer is the claimant, or else the label.",
    ),
    Field("label", String(longest=120), "The fact's name on a timeline."),
)
#: Other right answers, and wrong ones.
_OTHER_ANSWERS = (
    Field("accept", ListOf(PHRASE, most=_MOST), "Other right answers."),
    Field(
        "wrong",
        Alternatives(_WrongOption(PHRASE_OR_CODE, OTHER_FACT), most=_MOST),
        "Options that are wrong by all sources; {fact: ID} offers another fact's answer, {text: OPTION, why: REASON} "
        "says why it is wrong.",
    ),
    Field("also_right", ListOf(PHRASE, most=_MOST), "Answers that must never be offered as wrong."),
    Field("accounts", ListOf(ACCOUNT, most=_MOST), "Sources that disagree, each with its answer."),
)


def fact_form(ways: Collection[WayId], without: Collection[str] = ()) -> Form[Fact]:
    """Return the form of a fact, which may name these `ways` of asking; it has no keys that are listed in `without`."""
    fields = (
        Field("id", Identifier(), "Names the fact for life; never changed, never used again.", required=True),
        Field("formerly", Identifier(), "The id under which learners first got it; `quizgen rename` writes it."),
        Field("draft", Flag(), "true while it is not published: it is checked, and nothing is made of it."),
        *(Field(kind.value, ANSWER_TYPES[kind], about) for kind, about in KIND_ABOUT.items()),
        *_CLAIM,
        *_WORDING,
        *_OTHER_ANSWERS,
        Field("level", OneOf(Level), "'core' for what a good teacher would examine, else 'more'."),
        Field("picture", PICTURE, "A picture that stands with the question."),
        Field("hint", String(longest=200, may_be_marked=True), "What helps to find the answer, shown on demand."),
        Field("note", String(longest=600, may_be_marked=True, may_have_code=True), "Shown with the answer."),
        Field("tags", ListOf(Identifier(), most=_MOST), "Words to select by."),
        Field("evidence", _EVIDENCE, "Fragments of 3 to 12 words, by source, or where it stands there."),
        Field(
            "ways",
            ListOf(OneOf(ways)),
            "The ways in which its cards ask, besides recall; without them, the library's.",
        ),
        Field("withdrawn", ListOf(WITHDRAWN), "Cards that were published and are no longer asked."),
        Field("retired", RETIRED, "Since when and why the fact is withdrawn."),
        Field(
            "waive",
            MapOf(
                String(longest=300, wanted="the reason"),
                "a rule's id and a reason: 'option-gives-away: the names are that long'",
            ),
            "Rules of style that the fact is not held to, each with the reason.",
        ),
    )
    return Form(
        "a fact",
        tuple(field for field in fields if field.key not in without),
        _fact,
        one_of=tuple(kind.value for kind in Kind),
        some_of=("ask", "means"),
        elsewhere=(("why", _WHY),),
        beside=(("term", "with 'term' lacks 'means': what the term means, so that both are asked for each other"),),
    )
