"""Links: modules that Pyodide loads, and programs of their own for tests and measurements."""

from collections.abc import Iterable
from pathlib import Path

from core.build.cache import digest_files, entry
from core.build.process import run
from core.wasm import sources, toolchain


def link_module(output: Path, inputs: Iterable[Path], more: Iterable[str] = ()) -> None:
    """Link a module that Pyodide can load, named as the file `output`. Raises BuildError."""
    name = output.name.split(".")[0]
    given = sources.recipe("toolchain")["link"]["module"]
    words = [*inputs, runtime(), *given, f"--export-if-defined=PyInit_{name}", *more]
    run([sources.zig() / "zig", "wasm-ld", "-o", output, *words], toolchain.ADVICE)


def runtime() -> Path:
    """A static library with what is newer in zig's libc++ than in Pyodide's."""
    pinned = sources.recipe("toolchain")

    def make(folder: Path) -> None:
        objects = []
        for name in pinned["compile"]["cxx_runtime"]:
            source = sources.zig() / "lib" / name
            objects.append(folder / f"{source.stem}.o")
            toolchain.clang("c++", ["-std=c++23", f"-I{source.parent}", "-c", source, "-o", objects[-1]])
        toolchain.archive(folder / "libruntime.a", objects)

    recipe = {"toolchain": pinned, "overlay": digest_files([sources.FOLDER / "libc"])}
    return entry("wasm-runtime", recipe, make) / "libruntime.a"


def link_program(output: Path, inputs: Iterable[Path]) -> None:
    """Link a module that stands alone: all its functions are exported, what it lacks is imported from `env`."""
    given = sources.recipe("toolchain")["link"]["program"]
    run([sources.zig() / "zig", "wasm-ld", "-o", output, *inputs, *given], toolchain.ADVICE)
