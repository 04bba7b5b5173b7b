"""Changes to files of a library in place: what else they say stays, whatever form they have."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.pipeline import open_library
from quizgen.reading.edits import UnsafeEditError, edited
from quizgen.reading.hashes import edit_of
from quizgen.reading.library import read_library
from tests.support.bare import write_bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Quizgen = Callable[..., Result]

TERM = "- {id: nucleus, term: nucleus, means: the part that holds the DNA}\n"
IDS = ("bridge", "herald", "letter", "ferry")
TWO = """\
sources:
  - id: bridge
    title: 'The bridge: a report'

  # of the parish
  - id: herald
    title: Sunday's news
"""


def text_of(id_: str) -> str:
    return f"What {id_} says.\n"


def hash_of(id_: str) -> str:
    return hashlib.sha256(text_of(id_).encode()).hexdigest()


def library_of(root: Path, sources: str) -> Path:
    """Write a library with these sources, and their texts into its folder for articles."""
    write_bare(root, TERM, "News", sources=sources)
    (root / "articles").mkdir(exist_ok=True)
    for id_ in IDS:
        (root / f"articles/{id_}.txt").write_text(text_of(id_))
    return root


def hashed(sources: str) -> list[dict[str, Any]]:
    """The records of sources as they are to be once their hashes are written, as another parser reads them."""
    return [{**one, "sha256": hash_of(one["id"])} for one in yaml.safe_load(sources)["sources"]]


def test_the_hashes_of_two_new_sources_come_each_into_its_own_record(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_of(tmp_path, TWO)
    told = quizgen("check", "--fix-hashes", "--library", root)
    assert (told.exit_code, told.stdout) == (0, "")
    assert (
        (root / "questions/sources.yaml").read_text()
        == f"""\
sources:
  - id: bridge
    sha256: {hash_of("bridge")}
    title: 'The bridge: a report'

  # of the parish
  - id: herald
    sha256: {hash_of("herald")}
    title: Sunday's news
"""
    )


TITLES = ("The bridge", "a, b", "it's {so}", "two: one", 'they said "no"', "id: herald", "№ 3 of 4", "sha256")


def written(text: str, quotes: str) -> str:
    """A value in quotes of this form, or in single ones where it cannot do without."""
    if quotes == "none" and text.isalpha():
        return text
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if quotes != "double" else '"' + text.replace('"', '\\"') + '"'


@st.composite
def records(draw: st.DrawFn, id_: str) -> str:
    """A source in block or flow form, with its keys in any order and its values in any quotes."""
    values = {"id": id_, "title": draw(st.sampled_from(TITLES))}
    if draw(st.booleans()):
        values["file"] = f"{id_}.txt"
    if draw(st.booleans()):
        values["outlet"] = draw(st.sampled_from(TITLES))
    if draw(st.integers(0, 3)) == 0:
        values["sha256"] = "a" * 64
    pairs = [
        f"{key}: {written(values[key], draw(st.sampled_from(('none', 'single', 'double'))))}"
        for key in draw(st.permutations(sorted(values)))
    ]
    remark = draw(st.sampled_from(("", "  # id: bridge", "  # {so}")))
    empty = "\n" * draw(st.integers(0, 2))
    if draw(st.booleans()):
        return "  - " + f"{remark}\n    ".join(pairs) + f"{remark}\n{empty}"
    between = draw(st.sampled_from((", ", ",\n     ")))
    return f"  - {{{between.join(pairs)}}}{remark}\n{empty}"


@st.composite
def files(draw: st.DrawFn) -> str:
    """The text of a file with some sources, whose line ends and first sign may be those of Windows."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    text = "sources:\n" + "".join(draw(records(id_)) for id_ in ids)
    return draw(st.sampled_from(("", "\ufeff"))) + text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("edits"), TWO)


@given(text=files())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_form_a_file_has_it_says_the_same_but_for_its_hashes(place: Path, text: str) -> None:
    (place / "questions/sources.yaml").write_bytes(text.encode())
    sources = read_library(place, ())[0].sources
    after = edited(text, [edit_of(source, hash_of(source.id)) for source in sources])
    assert yaml.safe_load(after)["sources"] == hashed(text)
    rest = after
    for source in sources:
        if source.sha256 is not None:
            rest = rest.replace(hash_of(source.id), source.sha256)
        rest = re.sub(rf", sha256: {hash_of(source.id)}| {{4}}sha256: {hash_of(source.id)}\r?\n", "", rest)
    assert rest == text, "nothing else is touched"


def test_where_more_would_change_nothing_is_written_and_it_is_told(tmp_path: Path, quizgen: Quizgen) -> None:
    sources = "sources:\n  - id:\n      bridge\n    title: A report\n"
    root = library_of(tmp_path, sources)
    told = quizgen("check", "--fix-hashes", "--library", root)
    assert (root / "questions/sources.yaml").read_text() == sources
    assert "no hash is written to 'bridge', as more would change with it" in told.stderr
    assert f"write 'sha256: {hash_of('bridge')}' there" in told.stderr


