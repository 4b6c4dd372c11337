"""NumPy, compiled but not linked yet: what takes long, and does not depend on our kernels."""

import shutil
from pathlib import Path
from typing import Any

from core.build.cache import digest_files, entry, key
from core.build.paths import CACHE
from core.build.progress import step
from core.wasm import meson, sources, toolchain

CODE = ("compiler.py", "meson.py", "numpy_source.py", "toolchain.py", "toolchain.toml", "sse", "libc", "blas/include")
COMPILING = ("version", "source", "cython", "ninja", "meson")


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

    depends = {
        "recipe": {name: recipe[name] for name in COMPILING},
        "sysroot": key(toolchain.sysroot()),
        "code": digest_files(sources.FOLDER / name for name in CODE),
    }
    return entry("numpy-compiled", depends, make)


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
