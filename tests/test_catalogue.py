"""Each text that quizgen itself prints can be translated, and the list of them is complete.

After a change that is meant, `APPROVE=1 python -m pytest tests/test_catalogue.py` writes the list anew.
"""

from __future__ import annotations

import os
import re
import runpy
from dataclasses import replace
from gettext import NullTranslations
from typing import TYPE_CHECKING

import polib

from quizgen.cli.app import run
from quizgen.language import ENGLISH, LANGUAGES
from quizgen.language.catalogue import CATALOGUES, translated, translations
from tests.conftest import ROOT
from tests.support.catalogue import PSEUDO, template
from tests.support.library import write_library

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LIST = CATALOGUES / "quizgen.pot"


def test_the_list_of_texts_is_complete() -> None:
    now = template()
    if os.environ.get("APPROVE"):
        now.save(str(LIST))
    assert LIST.read_text("utf-8").strip() == str(now).strip()
    assert len({entry.msgid for entry in now}) == len(now)


def test_every_language_but_english_has_all_texts() -> None:
    known = {entry.msgid for entry in polib.pofile(str(LIST))}
    for tag in LANGUAGES:
        if tag != ENGLISH.tag:
            entries = polib.pofile(str(CATALOGUES / f"{tag}.po")).translated_entries()
            assert known == {entry.msgid for entry in entries}, tag


def test_places_in_braces_have_names() -> None:
    for entry in template():
        for text in (entry.msgid, entry.msgid_plural):
            assert "{}" not in text
            assert set(re.findall(r"\{(.*?)\}", text)) == set(re.findall(r"\{([a-z_]+)\}", text))


def test_a_catalogue_is_compiled_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "quizgen" / "language" / "catalogues"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=n>1;"}
    catalogue.append(polib.POEntry(msgid="Sources", msgstr="Les sources"))
    catalogue.append(
        polib.POEntry(
            msgid="{number} fact",
            msgid_plural="{number} facts",
            msgstr_plural={0: "{number} fait", 1: "{number} faits"},
        )
    )
    catalogue.save(str(folder / "fr.po"))
    build_data: dict[str, list[str]] = {"artifacts": []}
    hook = runpy.run_path(str(ROOT / ".ci" / "hatch_build.py"))["CatalogueHook"]
    hook(str(tmp_path), {}, None, None, str(tmp_path), "wheel").initialize("standard", build_data)
    assert build_data["artifacts"] == ["quizgen/language/catalogues/*.mo"]
    monkeypatch.setattr("quizgen.language.catalogue.CATALOGUES", folder)
    french = replace(ENGLISH, texts=translations("fr"))
    assert french.gettext("Sources") == "Les sources"
    assert french.ngettext("{number} fact", "{number} facts", 0) == "0 fait"
    assert french.ngettext("{number} fact", "{number} facts", 2) == "2 faits"


def test_english_needs_no_catalogue() -> None:
    assert type(ENGLISH.texts) is NullTranslations
    assert not (CATALOGUES / "en.po").exists()


def test_a_missing_catalogue_is_told_in_a_sentence_when_its_language_is_first_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(LANGUAGES, "en", replace(ENGLISH, texts=translations("fr")))
    root = str(write_library(tmp_path))
    assert run(["check", "--no-paper", "--library", root]) == 0
    assert run(["cards", "--library", root, "--out", str(tmp_path / "out")]) == 1
    told = " ".join(capsys.readouterr().err.split())
    path = CATALOGUES / "fr.mo"
    assert told.endswith(f"quizgen: there is no catalogue {path}; install quizgen again, which builds it")


def test_a_template_is_translated_where_its_texts_stand() -> None:
    assert translated('<p>gettext("Say \\"yes\\"")</p>', PSEUDO, str) == '<p>⟦Say "yes"⟧</p>'
