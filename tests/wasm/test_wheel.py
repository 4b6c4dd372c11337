"""The wheel as a file: what is in it, what is not, and that it is the same wherever it is built."""

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from core.build.failure import BuildError
from core.build.paths import ROOT
from core.wasm import kernels, linker, numpy_source, sources
from core.wasm import wheel as wheels
from core.wasm.archive import write_wheel
from core.wasm.module import Module
from core.wasm.wheel import SUFFIX

RECIPE = sources.recipe("numpy")
UMATH = f"numpy/_core/_multiarray_umath{SUFFIX}"


def test_wheel_has_what_numpy_is_at_run_time_and_nothing_else(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert {UMATH, "numpy/__init__.py", "numpy/typing/__init__.py", "numpy/version.py"} <= names
    kinds = {Path(name).suffix for name in names if not name.startswith(RECIPE["dist_info"])}
    assert kinds == {".py", ".so"}
    assert not [name for name in names if re.search(r"^numpy/(.*/)?(tests|f2py|distutils|testing|include)/", name)]


def test_record_lists_every_file_with_its_digest(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        record = archive.read(f"{RECIPE['dist_info']}/RECORD").decode().splitlines()
        assert sorted(line.split(",")[0] for line in record) == sorted(archive.namelist())
        assert all(line.count(",") == 2 for line in record)


def test_no_file_names_a_folder_of_this_machine(installed: Path) -> None:
    places = [str(ROOT).encode(), str(Path.home()).encode() + b"/", b"/tmp/tmp"]
    for file in installed.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [place for place in places if place in content], file.name


def test_notes_on_the_build_tell_nothing_of_the_host_but_that_blas_was_found(installed: Path) -> None:
    notes = (installed / "numpy" / "__config__.py").read_text()
    assert '"build": {}' in notes
    assert "/" not in re.sub(r"core/wasm/\S+", "", "".join(re.findall(r'"(?:commands|args|path)": (.*)', notes)))
    assert re.search(r'"blas": {\s*"name": "blas",\s*"found": bool\("True"', notes)


def test_build_without_blas_is_refused() -> None:
    with pytest.raises(BuildError, match="did not find the BLAS"):
        wheels.settled('"Build Dependencies": {"blas": {"name": "none"}}', {})


def test_linking_again_makes_the_same_bytes(installed: Path) -> None:
    again = wheels.linked_module(numpy_source.compiled() / UMATH, RECIPE["link"])
    assert hashlib.sha256(again).digest() == hashlib.sha256((installed / UMATH).read_bytes()).digest()


def test_equal_files_make_equal_wheels(tmp_path: Path) -> None:
    files = {"b.py": b"b", "a.py": b"a"}
    write_wheel(tmp_path / "one.whl", files, "a-1.dist-info")
    write_wheel(tmp_path / "two.whl", dict(reversed(files.items())), "a-1.dist-info")
    assert (tmp_path / "one.whl").read_bytes() == (tmp_path / "two.whl").read_bytes()


def test_modules_export_their_initializer_and_constructors(modules: dict[str, Module]) -> None:
    for name, module in modules.items():
        assert {f"PyInit_{name}", "__wasm_call_ctors"} <= {symbol.name for symbol in module.exports}, name


def test_function_of_numpy_that_does_not_exist_cannot_be_replaced(tmp_path: Path) -> None:
    module = numpy_source.compiled() / UMATH
    libraries = [kernels.library(name) for name in RECIPE["link"]["_multiarray_umath"]["libraries"]]
    with pytest.raises(BuildError, match="No function FLOAT_xep was replaced"):
        linker.link_module(tmp_path / module.name, [module, *libraries], ["FLOAT_exp", "FLOAT_xep"])
