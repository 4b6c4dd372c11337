"""Matplotlib's wheels: what they import exists, their modules load, figures come out, and tests of its own pass."""

import io
import json
import re
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from core.build import fetch, interpreters
from core.build.interpreters import mounted
from core.wasm import extension, figures, sources, toolchain
from core.wasm.module import Module, read_module
from core.wasm.wheel import numpy_test_files
from tests.wasm.test_imports import complaints

HERE = Path(__file__).parent
CHOICE = tomllib.loads((HERE / "matplotlib.toml").read_text())
PACKAGES = tomllib.loads((HERE / "suite.toml").read_text())["packages"]
CALL = "from tests.wasm.matplotlib_suite import {verb}\nprint({verb}(*{arguments!r}))"
LOADED = """
import importlib
from tests.wasm.matplotlib_suite import install
install({wheels!r})
for name in {names!r}:
    importlib.import_module(name)
    print(name)
"""


@pytest.fixture(scope="module")
def wheels() -> list[Path]:
    return list(figures.matplotlib_wheels())


@pytest.fixture(scope="module")
def compiled(wheels: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Module]:
    """Every compiled module of the wheels by its name in Python."""
    folder = tmp_path_factory.mktemp("figures")
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    files = folder.rglob("*.so")
    return {".".join(file.relative_to(folder).parts).split(".cpython-")[0]: read_module(file) for file in files}


def test_pyodide_exports_every_import_of_the_figures_modules_with_its_type(compiled: dict[str, Module]) -> None:
    assert {"matplotlib.ft2font", "matplotlib._qhull", "PIL._imaging", "kiwisolver._cext"} <= set(compiled)
    assert sum(len(module.imports) for module in compiled.values()) > 1000
    pyodide = toolchain.pyodide_symbols(sources.pyodide())
    for name, module in compiled.items():
        # The loader gives a module its own C++ functions too, where nobody exported them before.
        own = {symbol.name: symbol for symbol in module.exports}
        assert complaints({name: module}, own | pyodide) == []


def test_every_module_loads_in_pyodide(compiled: dict[str, Module], wheels: list[Path], wheel: Path) -> None:
    names = [*sorted(compiled), "matplotlib.backends.backend_svg", "matplotlib.backends.backend_pdf", "matplotlib.tri"]
    source = LOADED.format(wheels=[mounted(path) for path in wheels], names=names)
    assert interpreters.pyodide(source, wheel).split() == names


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_a_report_drawn_in_pyodide_opens(format: str, wheels: list[Path], wheel: Path) -> None:
    arguments = ([mounted(path) for path in wheels], format)
    printed = interpreters.pyodide(CALL.format(verb="draw", arguments=arguments), wheel)
    content = bytes.fromhex(printed.split()[-1])
    if format == "png":
        image = Image.open(io.BytesIO(content))
        image.load()
        assert image.size == (496, 701)
    elif format == "svg":
        assert ElementTree.fromstring(content).tag.endswith("svg")
    else:
        assert content.startswith(b"%PDF-")
        assert content.rstrip().endswith(b"%%EOF")


def test_a_wheel_has_the_licence_of_all_that_is_compiled_into_it(wheels: list[Path]) -> None:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            names = " ".join(archive.namelist())
        assert "LICENSE" in names, wheel.name
        if wheel.name.startswith("matplotlib"):
            found = set(re.findall(r"LICENSE_(\w+)", names))
            assert {"AGG", "DEJAVU", "FREETYPE", "HARFBUZZ", "LIBRAQM", "FRIBIDI", "QHULL", "STIX"} <= found


def test_matplotlib_passes_its_own_tests_and_each_failure_and_skip_is_one_that_we_know(
    wheels: list[Path], wheel: Path
) -> None:
    recipe = sources.recipe("matplotlib")
    source = extension.source("matplotlib", recipe["sources"]["matplotlib"]) / "lib" / "matplotlib"
    packages = [mounted(fetch.pypi_unpacked(**package)) for package in PACKAGES]
    paths = [mounted(path) for path in wheels]
    arguments = (paths, packages, mounted(numpy_test_files()), mounted(source), CHOICE["files"], CHOICE["chosen"])
    everything = interpreters.pyodide(CALL.format(verb="run", arguments=arguments), wheel)
    printed, _, outcomes = everything.rstrip().rpartition("\n")
    found = json.loads(outcomes)
    for kind in ("failures", "skips"):
        unknown = [told for told in found[kind] if not any(re.search(known, told) for known in CHOICE[kind])]
        assert unknown == [], kind
    assert found["code"] in (0, 1), printed[-2000:]
    assert found["passed"] >= CHOICE["least"]
