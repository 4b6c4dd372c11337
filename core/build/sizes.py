"""How large dist/ is, part by part, on disk and over the wire, and whether it keeps to its budget."""

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from core.build import names
from core.build.failure import BuildError

WORKER_PARTS = (
    "pyodide",
    "numpy",
    "core.pack",
    "first.pack",
    "worker.js",
    "python.js",
    "files.js",
    "snapshot.js",
    "parts.json",
)
"""What only the worker loads, at its start."""
LATER_PARTS = (
    "figures",
    "stills",
    "article.html",
    "article.css",
    "article.js",
    "rest.zip",
    "licences.html",
    "licences.css",
    "sw.js",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable.png",
)
"""What is loaded when it is asked for; the rest is the page's."""
PACKED = (".pack", ".whl", ".zip")
"""What hosts send as it is, since it is packed already; they send the rest gzipped."""
LEVEL = 6


class Size(NamedTuple):
    """Bytes of a part of the site: on disk, and over the wire of a host that gzips as GitHub Pages does."""

    part: str
    raw: int
    wire: int


def measure(dist: Path) -> list[Size]:
    """The size of each folder and file at the top of `dist`, the largest over the wire first."""
    parts: dict[str, list[Path]] = {}
    for file in sorted(dist.rglob("*")):
        if file.is_file():
            parts.setdefault(names.plain(file.relative_to(dist).parts[0]), []).append(file)
    sizes = [
        Size(part, sum(file.stat().st_size for file in files), sum(map(wire, files))) for part, files in parts.items()
    ]
    return sorted(sizes, key=lambda size: -size.wire)


def wire(file: Path) -> int:
    """Bytes that a host sends for a file, its headers aside."""
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content, LEVEL, mtime=0))


def sums(sizes: Iterable[Size]) -> dict[str, Size]:
    """The sizes that have a budget: `page` before the worker, `first` until the first training frame, `total`."""
    everything = list(sizes)
    first = [size for size in everything if size.part not in LATER_PARTS]
    page = [size for size in first if size.part not in WORKER_PARTS]
    return {name: _sum(name, part) for name, part in (("page", page), ("first", first), ("total", everything))}


def _sum(name: str, sizes: Iterable[Size]) -> Size:
    _, raw, over_wire = zip(*sizes, strict=True)
    return Size(name, sum(raw), sum(over_wire))


def report(sizes: list[Size]) -> str:
    """A table of `sizes` in kB, with what has a budget."""
    rows = [*sizes, *sums(sizes).values()]
    lines = [f"{row.part:26}{row.raw / 1000:10,.0f}{row.wire / 1000:10,.0f}" for row in rows]
    return "\n".join([f"{'part':26}{'raw kB':>10}{'wire kB':>10}", *lines])


def check(sizes: list[Size], budget: Mapping[str, int]) -> None:
    """Raise BuildError if anything that `budget` names weighs more over the wire than it grants."""
    for name, size in sums(sizes).items():
        if size.wire > budget[name]:
            raise BuildError(
                f"The site is over its budget ({name}: {size.wire:,} of {budget[name]:,} bytes over the wire): "
                "make it smaller, or raise [budget] in public/site.toml."
            )
