"""The directions of dependency between the rooms: app -> core.shared <- core, build.py -> core, and nothing else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.build.paths import ROOT

TOP = {"pyproject.toml", "README.md", "LICENSE", "app", "core", "public", "tests", "build.py"}
OURS = {"app", "build", "core", "public", "tests"}
STANDARD = set(sys.stdlib_module_names) | {"__future__"}
BROWSER = {"js", "pyodide", "pyscript", "pyodide_js"}
PRODUCTION = [file for room in ("app", "core", "public") for file in sorted((ROOT / room).rglob("*.py"))]
MICROPYTHON_LACKS = {"abc", "contextlib", "dataclasses", "enum", "functools", "itertools", "pathlib", "typing"}


def imports(file: Path) -> Iterator[str]:
    """The full names of all modules that `file` imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(file: Path) -> str:
    """The room of a file of ours: `app`, `public`, or the folder of core with its name, such as `core.build`."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:2]) if parts[0] == "core" else parts[0]


def within(name: str, *rooms: str) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def outside(file: Path) -> set[str]:
    """The top names of the modules that `file` imports and that are not ours."""
    return {name.partition(".")[0] for name in imports(file)} - OURS


def files_of(*rooms: str) -> list[Path]:
    return [file for file in PRODUCTION if room(file) in rooms]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


NUMERIC = [file for file in PRODUCTION if within(room(file), "core") and room(file) not in ("core.build", "core.wasm")]
BUILDING = [ROOT / "build.py", *files_of("core.build", "core.wasm")]
PAGE = files_of("app", "core.shared")


@pytest.mark.parametrize("file", PRODUCTION, ids=name_of)
def test_nothing_imports_the_page_the_command_line_or_a_test(file: Path) -> None:
    forbidden = ["build", "tests", "public", *([] if room(file) == "app" else ["app"])]
    assert not [name for name in imports(file) if within(name, *forbidden)]


@pytest.mark.parametrize("file", PAGE, ids=name_of)
def test_the_page_knows_of_core_only_what_is_shared(file: Path) -> None:
    assert not [name for name in imports(file) if within(name, "core") and not within(name, "core.shared")]


@pytest.mark.parametrize("file", NUMERIC, ids=name_of)
def test_the_numeric_core_needs_only_numpy_and_the_standard_library(file: Path) -> None:
    drawing = {"matplotlib", "mpl_toolkits"} if room(file) == "core.figures" else set()
    assert outside(file) <= STANDARD | {"numpy"} | drawing
    assert not [name for name in imports(file) if within(name, "core.build", "core.wasm")]


@pytest.mark.parametrize("file", [file for file in PRODUCTION if room(file) != "core.figures"], ids=name_of)
def test_nothing_loads_matplotlib_before_it_is_asked_for(file: Path) -> None:
    assert not [name for name in imports(file) if within(name, "core.figures.figure", "matplotlib")]


@pytest.mark.parametrize("file", BUILDING, ids=name_of)
def test_building_needs_only_the_standard_library(file: Path) -> None:
    assert outside(file) <= STANDARD
    ours = [name for name in imports(file) if within(name, "core")]
    assert not [name for name in ours if not within(name, "core.build", "core.wasm")]


@pytest.mark.parametrize("file", files_of("core.shared"), ids=name_of)
def test_what_is_shared_imports_nothing_that_micropython_lacks(file: Path) -> None:
    assert not outside(file) & (MICROPYTHON_LACKS | {"numpy"})


@pytest.mark.parametrize("file", [file for file in PRODUCTION if within(room(file), "core")], ids=name_of)
def test_core_never_imports_the_browser(file: Path) -> None:
    assert not outside(file) & BROWSER


@pytest.mark.parametrize("file", files_of("app"), ids=name_of)
def test_only_modules_of_the_browser_and_the_standard_library_come_to_the_page(file: Path) -> None:
    assert outside(file) <= STANDARD | {"js", "pyscript"}


def test_core_itself_stays_empty() -> None:
    assert (ROOT / "core" / "__init__.py").read_text() == ""


def test_the_top_level_does_not_grow() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"dist", "__pycache__"} == TOP


@pytest.mark.parametrize("text", ["import js", "from js import document", "def f():\n    import pyodide.ffi"])
def test_a_forbidden_import_is_found_wherever_it_is(text: str, tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(text)
    assert {name.partition(".")[0] for name in imports(file)} & BROWSER
