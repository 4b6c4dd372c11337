"""The speed of NumPy's kernels in WebAssembly: `python3 -m core.wasm.bench`, and part of `build.py bench`."""

import json
import sys
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from core.build.cache import digest_files, entry
from core.build.node import node
from core.build.paths import ROOT
from core.build.process import run
from core.wasm import kernels, linker, sources, wheel

ADVICE = "NumPy could not be measured under Node.js"
ELEMENTS = 128 * 64  # of x in bench.toml


class Figures(NamedTuple):
    """What was measured: seconds of each statement of bench.toml, and the peak in operations a second."""

    seconds: dict[str, float]
    peak: float


def peak_program() -> Path:
    """A WebAssembly program with `peak(steps)`, which does `operations()` floating-point operations a step."""
    library = kernels.library("peak")
    recipe = {"code": digest_files([sources.FOLDER / "peak", library]), "linker": sources.recipe("toolchain")["link"]}

    def make(folder: Path) -> None:
        linker.link_program(folder / "peak.wasm", ["--whole-archive", library])

    return entry("wasm-peak-program", recipe, make) / "peak.wasm"


def measure(recipe: dict[str, Any]) -> Figures:
    """The figures of what `recipe` (bench.toml) lists. Raises BuildError."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "recipe.json")
        file.write_text(json.dumps(recipe))
        script = sources.FOLDER / "bench.mjs"
        command = [node(), script, sources.pyodide(), wheel.numpy_wheel(), ROOT, peak_program(), file]
        found = json.loads(run(command, ADVICE))
    return Figures(found["seconds"], found["operations"] / found["seconds"]["peak"])


def share(row: dict[str, Any], figures: Figures) -> float:
    """What share of the peak a product of matrices reaches."""
    return 2 * prod(row["size"]) / figures.seconds[row["name"]] / figures.peak


def report(recipe: dict[str, Any], figures: Figures) -> str:
    """The figures as a table."""
    lines = [f"{'register peak of float32':34}{figures.peak / 1e9:29.1f} GFlop/s"]
    for row in recipe["products"]:
        rows, depth, columns = row["size"]
        seconds, shape = figures.seconds[row["name"]], f"{rows}x{depth}.{depth}x{columns}"
        rate = 2 * prod(row["size"]) / seconds / 1e9
        part = share(row, figures)
        lines.append(f"{row['name']:34}{shape:>17}{seconds * 1e6:9.1f} us{rate:8.1f} GFlop/s{part:6.0%} of the peak")
    for row in recipe["functions"]:
        lines.append(f"{row['name']:34}{figures.seconds[row['name']] / ELEMENTS * 1e9:26.2f} ns a number")
    return "\n".join(lines)


def shortfalls(recipe: dict[str, Any], figures: Figures) -> list[str]:
    """A sentence for each product that is slower than bench.toml asks."""
    rows = ((row, share(row, figures)) for row in recipe["products"] if "least" in row)
    return [
        f"{row['name']} reaches {part:.0%} of the register peak, less than the {row['least']:.0%} that are asked."
        for row, part in rows
        if part < row["least"]
    ]


def main() -> int:
    """Measure and print; 1 if a product is too slow."""
    recipe = sources.recipe("bench")
    figures = measure(recipe)
    print(report(recipe, figures))
    slow = shortfalls(recipe, figures)
    print("\n".join(slow), end="\n" if slow else "")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
