"""A changed recipe rebuilds just what depends on it: NumPy itself, which takes minutes, only if it must."""

import shutil
from pathlib import Path

import pytest

from core.build import paths
from core.build.cache import digest
from core.wasm import numpy_source, sources, toolchain

CHANGES = [
    ("blas/sgemm.c", "#include", " #include", False),
    ("math/exp.c", "}", "}\n", False),
    ("toolchain.toml", '"--strip-all",', "", False),
    ("toolchain.toml", "stack-size=1048576", "stack-size=2097152", False),
    ("toolchain.toml", '"-O3",', '"-O2",', True),
    ("toolchain.toml", 'join = ["-r"]', 'join = ["-r", "-s"]', True),
    ("numpy.toml", 'version = "', 'version = "1', True),
    ("compiler.py", '"""', '""" ', True),
]


@pytest.mark.parametrize(("name", "old", "new", "compiles"), CHANGES)
def test_numpy_is_compiled_anew_only_for_what_its_objects_depend_on(
    name: str, old: str, new: str, compiles: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "wasm"
    shutil.copytree(sources.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "FOLDER", folder)
    monkeypatch.setattr(toolchain, "sysroot", lambda: paths.CACHE / "sysroot-0123456789ab")
    before = digest(numpy_source.depends())
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    assert (digest(numpy_source.depends()) != before) == compiles
