r"""The readers and graders of other homes, tried on small files: each says what its client's own documents say of it.

Every case is a trap that imports without a word: the graders have to see it, or no test with them means anything.
"""

from __future__ import annotations

import pytest

from tests.support.homes import gift, gift_pegjs, h5p, moodle
from tests.support.homes.engine import Matching, MultiChoice, Numerical, RefusedError, ShortAnswer, TrueFalse
from tests.support.homes.shown import format_string, page

NO_PEGJS = pytest.mark.skipif(not gift_pegjs.is_there(), reason="node or its package gift-pegjs is not installed")


def quiz(body: str, kind: str = "shortanswer", text: str = "Which?") -> bytes:
    """A file of one question for Moodle."""
    return (
        f'<quiz><question type="category"><category><text>$course$/top/A//B/C</text></category></question>'
        f'<question type="{kind}"><name><text>C 1</text></name>'
        f'<questiontext format="html"><text>{text}</text></questiontext><idnumber>c.1</idnumber>'
        f"{body}</question></quiz>"
    ).encode()


def answers(*texts: str, share: int = 100, kind: str = "moodle_auto_format") -> str:
    """Answers as Moodle XML has them."""
    return "".join(f'<answer fraction="{share}" format="{kind}"><text>{text}</text></answer>' for text in texts)


@pytest.mark.parametrize(
    ("pattern", "response", "share"),
    [
        ("Sky", "  sky ", 1.0),
        ("k*args", "kwords and args", 1.0),
        (r"k\*args", "kwords and args", 0.0),
        (r"k\*args", "K*ARGS", 1.0),
        (r"a\\*b", r"a\*b", 1.0),
        ("x.z", "xyz", 0.0),
        ("e\u0301te\u0301", "été", 1.0),
        ("&amp;lt;br&amp;gt;", "<br>", 0.0),
    ],
)
def test_moodle_compares_short_answers_as_patterns_of_plain_text(pattern: str, response: str, share: float) -> None:
    (asked,) = moodle.read(quiz(answers(pattern)))
    assert isinstance(asked.task, ShortAnswer)
    assert asked.task.grade(response) == share
    assert (asked.category, asked.title, asked.id) == (("A/B", "C"), "C 1", "c.1")


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ("9.81", 1.0),
        ("9,8", 0.0),
        ("9.86", 1.0),
        ("9.87", 0.0),
        ("981 cm", 1.0),
        ("9.8 furlongs", 1.0),
        ("98.1e-1", 1.0),
        ("about 9.81", 0.0),
        ("$9.81", 0.0),
    ],
)
def test_moodle_reads_a_number_from_its_begin_with_any_unit(response: str, share: float) -> None:
    units = "<units><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
    answer = '<answer fraction="100"><text>9.81</text><tolerance>0.05</tolerance></answer>'
    (asked,) = moodle.read(quiz(answer + units, "numerical"))
    assert isinstance(asked.task, Numerical)
    assert asked.task.grade(response) == share


def pairs(*found: tuple[str, str]) -> bytes:
    """A file of one question of pairs for Moodle."""
    subs = (
        f'<subquestion format="html"><text>{stem}</text><answer><text>{name}</text></answer></subquestion>'
        for stem, name in found
    )
    return quiz("".join(subs), "matching")


def test_moodle_shows_names_without_tags_and_takes_equal_numbers_for_one_name() -> None:
    (asked,) = moodle.read(pairs(("one", "&lt;b&gt;x&lt;/b&gt;"), ("two", "10"), ("three", "1e1"), ("", "&amp;lt;p>")))
    assert isinstance(asked.task, Matching)
    assert asked.task.names == ("x", "10", "<p>")
    assert asked.task.grade({"one": "x", "two": "10", "three": "10"}) == 1.0
    assert asked.task.grade({"one": "<p>", "two": "10", "three": "10"}) == pytest.approx(2 / 3)


def test_moodle_shows_options_as_html() -> None:
    options = answers("&lt;b&gt;x&lt;/b&gt;", kind="html") + answers("&amp;lt;b&amp;gt;", share=0, kind="html")
    (asked,) = moodle.read(quiz(options, "multichoice"))
    assert isinstance(asked.task, MultiChoice)
    assert [(option.text, option.share) for option in asked.task.options] == [("x", 1.0), ("<b>", 0.0)]


