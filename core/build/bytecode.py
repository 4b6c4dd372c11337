"""The worker's Python as bytecode, divided into what its start imports and the rest.

The worker's own CPython compiles it, under Node.js, and runs a start to see which modules that imports.
"""

import json
import zipfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from core.build import pack, paths
from core.build.cache import digest_files, entry, key
from core.build.node import node
from core.build.process import run

RUNNER = Path(__file__).with_name("bytecode.mjs")
PROGRAM = Path(__file__).with_name("rehearsal.py")
REHEARSED = paths.ROOT / "public" / "rehearsal.py"
ADVICE = "The worker's Python could not be compiled: correct what Python names"
EXTENSION = ".so"
INDEX = "rest.txt"
"""The names in the rest, for those who look whether a module is there (public/imports.py)."""
SPOKEN = ("_pyodide", "pyodide")
"""What reads its own docstrings."""


class Parts(NamedTuple):
    """Files for the site: archives of bytecode, and NumPy's compiled modules by the names that they are imported by."""

    core: Path
    first: Path
    rest: Path
    modules: Mapping[str, Path]


def parts(pyodide: Path, wheel: Path, core: Mapping[str, Path], lazy: Collection[str], mute: Collection[str]) -> Parts:
    """The bytecode of `core` (files by their names), of NumPy's wheel and of the standard library in `pyodide`.

    The compiled modules `lazy` come with the rest, when something of them is used; `mute` are files of NumPy that only
    add words, and are left empty. Raises BuildError.
    """
    packed = _core(pyodide, wheel, core)
    used = json.loads((packed / "modules.json").read_text())
    library = _library(pyodide, wheel, used, sorted(lazy), sorted(mute))
    modules = {module_name(file.relative_to(library)): file for file in sorted(library.rglob(f"*{EXTENSION}"))}
    return Parts(packed / "core.zip", library / "first.zip", library / "rest.zip", modules)


def module_name(file: Path) -> str:
    """What a compiled module is imported as: `a/b.cpython-313-wasm32-emscripten.so` is `a.b`."""
    return ".".join([*file.parts[:-1], file.name.partition(".")[0]])


def _core(pyodide: Path, wheel: Path, core: Mapping[str, Path]) -> Path:
    """core.zip, and the names of the modules that a start imports in modules.json."""

    def make(folder: Path) -> None:
        with TemporaryDirectory() as scratch:
            work = Path(scratch)
            _unpack(wheel, work / "numpy")
            for place, file in core.items():
                _write(work / "core" / place, file.read_bytes())
            (work / "start.py").write_bytes(REHEARSED.read_bytes())
            _compile(pyodide, work, {"core": True})
            pack.write_archive(folder / "core.zip", _files(work / "core"), packed=False)
            (folder / "modules.json").write_bytes((work / "modules.json").read_bytes())

    recipe = {"core": digest_files([*core.values(), REHEARSED]), **_recipe(pyodide, wheel)}
    return entry("bytecode-core", recipe, make)


def _library(pyodide: Path, wheel: Path, used: list[str], lazy: list[str], mute: list[str]) -> Path:
    """first.zip with the modules `used`, rest.zip with all others, and the compiled modules."""

    def make(folder: Path) -> None:
        with TemporaryDirectory() as scratch:
            work = Path(scratch)
            _unpack(wheel, work / "numpy")
            _unpack(pyodide / "python_stdlib.zip", work / "stdlib")
            for file in mute:
                (work / "numpy" / file).write_text("")
            (work / "spoken").mkdir()
            for name in SPOKEN:
                (work / "stdlib" / name).rename(work / "spoken" / name)
            _compile(pyodide, work, {"numpy": True, "stdlib": True, "spoken": False})
            files = {**_files(work / "stdlib"), **_files(work / "spoken"), **_files(work / "numpy")}
            _divide(files, used, lazy, folder)

    recipe = {"used": used, "lazy": lazy, "mute": mute, **_recipe(pyodide, wheel)}
    return entry("bytecode-library", recipe, make)


def _recipe(pyodide: Path, wheel: Path) -> dict[str, str]:
    code = digest_files([RUNNER, PROGRAM, Path(__file__)])
    return {"pyodide": key(pyodide), "wheel": key(wheel), "code": code}


def _divide(files: Mapping[str, bytes], used: Collection[str], lazy: Collection[str], folder: Path) -> None:
    """Write first.zip, stored since it is gzipped as a whole, rest.zip, and the compiled modules of the start."""
    needed = set(places(used))
    used = set(used) - set(lazy)
    first = {name: content for name, content in files.items() if name in needed}
    native = {name for name in files if name.endswith(EXTENSION) and module_name(Path(name)) in used}
    for name in native:
        _write(folder / name, files[name])
    rest = {name: content for name, content in files.items() if name not in first and name not in native}
    first[INDEX] = "\n".join(rest).encode()
    pack.write_archive(folder / "first.zip", first, packed=False)
    pack.write_archive(folder / "rest.zip", rest)


def places(modules: Iterable[str]) -> list[str]:
    """Where the bytecode of modules may lie."""
    paths = [name.replace(".", "/") for name in modules]
    return [f"{path}{end}" for path in paths for end in (".pyc", "/__init__.pyc")]


def _compile(pyodide: Path, work: Path, folders: Mapping[str, bool]) -> None:
    (work / "folders.json").write_text(json.dumps(folders))
    run([node(), RUNNER, pyodide, PROGRAM, work], ADVICE)


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)


def _files(folder: Path) -> dict[str, bytes]:
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
