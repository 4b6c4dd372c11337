"""CPython's headers make the same wheel wherever they come from: from an interpreter here, or from Debian.

Instead of building twice, one file that includes what modules include is compiled with both: all inline functions to
machine code, all structures to their layout. Macros are compared as text.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.build import debian
from core.build.process import run
from core.wasm import headers, sources, toolchain
from tests.conftest import unavailable

# What NumPy's sources and Cython's output include, internal/pycore_frame.h being Cython's for tracebacks.
INCLUDED = """
#include <Python.h>
#include <structmember.h>
#include <frameobject.h>
#include <traceback.h>
#include <datetime.h>
#include <pystate.h>
#include <pythread.h>
#define Py_BUILD_CORE 1
#include <internal/pycore_frame.h>
"""
# Differences between releases of 3.13 that no module can see.
UNSEEN_MACROS = {
    "_Py__has_attribute(x)": "used for _Py_NONSTRING only",
    "_Py_NONSTRING": "silences a warning about character arrays",
    "_PyObject_ALIGNMENT_SHIFT": "states the alignment that PyObject has anyway, which the layouts show",
}
UNSEEN_STRUCTURES = {"_PyCoLineInstrumentationData": "only the interpreter's own tracing reads it"}

PYTHON = sources.recipe("toolchain")["python"]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The headers of both sources, made those of Pyodide."""
    interpreter = headers.of_interpreter(PYTHON["version"])
    if interpreter is None:
        unavailable("No CPython 3.13 with headers is on this machine, so there is nothing to compare Debian's with.")
    if not debian.present():
        unavailable("This machine has no apt to fetch Debian's headers with.")
    variables = headers.build_variables(sources.pyodide())
    root = tmp_path_factory.mktemp("headers")
    for name, source in {"interpreter": interpreter, "debian": headers.of_debian(PYTHON)}.items():
        headers.write_headers(source, root / name, PYTHON, variables)
    return {name: root / name for name in ("interpreter", "debian")}


def compiled(include: Path, folder: Path) -> bytes:
    """All inline functions of the headers, as an object file."""
    source, output = folder / "all.c", folder / "all.o"
    source.write_text(INCLUDED)
    # Optimized, functions that nobody calls would vanish. Assertions, which name lines, are off in the wheels too.
    options = ["-Wno-everything", "-O0", "-femit-all-decls", "-DNDEBUG"]
    toolchain.clang("c", [*options, f"-I{include}", "-c", source, "-o", output])
    return output.read_bytes()


def answer(include: Path, folder: Path, *options: str) -> str:
    """What clang says of the headers."""
    source = folder / "all.c"
    source.write_text(INCLUDED)
    command = [
        sources.zig() / "zig",
        "clang",
        *toolchain.flags("c"),
        "-Wno-everything",
        f"-I{include}",
        *options,
        source,
    ]
    return run(command, "The headers could not be read").replace(str(include), "")


def layouts(include: Path, folder: Path) -> dict[str, str]:
    """Each structure's name and layout."""
    told = answer(include, folder, "-fsyntax-only", "-Xclang", "-fdump-record-layouts-complete")
    found = {}
    for record in told.split("*** Dumping AST Record Layout")[1:]:
        text = re.sub(r"/\S*?([^/\s]+\.h)|:\d+:\d+", r"\1", record)
        name = re.search(r"0 \| (.*)", text)
        assert name is not None
        found[name[1]] = text
    return found


def macros(include: Path, folder: Path) -> dict[str, str]:
    """Each macro's name and text."""
    lines = answer(include, folder, "-E", "-dM").splitlines()
    parts = (line.split(maxsplit=2) for line in lines)
    return {part[1]: part[2] if len(part) == 3 else "" for part in parts}


def differences(one: dict[str, str], other: dict[str, str]) -> Iterator[str]:
    return (name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))


def test_inline_functions_of_both_sources_compile_to_the_same_code(folders: dict[str, Path], tmp_path: Path) -> None:
    code = {name: compiled(folder, tmp_path) for name, folder in folders.items()}
    assert len(code["debian"]) > 10_000
    assert code["interpreter"] == code["debian"]


def test_structures_of_both_sources_have_the_same_layout(folders: dict[str, Path], tmp_path: Path) -> None:
    one, other = (layouts(folder, tmp_path) for folder in folders.values())
    assert len(one) > 100
    assert [name for name in differences(one, other) if not any(known in name for known in UNSEEN_STRUCTURES)] == []


def test_macros_of_both_sources_are_the_same(folders: dict[str, Path], tmp_path: Path) -> None:
    one, other = (macros(folder, tmp_path) for folder in folders.values())
    assert len(one) > 2_000
    assert [name for name in differences(one, other) if name not in UNSEEN_MACROS] == []


def test_headers_say_what_pyodide_says_of_itself(folders: dict[str, Path], tmp_path: Path) -> None:
    found = macros(folders["debian"], tmp_path)
    variables = headers.build_variables(sources.pyodide())
    assert found["PY_VERSION"].strip('"') == headers.full_version(variables)
    assert (found["SIZEOF_VOID_P"], found["SIZEOF_LONG"], found["SIZEOF_TIME_T"]) == ("4", "4", "8")
    assert "HAVE_FORK1" not in found


def test_interpreter_that_only_prints_an_error_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert headers.of_interpreter("3.13") is None


def test_interpreter_without_headers_is_not_taken(tmp_path: Path) -> None:
    pretender = tmp_path / "python3.13"
    pretender.write_text(f"#!/bin/sh\necho 3.13 {tmp_path}\n")
    pretender.chmod(0o755)
    assert headers.include_folder(pretender, "3.13") is None
    (tmp_path / "Python.h").touch()
    assert headers.include_folder(pretender, "3.13") == tmp_path
    assert headers.include_folder(pretender, "3.12") is None
