"""What each key and each line does in a round, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from quizgen.domain.question import Choice, Open, Option
from quizgen.domain.round import Aside, KeyCommand, Stage, key_command, marks
from quizgen.domain.study import EntryKind, Grade, Mode
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.language import ENGLISH
from quizgen.playing.picking import Pick, pick_option, read_order
from quizgen.rendering.terminal.keys import Key, keys
from quizgen.rendering.terminal.pages import reading
from quizgen.rendering.terminal.summary import result
from tests.support.engine import ASKED, Learner, grades, learner, library, question, right

ASKING, NEW, REVEALED, NEAR, UNCLEAR = Stage.ASKING, Stage.NEW, Stage.REVEALED, Stage.NEAR, Stage.UNCLEAR
FEEDBACK, OVER, STOPPED, ENDED = Stage.FEEDBACK, Stage.OVER, Stage.STOPPED, Stage.ENDED
TYPED = ("type a name", "type a date", "type an amount", "fill the gap", "who said it")
RECALLED = ("recall", "what was it")
CHOSEN = ("pick", "pick a date", "true or false", "order", "match")


@pytest.mark.parametrize("name", ASKED)
def test_a_right_answer_is_good_and_its_entry_tells_all(name: str) -> None:
    one = learner(name)
    assert one.does("right").stage is FEEDBACK
    (entry,) = one.log
    asked = question(name)
    assert (entry.kind, entry.grade, entry.fit) == (EntryKind.ANSWER, Grade.GOOD, Fit.EXACT)
    assert (entry.question, entry.fact, entry.way) == (asked.id, asked.fact.id, asked.way)
    assert (entry.session, entry.library, entry.mode) == ("s1", "example.meetings", Mode.PRACTICE)
    assert (entry.took, entry.hinted, entry.says, entry.scheduler) == (1000, False, f"digest of {asked.fact.id}", "{}")
    assert entry.given
    assert [right for _, right in entry.parts] == [True] * (len(asked.facts) if asked.others else 0)
    if isinstance(asked.shape, Choice):
        assert entry.offered == tuple(option.text for option in asked.shape.options)


@pytest.mark.parametrize("name", [*TYPED, *CHOSEN])
def test_a_wrong_answer_is_again(name: str) -> None:
    one = learner(name)
    assert one.does("wrong").stage is FEEDBACK
    assert (one.last.grade, one.last.fit) == (Grade.AGAIN, Fit.WRONG)


@pytest.mark.parametrize("name", ["pick", "type a name", "recall", "order"])
def test_enter_goes_on_and_at_the_end_leaves(name: str) -> None:
    one = learner(name, "type a date")
    assert one.does("right", "").stage is ASKING
    assert one.asked is question("type a date")
    assert one.does("right", "").stage is OVER
    assert one.does("").stage is ENDED
    assert [entry.kind for entry in one.log] == [EntryKind.ANSWER, EntryKind.ANSWER, EntryKind.END]


# Asking: commands, and Enter alone


@pytest.mark.parametrize(
    ("names", "key", "stage", "notice"),
    [
        (ASKED, "?", ASKING, ""),
        (ASKED, "i", ASKING, "The sources are shown with the answer."),
        (ASKED, "q", STOPPED, ""),
        (ASKED, "Q", STOPPED, ""),
        (ASKED, "u", ASKING, "There is nothing to undo."),
        (ASKED, "s", OVER, "Skipped."),
        ([*TYPED, *RECALLED], "", REVEALED, ""),
        (["pick", "pick a date", "true or false", "order", "match"], "", ASKING, ""),
        (["pick"], "e", ASKING, "Press 1 to 4."),
        (["pick a date"], "e", ASKING, "Press a to d."),
        (["pick"], "=", ASKING, "Press 1 to 4."),
        (["pick"], "9", ASKING, "Press 1 to 4."),
        (["pick"], "12", ASKING, "Press 1 to 4."),
        (RECALLED, "y", ASKING, "Enter shows the answer."),
        (RECALLED, "1", ASKING, "Enter shows the answer."),
        (["true or false"], "3", ASKING, "Press 1 or 2."),
        (["true or false"], "h", ASKING, "There is no hint for this question."),
        (["order"], "1", ASKING, "Type all 4, each once, e.g. 2413."),
    ],
)
def test_before_the_answer(names: Iterable[str], key: str, stage: Stage, notice: str) -> None:
    for name in names:
        one = learner(name)
        assert one.does(key).stage is stage, name
        assert one.said == notice
        assert not [entry for entry in one.log if entry.grade]


@pytest.mark.parametrize(
    ("texts", "stage", "aside"),
    [
        ([], ASKING, Aside.HELP),
        ([""], REVEALED, Aside.HELP),
        ([""], REVEALED, Aside.SOURCES),
        (["nearly"], NEAR, Aside.HELP),
        (["nearly"], NEAR, Aside.SOURCES),
        (["either"], UNCLEAR, Aside.HELP),
        (["right"], FEEDBACK, Aside.HELP),
        (["right"], FEEDBACK, Aside.SOURCES),
        (["right", ""], OVER, Aside.HELP),
    ],
)
def test_help_and_sources_are_shown_beside_the_round(texts: list[str], stage: Stage, aside: Aside) -> None:
    one = learner("type a date")
    one.does(*texts, "?" if aside is Aside.HELP else "i")
    assert (one.state.stage, one.aside, one.said) == (stage, aside, "")


def test_a_letter_that_is_a_right_answer_is_no_command() -> None:
    one = learner("true or false")
    assert pick_option(ENGLISH, one.asked, "f") == pick_option(ENGLISH, one.asked, "2")
    assert one.does("f").stage is FEEDBACK


@pytest.mark.parametrize(
    ("word", "key"), [("help", "?"), ("hint", "h"), ("skip", "s"), ("undo", "u"), ("quit", "q"), ("Exit", "q")]
)
@pytest.mark.parametrize(
    "before", [[], ["right", ""], [""], ["nearly"], ["either"], ["wrong"], ["right", "", "right", ""]]
)
def test_a_whole_word_does_what_its_key_does(word: str, key: str, before: list[str]) -> None:
    by_key, by_word = learner("type a name", "type a date"), learner("type a name", "type a date")
    by_key.does(*before, key)
    by_word.does(*before, word)
    assert by_word.state == by_key.state
    assert (by_word.said, by_word.aside, by_word.log) == (by_key.said, by_key.aside, by_key.log)


@pytest.mark.parametrize(
    ("typed", "stage"), [("skip", FEEDBACK), ("exit", FEEDBACK), ("quit", STOPPED), ("q", STOPPED)]
)
def test_a_word_of_the_answer_is_no_command(typed: str, stage: Stage) -> None:
    asked = question("type a name")
    assert isinstance(asked.shape, Open)
    held = asked._replace(shape=asked.shape._replace(accepted=("Skip Doe", "the exit"), answer="Skip Doe"))
    one = Learner((held,))
    assert one.does(typed).stage is stage


def test_a_word_of_an_option_is_no_command() -> None:
    asked = question("pick")
    assert isinstance(asked.shape, Choice)
    options = (Option("exit", right=False), *asked.shape.options[1:])
    one = Learner((asked._replace(shape=asked.shape._replace(options=options)),))
    one.does("exit")
    assert (one.last.given, one.last.grade) == ("exit", Grade.AGAIN)


@pytest.mark.parametrize("name", ["pick", "order", "match", "type a name", "who said it"])
def test_a_hint_makes_a_right_answer_hard_at_most(name: str) -> None:
    one = learner(name)
    one.does("h")
    assert one.state.hint
    assert one.log == []
    one.does("h")
    assert one.said == "There is only one hint for a question."
    one.does("right")
    assert (one.last.grade, one.last.hinted) == (Grade.HARD, True)
    one.does("e")
    assert one.said == "Easy is not offered here."
    assert grades(one.log) == {"HARD": 1}


def test_undo_gives_no_way_around_a_hint() -> None:
    one = learner("pick")
    hinted = one.does("h")
    again = one.does("right", "u")
    assert (again.hint, again.struck) == (hinted.hint, hinted.struck)
    one.does("right")
    assert (one.last.grade, one.last.hinted) == (Grade.HARD, True)


def test_an_option_that_is_struck_out_cannot_be_taken() -> None:
    one = learner("pick")
    one.does("h")
    (struck,) = one.state.struck
    assert one.does(str(struck + 1)).stage is ASKING
    assert one.said == "That one is struck out."
    assert one.does("abcd"[struck]).stage is ASKING
    assert one.does("right").stage is FEEDBACK


def test_a_skipped_question_counts_neither_way_and_can_be_asked_again_by_undo() -> None:
    one = learner("pick", "type a name")
    one.does("s")
    assert one.asked is question("type a name")
    assert (one.last.kind, one.last.grade, one.last.question) == (EntryKind.SKIP, None, question("pick").id)
    one.does("u")
    assert one.asked is question("pick")
    assert one.state.entries == ()


# The answer is shown, to be judged


@pytest.mark.parametrize(
    ("key", "grade"),
    [("y", Grade.GOOD), ("Yes", Grade.GOOD), ("n", Grade.AGAIN), ("no", Grade.AGAIN), ("e", Grade.EASY)],
)
@pytest.mark.parametrize("name", [*TYPED, *RECALLED])
def test_a_shown_answer_is_judged_by_the_learner(name: str, key: str, grade: Grade) -> None:
    one = learner(name)
    assert one.does("", key).stage is OVER
    assert one.said == ("Not known." if grade is Grade.AGAIN else "Known.")
    assert (one.last.grade, one.last.fit, one.last.given) == (grade, Fit.JUDGED, "")
    assert one.does("u").stage is ASKING
    assert one.asked is question(name)


def test_a_card_that_is_recalled_costs_two_keys() -> None:
    one = learner("recall", "what was it")
    assert one.does("", "y").stage is ASKING
    assert one.asked is question("what was it")


@pytest.mark.parametrize(
    "typed", ["sanctions", "ukraine", "hostilities", "quit the talks", "the undo", "skipper", "sh"]
)
def test_what_comes_to_mind_is_never_a_command_where_the_learner_judges(typed: str) -> None:
    one = learner("pick", *RECALLED)
    one.does("right", "")
    assert one.does(typed).stage is REVEALED
    assert (one.state.given, len(one.log)) == (typed, 1)
    assert reading(one.round, learner(*RECALLED).state).line  # so that its letters come together


@pytest.mark.parametrize(
    ("names", "texts", "word", "stage"),
    [
        (["type a name"], [], "stop", STOPPED),
        (["recall"], [], "Stop", STOPPED),
        (["pick"], ["right"], "go on", OVER),
        (["pick"], ["right", ""], "leave", Stage.ENDED),
        (["type a name"], [], "show the answer", REVEALED),
        (["type a date"], ["either"], "type it in full", ASKING),
    ],
)
def test_a_word_of_the_line_of_keys_does_what_it_says(
    names: Iterable[str], texts: list[str], word: str, stage: Stage
) -> None:
    one = learner(*names)
    assert one.does(*texts, word).stage is stage


@pytest.mark.parametrize(
    ("name", "texts", "words", "grade"),
    [
        ("recall", [""], "I knew it", Grade.GOOD),
        ("recall", ["ukraine"], "i did not", Grade.AGAIN),
        ("recall", [""], "easy", Grade.EASY),
        ("type a name", ["nearly"], "accept it", Grade.HARD),
        ("type a name", ["nearly"], "count it as wrong", Grade.AGAIN),
        ("type a name", ["wrong"], "I was right", Grade.GOOD),
    ],
)
@pytest.mark.parametrize("mode", Mode)
def test_words_that_judge_an_answer_may_be_typed_as_well_as_their_keys(
    name: str, texts: list[str], words: str, grade: Grade, mode: Mode
) -> None:
    one = learner(name, mode=mode)
    days = {Grade.GOOD: 4, Grade.EASY: 9}  # a review says them behind the words
    one.engine = replace(one.engine, round=replace(one.round, intervals=lambda _: days))
    one.does(*texts, words)
    assert one.last.grade is grade


@pytest.mark.parametrize("name", ["type a name", "recall", "pick", "order"])
def test_every_word_of_the_line_of_keys_is_a_command(name: str) -> None:
    one = learner(name)
    for key in keys(one.round, one.state):
        if key.key in {*KeyCommand}:
            assert key_command(one.engine.language, ASKING, key.does) == key.key


def test_options_that_are_numbers_are_picked_by_letters_alone() -> None:
    one = learner("pick a date")
    texts = [option.text for option in one.asked.shape.options]  # type: ignore[union-attr]
    assert marks(one.asked.shape) == "abcd"  # type: ignore[arg-type]
    assert one.does("2").stage is ASKING
    assert one.said == "Press a to d."
    assert one.does("b").stage is FEEDBACK
    assert one.last.given == texts[1]


@pytest.mark.parametrize("key", ["", "s", "h", "=", "1", "what"])
def test_other_keys_do_not_judge(key: str) -> None:
    one = learner("recall")
    assert one.does("", key).stage is REVEALED
    assert one.said == ("y if it was right, n if not." if key else "")
    assert one.log == []


def test_after_a_hint_a_shown_answer_is_hard_and_never_easy() -> None:
    one = learner("type a name")
    assert one.does("h", "", "e").stage is REVEALED
    one.does("y")
    assert one.last.grade is Grade.HARD


def test_undo_hides_a_shown_answer_again() -> None:
    one = learner("type a name")
    assert one.does("", "u").stage is ASKING
    assert one.state.given == ""
    assert one.log == []


def test_what_is_written_down_for_a_phrase_is_only_shown_beside_the_answer() -> None:
    one = learner("recall")
    assert one.does("the talks go on and on").stage is REVEALED
    assert one.state.given == "the talks go on and on"
    one.does("y")
    assert (one.last.grade, one.last.given) == (Grade.GOOD, "the talks go on and on")


@pytest.mark.parametrize("mode", Mode)
def test_a_near_miss_is_kept_as_hard_before_the_right_form_is_shown(mode: Mode) -> None:
    one = learner("type a name", "type a date", mode=mode)
    assert one.does("nearly").stage is NEAR
    assert one.asked is question("type a name")
    (entry,) = one.log
    assert (entry.grade, entry.fit, entry.given, entry.took) == (Grade.HARD, Fit.NEAR, "nearly", 1000)
    assert one.does("y").stage is FEEDBACK
    assert one.log == [entry]
    assert one.does("").queue == (question("type a date").id,)


@pytest.mark.parametrize("mode", Mode)
def test_a_near_miss_is_the_learners_to_count_as_wrong(mode: Mode) -> None:
    one = learner("type a name", "type a date", mode=mode)
    assert one.does("nearly", "n").stage is FEEDBACK
    first, second = one.log
    assert (second.grade, second.fit, second.given, second.voids) == (Grade.AGAIN, Fit.WRONG, "nearly", first.id)
    assert (question("type a name").id in one.state.queue) == (mode is Mode.REVIEW)


@pytest.mark.parametrize("key", ["u", "undo", "e", "=", "", "right"])
def test_once_the_right_form_is_shown_only_y_and_n_judge_a_near_miss(key: str) -> None:
    one = learner("type a name", "type a date")
    one.does("right", "")
    assert one.does("nearly", key).stage is NEAR
    assert (one.last.grade, one.last.fit) == (Grade.HARD, Fit.NEAR)
    assert one.said == ("y if it was right, n if not." if key else "")


def test_leaving_at_a_near_miss_is_no_way_around_it() -> None:
    one = learner("type a name", "type a date")
    assert one.does("nearly", "q").stage is STOPPED
    one.leaves_and_comes_back()
    assert one.asked is question("type a date")
    assert grades(one.log) == {"HARD": 1}


def test_q_at_a_near_miss_that_was_the_last_question_ends_the_round() -> None:
    one = learner("type a name")
    assert one.does("nearly", "q").stage is OVER
    assert one.does("q").stage is ENDED


def test_stopping_before_a_shown_answer_is_judged_keeps_the_question_for_later() -> None:
    one = learner("type a name")
    assert one.does("", "q").stage is STOPPED
    assert one.log == []
    assert one.leaves_and_comes_back().stage is ASKING


# An answer with two readings


@pytest.mark.parametrize(("key", "grade"), [("1", Grade.GOOD), ("2", Grade.AGAIN)])
def test_the_learner_says_which_reading_was_meant(key: str, grade: Grade) -> None:
    one = learner("type a date")
    assert one.does("either").stage is UNCLEAR
    assert one.does("?").stage is UNCLEAR
    one.does(key)
    assert one.last.grade is grade
    assert one.last.given == ("12 January 2022" if key == "1" else "something else")


@pytest.mark.parametrize("key", ["", "3", "either", "u"])
def test_any_other_key_goes_back_to_the_question(key: str) -> None:
    one = learner("type a date")
    assert one.does("either", key).stage is ASKING
    assert one.said == "Then type it in full."
    assert (one.state.given, one.state.verdict) == ("", None)
    assert one.log == []


def test_a_date_with_two_readings_is_asked_about_before_it_is_graded() -> None:
    for key, grade in (("1", Grade.GOOD), ("2", Grade.AGAIN)):
        one = Learner((question("type a date"),), grade=Grader(library().kb).grade)
        assert one.does("01/12/2022").stage is UNCLEAR
        assert one.state.verdict is not None
        assert one.state.verdict.readings == ("12 January 2022", "1 December 2022")
        assert one.does(key).stage is FEEDBACK
        assert one.last.grade is grade


# After the answer


@pytest.mark.parametrize(
    ("name", "answer", "key", "grade", "fit"),
    [
        ("type a name", "right", "e", Grade.EASY, Fit.EXACT),
        ("type a name", "Doe", "e", Grade.EASY, Fit.ALIAS),
        ("who said it", "wrong", "=", Grade.GOOD, Fit.APPEALED),
        ("fill the gap", "wrong", "=", Grade.GOOD, Fit.APPEALED),
    ],
)
def test_a_grade_is_changed_by_a_second_entry_that_voids_the_first(
    name: str, answer: str, key: str, grade: Grade, fit: Fit
) -> None:
    one = learner(name)
    assert one.does(answer, key).stage is FEEDBACK
    first, second = one.log
    assert second.voids == first.id
    assert (second.grade, second.fit, second.given, second.took) == (grade, fit, first.given, first.took)
    assert one.state.entries == (second,)
    assert one.does("u").entries == ()
    assert one.log[-1].voids == second.id
    assert one.asked is question(name)


def test_easy_twice_is_easy_once() -> None:
    one = learner("type a name")
    one.does("right", "e", "e")
    assert one.said == "It is counted as easy."
    assert grades(one.log) == {"GOOD": 1, "EASY": 1}


@pytest.mark.parametrize(
    ("name", "texts"),
    [(name, ["right"]) for name in CHOSEN] + [("type a name", ["wrong"]), ("type a name", ["nearly", "y"])],
)
def test_what_was_chosen_helped_or_missed_was_not_easy(name: str, texts: list[str]) -> None:
    one = learner(name)
    before = one.does(*texts).entries
    assert one.does("e").entries == before
    assert one.said == "Easy is not offered here."


@pytest.mark.parametrize(
    ("name", "texts"),
    [(name, ["wrong"]) for name in CHOSEN] + [("type a name", ["right"])],
)
def test_only_a_typed_answer_that_was_taken_for_wrong_can_be_appealed(name: str, texts: list[str]) -> None:
    one = learner(name)
    before = one.does(*texts).entries
    assert one.does("=").entries == before
    assert one.said == "There is no typed answer here that was counted as wrong."


def test_a_refused_near_miss_can_be_appealed_and_a_hint_still_counts() -> None:
    one = learner("type a name")
    one.does("h", "nearly", "n", "=")
    assert (one.last.grade, one.last.fit, one.last.hinted) == (Grade.HARD, Fit.APPEALED, True)


def test_a_near_miss_that_is_refused_and_then_appealed_is_worth_no_more_than_one_accepted() -> None:
    one = learner("type a name")
    one.does("nearly", "n", "=")
    assert (one.last.grade, one.last.fit) == (Grade.HARD, Fit.APPEALED)
    one.does("e")
    assert one.last.grade is Grade.HARD


@pytest.mark.parametrize("key", ["h", "s", "1", "right"])
def test_keys_that_mean_nothing_after_the_answer_say_so(key: str) -> None:
    one = learner("pick", "type a name")
    assert one.does("right", key).stage is FEEDBACK
    assert one.said == "Enter goes on. ? shows all keys."


def test_n_goes_on_to_the_next_question_as_enter_does() -> None:
    one = learner("pick", "type a name")
    assert one.does("right", "n").stage is ASKING
    assert one.asked is question("type a name")


def test_q_after_an_answer_stops_but_after_the_last_one_ends() -> None:
    one = learner("pick", "type a name")
    assert one.does("right", "q").stage is STOPPED
    one.leaves_and_comes_back()
    assert one.asked is question("type a name")
    assert one.does("right", "q").stage is OVER
    assert one.does("q").stage is ENDED


def test_undo_takes_back_one_answer_after_another_even_at_the_end() -> None:
    one = learner("pick", "type a name", "order")
    one.does("right", "", "wrong", "", "right", "")
    assert one.state.stage is OVER
    for name, left in (("order", 2), ("type a name", 1), ("pick", 0)):
        assert one.does("u").stage is ASKING
        assert one.said == "Undone."
        assert one.asked is question(name)
        assert len(one.state.entries) == left
    one.does("u")
    assert one.said == "There is nothing to undo."
    assert [entry.kind for entry in one.log].count(EntryKind.UNDO) == 3


def test_a_round_that_is_left_takes_nothing_more() -> None:
    one = learner("pick")
    one.does("q")
    for text in ("right", "u", "", "h"):
        assert one.does(text if text != "right" else "1").stage is STOPPED
    assert one.log == []


@pytest.mark.parametrize("key", ["x", "s", "i", "=", "1"])
def test_at_the_end_only_enter_q_help_and_undo_mean_something(key: str) -> None:
    one = learner("pick")
    assert one.does("right", "", key).stage is OVER
    assert one.said == "Enter leaves, u undoes the last answer."


# Reviews, time and the clock


def test_a_miss_comes_back_after_five_others_until_it_is_known() -> None:
    names = [*TYPED, *RECALLED]
    one = learner(*names, mode=Mode.REVIEW)
    one.does("wrong", "")
    for name in names[1:6]:
        assert one.asked is question(name)
        one.does("", "y")
    assert one.asked is question(names[0])
    one.does("wrong", "", "", "y")
    assert one.asked is question(names[0])
    one.does("right", "")
    assert one.state.stage is OVER
    assert [entry.grade for entry in one.log if entry.question == question(names[0]).id] == [1, 1, 3]


def test_a_miss_in_practice_does_not_come_back() -> None:
    one = learner("pick", "type a name")
    one.does("wrong", "", "wrong", "")
    assert one.state.stage is OVER


def test_a_miss_that_is_appealed_or_taken_back_does_not_come_back_later() -> None:
    one = learner("type a name", "type a date", mode=Mode.REVIEW)
    name, date = question("type a name").id, question("type a date").id
    assert one.does("wrong").queue == (date, name)
    assert one.does("=").queue == (date,)
    assert one.does("u", "wrong", "u").queue == (name, date)


def test_when_the_time_is_up_the_answer_still_counts_and_the_round_is_over() -> None:
    one = learner("pick", "type a name", minutes=1)
    one.now += 120_000
    assert one.does("right").stage is FEEDBACK
    assert one.does("").stage is OVER
    assert one.state.queue == (question("type a name").id,)
    assert one.does("u", "right", "").stage is OVER
    assert one.does("").stage is ENDED


def test_a_skip_and_a_new_start_heed_the_time_too() -> None:
    one = learner("pick", "type a name", minutes=1)
    one.now += 120_000
    assert one.does("s").stage is OVER
    assert one.leaves_and_comes_back().stage is OVER


def test_the_time_taken_is_that_of_the_question_shown_last() -> None:
    one = learner("pick", "type a name")
    one.does("right")
    one.now += 60_000
    one.does("", "h", "right")
    assert one.last.took == 2000


def test_a_clock_that_is_put_back_makes_no_negative_time() -> None:
    one = learner("pick")
    one.now -= 3_600_000
    one.does("right")
    assert one.last.took == 0


def test_a_log_is_read_in_the_order_of_the_round_though_the_clock_was_put_back() -> None:
    one = learner("pick", "type a name", "order", mode=Mode.REVIEW)
    for _ in one.questions:
        one.does("wrong", "=")
        one.now -= 3_600_000
        one.does("")
    kept = one.state
    assert [entry.at for entry in one.log] == sorted({entry.at for entry in one.log})
    again = one.leaves_and_comes_back()
    assert (again.queue, again.entries) == (kept.queue, kept.entries)


@pytest.mark.parametrize("mode", Mode)
def test_a_round_goes_on_without_what_was_withdrawn_meanwhile(mode: Mode) -> None:
    one = learner("type a name", "type a date", mode=mode)
    one.does("wrong", "", "q")
    assert one.leaves_and_comes_back(without=question("type a name").id).stage is ASKING
    assert one.state.queue == (question("type a date").id,)
    assert one.does("u").stage is ASKING
    assert one.said == "There is nothing to undo."
    assert one.leaves_and_comes_back(without=question("type a date").id).stage is OVER
    assert one.does("u").stage is OVER
    assert result(one.round, one.state, {}, "quizgen quiz")["answers"] == []


def test_a_question_that_another_terminal_has_leaves_the_round_even_after_a_miss() -> None:
    one = learner("type a name", "type a date", mode=Mode.REVIEW)
    one.does("wrong", "", "right", "")
    assert one.asked is question("type a name")
    one.state = one.engine.drop(one.state)
    assert (one.state.stage, one.state.queue) == (OVER, ())
    assert one.does("u").queue == (question("type a date").id,)
    assert one.does("u").queue == (question("type a name").id, question("type a date").id)


def test_what_another_terminal_has_leaves_all_else_in_its_place() -> None:
    first, *others = (*TYPED, *RECALLED, "pick")
    one = learner(first, *others, mode=Mode.REVIEW)
    one.does("wrong", "")
    before = one.state.queue
    one.state = one.engine.drop(one.state)
    assert one.state.queue == before[1:]
    assert one.does("", "y").queue == before[2:]


def test_a_novel_that_is_pasted_is_kept_in_part() -> None:
    one = learner("type a name")
    one.does("x" * 100_000)
    assert one.last.given == "x" * 500


# What is chosen


@pytest.mark.parametrize("text", ["3", "c", "springfield"])
def test_an_option_is_picked_by_number_letter_or_words(text: str) -> None:
    found = pick_option(ENGLISH, question("pick"), text)
    assert isinstance(found, Pick)
    assert (found.right, found.given) == (True, "Springfield")
    assert len(found.offered) == 4


@pytest.mark.parametrize(
    ("text", "given"), [("t", "True"), ("1", "True"), ("a", "True"), ("true", "True"), ("f", "False"), ("b", "False")]
)
def test_true_and_false_are_picked_by_their_letters_too(text: str, given: str) -> None:
    found = pick_option(ENGLISH, question("true or false"), text)
    assert isinstance(found, Pick)
    assert found.given == given
    assert found.right == (given == question("true or false").shape.answer)


@pytest.mark.parametrize("text", ["0", "5", "e", "t", "11", "-1", "1.", "spring", "٣"])
def test_what_names_no_option_picks_none(text: str) -> None:
    assert pick_option(ENGLISH, question("pick"), text) == "Press 1 to 4."


@pytest.mark.parametrize("text", ["3142", "3 1 4 2", "3,1,4,2", " 3 - 1 - 4 - 2 ", "3. 1. 4. 2."])
def test_an_order_is_given_in_whatever_way_the_numbers_are_parted(text: str) -> None:
    found = read_order(ENGLISH, question("order"), text)
    assert isinstance(found, Pick)
    assert (found.right, found.given) == (True, "3142")


@pytest.mark.parametrize("text", ["cae", "c a e", "c,a,e", "1c2a3e"])
def test_names_are_matched_by_letters(text: str) -> None:
    found = read_order(ENGLISH, question("match"), text)
    assert isinstance(found, Pick)
    assert (found.right, found.given) == (True, "cae")


@pytest.mark.parametrize("text", ["314", "31422", "3143", "1235", "abcd", "0123", "3 1 4 two", "٣١٤٢"])
def test_an_order_names_each_event_once(text: str) -> None:
    assert read_order(ENGLISH, question("order"), text) == "Type all 4, each once, e.g. 2413."


@pytest.mark.parametrize("text", ["ca", "caeb", "cac", "caf", "123", "ca3"])
def test_a_match_names_somebody_for_each_question_and_nobody_twice(text: str) -> None:
    assert read_order(ENGLISH, question("match"), text) == "Type 3, none twice, e.g. bda."


def test_the_example_of_an_answer_has_as_many_marks_as_the_question() -> None:
    one = learner("match")
    one.does("bdac")
    assert one.said == "Type 3, none twice, e.g. bda."
    assert keys(one.round, one.state)[0] == Key("e.g. bda", "type the letters", is_example=True)
    one = learner("order")
    assert keys(one.round, one.state)[0] == Key("e.g. 2413", "type the order", is_example=True)


def test_each_fact_of_an_order_or_match_gets_its_own_part() -> None:
    found = read_order(ENGLISH, question("order"), "3 1 2 4")
    assert isinstance(found, Pick)
    assert not found.right
    assert dict(found.parts) == {
        "hall.built": True, "hall.painted": True, "meeting.date": False, "hall.burns": False,
    }  # fmt: skip
    found = read_order(ENGLISH, question("match"), "cde")
    assert isinstance(found, Pick)
    assert [fact for fact, hit in found.parts if hit] == ["doe.go-on", "roe.hall"]


def test_capital_letters_are_keys_too() -> None:
    one = learner("match")
    assert one.does(right(one.asked).upper()).stage is FEEDBACK
    assert one.last.grade is Grade.GOOD


def test_a_new_fact_is_shown_so_many_questions_before_it_is_asked() -> None:
    one = learner("recall", "pick", "type a date", "type a name", mode=Mode.REVIEW, type_a_date=1, type_a_name=3)
    assert (one.state.stage, one.asked) == (NEW, question("type a name"))
    assert one.does("what?").stage is NEW
    assert one.said == "Enter goes on. ? shows all keys."
    assert one.does("i").stage is NEW
    assert one.aside is Aside.SOURCES
    assert one.does("").stage is ASKING
    assert one.asked is question("recall")
    one.does("", "n")
    assert (one.state.stage, one.asked) == (NEW, question("type a date"))
    assert one.does("", "right", "").stage is ASKING
    assert one.asked is question("type a date")
    one.does("right", "u")
    assert one.said == "Undone."
    assert one.state.stage is ASKING, "it is not shown again"
    one.does("right", "", "right")
    assert [entry.grade for entry in one.state.entries] == [Grade.AGAIN, Grade.GOOD, Grade.HARD, Grade.HARD]
    assert one.does("e").entries[-1].grade is Grade.HARD
