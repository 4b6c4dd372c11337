"""What is shipped depends on nothing but the sources: another build, elsewhere, makes dist/ of the same bytes."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from core.build import paths
from tests.fuzz.size import FULL_SIZE

SOURCES = ("build.py", "pyproject.toml", "LICENSE", "app", "core", "public")
SLOW = ("npm-", "pypi-", "debian-", "source-", "unpacked-", "python-", "numpy-", "compiled-", "wasm-")
"""How the entries of the cache begin that take minutes, or a network: only at full size they are made anew, too."""


def digests(folder: Path) -> dict[str, str]:
    """The sha256 of each file below a folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_build_in_another_place_gives_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    for name in SOURCES:
        copy = shutil.copytree if (paths.ROOT / name).is_dir() else shutil.copyfile
        copy(paths.ROOT / name, tmp_path / name)
    cache = tmp_path / ".cache"
    cache.mkdir()
    if not FULL_SIZE:
        for entry in paths.CACHE.iterdir():
            if entry.name.startswith(SLOW):
                (cache / entry.name).symlink_to(entry)
    done = subprocess.run([sys.executable, "build.py", "site"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    again = {name: digest for name, digest in digests(tmp_path / "dist").items() if not name.endswith("explorer.html")}
    first = {name: digest for name, digest in digests(dist).items() if not name.endswith("explorer.html")}
    assert len(first) > 50
    assert again == first
