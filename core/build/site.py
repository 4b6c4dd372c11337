"""dist/, the whole site, from the parts that public/site.toml names."""

import json
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.build import bytecode, fetch, licences, micropython, names, offline, pack, paths, single
from core.build.bundle import bundle, esbuild_package
from core.build.cache import digest_files, entry, key, locked
from core.build.environment import python
from core.build.failure import BuildError, of_system
from core.build.policy import declare
from core.build.process import run

DESCRIBE = "import json; from core.catalogue import describe; print(json.dumps(describe(), allow_nan=False))"
DRAW = "import json, sys; from core.takeaway.still import write; write(sys.argv[1], json.loads(sys.argv[2]))"
DRAWN = ("core/catalogue", "core/compiler", "core/insight", "core/shared", "core/takeaway", "core/training")
DESCRIBED = ("core/__init__.py", "core/catalogue", "core/shared")


@cache
def table() -> dict[str, Any]:
    """What public/site.toml says."""
    return tomllib.loads((paths.ROOT / "public" / "site.toml").read_text())


def packages() -> dict[str, Path]:
    """The folders of the npm packages that the site is made of, and of esbuild for this machine, by name."""
    pins = table()["npm"]
    others = {name for name in pins if name.startswith("@esbuild/")} - {esbuild_package()}
    if esbuild_package() not in pins:
        raise BuildError(f"public/site.toml does not pin {esbuild_package()}: add its version and integrity.")
    return {name: package(name) for name in pins if name not in others}


def package(name: str) -> Path:
    """The folder of one npm package of the site."""
    pin = table()["npm"][name]
    return fetch.npm(name, pin["version"], pin["integrity"])


def bundles(found: Mapping[str, Path]) -> list[Path]:
    """The bundled scripts; `found` are the folders of the npm packages."""
    return [bundle(paths.ROOT / row["entry"], row["output"], found) for row in table()["bundle"]]


def catalogue() -> Path:
    """catalogue.json: every choice that the page offers, described by core."""
    code = digest_files(paths.ROOT / name for name in DESCRIBED)
    recipe = {"code": DESCRIBE, "from": code, "python": key(python("build"))}

    def make(folder: Path) -> None:
        advice = "core.catalogue could not be described: correct what Python names"
        text = run([python("build"), "-B", "-c", DESCRIBE], advice, folder=paths.ROOT)
        (folder / "catalogue.json").write_text(text)

    return entry("catalogue", recipe, make) / "catalogue.json"


def stills() -> Path:
    """The folder of the pictures that stand where no Python runs yet: of each target, and of the article's runs."""
    runs = table()["still"]
    code = digest_files(paths.ROOT / name for name in DRAWN)
    recipe = {"code": DRAW, "from": code, "runs": runs, "python": key(python("build"))}

    def make(folder: Path) -> None:
        advice = "The still pictures could not be drawn: correct what Python names"
        run([python("build"), "-B", "-c", DRAW, folder, json.dumps(runs)], advice, folder=paths.ROOT)

    return entry("stills", recipe, make)


def icons() -> list[Path]:
    """The icons of the installed site, drawn from the one that pages show."""
    code = paths.ROOT / "core" / "takeaway" / "icon.py"
    recipe = {"code": digest_files([code, paths.ROOT / "public" / "icon.svg"]), "python": key(python("build"))}

    def make(folder: Path) -> None:
        command = [python("build"), "-B", "-m", "core.takeaway.icon", folder]
        run(command, "The icons could not be drawn: correct what Python names", folder=paths.ROOT)

    return sorted(entry("icons", recipe, make).iterdir())


def assemble(
    found: Mapping[str, Path],
    scripts: Iterable[Path],
    described: Path,
    drawn: Path,
    wheel: Path,
    figures: Iterable[Path],
) -> Path:
    """dist/ with all its files, put in place in one step; `figures` are the wheels that figures need.

    Raises BuildError.
    """
    code = worker_code(found["pyodide"], wheel)
    try:
        with locked("dist"):
            partial = paths.CACHE / ".dist.partial"
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            for source in [*scripts, described, *icons()]:
                shutil.copyfile(source, partial / source.name)
            shutil.copytree(drawn, partial / "stills")
            _copy_packages(found, partial)
            _copy_own(partial)
            _declare_policy(partial)
            _write_licences(found, [wheel, *figures], partial)
            build = _write_parts(partial, code, list(figures))
            names.settle(partial, table()["own"]["fixed"])
            offline.write_table(partial, build, table()["own"]["fixed"], table()["own"]["later"])
            put_in_place(partial)
    except OSError as error:
        raise of_system(error) from error
    return paths.DIST


