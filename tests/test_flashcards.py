"""Flashcards to cut: fronts and backs meet, everything fits, and a front keeps its answer to itself."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.language import ENGLISH
from quizgen.printing import cards as printing
from quizgen.printing.content import PrintSettings, content_of
from quizgen.rendering.sheets.cards_pdf import (
    MARGIN,
    alignment_pdf,
    flashcards_pdf,
    grid_of,
    make_flashcards,
)
from quizgen.rendering.sheets.flashcard import LARGEST_OFFSET, CardOptions, Flashcard, Flashcards, Flip, Sides
from quizgen.rendering.sheets.layout import PAPERS, Layout
from quizgen.rendering.sheets.press import Press
from quizgen.rendering.sheets.sheet import Differing
from quizgen.rendering.sheets.unprintable import TooLongError, UnprintableError
from tests.support.effort import few
from tests.support.library import write_library
from tests.support.pdf import Page, failures, read

if TYPE_CHECKING:
    from tests.support.drawing import Run

MM = 72 / 25.4
SIZES = (11, 18, 24)
SIDES = ("front", "back")
HOW = "Print on both sides at 100%, flipped on the long edge."


@pytest.fixture(scope="module")
def press() -> Press:
    """The press, with the fonts that quizgen brings along."""
    return Press([Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))])


def pack(count: int) -> Flashcards:
    cards = (
        Flashcard(f"fact{n}", f"topic{n}", f"Question {n}?", f"Answer {n}.", f"Status {n}.", sources=(f"Source {n}",))
        for n in range(1, count + 1)
    )
    return Flashcards("Pack", ENGLISH, "en", tuple(cards))


def centres(page: Page, word: str, of: Layout, first: Run) -> dict[str, tuple[float, float]]:
    """Return where the middle of each card on a page is, in points, by number: `word` and number stand in its head.

    `first` is the head of card 1 on its front, which tells how far within its card a head stands.
    """
    grid = grid_of(of)
    right, down = grid.width * MM / 2 + MARGIN[0] * MM - first.x, grid.height * MM / 2 + MARGIN[1] * MM - first.y
    heads = (run for run in page.runs if run.text.startswith(word))
    return {head.text.removeprefix(word): (head.x + right, head.y + down) for head in heads}


@pytest.mark.parametrize(
    ("size", "offset"), few([(11, (1.5, -0.5)), (24, (-2.0, 0.0)), (11, (0.0, 0.0)), (18, (0.0, 3.0))], 2)
)
@pytest.mark.parametrize("paper", few([*PAPERS]))
@pytest.mark.parametrize("flip", list(Flip))
def test_the_back_of_every_card_lies_behind_its_front(
    press: Press, flip: Flip, paper: str, size: int, offset: tuple[float, float]
) -> None:
    count = 11
    pdf = flashcards_pdf(press, pack(count), CardOptions(flip=flip, offset=offset), Layout(paper, size))
    width, height = (side * MM for side in PAPERS[paper][:2])
    pages = read(pdf).pages
    assert (pages[0].width, pages[0].height) == pytest.approx((width, height), abs=0.01)
    head = next(run for run in pages[0].runs if run.text == "topic1")
    met = 0
    for leaf in range(len(pages) // 2):
        fronts = centres(pages[2 * leaf], "topic", Layout(paper, size), head)
        backs = centres(pages[2 * leaf + 1], "fact", Layout(paper, size), head)
        assert fronts.keys() == backs.keys()
        for number, front in fronts.items():
            x, y = backs[number][0] - offset[0] * MM, backs[number][1] - offset[1] * MM
            behind = (width - x, y) if flip is Flip.LONG else (x, height - y)
            assert behind == pytest.approx(front, abs=0.5)
            met += 1
    assert met == count


def cuts(pdf: bytes, page: int) -> tuple[set[float], set[float]]:
    """Return where the upright and the level cut marks of a page lie, in mm: the lines that stand in its margin."""
    printed = read(pdf).pages[page]
    upright, level = set(), set()
    for line in printed.lines:
        if line.is_upright and not line.dashed and not MARGIN[1] * MM < line.y < printed.height - MARGIN[1] * MM:
            upright.add(round(line.x / MM, 2))
        elif not line.is_upright and not line.dashed and line.x < MARGIN[0] * MM:
            level.add(round(line.y / MM, 2))
    return upright, level


@pytest.mark.parametrize("paper", PAPERS)
def test_cut_marks_stand_at_the_edges_of_the_cards_and_on_fronts_only(press: Press, paper: str) -> None:
    pdf = flashcards_pdf(press, pack(8), CardOptions(), Layout(paper))
    width, height, _ = PAPERS[paper]
    card = ((width - 2 * MARGIN[0]) / 2, (height - 2 * MARGIN[1]) / 4)
    upright, level = cuts(pdf, 0)
    assert sorted(upright) == pytest.approx([MARGIN[0] + n * card[0] for n in range(3)], abs=0.02)
    assert sorted(level) == pytest.approx([MARGIN[1] + n * card[1] for n in range(5)], abs=0.02)
    assert cuts(pdf, 1) == (set(), set())


def test_the_head_of_a_card_is_heard_as_two_words(press: Press) -> None:
    heads = read(flashcards_pdf(press, pack(2), CardOptions(), Layout())).tree.all("H3")
    assert [head.text for head in heads] == ["1 topic1", "2 topic2", "1 fact1", "2 fact2"]


def test_single_sided_fronts_and_backs_lie_alike_and_both_are_cut(press: Press) -> None:
    pdf = flashcards_pdf(press, pack(9), CardOptions(Sides.SINGLE, offset=(3, 3)), Layout())
    titles = [told for tag, told in read(pdf).leaves if tag == "H2"]
    assert titles == ["Cards 1 to 8, front", "Card 9, front", "Cards 1 to 8, back", "Card 9, back"]
    pages = [page.runs for page in read(pdf).pages]
    fronts = {run.text[5:]: (run.x, run.y) for run in pages[0] + pages[1] if run.text.startswith("topic")}
    backs = {run.text[4:]: (run.x, run.y) for run in pages[2] + pages[3] if run.text.startswith("fact")}
    assert fronts == backs
    assert cuts(pdf, 2) == cuts(pdf, 0) != (set(), set())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_folded_card_has_its_back_across_the_dashed_line_which_is_not_cut(
    press: Press, paper: str, size: int
) -> None:
    pdf = flashcards_pdf(press, pack(3), CardOptions(Sides.FOLD), Layout(paper, size))
    width, height = (side * MM for side in PAPERS[paper][:2])
    grid = grid_of(Layout(paper, size))
    page = read(pdf).pages[0]
    front = next(run for run in page.runs if run.text == "topic1")
    back = next(run for run in page.runs if run.text == "fact1")
    (fold,) = [line for line in page.lines if line.dashed]
    if grid.columns == 2:
        assert (back.x - front.x, back.y) == pytest.approx((grid.width * MM, front.y), abs=0.01)
        assert fold.x == pytest.approx(width / 2, abs=0.5) == fold.to_x
        assert round(width / 2 / MM, 2) not in cuts(pdf, 0)[0]
    else:
        assert (back.x, back.y - front.y) == pytest.approx((front.x, grid.height * MM), abs=0.01)
        assert fold.y == pytest.approx(height / 2, abs=0.5) == fold.to_y
        assert round(height / 2 / MM, 2) not in cuts(pdf, 0)[1]


def test_an_offset_that_would_push_text_off_its_card_is_refused() -> None:
    for offset in ((LARGEST_OFFSET + 0.1, 0.0), (0.0, -9.0), (float("nan"), 0.0)):
        with pytest.raises(ValueError, match="at most 8 mm"):
            CardOptions(offset=offset)


@pytest.mark.parametrize("size", few((18, 11, 24)))
@pytest.mark.parametrize("paper", few([*PAPERS]))
def test_all_shipped_facts_fit_on_their_cards(shipped: pipeline.Library, press: Press, paper: str, size: int) -> None:
    everything = make_flashcards(shipped.kb, shipped.kb.facts.values(), "Everything")
    longest = sorted(everything.cards, key=lambda card: len(card.front) + len(repr(card)), reverse=True)[:30]
    cards = everything if size == 11 else Flashcards("The longest", ENGLISH, "en", tuple(longest))
    pdf = flashcards_pdf(press, cards, CardOptions(), Layout(paper, size))
    grid = grid_of(Layout(paper, size))
    assert len(read(pdf).pages) == 2 * math.ceil(len(cards.cards) / (grid.columns * grid.rows))
    assert failures(pdf) == []


def test_a_page_of_fronts_says_nothing_but_what_is_asked(shipped: pipeline.Library, press: Press) -> None:
    cards = make_flashcards(shipped.kb, list(shipped.kb.facts.values())[:40], "Deck")
    fronts = read(flashcards_pdf(press, cards, CardOptions(), Layout())).pages[::2]
    assert len(fronts) == 5
    for leaf, page in enumerate(fronts):
        left, first = page.text, leaf * 8 + 1
        title = f"DeckCards {first} to {first + 7}, front{2 * leaf + 1} of 10{HOW if leaf == 0 else ''}"
        asked = [
            f"{number}{card.topic}{card.front}" for number, card in enumerate(cards.cards[first - 1 : first + 7], first)
        ]
        assert left == "".join((title + "".join(asked)).split())


def test_many_cards_are_several_files_in_which_they_keep_their_numbers(
    shipped: pipeline.Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "CARDS_A_FILE", 8)
    content = content_of(shipped, "core")._replace(facts=tuple(shipped.facts("core")[:19]))
    paths = printing.print_cards(content, settings=PrintSettings(out=tmp_path))
    assert [path.name for path in paths] == [f"core-cards-{number}-of-3.pdf" for number in (1, 2, 3)]
    told = [words for path in paths for tag, words in read(path.read_bytes()).leaves if tag.endswith("H2")]
    assert told == [f"Cards {numbers}, {side}" for numbers in ("1 to 8", "9 to 16", "17 to 19") for side in SIDES]
    whole = content._replace(facts=content.facts[:8])
    assert [path.name for path in printing.print_cards(whole, settings=PrintSettings(out=tmp_path))] == [
        "core-cards.pdf"
    ]
    long = Flashcard("long.last", "T", "Q?", "word " * 2000, "S.")
    with pytest.raises(TooLongError, match=r"long\.last"):
        flashcards_pdf(Press(), pack(9)._replace(cards=(long,), first=9), CardOptions(), Layout())


def test_cards_are_heard_by_number_under_headings_fronts_and_backs_apart(press: Press) -> None:
    pdf = flashcards_pdf(press, pack(9), CardOptions(), Layout())
    told = [(tag.split("/")[-1], words) for tag, words in read(pdf).leaves]
    assert told[:3] == [("H1", "Pack"), ("H2", "Cards 1 to 8, front"), ("P", HOW)]
    assert [words for tag, words in told if tag == "H2"] == [
        "Cards 1 to 8, front",
        "Cards 1 to 8, back",
        "Card 9, front",
        "Card 9, back",
    ]
    numbers = [words for path, words in read(pdf).leaves if path.endswith("H3/Strong")]
    assert numbers == [*"12345678", *"12345678", "9", "9"]
    back = told.index(("H2", "Cards 1 to 8, back"))
    assert [words for _, words in told[back + 1 : back + 6]] == ["1", "fact1", "Answer 1.", "Status 1.", "Source 1."]


def test_where_sources_differ_the_back_gives_every_answer(shipped: pipeline.Library, press: Press) -> None:
    facts = [shipped.kb.facts["geneva.duration"]]
    pdf = flashcards_pdf(press, make_flashcards(shipped.kb, facts, "One"), CardOptions(), Layout())
    told = [words for _, words in read(pdf).leaves]
    back = told[told.index("Card 1, back") :]
    assert back[3:8] == [
        "about 7.5 hours",
        "Unnamed outlet",
        "nearly 8 hours",
        "Wendy Sherman · A News, with agencies",
        "Reported as fact by one of the five articles. The sources differ.",
    ]


def test_a_withdrawn_fact_has_no_card(tmp_path: Path) -> None:
    root = write_library(
        tmp_path,
        """\
        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January 2022}
        - id: meeting.year
          when: 2022
          ask: In which year did the council meet?
          evidence: {wire: met on 12 January 2022}
          retired: {on: 2023-01-01, why: Too easy.}
        """,
    )
    kb = pipeline.open_library(root).kb
    cards = make_flashcards(kb, kb.facts.values(), "All").cards
    assert [card.fact for card in cards] == ["meeting.date"]
    assert cards[0].sources == ("The Wire, 12 January 2022",)


def test_text_beyond_the_smallest_type_is_refused_by_the_name_of_its_fact(press: Press) -> None:
    fine, *_ = pack(1).cards
    long = Flashcard("long.answer", "T", "Q?", "word " * 2000, "S.")
    word = Flashcard("long.word", "T", "x" * 300, "A", "S.")
    name = Flashcard("y" * 80, "T", "Q?", "A", "S.")
    note = Flashcard("long.note", "T", "Q?", "A", "S.", note="note " * 400)
    cards = Flashcards("P", ENGLISH, "en", (fine, long, word, name, note))
    with pytest.raises(TooLongError, match=r"long\.answer") as refused:
        flashcards_pdf(press, cards, CardOptions(), Layout())
    assert refused.value.ids == ("long.answer", "long.note"), "a long word is broken"
    with pytest.raises(TooLongError):
        flashcards_pdf(press, Flashcards("P", ENGLISH, "en", (long,)), CardOptions(Sides.FOLD), Layout(size=24))


@pytest.mark.parametrize("size", [11, 18, 24])
def test_a_word_that_no_line_can_hold_is_broken(press: Press, size: int) -> None:
    link = "https://news.example.org/2023/09/20/as_festival_begins_west_siders_debate_its_place_in_the_park"
    card = Flashcard("y" * 80, "T", "What is meant?", "an anchor", "S.", note=link)
    pack_of_one = Flashcards("P", ENGLISH, "en", (card,))
    page = read(flashcards_pdf(press, pack_of_one, CardOptions(), Layout(size=size))).pages[1]
    assert link in "".join(row.text for row in page.rows)
    assert max(row.end for row in page.rows) <= page.width


HOSTILE = '#read("/etc/passwd") $x$ *b* _i_ `r` <a> @b \\ // [c] = h #panic("x")'


def test_hostile_text_is_printed_as_it_is_or_refused(press: Press) -> None:
    told = Differing(HOSTILE, HOSTILE)
    card = Flashcard(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (told, told), HOSTILE, (HOSTILE,))
    pdf = flashcards_pdf(press, Flashcards(HOSTILE, ENGLISH, "en", (card,)), CardOptions(), Layout())
    assert " ".join(words for _, words in read(pdf).leaves).count(HOSTILE) == 11  # the answer stands among the accounts
    assert failures(pdf) == []
    other = Flashcard("f", "Тема", "Кто сказал «нет»? Ποιος;", "Łódź – “x”", "S.")
    for size in SIZES:
        pdf = flashcards_pdf(press, Flashcards("P", ENGLISH, "en-GB", (other,)), CardOptions(), Layout(size=size))
        assert {"Кто сказал «нет»? Ποιος;", 'Łódź – "x"'} <= {words for _, words in read(pdf).leaves}
    smile = Flashcard("f", "T", "Who? \U0001f600", "A", "S.")
    with pytest.raises(UnprintableError) as refused:
        flashcards_pdf(press, Flashcards("P", ENGLISH, "en", (smile,)), CardOptions(), Layout())
    assert refused.value.characters == ("\U0001f600",)


def test_the_same_cards_are_the_same_bytes(press: Press) -> None:
    once, twice = (
        (flashcards_pdf(one, pack(9), CardOptions(), Layout()), alignment_pdf(one, ENGLISH, CardOptions(), Layout()))
        for one in (press, Press())
    )
    assert once == twice


@pytest.mark.parametrize(("paper", "size"), [("a4", 11), ("letter", 24)])
@pytest.mark.parametrize("flip", list(Flip))
def test_the_alignment_test_reads_zero_where_both_sides_meet(press: Press, flip: Flip, paper: str, size: int) -> None:
    width, height = (side * MM for side in PAPERS[paper][:2])
    offset = (2.0, -1.0)
    pdf = alignment_pdf(press, ENGLISH, CardOptions(flip=flip, offset=offset), Layout(paper, size))
    assert failures(pdf) == []
    front, back = read(pdf).pages
    crosses = [line for line in front.lines if line.length == pytest.approx(34 * MM, abs=0.1)]
    zeros = [line for line in back.lines if line.length == pytest.approx(4 * MM, abs=0.1)]
    assert len(crosses) == len(zeros) == 10
    for zero in zeros:
        x, y = zero.x - offset[0] * MM, zero.y - offset[1] * MM
        x, y = (width - x, y) if flip is Flip.LONG else (x, height - y)
        ways = [
            abs(cross.x - x if zero.is_upright else cross.y - y)
            for cross in crosses
            if cross.is_upright == zero.is_upright
        ]
        assert min(ways) < 0.2
    told = [words for _, words in read(pdf).leaves]
    assert f"--flip {'short' if flip is Flip.LONG else 'long'}" in told
    assert "--offset 2,-1" in told
