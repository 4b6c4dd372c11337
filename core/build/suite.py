"""The tests, and the tools that they run on."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import run

from core.build import fetch, paths
from core.build.environment import project, python
from core.build.failure import BuildError


def tool(name: str) -> Path:
    """The folder of an npm package that only tests or measurements use, pinned in pyproject.toml."""
    pin = project()["tool"]["explorer"]["npm"][name]
    return fetch.npm(name, pin["version"], pin["integrity"])


def found(look: Callable[[], Path]) -> str:
    """What `look` finds, or why it finds nothing: the tests that need it skip then, with the same sentence."""
    try:
        return str(look())
    except BuildError as error:
        return str(error)


PROCESSES = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")
"""A process for each core, four at most: more browsers fill a memory. Each begins with a part of its own, so that
little is prepared twice. The argument `-n 0` asks for none."""


def pytest(arguments: Sequence[str]) -> int:
    """Run the tests; returns pytest's exit code."""
    return module("pytest", *PROCESSES, *arguments)


def module(name: str, *arguments: str) -> int:
    """Run a Python module among the test tools, with the repository as the first place of imports; its exit code.

    Settings of Python and pytest in the environment do not go on: they must not change a result. NumPy has one
    thread, as in the browser: several wait for each other at the small products of our networks.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHON"))}
    kept["OPENBLAS_NUM_THREADS"] = "1"
    # What else would lie in the home folder, or beside our sources.
    kept["MPLCONFIGDIR"] = str(paths.CACHE / "matplotlib-settings")
    kept["HYPOTHESIS_STORAGE_DIRECTORY"] = str(paths.CACHE / "hypothesis")
    command = [python("test"), "-B", "-m", name, *arguments]
    return run(command, cwd=paths.ROOT, env=kept, check=False).returncode
