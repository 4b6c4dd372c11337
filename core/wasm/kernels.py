"""The project's own C: linear algebra (blas/) and vectorized functions (math/), as static libraries."""

from pathlib import Path

from core.build.cache import digest_files, entry
from core.wasm import sources, toolchain

LIBRARIES = ("blas", "math")
# No contraction: a product and a sum are rounded one by one, as the error bounds of math/ assume.
FLAGS = ("-O3", "-std=c17", "-ffp-contract=off", "-fno-math-errno", "-Wall", "-Wextra", "-Werror")


def library(name: str) -> Path:
    """The static library of the C files in core/wasm/`name`. Raises BuildError."""
    folder = sources.FOLDER / name

    def make(target: Path) -> None:
        objects = []
        for source in sorted(folder.glob("*.c")):
            objects.append(target / f"{source.stem}.o")
            toolchain.clang("c", [*FLAGS, "-c", source, "-o", objects[-1]])
        toolchain.archive(target / f"lib{name}.a", objects)

    recipe = {
        "code": digest_files([folder]),
        "flags": FLAGS,
        "toolchain": sources.recipe("toolchain"),
        "overlay": digest_files([sources.FOLDER / "libc"]),
    }
    return entry(f"wasm-{name}", recipe, make) / f"lib{name}.a"
