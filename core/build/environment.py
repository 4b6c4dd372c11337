"""The project's own Python environments, one for each dependency group of pyproject.toml."""

import sys
import tomllib
import venv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from core.build import paths, pip
from core.build.cache import entry
from core.build.failure import BuildError


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((paths.ROOT / "pyproject.toml").read_text())


def python(group: str) -> Path:
    """The interpreter of an environment where the packages of `group` are installed. Raises BuildError."""
    lines = [_pinned(name) for name in requirements(group)]
    base = getattr(sys, "_base_executable", sys.executable)
    recipe = {"requirements": lines, "python": sys.version, "base": base}

    def make(folder: Path) -> None:
        # Without pip: Debian's Python cannot install it without one more package.
        venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
        pip.install(folder / "bin" / "python", lines, folder)

    return entry(f"python-{group}", recipe, make) / "bin" / "python"


def requirements(group: str) -> Iterator[str]:
    """The requirements of a dependency group, such as `numpy==2.4.6`, with those of groups it includes."""
    for item in project()["dependency-groups"][group]:
        if isinstance(item, str):
            yield item
        else:
            yield from requirements(item["include-group"])


def _pinned(requirement: str) -> str:
    hashes = project()["tool"]["explorer"]["hashes"].get(requirement)
    if not hashes:
        raise BuildError(f"pyproject.toml has no hashes for {requirement}: add them to [tool.explorer.hashes].")
    return " ".join([requirement, *(f"--hash={digest}" for digest in hashes)])
