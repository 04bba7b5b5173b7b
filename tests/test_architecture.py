"""The house: imports run one way, files are rooms and functions fit on a screen."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "quizgen"
FILES = sorted(PACKAGE.rglob("*.py"))
#: A module may import what stands in a lower layer, or in its own part.
LAYERS = {
    "language": 0,
    "domain": 1,
    "grading": 2,
    "reading": 3,
    "checking": 3,
    "asking": 3,
    "rendering": 3,
    "study": 3,
    "pipeline": 4,
    "importing": 4,
    "playing": 5,
    "printing": 5,
    "exporting": 5,
    "cli": 6,
    "__main__": 7,
    "__init__": 7,
}
#: Modules that wait until they are needed.
HEAVY = {
    "genanki",
    "sqlite3",
    "typst",
    "fsrs",
    "rich",
    "jsonschema",
    "difflib",
    "inspect",
    "platformdirs",
    "docx",
    "jinja2",
    "openpyxl",
    "backports",
    "markdown_it",
}
#: Modules of quizgen that are loaded only when a package is written or read, a paper made, a screen drawn, or the log
#: opened.
MAY_BE_HEAVY = {
    "quizgen/rendering/anki/diff.py",
    "quizgen/rendering/anki/package.py",
    "quizgen/rendering/sheets/docx_fields.py",
    "quizgen/rendering/sheets/docx_pages.py",
    "quizgen/rendering/sheets/docx_template.py",
    "quizgen/rendering/sheets/docx_text.py",
    "quizgen/rendering/sheets/press.py",
    "quizgen/rendering/terminal/screen.py",
    "quizgen/study/copies.py",
    "quizgen/study/log_file.py",
    "quizgen/study/looking.py",
    "quizgen/study/salvage.py",
    "quizgen/study/soundness.py",
    "quizgen/study/store.py",
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 40


def part(module: str) -> str:
    """Return the part of quizgen that a module belongs to."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


def module_of(path: Path) -> str:
    """Return the dotted name of a file's module."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path) for path in FILES}


@cache
def tree(path: Path) -> ast.Module:
    """Return what stands in a file, as Python reads it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> list[str]:
    """Return all modules that a file imports anywhere, those for typing included."""
    found: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            whole = {f"{node.module}.{one.name}" for one in node.names}
            if whole == {"quizgen.__version__"}:  # anybody may ask for it
                continue
            found += (whole & MODULES) or {str(node.module)}
        elif isinstance(node, ast.Import):
            found += [one.name for one in node.names]
    return found


def test_imports_run_one_way() -> None:
    ours = [(path, name) for path in FILES for name in imports(path) if name.startswith("quizgen")]
    parts = [(path, part(module_of(path)), part(name)) for path, name in ours]
    wrong = [told for told in parts if told[1] != told[2] and LAYERS[told[2]] >= LAYERS[told[1]]]
    assert wrong == [], "each file's part must not import the other"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {module_of(path): set(imports(path)) for path in FILES}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, f"a circle: {' -> '.join((*way, module))}"
        if module in done:
            return
        for other in graph.get(module, ()):
            if other in graph and other != "quizgen":
                visit(other, (*way, module))
        done.add(module)

    for module in graph:
        visit(module, ())


def test_only_the_command_line_knows_click() -> None:
    knowing = {module_of(path) for path in FILES if "click" in {name.split(".")[0] for name in imports(path)}}
    # Without termios, as on Windows, it is click that reads a key.
    assert {name for name in knowing if part(name) != "cli"} == {"quizgen.rendering.terminal.keyboard"}


def test_files_stay_short() -> None:
    lengths = {path: path.read_text("utf-8").count("\n") for path in FILES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_stay_short() -> None:
    long = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                long += [(path, node.name, length)] if length > LONGEST_FUNCTION else []
    assert long == []


def test_heavy_modules_wait_inside_the_command_that_needs_them() -> None:
    heavy = []
    for path in FILES:
        for node in tree(path).body:
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            heavy += [(path, name) for name in names if name.split(".")[0] in HEAVY]
    assert [told for told in heavy if told[0].relative_to(PACKAGE.parent).as_posix() not in MAY_BE_HEAVY] == []
