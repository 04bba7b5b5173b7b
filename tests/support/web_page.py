"""A pupil at the web page in a browser: what is read and pressed there, and the file in which the progress is kept."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from quizgen.domain.markup import plain
from quizgen.exporting import HOMES, bank_of
from quizgen.exporting.home import pack
from quizgen.exporting.questions import questions_of
from quizgen.rendering.sheets.templating import as_html
from tests.support import engine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library
    from tests.support.browser import Browser

_TAG = re.compile("<[^>]*>")
#: What the page would write into a file lands here instead.
_CATCH = """
    URL.createObjectURL = blob => { window.caught = blob.text(); return ""; };
    HTMLAnchorElement.prototype.click = () => {};
"""
#: The browser refuses to keep anything, as in a frame without rights.
REFUSES = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
#: The browser has no room left.
IS_FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


def web_page(library: Library, questions: Iterable[Question] | None = None) -> str:
    """Return the page of a library, or of some of its questions."""
    marked = library.marked
    asked = questions_of(marked) if questions is None else questions
    return pack(HOMES["web"], bank_of(marked.kb, library.name, asked)).data.decode()


@cache
def small_page() -> str:
    """Return the page of the small library."""
    return web_page(engine.library())


@cache
def page_with(*names: str) -> str:
    """Return a page with the questions that `ASKED` has under these names, and no others to practise."""
    return web_page(engine.library(), map(engine.question, names))


class Pupil:
    """Somebody with the page of a library, who sees it on a screen of some width."""

    def __init__(self, browser: Browser, page: str, width: int = 390) -> None:
        self.browser, self.page, self.width = browser, page, width

    def opens(self, fragment: str = "", *, anew: bool = False) -> Pupil:
        """Open the page by a link; `anew` where nobody was here before."""
        if anew:
            self.browser.open("<!doctype html>", self.width, 800)
            self.browser.run("localStorage.clear()")
        self.browser.open(self.page, self.width, 800, fragment or "#")
        return self

    def sees(self) -> str:
        """Return what stands on the screen, in one line."""
        return str(self.browser.run("document.body.innerText.replace(/\\s+/g, ' ')"))

    def hears(self) -> str:
        """Return what is said to whoever does not see the screen."""
        return str(self.browser.run("document.getElementById('said').textContent"))

    def can_press(self) -> list[str]:
        """Return the buttons on the screen that can be pressed."""
        script = "[...document.querySelectorAll('#app button:not(:disabled)')].filter(b => b.offsetParent)"
        written = "(b.querySelector('.text') ?? b).textContent.replace(/\\s+/g, ' ').trim()"
        return list(self.browser.run(f"{script}.map(b => {written})"))

    def presses(self, *names: str) -> Pupil:
        """Press buttons by what stands on them."""
        for name in names:
            there = self.can_press()
            assert name in there, (name, there)
            script = "[...document.querySelectorAll('#app button:not(:disabled)')].filter(b => b.offsetParent)"
            self.browser.run(f"{script}[{there.index(name)}].click()")
        return self

    def taps(self, *texts: str) -> Pupil:
        """Tap options, or rows that are put in order, by what stands on them, with its markup."""
        for text in texts:
            self.browser.run(
                f"""(() => {{
                    const bare = html => html.replace(/<[/]?bdi[^>]*>/g, "");
                    const holder = document.createElement("template");
                    holder.innerHTML = {json.dumps(str(as_html(text)))};
                    const isIt = one => bare(one.querySelector(".text").innerHTML) === holder.innerHTML;
                    [...document.querySelectorAll("#app .option:not(:disabled)")].find(isIt).click();
                }})()"""
            )
        return self

    def types(self, text: str) -> Pupil:
        """Type an answer and check it."""
        self.browser.run("document.getElementById('typed').focus()")
        self.browser.type(text)
        return self.presses("Check")

    def types_anew(self, text: str) -> Pupil:
        """Type another answer instead of the one that stands there, and check it."""
        self.browser.run("document.getElementById('typed').select()")
        return self.types(text)

    def picks(self, *names: str) -> Pupil:
        """Pick a name for each row, and check them."""
        for row, name in enumerate(names):
            option = f"[...document.getElementById('row-{row}').options].find(o => o.text === {json.dumps(name)})"
            self.browser.run(f"document.getElementById('row-{row}').value = {option}.value")
        return self.presses("Check")

    def saves(self) -> str:
        """Return the file in which the progress is saved."""
        self.browser.run(_CATCH)
        self.presses("Save to a file")
        return str(self.browser.run("window.caught"))

    def opens_details(self, name: str) -> Pupil:
        """Open what stands folded behind a name."""
        self.browser.run(f"[...document.querySelectorAll('summary')].find(s => s.textContent === {name!r}).click()")
        return self

    def loads(self, text: str) -> str:
        """Load a file, and return what the page says of it."""
        self.browser.run(
            f"""new Promise(done => {{
                const input = document.querySelector("input[type=file]"), files = new DataTransfer();
                document.getElementById("said").textContent = "";
                files.items.add(new File([{json.dumps(text)}], "progress.jsonl"));
                new MutationObserver(() => done()).observe(document.getElementById("said"), {{ childList: true }});
                input.files = files.files;
                input.dispatchEvent(new Event("change"));
            }})"""
        )
        return self.hears()

    def answers(self, asked: Question, *, right: bool) -> Pupil:
        """Answer the question on the screen, rightly or not."""
        from quizgen.domain.question import Choice, Match, Order

        shape = asked.shape
        if isinstance(shape, Choice):
            return self.taps(next(option.text for option in shape.options if option.right == right))
        if isinstance(shape, Order):
            order = shape.order if right else shape.order[::-1]
            return self.taps(*(shape.rows[place].text for place in order)).presses("Check")
        if isinstance(shape, Match):
            names = [" ".join(plain(shape.names[row.name]).split()) for row in shape.rows]
            return self.picks(*(names if right else names[1:] + names[:1]))
        if shape.is_typed:
            return self.types(plain(shape.answer) if right else "something else")
        return self.presses("Show the answer", "Known" if right else "Not known")


def practising(browser: Browser, *names: str) -> Pupil:
    """Open a page that asks the questions which `ASKED` has under these names, where nobody was before."""
    return Pupil(browser, page_with(*names)).opens("#practise", anew=True)


def shown(text: str) -> str:
    """Return a text as it is read on the page, in one line."""
    return " ".join(html.unescape(_TAG.sub("", as_html(text))).split())


def entries(saved: str) -> list[dict[str, Any]]:
    """Return the entries of a saved file."""
    return [record["entry"] for record in map(json.loads, saved.splitlines()[1:]) if "entry" in record]
