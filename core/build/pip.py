"""The pip that fetches from PyPI: this Python's own, else the one that its system keeps for new environments."""

import importlib.util
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from core.build import debian
from core.build.failure import WRONG_HASH, BuildError
from core.build.process import run

SYSTEM_WHEELS = Path("usr/share/python-wheels")
REFUSAL = "DO NOT MATCH THE HASHES"


@cache
def pip() -> tuple[str, ...]:
    """The command that runs pip. Raises BuildError where no pip can be had."""
    if importlib.util.find_spec("pip"):
        return (sys.executable, "-m", "pip")
    wheel = next(_bundled(), None)
    if not wheel:
        raise BuildError("This Python has no pip: install it (on Debian: apt install python3-pip python3-venv).")
    return (sys.executable, f"{wheel}/pip")


def _bundled() -> Iterator[Path]:
    """Wheels of pip: the one that comes with ensurepip, else the one that Debian packs apart, installed or not."""
    ensurepip = importlib.util.find_spec("ensurepip")
    for folder in (ensurepip.submodule_search_locations or ()) if ensurepip else ():
        yield from Path(folder, "_bundled").glob("pip-*.whl")
    yield from (Path("/") / SYSTEM_WHEELS).glob("pip-*.whl")
    if debian.present():
        package, _ = debian.fetch("python3-pip-whl", debian.own_suite())
        yield from (package / SYSTEM_WHEELS).glob("pip-*.whl")


def download(requirements: Iterable[str], folder: Path, options: Iterable[str], environment: Mapping[str, str]) -> None:
    """Download `requirements` (lines of a requirements file, with their hashes) into `folder`."""
    listed = list(requirements)
    _with_requirements(listed, folder, ["download", "--dest", str(folder), *options], environment)


def install(python: Path, requirements: Iterable[str], scratch: Path) -> None:
    """Install `requirements` (lines with their hashes) for the interpreter `python`."""
    options = ["--python", str(python), "install", "--only-binary=:all:", "--no-deps"]
    _with_requirements(list(requirements), scratch, options, {})


def _with_requirements(lines: list[str], folder: Path, options: list[str], environment: Mapping[str, str]) -> None:
    file = folder / "requirements.txt"
    file.write_text("\n".join(lines) + "\n")
    names = ", ".join(line.split(" ")[0] for line in lines)
    advice = f"PyPI did not deliver {names}: look at the network, then run the command again"
    # Our own cache is enough, and it lies below the project.
    command = [*pip(), *options, "--require-hashes", "--disable-pip-version-check", "--no-cache-dir", "-r", file]
    try:
        run(command, advice, environment=environment)
    except BuildError as error:
        if REFUSAL in str(error):
            raise BuildError(f"The download of {names} {WRONG_HASH}.") from error
        raise
    finally:
        file.unlink()
