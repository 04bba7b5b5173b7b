"""How near to a mistake of one line `quizgen check` points: `python -m tests.soak.blame [TIMES [SEED]]`.

Each kind of mistake is made at random places of the shipped library's files. Of several problems the one nearest to
the mistake counts, as all of them are shown; a mistake of which nothing is said counts as far off.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import yaml

from quizgen import pipeline
from tests.support.mistakes import KINDS, Mistake, make_mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
#: A distance in lines that no file has.
FAR = 10**6


def distances(folder: Path, kind: str, times: int, seed: int) -> Iterator[tuple[int, Path, Mistake, list[str]]]:
    """Yield for each mistake how many lines off the nearest problem is, the file, the mistake, and what is said of it.

    `folder` is a copy of the shipped library; the files are put back.
    """
    random = Random(f"{seed} {kind}")
    files = sorted(folder.glob("questions/*.yaml"))
    made = 0
    while made < times:
        path = random.choice(files)
        whole = path.read_text("utf-8")
        mistake = make_mistake(kind, whole, random)
        if mistake is None:
            files.remove(path)
            continue
        if _means_the_same(mistake.text, whole):
            continue
        made += 1
        path.write_text(mistake.text, "utf-8")
        problems = [one for one in pipeline.open_library(folder).problems if one.path == f"questions/{path.name}"]
        path.write_text(whole, "utf-8")
        nearest = min((abs(problem.line - mistake.line) for problem in problems), default=FAR)
        yield nearest, path, mistake, list(map(str, problems))


def _means_the_same(text: str, other: str) -> bool:
    try:
        first, second = (yaml.load(one, Loader=yaml.CBaseLoader) for one in (text, other))  # noqa: S506  it makes text only
    except yaml.YAMLError:
        return False
    return bool(first == second)


def main() -> None:
    """Print a line for each kind of mistake, and the worst to stderr."""
    times, seed = (*map(int, sys.argv[1:]), *(60, 1)[len(sys.argv) - 1 :])
    with TemporaryDirectory() as name:
        for part in ("questions", "decks"):
            shutil.copytree(ROOT / part, Path(name, part))
        print(f"{'mistake':<32} made  on its line  within 2  farther  nothing said")  # noqa: T201
        for kind in KINDS:
            found: Counter[str] = Counter()
            for distance, path, mistake, problems in distances(Path(name), kind, times, seed):
                near = "here" if not distance else "near" if distance <= 2 else "far" if distance < FAR else "never"
                found[near] += 1
                if near in ("far", "never"):
                    line = mistake.text.split("\n")[mistake.line - 1]
                    print(kind, path.name, mistake.line, repr(line), problems[:3], file=sys.stderr)  # noqa: T201
            share = 100 * found["here"] / times, 100 * (found["here"] + found["near"]) / times
            row = f"{share[0]:>10.0f} % {share[1]:>7.0f} % {found['far']:>8} {found['never']:>13}"
            print(f"{kind:<32} {times:>4} {row}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
