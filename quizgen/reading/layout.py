"""Which files make up a library, and how large one may be. Asking this loads no YAML."""

from __future__ import annotations

from pathlib import Path

QUESTIONS, DECKS, LOCK = "questions", "decks", "quizgen.lock"
#: A curated file of this size would hold some fifteen thousand facts; nobody reviews that in one piece.
MAX_BYTES = 10_000_000
#: Two lines a note; enough for a million notes.
MAX_LOCK_BYTES = 200_000_000


def nearest_library(folder: Path) -> Path | None:
    """Return the nearest folder from `folder` upwards that holds a library, or None."""
    return next(
        (one for one in (folder, *folder.parents) if (one / QUESTIONS).is_dir() and (one / DECKS).is_dir()), None
    )


def shipped_library() -> Path:
    """Return the folder of the library that comes with quizgen."""
    package = Path(__file__).parent.parent
    places = (package / "library", package.parent)
    return next((folder for folder in places if (folder / QUESTIONS).is_dir()), package)


def yaml_files(folder: Path) -> list[Path]:
    """Return what looks like a YAML file in `folder`, by name; hidden files are left out. Raises OSError."""
    names = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(path for path in names if path.suffix.lower() in (".yaml", ".yml"))
