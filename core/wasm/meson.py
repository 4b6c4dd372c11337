"""A cross build with Meson: everything it learns is about Pyodide, everything it runs is from the recipe."""

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any, NamedTuple

from core.build.process import run
from core.wasm import sources, toolchain

PREFIX, SITE = "prefix", "site"
ADVICE = "NumPy could not be built: this is a fault of the recipe in core/wasm"

CROSS_FILE = """\
[binaries]
c = {cc}
cpp = {cxx}
ar = {ar}
strip = {strip}
cython = {cython}
python = '{python}'
[host_machine]
system = 'emscripten'
cpu_family = 'wasm32'
cpu = 'wasm32'
endian = 'little'
[properties]
longdouble_format = 'IEEE_QUAD_LE'
needs_exe_wrapper = true
skip_sanity_check = true
[built-in options]
c_args = {arguments}
cpp_args = {arguments}
c_link_args = ['-L{tools}']
cpp_link_args = ['-L{tools}']
"""

# Meson asks an interpreter about itself: it must hear about Pyodide's. All else is run by the host's.
PYTHON = """\
#!/bin/sh
case "$1" in
*/python_info.py) cat '{information}' ;;
*) exec '{host}' "$@" ;;
esac
"""


class Project(NamedTuple):
    """A build: NumPy's `source`, the folder for `work`, and the folder with its tools."""

    source: Path
    work: Path
    tools: Path


def python_information(include: Path, python: dict[str, Any]) -> dict[str, Any]:
    """What Meson's python_info.py would say in Pyodide."""
    here = {"purelib": f"/{SITE}", "platlib": f"/{SITE}", "include": str(include), "scripts": "/bin", "data": "/"}
    return {
        "variables": {"base_prefix": "/", "LIBPYTHON": ""},
        "paths": here,
        "sysconfig_paths": here,
        "install_paths": here,
        "version": python["version"],
        "platform": "emscripten_wasm32",
        "is_pypy": False,
        "is_venv": False,
        "link_libpython": False,
        "suffix": python["suffix"],
        "limited_api_suffix": ".abi3.so",
        "is_freethreaded": False,
    }


def write_program(path: Path, text: str) -> None:
    """Write an executable script."""
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def write_python(tools: Path) -> Path:
    """Write the stand-in for Pyodide's interpreter; its path."""
    information = tools / "python.json"
    include = toolchain.sysroot() / "python"
    information.write_text(json.dumps(python_information(include, sources.recipe("toolchain")["python"])))
    write_program(tools / "python", PYTHON.format(information=information, host=sys.executable))
    return tools / "python"


def write_cross_file(project: Project, arguments: list[str], exported: list[str]) -> Path:
    """Write Meson's cross file for compiling with `arguments`; its path."""
    tools = project.tools
    description = toolchain.write_description(tools, exported, project.source)
    write_program(tools / "cython", f"#!/bin/sh\nexec '{sys.executable}' -m cython \"$@\"\n")
    text = CROSS_FILE.format(
        cc=toolchain.tool(description, "cc"),
        cxx=toolchain.tool(description, "c++"),
        ar=toolchain.tool(description, "ar"),
        strip=toolchain.tool(description, "strip"),
        cython=[str(tools / "cython")],
        python=write_python(tools),
        arguments=arguments,
        tools=tools,
    )
    (tools / "cross.ini").write_text(text)
    return tools / "cross.ini"


def environment(tools: Path) -> dict[str, str]:
    """The environment of the build: no compiler of the host is found, no clock and no hash seed is seen."""
    programs = tools / "path"
    programs.mkdir(exist_ok=True)
    for name in ("sh", "cat", "rm"):
        if not (programs / name).exists():
            (programs / name).symlink_to(Path("/bin") / name)
    return {
        "PATH": os.pathsep.join([str(tools), str(programs)]),
        "PYTHONPATH": str(sources.cython()),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "315532800",
        "NINJA": str(sources.ninja()),
    }


def build(project: Project, script: str, options: list[str], cross_file: Path) -> Path:
    """Configure, compile and install; the folder that the site-packages are in. Raises BuildError."""
    meson = [sys.executable, project.source / script]
    folder, installed = project.work / "build", project.work / "installed"
    variables = environment(project.tools)
    setup = ["setup", "--cross-file", cross_file, f"--prefix=/{PREFIX}", *options, folder, project.source]
    run([*meson, *setup], ADVICE, environment=variables, log=project.work / "configure.log")
    run([sources.ninja(), "-C", folder], ADVICE, environment=variables, log=project.work / "compile.log")
    install = ["install", "-C", folder, "--destdir", installed, "--no-rebuild", "--quiet"]
    run([*meson, *install], ADVICE, environment=variables)
    return installed / PREFIX / SITE