def single_file(dist: Path) -> Path:
    """The site as one HTML file, in `dist`."""
    return single.write_single(dist, package(esbuild_package()) / "bin" / "esbuild")


def put_in_place(partial: Path) -> None:
    """Make the folder `partial` dist/; the one that stands there stays if it holds the same."""
    if paths.DIST.exists() and _content(paths.DIST) == _content(partial):
        shutil.rmtree(partial)  # whoever serves what stands there is not disturbed
        return
    old = paths.CACHE / ".dist.old"
    shutil.rmtree(old, ignore_errors=True)
    if paths.DIST.exists():
        paths.DIST.rename(old)
    partial.rename(paths.DIST)
    shutil.rmtree(old, ignore_errors=True)


def _content(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _copy_packages(found: Mapping[str, Path], dist: Path) -> None:
    for row in table()["copy"]:
        for pattern in row["files"]:
            for source in _matching(found[row["package"]], pattern):
                _copy(source, dist / row["to"] / source.name)


def _copy_own(dist: Path) -> None:
    own = table()["own"]
    for pattern in own["public"]:
        for source in _matching(paths.ROOT / "public", pattern):
            _copy(source, dist / source.relative_to(paths.ROOT / "public"))


def _declare_policy(dist: Path) -> None:
    for page in sorted(dist.glob("*.html")):
        declare(page, table()["policy"])


def _write_licences(found: Mapping[str, Path], wheels: Iterable[Path], dist: Path) -> None:
    shipped = {name: folder for name, folder in found.items() if name != esbuild_package()}
    licences.write(dist / "licences.html", licences.collect(shipped, wheels, table()["borrowed"]))


def own_files(patterns: Iterable[str]) -> Iterator[Path]:
    """The files of the repository that match `patterns`, each once, in order."""
    yield from dict.fromkeys(file for pattern in patterns for file in _matching(paths.ROOT, pattern))


def _matching(folder: Path, pattern: str) -> list[Path]:
    """The files below `folder` that match `pattern`; none at all is an error, since something was renamed."""
    files = sorted(file for file in folder.glob(pattern) if file.is_file() and "__pycache__" not in file.parts)
    if not files:
        raise BuildError(f"public/site.toml names {pattern}, which matches nothing: correct it.")
    return files


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def _write_parts(dist: Path, code: bytecode.Parts, figures: list[Path]) -> str:
    """The generated files: the worker's Python, the page's, and the two tables that name them; returns the build."""
    own = table()["own"]
    _copy(code.rest, dist / "rest.zip")
    page = {file.relative_to(paths.ROOT).as_posix(): file for file in own_files(own["page"])}
    # Gzipped here, since hosts do not gzip archives; the names say so to nobody, since some hosts would unpack them.
    packs = {"core": code.core, "first": code.first, "page": micropython.image(page)}
    for name, archive in packs.items():
        (dist / f"{name}.pack").write_bytes(pack.gzipped(archive.read_bytes()))
    for name, file in code.modules.items():
        _copy(file, dist / "numpy" / f"{name}.wasm")
    for file in figures:
        _copy(file, dist / "figures" / file.name)
    build = names.content_hash(file for file in sorted(dist.rglob("*")) if file.is_file())
    # The page tells by `build` that the worker beside it belongs to it.
    _write_json(dist / "pyscript.json", {**table()["pyscript"], "build": build, "catalogue": "catalogue.json"})
    archives = {"core": "core.pack", "first": "first.pack", "rest": "rest.zip"}
    wheels = [f"figures/{file.name}" for file in figures]
    modules = {name: f"numpy/{name}.wasm" for name in code.modules}
    _write_json(
        dist / "parts.json", {"build": build, **archives, "modules": modules, "lazy": own["lazy"], "figures": wheels}
    )
    return build


def worker_code(pyodide: Path, wheel: Path) -> bytecode.Parts:
    """The worker's Python as bytecode: core, and what it needs of NumPy's wheel and of the standard library."""
    files = {_packed_name(file): file for file in own_files(table()["own"]["worker"])}
    return bytecode.parts(pyodide, wheel, files, table()["own"]["lazy"], table()["own"]["mute"])


def _packed_name(file: Path) -> str:
    return file.relative_to(paths.ROOT).as_posix().removeprefix("public/")


def _write_json(place: Path, value: object) -> None:
    place.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n")
