"""The files that make up a library, how large they may be, and where what is made of it goes. It loads no YAML."""

from __future__ import annotations

from pathlib import Path

QUESTIONS, DECKS, LOCK = "questions", "decks", "quizgen.lock"
#: The folder beside questions/ where the texts of articles lie, if a library has them with it.
ARTICLES = "articles"
#: The folder in questions/ for pictures.
MEDIA = "media"
#: The name of the JSON Schema of a library's files, which lies in questions/ for editors.
SCHEMA = "quizgen.schema.json"
#: How the name of a YAML file ends.
_YAML = (".yaml", ".yml")
#: How the name of a file in decks/ ends that is a test, and no deck.
TEST_SUFFIX = ".test.yaml"
#: The folder for what is made, where nobody names another.
BUILD = Path("build")
#: A curated file of this size would hold some fifteen thousand facts; nobody reviews that in one piece.
MAX_BYTES = 10_000_000
#: Enough for a million notes, with two lines a note.
MAX_LOCK_BYTES = 200_000_000


def nearest_library(folder: Path) -> Path | None:
    """Return the nearest folder from `folder` upwards that holds a library, or None.

    It is one that has questions/; what it lacks is told, and no other library steps in for it.
    """
    return next((root for root in (folder, *folder.parents) if (root / QUESTIONS).is_dir()), None)


def shipped_library() -> Path:
    """Return the folder of the library that comes with quizgen."""
    package = Path(__file__).parent.parent
    places = (package / "library", package.parent)
    return next((folder for folder in places if (folder / QUESTIONS).is_dir()), package)


def is_installed(root: Path) -> bool:
    """Say whether a library is a part of the installed program, so that its files are nobody's to change."""
    return root == Path(__file__).parent.parent / "library"


def articles_folder(root: Path) -> Path | None:
    """Return the folder where a library has the texts of its articles, or None: not every library may pass them on."""
    return root / ARTICLES if (root / ARTICLES).is_dir() else None


def articles(root: Path) -> list[Path]:
    """Return the paths in a library's own folder for articles, sorted; there need be none. Raises OSError."""
    folder = articles_folder(root)
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder is not None else []


def yaml_files(folder: Path) -> list[Path]:
    """Return all paths with the name of a YAML file in `folder` and the folders in it, sorted. Raises OSError.

    Those are among them that only look so, as 'facts.yaml.txt' does. What is hidden is left out, an editor's copies,
    and tests.
    """
    return [
        path
        for path in _paths(folder)
        if not {suffix.lower() for suffix in path.suffixes}.isdisjoint(_YAML)
        and not (folder.name == DECKS and path.name.endswith(TEST_SUFFIX))
    ]


def other_files(folder: Path) -> list[Path]:
    """Return all paths in `folder` and the folders in it that are neither read nor hidden. Raises OSError.

    Pictures and the schema for editors are not among them.
    """
    read = set(yaml_files(folder))
    return [path for path in _paths(folder) if path not in read and path.name != SCHEMA]


def pictures(folder: Path) -> list[Path]:
    """Return the paths in the folder for pictures in `folder`, sorted; there need be none. Raises OSError."""
    return sorted((folder / MEDIA).iterdir()) if (folder / MEDIA).is_dir() else []


def _paths(folder: Path) -> list[Path]:
    """Return the paths of what is no folder in `folder` and those in it, sorted, without what is hidden and copies."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith("~"):
            continue
        if path.is_dir() and not path.is_symlink() and path.suffix.lower() not in _YAML:
            found += _paths(path) if path.name != MEDIA else []
        else:
            found.append(path)
    return found


def files_of_tests(root: Path) -> list[Path]:
    """Return the files of tests in a library's decks/, sorted. Raises OSError."""
    return [path for path in _paths(root / DECKS) if path.name.endswith(TEST_SUFFIX)]
