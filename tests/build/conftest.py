"""A cache of its own for each test of the build."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.build import paths
from core.build.pip import pip


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    pip()  # finds the program once, with the real cache
    folder = tmp_path / "cache"
    monkeypatch.setattr(paths, "CACHE", folder)
    return folder


@pytest.fixture
def kept(cache: Path) -> Callable[[], set[str]]:
    """A function that tells the names of the finished entries, without their keys."""

    def names() -> set[str]:
        found = cache.iterdir() if cache.exists() else ()
        return {path.name.rpartition("-")[0] for path in found if not path.name.startswith(".")}

    return names
