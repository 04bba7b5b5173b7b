"""A question with answers that are worth something or nothing, as Moodle's formats have it -> items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.domain.fact import Kind
from quizgen.importing.markup import Plain
from quizgen.importing.records import Item, LeftOut, Loss, Picture, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


#: The options of a question that is a claim.
_TRUTHS = {"true", "false"}


class Choice(NamedTuple):
    """An answer: its text, what it is worth of all points (1 is all), and what is said to whoever gives it."""

    text: str
    worth: float
    feedback: str = ""
    losses: tuple[Loss, ...] = ()


class Question(NamedTuple):
    """What a question has beside its answers, as in `Item`."""

    line: int
    prompt: str
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    group: str = ""
    losses: tuple[Loss, ...] = ()
    hint: str = ""
    remarks: tuple[Remark, ...] = ()
    picture: Picture | None = None

    def item(self, answer: str, **values: Any) -> Item:
        """Return the question with an answer as an item; `values` are further fields of the item."""
        own = {field: getattr(self, field) for field in self._fields}
        return Item(answer=answer, **{"kind": Kind.WHAT, **own, **values})


def without_wildcard(plain: Plain) -> Plain:
    """Return a typed answer with its wildcards named: a star stands for any text, unless a backslash is before it."""
    losses = (Loss("wildcard", plain.text),) if re.search(r"(?<!\\)\*", plain.text) else ()
    return Plain(plain.text.replace(r"\*", "*"), (*plain.losses, *losses))


def losses_of(choices: Sequence[Choice], kept: Sequence[Choice] = ()) -> Iterator[Loss]:
    """Yield what of the answers themselves does not come along; what is said to those that are `kept` does."""
    for choice in choices:
        yield from choice.losses
    for choice in choices:
        if choice.feedback and choice not in kept:
            yield Loss("answer comment", f"{choice.text}: {choice.feedback}")


def items_of_choice(question: Question, choices: Sequence[Choice], *, has_options: bool) -> Iterator[Item | LeftOut]:
    """Yield the item of a question; without a right answer it is left out.

    With `has_options` what is worth nothing is a wrong option, and several answers that have to be chosen together are
    a list; else every full answer is another form of the first.
    """
    full = [choice for choice in choices if choice.worth >= 1 and choice.text]
    partly = [choice for choice in choices if 0 < choice.worth < 1 and choice.text]
    none = [choice for choice in choices if choice.worth <= 0 and choice.text]
    is_claim = has_options and {choice.text.casefold() for choice in choices} == _TRUTHS
    explained = [choice for choice in none if choice.feedback] if has_options else []
    losses = [*question.losses, *losses_of(choices, explained)]
    reasons = tuple((choice.text, choice.feedback) for choice in explained)
    losses += [Loss("wordless option") for choice in choices if not choice.text]
    wrong = tuple(choice.text for choice in none)
    if not full and len(partly) > 1 and has_options and question.prompt:
        parts = tuple(choice.text for choice in partly)
        yield question.item(
            "; ".join(parts), kind=Kind.LIST, parts=parts, wrong=wrong, reasons=reasons, losses=tuple(losses)
        )
        return
    losses += [Loss("partly right answer", f"{choice.text} ({choice.worth:.0%})") for choice in partly]
    if not full or not question.prompt:
        yield _unanswered(question, choices)
        return
    others_right = tuple(choice.text for choice in full[1:])
    if is_claim:
        notes = (*question.notes, *(reason for _, reason in reasons))
        yield question.item(full[0].text.casefold(), kind=Kind.TRUE_FALSE, notes=notes, losses=tuple(losses))
        return
    if not has_options:
        losses += [Loss("foreseen wrong answer", text) for text in wrong]
    yield question.item(
        full[0].text,
        accept=() if has_options else others_right,
        also_right=others_right if has_options else (),
        wrong=wrong if has_options else (),
        reasons=reasons,
        losses=tuple(losses),
    )


def _unanswered(question: Question, choices: Sequence[Choice]) -> LeftOut:
    said = "; ".join(choice.text for choice in choices)
    noun = "unanswered question" if question.prompt else "wordless question"
    return LeftOut(question.line, noun, f"{question.prompt} {said}")


def items_of_number(
    question: Question, choices: Sequence[Choice], tolerances: Sequence[str]
) -> Iterator[Item | LeftOut]:
    """Yield the item of a question whose answers are numbers, each with how far from it a typed one may lie."""
    given = list(zip(choices, tolerances, strict=True))
    first = next((tolerance for choice, tolerance in given if choice.worth >= 1 and choice.text), "")
    others = [
        Loss("tolerance", f"{choice.text} ± {tolerance}")
        for choice, tolerance in given
        if tolerance not in ("", "0", first)
    ]
    for item in items_of_choice(question._replace(losses=(*question.losses, *others)), choices, has_options=False):
        if isinstance(item, Item):
            yield item._replace(kind=Kind.HOW_MANY, tolerance=first if first.strip("0.") else "")
        else:
            yield item


def name_remarks(name: str, prompt: str) -> tuple[Remark, ...]:
    """Return a remark with the name of a question, where it is more than how the question begins."""
    is_own = bool(name) and not prompt.casefold().startswith(name.rstrip(". …").casefold())
    return (Remark("name", f"Name: {name}"),) if is_own else ()
