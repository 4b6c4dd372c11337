"""Links: modules that Pyodide loads, and programs of their own for tests and measurements."""

from collections.abc import Iterable
from pathlib import Path

from core.build.cache import digest_files, entry
from core.build.failure import BuildError
from core.build.process import run
from core.wasm import sources, toolchain


def link_module(output: Path, inputs: Iterable[Path], wrapped: Iterable[str] = ()) -> None:
    """Link a module that Pyodide can load, named as the file `output`, with our `wrapped` functions in NumPy's place.

    Raises BuildError, also for the name of a function that nothing refers to, which wasm-ld says nothing about.
    """
    name = output.name.split(".")[0]
    given = sources.recipe("toolchain")["link"]["module"]
    names, map_file = list(wrapped), output.with_suffix(".map")
    words = [*inputs, runtime(), *given, f"--export-if-defined=PyInit_{name}", f"-Map={map_file}"]
    wraps = [f"--wrap={function}" for function in names]
    run([sources.zig() / "zig", "wasm-ld", "-o", output, *words, *wraps], toolchain.ADVICE)
    linked = set(map_file.read_text().split())
    for function in names:
        if f"__wrap_{function}" not in linked:
            raise BuildError(f"No function {function} was replaced in {name}: correct core/wasm/numpy.toml.")


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


def link_program(output: Path, inputs: Iterable[Path | str]) -> None:
    """Link a module that stands alone: all its functions are exported, what it lacks is imported from `env`."""
    given = sources.recipe("toolchain")["link"]["program"]
    run([sources.zig() / "zig", "wasm-ld", "-o", output, *inputs, *given], toolchain.ADVICE)
