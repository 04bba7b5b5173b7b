"""Rules on the library as a whole, on ids and references: each id names one thing, each reference names something."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from quizgen.domain.answer import mark_of
from quizgen.domain.fact import Fact, Kind, OtherFact
from quizgen.domain.library import Sort
from quizgen.domain.problem import Finding, LibraryFinding
from quizgen.domain.text import Ref
from quizgen.domain.words import Hints, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizgen.domain.knowledge import KnowledgeBase


def duplicate_id(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """An id names one thing only: one fact, one entity, one source, one topic, one deck, one library.

    An id is what a learner's reviews hang on and what an error report quotes. Give the later record
    an id of its own; never one that was used before.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
        - id: meeting.date
          when: 2022-01-13
          ask: When did the committee meet?
          evidence: {wire: met on 12 January 2022}
    """
    docs = kb.documents
    facts = [fact for topic in docs.topics for fact in topic.facts]
    ids = {str(fact.id) for fact in facts}
    for fact in facts:
        if fact.called is not None and fact.called in ids - {fact.id}:
            message = f"another fact has, or had, the id '{fact.called}'; give this one an id of its own"
            yield LibraryFinding(fact.path, fact.called, message)
    for records in (facts, docs.entities, docs.sources, docs.topics, docs.recipes):
        first: dict[str, str] = {}
        for record in records:
            place = f"{record.path}:{record.id.line}"
            if record.id in first:
                message = f"the id '{record.id}' stands at {first[record.id]} already; give this one an id of its own"
                yield LibraryFinding(record.path, record.id, message)
            else:
                first[record.id] = place
    for info in docs.infos[1:]:
        message = f"the library is described in {docs.infos[0].path} already; keep one"
        yield LibraryFinding(info.path, info.name, message)


def unknown_reference(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """What is referred to exists: every source, person, place, side, topic and fact that is named by id.

    Correct the spelling, or describe what is missing in the file of entities or sources.

    Passes:

        - id: meeting.host
          who: jane-doe
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}

    Fails:

        - id: meeting.host
          who: jane-do
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}
    """
    if not kb.documents.is_whole:
        return  # a record that seems to be missing may stand in a file that could not be read
    hint = Hints()
    hints: dict[tuple[str, str], str] = {}
    absent: set[str] = set()
    drafts = {draft.id for draft in kb.documents.drafts}
    for path, ref, records, noun in _all_references(kb):
        if ref in records or ref in kb.documents.incomplete:
            continue
        if not records:
            if noun in absent:
                continue  # where there is no record of a kind at all, a single complaint is enough
            absent.add(noun)
        if (noun, ref) not in hints:
            hints[noun, str(ref)] = hint(ref, records) or _how_to_describe(noun, ref)
        message = f"there is no {'entity' if noun == 'place' else noun} '{ref}'{hints[noun, ref]}"
        if noun == "fact" and ref in drafts:
            message = f"the fact '{ref}' is a draft; delete its 'draft: true', or name another"
        yield LibraryFinding(path, ref, message)


def _how_to_describe(noun: str, ref: Ref) -> str:
    """Return the advice for a reference to what is not described."""
    if noun == "source":
        return f"; correct the id, or add the source to questions/sources.yaml, as in `- {{id: {ref}, title: TITLE}}`"
    if noun == "topic":
        return f"; correct the id, or write 'topic: {ref}' into the file with its facts"
    if noun not in ("entity", "place"):
        return f"; describe the {noun} or correct the id"
    group = "places" if noun == "place" else "people"
    record = f"{group}: [{{id: {ref}, name: {ref.in_words}}}]"
    return f"; correct the id, or describe it in questions/entities.yaml, as in `{record}`"


def _all_references(kb: KnowledgeBase) -> Iterator[tuple[str, Ref, Mapping[str, object], str]]:
    """Yield the path of each reference, its id, the records that it may name, and the noun for such a record."""
    for fact in kb.facts.values():
        for ref, records, noun in _references(kb, fact):
            yield fact.path, ref, records, noun
    for entity in kb.entities.values():
        if entity.side is not None:
            yield entity.path, entity.side, kb.sides, "side"
    for source in kb.sources.values():
        if source.voice is not None:
            yield source.path, source.voice, kb.entities, "entity"
    for recipe in kb.recipes.values():
        for topic in recipe.select.topics:
            yield recipe.path, topic, kb.topics, "topic"


def _references(kb: KnowledgeBase, fact: Fact) -> Iterator[tuple[Ref, Mapping[str, object], str]]:
    """Yield the references of a fact: each id, the records that it may name, and the noun for such a record."""
    for evidence in fact.all_evidence:
        yield evidence.source, kb.sources, "source"
    for option in fact.wrong:
        if isinstance(option, OtherFact):
            yield option.fact, kb.facts, "fact"
    own = (option for option in fact.wrong if not isinstance(option, OtherFact))
    for answer in chain(fact.answers, own, fact.also_right):
        if isinstance(answer, Ref):
            yield answer, kb.entities, "place" if fact.kind is Kind.WHERE else "entity"
    yield from ((one, kb.facts, "fact") for one in fact.told_by if isinstance(one, Ref))
    for ref in (fact.by, fact.of, *fact.via, *(account.by for account in fact.accounts)):
        if ref is not None:
            yield ref, kb.entities, "entity"
    if fact.retired is not None and fact.retired.instead is not None:
        yield fact.retired.instead, kb.facts, "fact"


def wrong_sort(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """'who' names a person or an organisation, 'where' a place.

    Name another entity, or use the kind that fits what is asked.

    Passes:

        - id: meeting.place
          where: springfield
          ask: In which city did the council meet?
          evidence: {wire: held behind closed doors in Springfield}

    Fails:

        - id: meeting.place
          where: jane-doe
          ask: In which city did the council meet?
          evidence: {wire: held behind closed doors in Springfield}
    """
    if not fact.kind.is_entity:
        return
    for answer in fact.answers:
        entity = kb.entities.get(str(answer)) if isinstance(answer, Ref) else None
        if entity is not None and entity.sort not in _SORTS[fact.kind]:
            sort = with_article(entity.sort)
            message = f"'{entity.id}' is {sort}; '{fact.kind.value}' needs another sort of entity"
            yield Finding(mark_of(answer), message)


_SORTS = {Kind.WHO: (Sort.PERSON, Sort.ORGANISATION), Kind.WHERE: (Sort.PLACE,)}


def shared_name(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A name or alias belongs to one entity of a sort only.

    A typed answer is right when it is a name of the entity; a name of two would be right for both.
    Delete the alias where it is not needed, or make it fuller.

    Passes:

        people:
          - {id: jane-doe, name: Jane Doe, aliases: [Doe]}
          - {id: john-roe, name: John Roe, aliases: [Roe]}

    Fails:

        people:
          - {id: jane-doe, name: Jane Doe, aliases: [Doe]}
          - {id: john-doe, name: John Doe, aliases: [Doe]}
    """
    owner: dict[tuple[Sort, str], str] = {}
    for entity in kb.entities.values():
        for form in entity.forms:
            other = owner.setdefault((entity.sort, kb.language.likeness(form)), str(entity.id))
            if other != entity.id:
                message = f"'{form}' is a name of '{other}' already; make one of the two fuller"
                yield LibraryFinding(entity.path, form, message)


