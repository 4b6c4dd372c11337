"""The toolchain: zig's clang and wasm-ld with headers, flags and symbols that make their output fit Pyodide."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core.build.cache import digest_files, entry, key
from core.build.process import run
from core.wasm import headers, sources
from core.wasm.module import Symbol, read_module

ADVICE = "A wheel could not be compiled: this is a fault of its recipe in core/wasm"
COMPILER = sources.FOLDER / "compiler.py"


def pyodide_symbols(pyodide: Path) -> dict[str, Symbol]:
    """What a module may import from Pyodide: its exports, and the JavaScript functions that it imports itself."""
    main = read_module(pyodide / "pyodide.asm.wasm")
    from_javascript = {symbol.name: symbol for symbol in main.imports if not symbol.module.startswith("GOT.")}
    return from_javascript | {symbol.name: symbol for symbol in main.exports}


def flags(language: str) -> list[str]:
    """Flags for clang that compile `c` or `c++` for Pyodide."""
    compile_ = sources.recipe("toolchain")["compile"]
    cxx = language == "c++"
    folders = {"zig": sources.zig() / "lib", "overlay": sources.FOLDER / "libc"}
    listed = [*(compile_["cxx_headers"] if cxx else []), *compile_["headers"]]
    included = [word for folder in listed for word in ("-isystem", folder.format(**folders))]
    return [*compile_["all"], *(compile_["cxx"] if cxx else []), *included]


def clang(language: str, arguments: Iterable[str | Path]) -> None:
    """Run clang for Pyodide with `arguments`. Raises BuildError."""
    driver = ["--driver-mode=g++"] if language == "c++" else []
    run([sources.zig() / "zig", "clang", *driver, *flags(language), *arguments], ADVICE)


def archive(path: Path, objects: Iterable[Path]) -> None:
    """Write the static library `path`, the same bytes for the same objects. Raises BuildError."""
    run([sources.zig() / "zig", "ar", "rcsD", path, *objects], ADVICE)


def sysroot() -> Path:
    """A folder with CPython's headers (`python`) and the names of all that Pyodide exports (`exports.txt`).

    Its key leaves out where the headers come from: no module differs by that, as tests/wasm/test_headers.py shows.
    """
    pyodide = sources.pyodide()
    python = sources.recipe("toolchain")["python"]

    def make(folder: Path) -> None:
        headers.write_headers(headers.headers_source(), folder / "python", python, headers.build_variables(pyodide))
        (folder / "exports.txt").write_text("\n".join(sorted(pyodide_symbols(pyodide))) + "\n")

    code = [sources.FOLDER / name for name in ("headers.py", "module.py")]
    return entry("wasm-sysroot", {"pyodide": key(pyodide), "python": python, "code": digest_files(code)}, make)


def write_description(folder: Path, exported: Iterable[str], mapped: Path) -> Path:
    """Write what compiler.py is to know into `folder`; the path of that file.

    Configure checks find the symbols in `exported` beside Pyodide's; paths below `mapped` are written into no module.
    """
    recipe = sources.recipe("toolchain")
    known = (sysroot() / "exports.txt").read_text().splitlines()
    exports = folder / "exports.txt"
    exports.write_text("\n".join([*known, *exported, ""]))
    hidden = f"-ffile-prefix-map={mapped}/="
    description: dict[str, Any] = {
        "zig": str(sources.zig() / "zig"),
        "c_flags": [*flags("c"), hidden],
        "cxx_flags": [*flags("c++"), hidden],
        "ignored": recipe["compile"]["ignored"],
        "exports": str(exports),
        "join_flags": recipe["link"]["join"],
        "check_flags": recipe["link"]["check"],
        "provided_libraries": recipe["link"]["provided_libraries"],
    }
    path = folder / "toolchain.json"
    path.write_text(json.dumps(description, indent=1))
    return path


def tool(description: Path, name: str) -> list[str]:
    """The command that is `name` (cc, c++, ar, strip) for Pyodide."""
    return [sys.executable, "-I", str(COMPILER), str(description), name]
