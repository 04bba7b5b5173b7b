"""The files that make up a library, how large they may be, and where what is made of it goes. It loads no YAML."""

from __future__ import annotations

from pathlib import Path

QUESTIONS, DECKS, LOCK = "questions", "decks", "quizgen.lock"
#: How the name of a file in decks/ ends that is a test, and no deck.
TEST_SUFFIX = ".test.yaml"
#: The folder for what is made, where nobody names another.
BUILD = Path("build")
#: A curated file of this size would hold some fifteen thousand facts; nobody reviews that in one piece.
MAX_BYTES = 10_000_000
#: Enough for a million notes, with two lines a note.
MAX_LOCK_BYTES = 200_000_000


def nearest_library(folder: Path) -> Path | None:
    """Return the nearest folder from `folder` upwards that holds a library, or None."""
    return next(
        (root for root in (folder, *folder.parents) if (root / QUESTIONS).is_dir() and (root / DECKS).is_dir()), None
    )


def shipped_library() -> Path:
    """Return the folder of the library that comes with quizgen."""
    package = Path(__file__).parent.parent
    places = (package / "library", package.parent)
    return next((folder for folder in places if (folder / QUESTIONS).is_dir()), package)


def is_installed(root: Path) -> bool:
    """Say whether a library is a part of the installed program, so that its files are nobody's to change."""
    return root == Path(__file__).parent.parent / "library"


def yaml_files(folder: Path) -> list[Path]:
    """Return all paths in `folder` with the name of a YAML file, sorted. Raises OSError.

    Hidden files are left out, and tests.
    """
    names = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(path for path in names if path.suffix.lower() in (".yaml", ".yml") and not _is_test(path))


def files_of_tests(root: Path) -> list[Path]:
    """Return the files of tests in a library's decks/, sorted. Raises OSError."""
    return sorted(path for path in (root / DECKS).iterdir() if _is_test(path) and not path.name.startswith("."))


def _is_test(path: Path) -> bool:
    return path.parent.name == DECKS and path.name.endswith(TEST_SUFFIX)