def shared_title(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A title belongs to one topic, or to one deck.

    Learners choose by titles, and many a program takes two for the same that differ in case or accents only.
    Say in one of them what tells the two apart.

    Passes:

        # decks/core.yaml
        deck: core
        title: Everything that matters
        about: All facts.

    Fails:

        # decks/core.yaml
        deck: core
        title: EVERYTHING
        about: All facts.
    """
    for records in (kb.topics.values(), kb.recipes.values()):
        owner: dict[str, str] = {}
        for record in records:
            other = owner.setdefault(kb.language.likeness(record.title) or record.title, str(record.id))
            if other != record.id:
                message = f"'{other}' has the same title, but perhaps for case, accents or marks; tell the two apart"
                yield LibraryFinding(record.path, record.title, message)


def retired_instead(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A withdrawn fact sends its learners to a fact that is in force.

    Name a fact that is not withdrawn itself, or leave 'instead' out.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
          retired: {on: 2022-02-01, why: The source was withdrawn.}

    Fails:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
          retired: {on: 2022-02-01, why: The source was withdrawn., instead: meeting.date}
    """
    instead = fact.retired.instead if fact.retired else None
    target = kb.facts.get(str(instead)) if instead is not None else None
    if instead is not None and target is not None and target.retired is not None:
        message = f"'{instead}' is withdrawn itself; name a fact in force, or delete 'instead'"
        yield Finding(instead, message)


def matter_of_one(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A matter is told by several facts: one alone has nothing to be kept apart from.

    Correct the name where it is misspelt, or delete 'matter'.

    Passes:

        - {id: a.bread, what: bread, ask: What was eaten?, matter: lunch, evidence: {wire: the talks will go on}}
        - {id: a.wine, what: wine, ask: What was drunk?, matter: lunch, evidence: {wire: the talks will go on}}

    Fails:

        - {id: a.bread, what: bread, ask: What was eaten?, matter: lunch, evidence: {wire: the talks will go on}}
        - {id: a.wine, what: wine, ask: What was drunk?, matter: lnuch, evidence: {wire: the talks will go on}}
    """
    if not kb.documents.is_whole or kb.documents.incomplete:
        return  # the other fact may be one that could not be read
    hint = Hints()
    counts = Counter(fact.matter for fact in kb.facts.values() if fact.matter is not None)
    for fact in kb.facts.values():
        if fact.matter is not None and counts[fact.matter] == 1:
            advice = (
                hint(fact.matter, (other for other in counts if other != fact.matter))
                or "; delete it or correct its name"
            )
            yield LibraryFinding(fact.path, fact.matter, f"no other fact tells the matter '{fact.matter}'{advice}")


def empty_deck(kb: KnowledgeBase) -> Iterator[LibraryFinding]:
    """A library has at least one fact, and so has each of its decks.

    Write the first fact; widen what a deck selects, or delete its recipe.

    Passes:

        deck: all
        title: Everything
        about: All facts.

    Fails:

        deck: all
        title: Everything
        about: All facts.
        select: {kinds: [how_many]}
    """
    docs = kb.documents
    if docs.info is not None and docs.is_whole and not (docs.topics or docs.drafts or docs.incomplete):
        message = "the library has no fact, so nothing can be made of it; write one into a file in questions/, as in "
        fact = "`topic: first`, `facts: [{id: first.one, what: ANSWER, ask: QUESTION}]`"
        yield LibraryFinding(docs.info.path, docs.info.name, f"{message}{fact}")
    for recipe in kb.recipes.values():
        unsure = not docs.is_whole or any(topic not in kb.topics for topic in recipe.select.topics)
        if (kb.facts or docs.drafts) and not unsure and not kb.facts_of(recipe):
            advice = "; widen 'select', or publish a draft" if docs.drafts else "; widen 'select'"
            if not kb.facts:
                advice = ", as each is a draft; delete 'draft: true' where one is ready"
            message = f"the deck '{recipe.id}' selects no fact{advice}"
            yield LibraryFinding(recipe.path, recipe.id, message)