@pytest.mark.parametrize(
    "data",
    [
        quiz(answers("x")).replace(b"c.1", b"c" * 101),
        quiz(answers("<b>x</b>")),
        quiz(answers("x", share=50)),
        quiz(answers("x", kind="html"), "multichoice"),
        pairs(("one", "x"), ("two", "y" * 256), ("three", "z")),
        quiz(answers("x")).replace(b"<text>C 1", b"<text>" + b"&lt;i&gt;"),
    ],
)
def test_moodle_imports_nothing_of_these(data: bytes) -> None:
    with pytest.raises(RefusedError):
        moodle.read(data)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"a \(x\) b", "a ⟦x⟧ b"),
        (r"a <span>&#92;</span>(x<span>&#92;</span>) b", r"a \(x\) b"),
        (r"<code>\(x\)</code> $$y$$", r"\(x\) ⟦y⟧"),
        ("{mlang de}a{mlang}{mlang en}b{mlang}", "b"),
        ("&#123;mlang de}a{mlang}", "{mlang de}a{mlang}"),
        ("<p>a  b</p><pre>c\n  d</pre>", "a b\nc\n  d"),
        ("<script>x</script>y &amp;lt;", "y &lt;"),
    ],
)
def test_a_page_of_moodle_shows(source: str, text: str) -> None:
    assert page(source).text == text


@pytest.mark.parametrize(
    ("name", "text"), [("a <b>c</b> & d", "a c & d"), ("a < b", "a < b"), ("a <b", "a "), ("&lt;b> AT&T;", "<b> AT&T;")]
)
def test_a_name_of_moodle_shows(name: str, text: str) -> None:
    assert format_string(name) == text


GIFTS = [
    pytest.param("{=a ~%50%b ~c}", {"a": 1.0, "b": 0.5, "c": 0.0}, id="a percentage is a weight"),
    pytest.param(r"{=a ~&\#37;50%b}", {"a": 1.0, "%50%b": 0.0}, id="an entity is none"),
    pytest.param(r"{=a ~[html] b ~&\#91;html] c}", {"a": 1.0, "b": 0.0, "[html] c": 0.0}, id="a format is swallowed"),
    pytest.param(r"{=a\=b ~c\~d#e\:\} ~\#\{f}", {"a=b": 1.0, "c~d": 0.0, "#{f": 0.0}, id="escapes"),
    pytest.param(r"{=a\\ ~b\\\\n}", {"a\\": 1.0, r"b\\n": 0.0}, id="backslashes"),
]


@pytest.mark.parametrize("reader", [gift, pytest.param(gift_pegjs, marks=NO_PEGJS)])
@pytest.mark.parametrize(("written", "shares"), GIFTS)
def test_gift_options(reader: object, written: str, shares: dict[str, float]) -> None:
    assert reader in (gift, gift_pegjs)
    read = gift.read if reader is gift else gift_pegjs.read
    (asked,) = read(f"$CATEGORY: $course$/top/A//B/C\n\n// [id:c.1] [tag:x]\n::C 1::[html]Which?{written}\n".encode())
    assert (asked.category, asked.title, asked.id, asked.tags) == (("A/B", "C"), "C 1", "c.1", ("x",))
    assert isinstance(asked.task, MultiChoice)
    assert {option.text: asked.task.grade(option.text) for option in asked.task.options} == shares


def test_gift_takes_an_arrow_in_a_short_answer_for_a_pair_and_a_word_for_a_statement() -> None:
    (pair,) = gift.read(b"::C 1::[html]Which?{=a->x =b->y =c->z}")
    assert isinstance(pair.task, Matching)
    (statement,) = gift.read(b"::C 1::[html]So?{T#no#yes####all}")
    assert statement.task == TrueFalse(is_true=True, if_true="yes", if_false="no")
    assert statement.feedback == "all"
    (short,) = gift.read(b"::C 1::[html]Which?{=%100%T =[html]k =%100%%50%d =[plain][html]m}")
    assert isinstance(short.task, ShortAnswer)
    assert [short.task.grade(one) for one in ("t", "[html]k", "k", "%50%d", "[html]m")] == [1.0, 0.0, 1.0, 1.0, 1.0]


@pytest.mark.parametrize("reader", ["gift", pytest.param("pegjs", marks=NO_PEGJS)])
@pytest.mark.parametrize(("written", "right", "wrong"), [("#9.81:0.05", "9.8", "9.9"), ("#=1..5", "1", "6")])
def test_gift_numbers(reader: str, written: str, right: str, wrong: str) -> None:
    read = gift.read if reader == "gift" else gift_pegjs.read
    (asked,) = read(f"// [id:c.1]\n::C 1::[html]How many?{{{written}}}\n".encode())
    assert (asked.task.grade(right), asked.task.grade(wrong)) == (1.0, 0.0)  # type: ignore[arg-type, call-arg]


def test_h5p_reads_tips_feedback_stars_and_escaped_colons() -> None:
    (first, second) = h5p.read(b"Which?\n*a::yes\nb:tip:no:other\n* c\n\nAnd?\nd\n*e")
    assert [(one.text, one.share, one.feedback) for one in first.task.options] == [
        ("a", 1.0, "yes"),
        ("b", 0.0, "no"),
        ("c", 1.0, ""),
    ]
    assert (second.text, len(second.task.options)) == ("And?", 2)
    with pytest.raises(RefusedError):  # one program makes it a colon again, the other leaves another sign
        h5p.read(b"Which?\n*a\\:b\nc")
    assert h5p.read(b"2021. What?\n*a\nb")[0].text == "What?"
