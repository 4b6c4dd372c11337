"""Compiled modules of a recipe: C and C++ files in units, compiled side by side and linked for Pyodide.

Build systems of the packages are left aside: what they find out is the same on every host, and stands in the recipe.
"""

import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from core.build import fetch
from core.build.failure import BuildError
from core.build.process import run
from core.wasm import linker, sources, toolchain

SUFFIX = sources.recipe("toolchain")["python"]["suffix"]
COMMON = ("-DNDEBUG", "-w")
"""Other projects' warnings are not ours to mend."""


def folders(recipe: Mapping[str, Any]) -> dict[str, Path]:
    """The folders that `{name}` stands for in a recipe: sources, CPython's headers, core/wasm. Raises BuildError."""
    return {**{name: source(name, pin) for name, pin in recipe["sources"].items()}, **own_folders()}


@cache
def own_folders() -> dict[str, Path]:
    """The folders that need no pin of their own."""
    return {"python": toolchain.sysroot() / "python", "here": sources.FOLDER}


def source(name: str, pin: Mapping[str, Any]) -> Path:
    """The folder of a pinned source of PyPI or Debian; not to be written to."""
    if "pypi" in pin:
        return sources.unpacked(name, pin["pypi"])
    return fetch.debian_source(name, **pin["debian"])


def filled(text: str, places: Mapping[str, Path]) -> str:
    """`text` with folders in the place of their names; other braces stay."""
    return re.sub(r"\{(\w+)\}", lambda found: str(places.get(found[1], found[0])), text)


def choices(pattern: str) -> list[str]:
    """What a shell makes of the braces in `pattern`: `a{,b}` is `a` and `ab`."""
    parts = re.split(r"\{([^{}]*)\}", pattern)
    options = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*options)]


def files(patterns: Iterable[str], places: Mapping[str, Path]) -> list[Path]:
    """The files that `patterns` name, in order. Raises BuildError for a pattern without one."""
    found: list[Path] = []
    for pattern in (choice for text in patterns for choice in choices(filled(text, places))):
        path = Path(pattern)
        matches = sorted(path.parent.glob(path.name))
        if not matches:
            raise BuildError(f"No file {path.name} is in {path.parent}: correct the recipe in core/wasm.")
        found += matches
    return found


def compile_file(file: Path, output: Path, words: Iterable[str]) -> Path:
    """Compile one file, giving way to other programs; `output`. Raises BuildError."""
    language = "c" if file.suffix == ".c" else "c++"
    driver = ["--driver-mode=g++"] if language == "c++" else []
    command = [sources.zig() / "zig", "clang", *driver, *toolchain.flags(language), *COMMON, *words]
    run(["nice", *command, "-c", file, "-o", output], toolchain.ADVICE)
    return output


def compile_unit(unit: Mapping[str, Any], places: Mapping[str, Path], folder: Path) -> list[Path]:
    """The objects of a unit's files, made in `folder` by all processors."""
    folder.mkdir(parents=True)
    include = [f"-I{filled(path, places)}" for path in unit["include"]]
    hidden = [f"-ffile-prefix-map={path}=/{name}" for name, path in places.items()]
    words = [*include, *hidden, *unit["flags"]]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [
            pool.submit(compile_file, file, folder / f"{number}-{file.stem}.o", words)
            for number, file in enumerate(files(unit["files"], places))
        ]
        return [job.result() for job in jobs]


def build_modules(recipe: Mapping[str, Any], work: Path) -> dict[str, bytes]:
    """Every module of a recipe, by its name in the wheel. Raises BuildError."""
    places = folders(recipe)
    libraries = {}
    for name, unit in recipe["units"].items():
        libraries[name] = work / f"lib{name}.a"
        toolchain.archive(libraries[name], compile_unit(unit, places, work / "units" / name))
    modules = {}
    for name, module in recipe["modules"].items():
        objects = compile_unit({**recipe["compile"], **module}, places, work / "modules" / name)
        output = work / f"{Path(name).name}{SUFFIX}"
        linker.link_module(output, [*objects, *(libraries[unit] for unit in module.get("units", []))])
        modules[name + SUFFIX] = output.read_bytes()
    return modules
