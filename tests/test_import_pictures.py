"""Pictures come into the library's folder for them, each under a name of its own, and with the words for it."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from quizgen.asking.ways import WAYS, card_ways
from quizgen.reading.library import read_library
from tests.support.anki import Learner, exports_package, writes_notes
from tests.support.inbox import BARE, Inbox, import_file, import_into
from tests.support.library import write_library

if TYPE_CHECKING:
    from pathlib import Path


def drawing(colour: str) -> bytes:
    """Return a picture."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><path fill="{colour}" d="M0 0h1v1z"/></svg>'.encode()


RED, BLUE = drawing("red"), drawing("blue")
ASKED = "The picture lacks 'alt': what it shows, in words, for those who cannot see it."


def media(inbox: Inbox) -> dict[str, bytes]:
    """Return the pictures of the library."""
    folder = inbox.path.parent / "media"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.mark.parametrize("legacy", [True, False])
def test_the_pictures_of_a_package(tmp_path: Path, *, legacy: bool) -> None:
    learner = Learner(tmp_path / "anki")
    learner.col.media.write_data("le lac.svg", RED)
    learner.col.media.write_data("été.svg", BLUE)
    writes_notes(
        learner,
        [
            ("Basic", "Geo", {"Front": 'What is it? <img src="le lac.svg" alt="A lake">', "Back": "a lake"}, []),
            ("Basic", "Geo", {"Front": 'What is that?<img src="été.svg">', "Back": 'x <img src="été.svg">'}, []),
            ("Basic", "Geo", {"Front": 'What is there?<img src="none.svg">', "Back": "nothing"}, []),
            ("Cloze", "Geo", {"Text": 'It is {{c1::Bern}}. <img src="le lac.svg">', "Back Extra": ""}, []),
            ("Basic", "Geo", {"Front": '<img src="été.svg" alt="A house">', "Back": "a house"}, []),
            ("Basic", "Geo", {"Front": '<img src="none.svg">', "Back": "a barn"}, []),
        ],
    )
    exports_package(learner, tmp_path / "geo.apkg", legacy=legacy)
    learner.close()
    inbox = import_file(write_library(tmp_path / "library", files=BARE), tmp_path / "geo.apkg")
    assert inbox.values("picture") == [
        ({"file": "le-lac.svg", "alt": "A lake"},),
        ({"file": "été.svg"},),
        (None,),
        ({"file": "le-lac.svg"},),
        ({"file": "été.svg", "alt": "A house"},),
    ]
    assert inbox.values("what", "ask")[-1] == ("a house", None)
    assert media(inbox) == {"le-lac.svg": RED, "été.svg": BLUE}
    assert inbox.comments[1:] == [
        "Not brought: picture: été.svg",
        ASKED,
        "Not brought: picture: none.svg",
        ASKED,
        "Left out: wordless question (note 6): a barn; picture none.svg",
    ]
    assert f"2 pictures in {inbox.path.parent}/media." in inbox.said


MOODLE = """<quiz><question type="shortanswer"><questiontext format="html">
<text><![CDATA[What is it? <img src="@@PLUGINFILE@@/my%20cell.svg" alt="A cell">]]></text>
<file name="my cell.svg" encoding="base64">{data}</file></questiontext>
<answer fraction="100"><text>a cell</text></answer></question></quiz>"""


def test_the_pictures_of_moodle_are_read_back(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "m.xml", MOODLE.format(data=b64encode(RED).decode()))
    assert inbox.comments[1:] == []
    documents, problems = read_library(tmp_path / "library", card_ways(WAYS))
    assert problems == []
    (fact,) = (fact for topic in documents.topics for fact in topic.facts if topic.id == "m")
    assert fact.picture is not None
    assert (fact.picture.alt, fact.picture.data) == ("A cell", RED)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("n.md", "Q: What? ![A cell](p/cell.svg)\nA: a cell\n\nQ: And? ![no](../out.svg)\nA: b\n"),
        ("t.csv", "Question,Answer,Image\nWhat?,a cell,p/cell.svg\nAnd?,b,../out.svg\n"),
    ],
)
def test_pictures_beside_a_text_and_none_from_elsewhere(tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "in"
    (folder / "p").mkdir(parents=True)
    (folder / "p" / "cell.svg").write_bytes(RED)
    (tmp_path / "out.svg").write_bytes(BLUE)
    (folder / name).write_text(text)
    inbox = import_file(write_library(tmp_path / "library", files=BARE), folder / name)
    assert [picture and picture["file"] for (picture,) in inbox.values("picture")] == ["cell.svg", None]
    assert media(inbox) == {"cell.svg": RED}
    assert any(comment.startswith("Not brought: picture: ../out.svg") for comment in inbox.comments)


def test_another_picture_of_the_same_name_gets_its_own(tmp_path: Path) -> None:
    first = import_into(tmp_path, "a.xml", MOODLE.format(data=b64encode(RED).decode()))
    second = import_into(tmp_path, "b.xml", MOODLE.format(data=b64encode(BLUE).decode()))
    third = import_into(tmp_path, "c.xml", MOODLE.format(data=b64encode(RED).decode()))
    files = [inbox.values("picture")[0][0]["file"] for inbox in (first, second, third)]
    assert files == ["my-cell.svg", "my-cell-2.svg", "my-cell.svg"]
    assert media(third) == {"my-cell.svg": RED, "my-cell-2.svg": BLUE}


def test_what_is_no_picture_and_what_has_no_library_is_told(tmp_path: Path) -> None:
    inbox = import_into(tmp_path, "m.xml", MOODLE.format(data=b64encode(b"GIF89a").decode()))
    assert inbox.values("picture") == [(None,)]
    assert inbox.comments[1].startswith("Not brought: picture: @@PLUGINFILE@@/my%20cell.svg A cell (the file is no PNG")
    assert media(inbox) == {}
    (tmp_path / "m.xml").write_text(MOODLE.format(data=b64encode(RED).decode()))
    outside = import_file(tmp_path / "library", tmp_path / "m.xml", "--out", str(tmp_path / "x.yaml"))
    assert "Did not come along, and named over each draft: 1 picture." in outside.said
