"""NumPy's wheel for Pyodide, with SIMD, from its source."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.build.cache import digest_files, entry, key
from core.build.progress import step
from core.wasm import kernels, linker, numpy_source, sources
from core.wasm.archive import write_wheel

SUFFIX = sources.recipe("toolchain")["python"]["suffix"]
WHEEL = """\
Wheel-Version: 1.0
Generator: neural-network-explorer
Root-Is-Purelib: false
Tag: cp313-cp313-pyodide_2025_0_wasm32
"""


def numpy_wheel() -> Path:
    """The wheel of NumPy that the site ships, without tests, headers, stubs and f2py. Raises BuildError."""
    return linked() / sources.recipe("numpy")["wheel"]


def numpy_test_files() -> Path:
    """A folder `numpy` with what the wheel lacks: the tests, their modules, numpy.testing; to lay over the wheel."""
    return linked() / "rest"


def linked() -> Path:
    """The finished wheel, and the folder `rest` with all that is not in it."""
    recipe = sources.recipe("numpy")
    code = ["archive.py", "wheel.py", "linker.py", "toolchain.toml"]

    def make(folder: Path) -> None:
        with step("NumPy, link"):
            link_numpy(recipe, folder)

    depends = {
        "recipe": {name: recipe[name] for name in ("link", "slim", "wheel", "dist_info")},
        "compiled": key(numpy_source.compiled()),
        "kernels": {name: key(kernels.library(name)) for name in kernels.LIBRARIES},
        "code": digest_files(sources.FOLDER / name for name in code),
    }
    return entry("numpy-wheel", depends, make)


def link_numpy(recipe: dict[str, Any], folder: Path) -> None:
    """Link all modules, and divide the files between the wheel and `rest`."""
    shipped = {}
    for name, file in sorted(installed_files(numpy_source.compiled()).items()):
        content = linked_module(file, recipe["link"]) if name.endswith(SUFFIX) else file.read_bytes()
        if is_shipped(name, recipe["slim"]):
            shipped[name] = content
        else:
            place = folder / "rest" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    write_wheel(folder / recipe["wheel"], shipped | dist_info(recipe["dist_info"]), recipe["dist_info"])


def installed_files(root: Path) -> dict[str, Path]:
    """The files below `root` by their name there."""
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


def linked_module(file: Path, rules: dict[str, Any]) -> bytes:
    """The module whose object is `file`, linked with what `rules` add to it."""
    rule = rules.get(file.name.split(".")[0], {})
    libraries = [kernels.library(name) for name in rule.get("libraries", [])]
    with TemporaryDirectory() as work:
        output = Path(work, file.name)
        linker.link_module(output, [file, *libraries], [f"--wrap={symbol}" for symbol in rule.get("wrap", [])])
        return output.read_bytes()


def is_shipped(name: str, slim: dict[str, list[str]]) -> bool:
    """Whether the file `name` is part of the wheel."""
    if any(re.search(pattern, name) for pattern in slim["kept"]):
        return True
    return not any(re.search(pattern, name) for pattern in slim["patterns"])


def dist_info(folder: str) -> dict[str, bytes]:
    """The wheel's description of itself."""
    source = sources.numpy()
    return {
        f"{folder}/METADATA": (source / "PKG-INFO").read_bytes(),
        f"{folder}/WHEEL": WHEEL.encode(),
        f"{folder}/licenses/LICENSE.txt": (source / "LICENSE.txt").read_bytes(),
    }
