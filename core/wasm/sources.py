"""Where the parts of the wheels come from: what the recipes pin, fetched."""

import platform
import tomllib
from pathlib import Path
from typing import Any

from core.build import fetch
from core.build.failure import BuildError
from core.build.paths import ROOT

FOLDER = Path(__file__).parent


def recipe(name: str) -> dict[str, Any]:
    """What `core/wasm/<name>.toml` says."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def file(name: str, pin: dict[str, str]) -> Path:
    """A pinned file of PyPI itself."""
    return fetch.pypi(name, pin["version"], pin["filename"], pin["sha256"])


def unpacked(name: str, pin: dict[str, str]) -> Path:
    """The folder of a pinned file of PyPI."""
    return fetch.pypi_unpacked(name, pin["version"], pin["filename"], pin["sha256"])


def for_this_machine(name: str, pin: dict[str, Any]) -> Path:
    """The folder of a pinned wheel that exists once per kind of machine. Raises BuildError where it does not."""
    machine = platform.machine()
    if platform.system() != "Linux" or machine not in pin["wheels"]:
        known = " or ".join(sorted(pin["wheels"]))
        raise BuildError(f"The wheels are built on Linux ({known}), not on {platform.system()} {machine}: use that.")
    return unpacked(name, {"version": pin["version"], **pin["wheels"][machine]})


def zig() -> Path:
    """The folder with the program `zig` and its `lib`."""
    return for_this_machine("ziglang", recipe("toolchain")["zig"]) / "ziglang"


def simde() -> Path:
    """The include folder of SIMDe."""
    pin = recipe("toolchain")["simde"]
    return unpacked("cmeel-simde", pin) / pin["include"]


def simde_license() -> Path:
    """The license of SIMDe, whose code gets into what is compiled with it."""
    return next(unpacked("cmeel-simde", recipe("toolchain")["simde"]).glob("*.dist-info/licenses/LICENSE"))


def pyodide() -> Path:
    """The folder of the very Pyodide that the site ships."""
    pin = tomllib.loads((ROOT / "public" / "site.toml").read_text())["npm"]["pyodide"]
    return fetch.npm("pyodide", pin["version"], pin["integrity"])


def ninja() -> Path:
    """The program ninja."""
    pin = recipe("numpy")["ninja"]
    return for_this_machine("ninja", pin) / f"ninja-{pin['version']}.data" / "scripts" / "ninja"


def cython() -> Path:
    """The folder that the package Cython is imported from: the one compiled for this Python, if there is one."""
    pin = recipe("numpy")["cython"]
    major, minor, *_ = platform.python_version_tuple()
    this = f"cp{major}{minor}-{platform.machine()}" if platform.system() == "Linux" else "any"
    return unpacked("cython", {"version": pin["version"], **pin["wheels"].get(this, pin["wheels"]["any"])})


def numpy() -> Path:
    """NumPy's source, unpacked; not to be written to."""
    pin = recipe("numpy")
    return unpacked("numpy", {"version": pin["version"], **pin["source"]})
