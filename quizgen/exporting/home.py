"""A home for questions outside: what it can carry, and what a file for it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.exporting.item import Item

#: Why no other home takes a question that is recalled: nothing there could grade it.
IN_OWN_WORDS = "it cannot grade an answer in words of one's own"
#: Why a home of plain rows takes no question to a picture.
NO_PICTURE = "it takes no pictures with a file of text"
#: Why a home that has one question of each fact does not take one, which is no loss where it takes another.
OF_ANOTHER_KIND = "it has no questions of this kind"


class Bank(NamedTuple):
    """Questions that go out together: under a `name`, of the library with this `namespace`, in a language by its tag.

    `library` is what that is called, `kb` all that it knows, for a home that asks by itself; `own` are the ids of facts
    that are a test's own and in no library. `changed` is the edition, as YYYY-MM-DD, that has corrected the questions
    with the ids `touched`; nothing but these is to go out.
    """

    name: str
    namespace: str
    language: str
    items: tuple[Item, ...]
    changed: str = ""
    touched: frozenset[str] = frozenset()
    library: str = ""
    own: frozenset[str] = frozenset()
    kb: KnowledgeBase | None = None

    @property
    def correction(self) -> tuple[str, ...]:
        """Return the name of a part that tells a correction from what was there before, if this is one."""
        return (f"corrections {self.changed}",) if self.changed else ()


class Home(NamedTuple):
    """A program that takes questions.

    `id` is what the command line takes, `name` what people call it; its files end in `suffix`. `refuses` says why it
    cannot carry a question, or nothing; `render` returns the file with what it does not refuse. A home that is
    `one_a_fact` gets, among those that it `prefers` if there are any, the first question of each fact that it can
    carry, as its questions are asked one after another: no id is there, so that a set is made anew after a correction.
    Of the others most add what they import; one that `replaces` corrects what it has of a fact, by its id; and one that
    `is_whole` takes the place of the one before it, so that no part of it is ever sent. One that `shows_extracts` has
    the text that a question is about before it. A reason why something is refused begins with "it" where it is about
    the program.
    """

    id: str
    name: str
    suffix: str
    refuses: Callable[[Item], str]
    render: Callable[[Bank], bytes]
    one_a_fact: bool = False
    prefers: Callable[[Item], bool] = lambda _: True
    replaces: bool = False
    shows_extracts: bool = False
    is_whole: bool = False


class Parcel(NamedTuple):
    """What goes to a home: the bytes of its file, the questions in it, and those left out, each with the reason.

    `lost_facts` are the ids of facts that are in no question there, then or before.
    """

    data: bytes
    sent: tuple[Item, ...]
    left_out: tuple[tuple[Item, str], ...]
    lost_facts: tuple[str, ...] = ()

    @property
    def reasons(self) -> dict[str, list[str]]:
        """Return the ids of the questions that were left out, by the reason."""
        found: dict[str, list[str]] = {}
        for item, reason in self.left_out:
            found.setdefault(reason, []).append(item.id)
        return found


def pack(home: Home, bank: Bank) -> Parcel:
    """Return what a home gets of a bank. Which of its questions a correction sends, the whole bank decides."""
    sent: list[Item] = []
    left_out: list[tuple[Item, str]] = []
    asked: set[str] = set()
    better = {item.question.fact.id for item in bank.items if home.prefers(item) and not home.refuses(item)}
    for item in bank.items:
        fact = str(item.question.fact.id)
        if home.one_a_fact and (fact in asked or (fact in better and not home.prefers(item))):
            continue
        reason = home.refuses(item)
        if reason:
            left_out.append((item, reason))
        else:
            sent.append(item)
            asked.add(fact)
    if home.one_a_fact:
        left_out = _one_a_fact(left_out, asked)
    there = {fact.id for item in sent for fact in item.question.facts}
    if bank.changed:
        touched = _touched(home, bank)
        sent = [item for item in sent if item.id in touched]
        left_out = [(item, reason) for item, reason in left_out if item.id in touched]
    missing = dict.fromkeys(fact.id for item, _ in left_out for fact in item.question.facts if fact.id not in there)
    data = home.render(bank._replace(items=tuple(sent)))
    return Parcel(data, tuple(sent), tuple(left_out), tuple(map(str, missing)))


def _touched(home: Home, bank: Bank) -> frozenset[str]:
    """Return the ids of the questions that a correction sends; what replaces a fact's questions gets all of them."""
    if not home.replaces:
        return bank.touched
    facts = {item.question.fact.id for item in bank.items if item.id in bank.touched}
    return frozenset(item.id for item in bank.items if item.question.fact.id in facts)


def _one_a_fact(left_out: list[tuple[Item, str]], asked: set[str]) -> list[tuple[Item, str]]:
    """Return one question of each fact that is not asked, with the reason which says most.

    In how many other ways a fact could have been asked is no loss.
    """
    lost: dict[str, tuple[Item, str]] = {}
    for item, reason in left_out:
        fact = str(item.question.fact.id)
        if fact not in asked and (fact not in lost or lost[fact][1] == OF_ANOTHER_KIND):
            lost[fact] = item, reason
    return [*lost.values()]
