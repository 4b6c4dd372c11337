"""The wheels behind figures: Matplotlib and what it needs, built or as published, slimmed for the browser."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.build.cache import digest_files, entry, key
from core.build.progress import step
from core.wasm import extension, sources, toolchain
from core.wasm.archive import COMPILED, TAG, write_wheel

BUILT = ("matplotlib", "pillow", "kiwisolver")
COMPILED_BY = ("extension.py", "linker.py", "toolchain.py", "toolchain.toml", "libc", "text")
PACKED_BY = ("archive.py", "figures.py")
COMPILING = ("sources", "units", "modules", "compile")
WITHOUT_FILES = re.compile(r"\.dist-info/RECORD$")


def matplotlib_wheels() -> tuple[Path, ...]:
    """The wheels that Matplotlib consists of in the browser, NumPy aside; any order is right. Raises BuildError."""
    return (*(built_wheel(name) for name in BUILT), *(slim_wheel(name) for name in sources.recipe("published")))


def compiled(name: str) -> Path:
    """A folder with every compiled module of `core/wasm/<name>.toml`, under its name in the wheel."""
    recipe = sources.recipe(name)

    def make(folder: Path) -> None:
        with step(f"{name}, compile"), TemporaryDirectory() as work:
            for module, content in extension.build_modules(recipe, Path(work)).items():
                (folder / module).parent.mkdir(parents=True, exist_ok=True)
                (folder / module).write_bytes(content)

    depends = {
        "recipe": {part: recipe[part] for part in COMPILING},
        "sysroot": key(toolchain.sysroot()),
        "code": digest_files(sources.FOLDER / file for file in COMPILED_BY),
    }
    return entry(f"compiled-{name}", depends, make)


def built_wheel(name: str) -> Path:
    """The wheel of `core/wasm/<name>.toml`, compiled when it, or what it depends on, has changed."""
    recipe, modules = sources.recipe(name), compiled(name)

    def make(folder: Path) -> None:
        places = extension.folders(recipe)
        files = python_files({**recipe["python"], ".": str(modules)}, places) | written(recipe)
        info = f"{name}-{recipe['version']}.dist-info"
        shipped = {**without(files, recipe["slim"]["patterns"]), **dist_info(info, recipe, places)}
        write_wheel(folder / f"{name}-{recipe['version']}-{TAG}.whl", shipped, info)

    code = digest_files(sources.FOLDER / file for file in PACKED_BY)
    return next(entry(f"wheel-{name}", {"recipe": recipe, "compiled": key(modules), "code": code}, make).glob("*.whl"))


def slim_wheel(name: str) -> Path:
    """A published wheel, under its own name, without the files that `published.toml` leaves out."""
    pin = sources.recipe("published")[name]

    def make(folder: Path) -> None:
        original = sources.file(name, pin)
        with zipfile.ZipFile(original) as archive:
            files = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
        info = next(file for file in files if WITHOUT_FILES.search(file)).rpartition("/")[0]
        write_wheel(folder / original.name, without(files, [*pin["slim"], WITHOUT_FILES.pattern]), info)

    depends = {"pin": pin, "code": digest_files(sources.FOLDER / file for file in PACKED_BY)}
    return next(entry(f"wheel-{name}", depends, make).glob("*.whl"))


def python_files(table: Mapping[str, str], places: Mapping[str, Path]) -> dict[str, bytes]:
    """All files of the folders in `table`, under their names in the wheel."""
    found = {}
    for folder, text in table.items():
        root = Path(extension.filled(text, places))
        paths = (path for path in root.rglob("*") if path.is_file())
        found.update({Path(folder, path.relative_to(root)).as_posix(): path.read_bytes() for path in paths})
    return found


def written(recipe: Mapping[str, Any]) -> dict[str, bytes]:
    """The files whose text the recipe gives."""
    return {name: f"{text}\n".encode() for name, text in recipe["written"].items()}


def without(files: Mapping[str, bytes], patterns: Iterable[str]) -> dict[str, bytes]:
    """The files whose names no pattern is found in."""
    unwanted = [re.compile(pattern) for pattern in patterns]
    return {name: content for name, content in files.items() if not any(rule.search(name) for rule in unwanted)}


def dist_info(info: str, recipe: Mapping[str, Any], places: Mapping[str, Path]) -> dict[str, bytes]:
    """What a wheel tells of itself, with the licences of all that was compiled into it."""
    licenses = {
        f"{info}/licenses/{name}": Path(extension.filled(text, places)).read_bytes()
        for name, text in recipe["licenses"].items()
    }
    metadata = Path(extension.filled(recipe["metadata"], places)).read_bytes()
    return {f"{info}/METADATA": metadata, f"{info}/WHEEL": COMPILED, **licenses}
