"""What the service worker keeps: the names of all files, put into sw.js once they are settled."""

import json
from collections.abc import Collection
from pathlib import Path

from core.build.failure import BuildError
from core.build.names import plain

WORKER = "sw.js"
PLACE = "= {};"
NEVER = (WORKER, "manifest.webmanifest")
"""What browsers ask for anew, to see whether it has changed."""


def write_table(dist: Path, build: str, fixed: Collection[str], later: Collection[str]) -> None:
    """Tell sw.js its build and its files: pages, those of a start, and those `later` (plain names of the top).

    Raises BuildError.
    """
    script = dist / WORKER
    text = script.read_text("utf-8")
    if PLACE not in text:
        raise BuildError(f"{WORKER} has no place for its table: let it have {PLACE}")
    found = [file.relative_to(dist) for file in sorted(dist.rglob("*")) if file.is_file()]
    table: dict[str, list[str]] = {"pages": [], "start": [], "later": []}
    for file in found:
        if file.name not in NEVER:
            kind = "pages" if file.name in fixed else "later" if plain(file.parts[0]) in later else "start"
            table[kind].append(file.as_posix())
    script.write_text(text.replace(PLACE, f"= {json.dumps({'build': build, **table})};", 1), "utf-8")
