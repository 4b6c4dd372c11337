"""NumPy's wheel for Pyodide, with SIMD, from its source."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.build.cache import digest_files, entry, key
from core.build.failure import BuildError
from core.build.progress import step
from core.wasm import kernels, linker, numpy_source, sources
from core.wasm.archive import COMPILED, write_wheel

SUFFIX = sources.recipe("toolchain")["python"]["suffix"]
LINKING = ("link", "settled", "slim", "wheel", "dist_info")
CONFIG = "numpy/__config__.py"


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
        "recipe": {name: recipe[name] for name in LINKING},
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
        if name == CONFIG:
            content = settled(content.decode(), recipe["settled"]).encode()
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
        linker.link_module(output, [file, *libraries], rule.get("wrap", []))
        return output.read_bytes()


def settled(config: str, values: dict[str, str]) -> str:
    """What NumPy notes about its build, without what differs between hosts. Raises BuildError if it has no BLAS."""
    if not re.search(r'"blas": \{\s*"name": "blas"', config):
        raise BuildError("NumPy did not find the BLAS of core/wasm: this is a fault of the recipe in core/wasm.")
    for name, value in values.items():
        config = re.sub(rf'("{name}": )r?"[^"]*"', rf'\g<1>"{value}"', config)
    return re.sub(r'"build": \{[^}]*\}', '"build": {}', config)


def is_shipped(name: str, slim: dict[str, list[str]]) -> bool:
    """Whether the file `name` is part of the wheel."""
    return not any(re.search(pattern, name) for pattern in slim["patterns"])


def dist_info(folder: str) -> dict[str, bytes]:
    """The wheel's description of itself, and the licenses of what was compiled into it."""
    source = sources.numpy()
    metadata = (source / "PKG-INFO").read_bytes()
    licenses = re.findall(r"^License-File: (.+)$", metadata.decode(), re.MULTILINE)
    texts = {f"{folder}/licenses/{name}": (source / name).read_bytes() for name in licenses}
    texts[f"{folder}/licenses/simde/LICENSE"] = sources.simde_license().read_bytes()
    return {f"{folder}/METADATA": metadata, f"{folder}/WHEEL": COMPILED, **texts}