def test_a_file_that_is_not_utf_8_is_left_as_it_is(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_of(tmp_path, TWO)
    data = TWO.replace("report", "café").encode("cp1252")
    (root / "questions/sources.yaml").write_bytes(data)
    told = quizgen("check", "--fix-hashes", "--library", root)
    assert (root / "questions/sources.yaml").read_bytes() == data
    assert "no hash is written" in told.stderr
    assert "[not-utf-8]" in told.stdout


def test_no_fact_is_renamed_where_its_id_is_written_otherwise(tmp_path: Path, quizgen: Quizgen) -> None:
    root = write_bare(tmp_path, TERM.replace("{id: nucleus", '{id: "nucle\\x75s"'), "Cells")
    files = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    told = quizgen("rename", "nucleus", "kernel", "--library", root)
    assert told.exit_code == 1
    assert "Nothing was renamed" in told.stderr
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == files


def test_an_edit_at_a_place_where_nothing_stands_is_refused(tmp_path: Path) -> None:
    root = library_of(tmp_path, TWO)
    source = read_library(root, ())[0].sources[0]
    with pytest.raises(UnsafeEditError):
        edited(TWO.replace("sources:", "\nsources:"), [edit_of(source, "2" * 64)])


@pytest.mark.parametrize("kept_free", ["", "TODO", '""', "''", "0" * 64, "~", "null", "123", "'TODO'"])
@pytest.mark.parametrize(
    "record",
    [
        "- {id: bridge, title: News, sha256: HERE}",
        "- {id: bridge, sha256: HERE, title: News}",
        "- id: bridge\n  title: News\n  sha256: HERE",
        "- id: bridge\n  sha256: HERE\n  title: News",
    ],
)
def test_what_keeps_the_place_of_a_hash_free_is_replaced(
    tmp_path: Path, quizgen: Quizgen, record: str, kept_free: str
) -> None:
    sources = f"sources:\n{record.replace('HERE', kept_free)}\n- {{id: herald, title: Other news}}\n"
    root = library_of(tmp_path, sources)
    before = [problem.line for problem in open_library(root).problems]
    assert len(before) == len(set(before)) == 2, "it is told once"
    told = quizgen("check", "--fix-hashes", "--library", root)
    assert (told.exit_code, told.stdout) == (0, "")
    assert yaml.safe_load((root / "questions/sources.yaml").read_text())["sources"] == [
        {"id": "bridge", "title": "News", "sha256": hash_of("bridge")},
        {"id": "herald", "title": "Other news", "sha256": hash_of("herald")},
    ]


def test_a_source_whose_hash_cannot_be_written_is_named_and_holds_up_no_other(tmp_path: Path, quizgen: Quizgen) -> None:
    sources = "sources:\n  - {id: herald, title: News}\n  - {id: bridge, title: A report, sha256: [TODO]}\n"
    root = library_of(tmp_path, sources)
    told = quizgen("check", "--fix-hashes", "--library", root)
    new = sources.replace("id: herald", f"id: herald, sha256: {hash_of('herald')}")
    assert (root / "questions/sources.yaml").read_text() == new
    assert "the hash of herald.txt is written" in told.stderr
    assert "no hash is written to 'bridge', as more would change with it" in told.stderr
    assert "'herald'" not in told.stderr


def test_why_no_hash_is_written_is_told_where_a_fragment_does_not_stand_there(tmp_path: Path, quizgen: Quizgen) -> None:
    fact = "- {id: cell, term: cell, means: a small room, evidence: {bridge: words that nobody wrote}}\n"
    root = library_of(tmp_path, TWO)
    (root / "questions/cells.yaml").write_text(f"topic: cells\nfacts:\n{fact}")
    told = quizgen("check", "--fix-hashes", "--library", root)
    assert "no hash of bridge.txt is written: it lacks words of the evidence of cell; mend" in told.stderr
    assert hash_of("herald") in (root / "questions/sources.yaml").read_text()


def test_a_file_that_is_a_link_stays_one(tmp_path: Path, quizgen: Quizgen) -> None:
    root = library_of(tmp_path / "library", TWO)
    for name, command in (
        ("sources.yaml", ("check", "--fix-hashes")),
        ("meetings.yaml", ("rename", "nucleus", "kernel")),
    ):
        link, target = root / "questions" / name, tmp_path / name
        link.rename(target)
        link.symlink_to(target)
        before = target.read_text()
        assert quizgen(*command, "--library", root).exit_code == 0
        assert link.is_symlink()
        assert target.read_text() != before
