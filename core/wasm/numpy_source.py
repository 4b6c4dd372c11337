"""NumPy, compiled but not linked yet: what takes long, and does not depend on our kernels."""

import shutil
from pathlib import Path
from typing import Any

from core.build.cache import digest_files, entry, key
from core.build.paths import CACHE
from core.build.progress import step
from core.wasm import meson, sources, toolchain

CODE = ("compiler.py", "meson.py", "numpy_source.py", "toolchain.py", "sse", "libc", "blas/include")
COMPILING = ("version", "source", "cython", "ninja", "meson")
LAST_LINK = ("module", "program")
"""How the toolchain links what is finished: it comes later."""


def compiled() -> Path:
    """NumPy as installed, each of its modules being one object that still is to be linked."""
    recipe = sources.recipe("numpy")

    def make(folder: Path) -> None:
        work = CACHE / "numpy-work"  # not a temporary folder: its logs are read when a build fails
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        with step("NumPy, compile"):
            shutil.copytree(compile_numpy(recipe, work), folder, dirs_exist_ok=True)
        shutil.rmtree(work)

    return entry("numpy-compiled", depends(), make)


def depends() -> dict[str, Any]:
    """All that NumPy's objects depend on, and nothing else, since they take minutes."""
    recipe, tools = sources.recipe("numpy"), sources.recipe("toolchain")
    tools["link"] = {name: words for name, words in tools["link"].items() if name not in LAST_LINK}
    return {
        "recipe": {name: recipe[name] for name in COMPILING},
        "toolchain": tools,
        "sysroot": key(toolchain.sysroot()),
        "code": digest_files(sources.FOLDER / name for name in CODE),
    }


def compile_numpy(recipe: dict[str, Any], work: Path) -> Path:
    """Build NumPy in the folder `work`; the folder that it is installed in. Raises BuildError."""
    project = meson.Project(work / "numpy", work, work / "tools")
    shutil.copytree(sources.numpy(), project.source)
    project.tools.mkdir()
    folders = {"simd": sources.FOLDER / "sse", "simde": sources.simde(), "blas": sources.FOLDER / "blas"}
    arguments = [argument.format(**folders) for argument in recipe["meson"]["arguments"]]
    toolchain.archive(project.tools / "libblas.a", [])  # Meson wants the file; its symbols are exported below
    cross_file = meson.write_cross_file(project, arguments, ["cblas_dgemm", "dgemm_"])
    return meson.build(project, recipe["meson"]["script"], recipe["meson"]["options"], cross_file)
