"""The worker's Python as bytecode: whole, divided once, and without words that nobody reads."""

import zipfile
from pathlib import Path

import pytest

from core.build import bytecode, paths, site
from core.wasm.wheel import numpy_wheel


@pytest.fixture(scope="module")
def parts() -> bytecode.Parts:
    """The parts that the site ships."""
    return site.worker_code(site.package("pyodide"), numpy_wheel())


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as packed:
        return {name for name in packed.namelist() if not name.endswith("/")}


def test_each_module_of_core_is_there_as_bytecode(parts: bytecode.Parts) -> None:
    own = site.own_files(site.table()["own"]["worker"])
    sources = {file.relative_to(paths.ROOT).as_posix().removeprefix("public/") for file in own}
    assert names(parts.core) == {f"{name}c" for name in sources}


def test_a_file_is_in_the_first_archive_or_in_the_rest(parts: bytecode.Parts) -> None:
    first, rest = names(parts.first), names(parts.rest)
    assert not first & rest
    assert {
        "numpy/__init__.pyc",
        "numpy/_core/multiarray.pyc",
        "asyncio/__init__.pyc",
        "pyodide/ffi/__init__.pyc",
    } <= first
    assert {"zipfile/__init__.pyc", "unittest/__init__.pyc", "numpy/fft/__init__.pyc"} <= first | rest
    assert not [name for name in first | rest if name.endswith(".py")]
    with zipfile.ZipFile(parts.first) as packed:
        assert set(packed.read(bytecode.INDEX).decode().split("\n")) == rest


def test_every_file_of_the_wheel_and_the_library_is_shipped(parts: bytecode.Parts) -> None:
    shipped = names(parts.first) | names(parts.rest)
    modules = {f"{name.replace('.', '/')}.cpython-313-wasm32-emscripten.so" for name in parts.modules}
    for archive in (numpy_wheel(), site.package("pyodide") / "python_stdlib.zip"):
        wanted = {f"{name}c" if name.endswith(".py") else name for name in names(archive)}
        assert wanted - shipped - modules == set()


def test_the_compiled_modules_of_a_start_come_before_python(parts: bytecode.Parts) -> None:
    assert {"numpy._core._multiarray_umath", "numpy.random._generator"} <= set(parts.modules)
    assert all(file.read_bytes()[:4] == b"\0asm" for file in parts.modules.values())


def test_docstrings_are_left_without_their_words(parts: bytecode.Parts) -> None:
    with zipfile.ZipFile(parts.first) as packed:
        numpy = b"".join(packed.read(name) for name in packed.namelist() if name.startswith("numpy/lib/"))
    assert b"histogram" in numpy
    assert b"Parameters\n    ----" not in numpy
    assert b"Examples\n    ----" not in numpy
