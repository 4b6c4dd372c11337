"""A content-addressed cache: an entry is a folder named by the digest of the recipe it was made from.

A finished entry is never changed, so whoever has its path may trust it. It is made in a sibling
folder and renamed in one step; what an interrupted run leaves behind has another name and is
thrown away by the next maker of the same entry.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from core.build import paths
from core.build.failure import BuildError, of_system

KEY_DIGITS = 12


def entry(name: str, recipe: Mapping[str, object], make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, made once for each `recipe`.

    `recipe` holds all that the result depends on, as values of JSON; `make` gets an empty folder.
    Two processes that want the same entry at once make it once. Raises BuildError.
    """
    finished = paths.CACHE / f"{name}-{digest(recipe)}"
    if finished.is_dir():
        return finished
    try:
        with locked(finished.name):
            if not finished.is_dir():
                _make(finished, make)
    except OSError as error:
        raise of_system(error) from error
    return finished


def _make(finished: Path, make: Callable[[Path], None]) -> None:
    partial = finished.with_name(f".{finished.name}.partial")
    _remove(partial)
    partial.mkdir()
    try:
        make(partial)
        partial.rename(finished)
    finally:
        _remove(partial)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Let one process at a time do the work of that name; the system frees the lock when a process dies."""
    paths.CACHE.mkdir(parents=True, exist_ok=True)
    with (paths.CACHE / f".{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Another run makes {name} just now: waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digest(recipe: Mapping[str, object]) -> str:
    """The key of `recipe`: 12 hexadecimal digits that do not depend on the order of its keys."""
    try:
        text = json.dumps(recipe, sort_keys=True)
    except TypeError as error:
        raise BuildError(f"A recipe must hold values of JSON only: {error}.") from error
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_DIGITS]


def key(path: Path) -> str:
    """The key of the entry that `path` is, or lies in: for the recipe of what is built from it."""
    try:
        return path.relative_to(paths.CACHE).parts[0].rpartition("-")[2]
    except (ValueError, IndexError):
        raise BuildError(f"{path} is not in the cache, so it has no key.") from None


def digest_files(files: Iterable[Path]) -> str:
    """A digest of the names and contents of `files` (folders count with all that is below them)."""
    total = hashlib.sha256()
    for file in sorted(_expand(files)):
        name = file.relative_to(paths.ROOT) if file.is_relative_to(paths.ROOT) else Path(file.name)
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{name.as_posix()} {content}\n".encode())
    return total.hexdigest()[:KEY_DIGITS]


def _expand(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            below = (file for file in path.rglob("*") if file.is_file())
            yield from (file for file in below if "__pycache__" not in file.parts)
        else:
            yield path
