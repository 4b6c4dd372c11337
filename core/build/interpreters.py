"""The two Pythons of the site, run by Node.js instead of a browser, on the very files that the site ships."""

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from core.build import paths, site
from core.build.node import node

MICROPYTHON = "@micropython/micropython-webassembly-pyscript"


class ProgramError(Exception):
    """All that a program printed before it failed, with its traceback."""


def micropython(source: str, files: Iterable[Path] = ()) -> str:
    """What `source` prints on the page's MicroPython, where `files` of the repository can be imported.

    Raises ProgramError.
    """
    places = [f"{file.relative_to(paths.ROOT).as_posix()}={file}" for file in files]
    return _run("micropython", source, [site.package(MICROPYTHON)], places)


def pyodide(source: str, wheel: Path) -> str:
    """What `source` prints on the worker's Pyodide with NumPy from `wheel`; the repository can be imported.

    `source` may await, and finds files of the repository where `mounted` says. Raises ProgramError.
    """
    return _run("pyodide", source, [site.package("pyodide")], [wheel, paths.ROOT])


def mounted(path: Path) -> str:
    """Where Pyodide finds `path`, which lies below the repository."""
    return f"/repository/{path.relative_to(paths.ROOT).as_posix()}"


def _run(runner: str, source: str, before: list[Path], after: Iterable[Path | str]) -> str:
    script = Path(__file__).with_name(f"{runner}.mjs")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "source.py")
        file.write_text(source)
        command = [node(), script, *before, file, *after]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ProgramError(done.stdout + done.stderr)
    return done.stdout
