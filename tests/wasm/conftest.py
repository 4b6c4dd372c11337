"""What the tests of the wheel stand on: the wheel, its modules, and C programs that run under Node.js."""

import json
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from core.build.node import node
from core.wasm import kernels, linker, sources, toolchain
from core.wasm.module import Module, read_module
from core.wasm.wheel import SUFFIX, numpy_test_files, numpy_wheel

HERE = Path(__file__).parent
Call = tuple[str, Sequence[float]]
Calls = Callable[[Sequence[Call]], list[Any]]


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The wheel that the site ships."""
    return numpy_wheel()


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def modules(installed: Path) -> dict[str, Module]:
    """Every compiled module of the wheel, and of the tests that it lacks, by name."""
    files = [*installed.rglob(f"*{SUFFIX}"), *numpy_test_files().rglob(f"*{SUFFIX}")]
    return {file.name.removesuffix(SUFFIX): read_module(file) for file in files}


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Calls]:
    """`program("check.c", "blas")` compiles that file of this folder with a library of kernels.

    What it returns takes a list of calls (function, arguments) and returns their results.
    """

    def build(source: str, *libraries: str) -> Calls:
        folder = tmp_path_factory.mktemp(Path(source).stem)
        compiled, linked = folder / "program.o", folder / "program.wasm"
        includes = [f"-I{sources.FOLDER / library}" for library in libraries]
        toolchain.clang("c", [*kernels.FLAGS, *includes, "-c", HERE / source, "-o", compiled])
        linker.link_program(linked, [compiled, *map(kernels.library, libraries)])
        return lambda calls: run(linked, folder / "calls.json", calls)

    return build


def run(program: Path, file: Path, calls: Sequence[Call]) -> list[Any]:
    """The results of `calls`, made under Node.js."""
    file.write_text(json.dumps(list(calls)))
    command = [node(), HERE / "program.mjs", program, sources.pyodide() / "pyodide.asm.wasm", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
