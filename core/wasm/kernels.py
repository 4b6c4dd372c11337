"""The project's own C, as static libraries: linear algebra (blas/), vectorized functions (math/), short ways to both
for calls from Python (calls/)."""

from pathlib import Path

from core.build.cache import digest_files, entry, key
from core.wasm import numpy_source, sources, toolchain

LIBRARIES = ("blas", "math", "calls")
OF_NUMPY = ("calls",)
"""Libraries that know NumPy's and CPython's own structures."""
# No contraction: a product and a sum are rounded one by one, as the error bounds of math/ assume.
FLAGS = ("-O3", "-std=c17", "-ffp-contract=off", "-fno-math-errno", "-DNDEBUG", "-Wall", "-Wextra", "-Werror")


def library(name: str) -> Path:
    """The static library of the C files in core/wasm/`name`. Raises BuildError."""
    folder = sources.FOLDER / name
    headers = numpy_headers() if name in OF_NUMPY else []
    # A header that names itself would carry the path of this machine into the wheel.
    found = [word for path in headers for word in (f"-isystem{path}", f"-ffile-prefix-map={path}=/include")]

    def make(target: Path) -> None:
        objects = []
        for source in sorted(folder.glob("*.c")):
            objects.append(target / f"{source.stem}.o")
            toolchain.clang("c", [*FLAGS, *found, "-c", source, "-o", objects[-1]])
        toolchain.archive(target / f"lib{name}.a", objects)

    recipe = {
        "code": digest_files([folder]),
        "flags": FLAGS,
        "toolchain": sources.recipe("toolchain"),
        "overlay": digest_files([sources.FOLDER / "libc"]),
        "headers": [key(path) for path in headers],
    }
    return entry(f"wasm-{name}", recipe, make) / f"lib{name}.a"


def numpy_headers() -> list[Path]:
    """The folders of NumPy's headers, as they were configured, and of CPython's."""
    return [numpy_source.compiled() / "numpy" / "_core" / "include", toolchain.sysroot() / "python"]
