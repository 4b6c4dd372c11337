"""CPython's headers for Pyodide, alike on every host.

They come from a CPython of the same minor version on this machine, else from Debian. Minor releases differ in patch
level, and hosts in pyconfig.h; both are replaced by what Pyodide itself says, so that the wheel does not depend on
where the headers are from.
"""

import os
import re
import runpy
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from core.build import fetch
from core.build.failure import BuildError
from core.wasm import sources

SYSCONFIG = "_sysconfigdata__emscripten_wasm32-emscripten.py"
ASK = "import sys, sysconfig; print('%d.%d' % sys.version_info[:2], sysconfig.get_path('include'))"
SIZES = ("ALIGNOF_", "SIZEOF_")


def interpreters(version: str) -> Iterator[Path]:
    """Every program that may be a CPython of `version`: on PATH, then those that pyenv keeps."""
    for folder in os.get_exec_path():
        yield Path(folder, f"python{version}")
    for root in {os.environ.get("PYENV_ROOT", ""), str(Path.home() / ".pyenv")} - {""}:
        yield from sorted(Path(root, "versions").glob(f"{version}*/bin/python{version}"))


def include_folder(interpreter: Path, version: str) -> Path | None:
    """The headers of `interpreter`; None unless it runs, has that version, and has Python.h."""
    if not interpreter.is_file():
        return None
    try:
        done = subprocess.run([interpreter, "-I", "-c", ASK], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    actual, _, folder = done.stdout.strip().partition(" ")
    usable = done.returncode == 0 and actual == version and Path(folder, "Python.h").is_file()
    return Path(folder) if usable else None


def of_interpreter(version: str) -> Path | None:
    """The headers of the first working CPython of `version` on this machine, if there is one."""
    folders = (include_folder(program, version) for program in interpreters(version))
    return next((folder for folder in folders if folder), None)


def of_debian(python: dict[str, Any]) -> Path:
    """The headers in Debian's package. Raises BuildError."""
    files, _ = fetch.debian(**python["debian"])
    return files / "usr" / "include" / f"python{python['version']}"


def build_variables(pyodide: Path) -> dict[str, Any]:
    """What Pyodide's own build was configured with, from its standard library."""
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as archive, TemporaryDirectory() as folder:
        file = Path(archive.extract(SYSCONFIG, folder))
        with mock.patch.dict(os.environ, {"PYODIDE_ROOT": "/"}):  # its paths begin there
            return runpy.run_path(str(file))["build_time_vars"]


def pyconfig(variables: dict[str, Any], pattern: str) -> str:
    """The text of pyconfig.h: variables whose name matches `pattern`; 0 means undefined, but for sizes."""
    lines = ["#ifndef Py_PYCONFIG_H", "#define Py_PYCONFIG_H"]
    for name in sorted(variables):
        value = variables[name]
        if re.match(pattern, name) and isinstance(value, int):
            defined = value or name.startswith(SIZES)
            lines.append(f"#define {name} {value}" if defined else f"/* #undef {name} */")
    return "\n".join([*lines, "#endif", ""])


def patch_level(text: str, full_version: str) -> str:
    """patchlevel.h with the release `full_version`, such as `3.13.2`."""
    micro = full_version.rsplit(".", 1)[1]
    text = re.sub(r"(#define PY_MICRO_VERSION\s+)\d+", rf"\g<1>{micro}", text)
    return re.sub(r'(#define PY_VERSION\s+)"[^"]*"', rf'\g<1>"{full_version}"', text)


def full_version(variables: dict[str, Any]) -> str:
    """Pyodide's release of CPython, which its configuration only names in paths. Raises BuildError."""
    found = re.search(r"python-(\d+\.\d+\.\d+)", variables["BINDIR"])
    if not found:
        raise BuildError(f"Pyodide names no release of CPython in {variables['BINDIR']}: correct its pin.")
    return found[1]


def write_headers(source: Path, folder: Path, python: dict[str, Any], variables: dict[str, Any]) -> None:
    """Fill `folder` with the headers in `source`, made those of Pyodide."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(*python["left_out"]))
    (folder / "pyconfig.h").write_text(pyconfig(variables, python["configuration"]))
    level = folder / "patchlevel.h"
    level.write_text(patch_level(level.read_text(), full_version(variables)))


def headers_source() -> Path:
    """Where this machine's headers come from."""
    python = sources.recipe("toolchain")["python"]
    return of_interpreter(python["version"]) or of_debian(python)
