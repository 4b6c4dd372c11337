"""How large dist/ is, part by part, and whether it keeps to its budget."""

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from core.build.failure import BuildError

WORKER_PARTS = ("pyodide", "numpy", "figures", "core.zip", "worker.js")
"""What only the worker loads; the rest is the page's."""


class Size(NamedTuple):
    """Bytes of a part of the site."""

    part: str
    raw: int
    gzipped: int


def measure(dist: Path) -> list[Size]:
    """The size of each folder and file at the top of `dist`, the largest first."""
    parts: dict[str, list[Path]] = {}
    for file in sorted(dist.rglob("*")):
        if file.is_file():
            parts.setdefault(part_of(file.relative_to(dist)), []).append(file)
    sizes = [Size(part, _raw(files), _gzipped(files)) for part, files in parts.items()]
    return sorted(sizes, key=lambda size: -size.gzipped)


def part_of(place: Path) -> str:
    """The name under which the file at `place` is counted: its folder, or itself without its content's hash."""
    top = place.parts[0]
    return "core.zip" if top.startswith("core-") else top


def _raw(files: list[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def _gzipped(files: list[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def report(sizes: list[Size]) -> str:
    """A table of `sizes` in kB, with the page's part and the total."""
    page = [size for size in sizes if size.part not in WORKER_PARTS]
    rows = [*sizes, _total("page, before the worker", page), _total("all", sizes)]
    lines = [f"{row.part:26}{row.raw / 1000:10,.0f}{row.gzipped / 1000:10,.0f}" for row in rows]
    return "\n".join([f"{'part':26}{'raw kB':>10}{'gzip kB':>10}", *lines])


def check(sizes: list[Size], budget: Mapping[str, int]) -> None:
    """Raise BuildError if the gzipped bytes of all, or of the page before the worker, exceed the budget."""
    page = [size for size in sizes if size.part not in WORKER_PARTS]
    for name, part in (("total", sizes), ("page", page)):
        if (gzipped := _total(name, part).gzipped) > budget[name]:
            raise BuildError(
                f"The site is over its budget ({name}: {gzipped:,} of {budget[name]:,} bytes gzipped): "
                "make it smaller, or raise [budget] in public/site.toml."
            )


def _total(name: str, sizes: list[Size]) -> Size:
    return Size(name, sum(size.raw for size in sizes), sum(size.gzipped for size in sizes))
