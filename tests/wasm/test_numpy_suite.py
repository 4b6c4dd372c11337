"""NumPy's own tests on our wheel, in Pyodide under Node.js."""

import json
import re
import tomllib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from core.build import fetch, interpreters
from core.build.paths import ROOT
from core.wasm.wheel import numpy_test_files

RECIPE = tomllib.loads(Path(__file__).with_name("suite.toml").read_text())
PARTS = {part["name"]: part for part in RECIPE["parts"]}
SOURCE = """
from tests.wasm.suite import run
print(run({packages!r}, {rest!r}, {files!r}))
"""


def mounted(path: Path) -> str:
    """Where Pyodide finds `path`, which lies below the repository."""
    return f"/repository/{path.relative_to(ROOT).as_posix()}"


def run_part(name: str, wheel: Path, packages: list[str]) -> dict[str, Any]:
    """The outcomes of one part of the suite, and what pytest printed."""
    files = PARTS[name]["files"]
    source = SOURCE.format(packages=packages, rest=mounted(numpy_test_files()), files=files)
    printed, _, outcomes = interpreters.pyodide(source, wheel).rstrip().rpartition("\n")
    return {"printed": printed, **json.loads(outcomes)}


@pytest.fixture(scope="module")
def outcomes(wheel: Path) -> dict[str, "Future[dict[str, Any]]"]:
    packages = [mounted(fetch.pypi_unpacked(**package)) for package in RECIPE["packages"]]
    pool = ThreadPoolExecutor(len(PARTS))
    return {name: pool.submit(run_part, name, wheel, packages) for name in PARTS}


@pytest.mark.parametrize("name", PARTS)
def test_numpy_passes_its_own_tests(outcomes: dict[str, "Future[dict[str, Any]]"], name: str) -> None:
    found = outcomes[name].result()
    assert found["failures"] == []
    assert found["code"] == 0, found["printed"][-2000:]
    assert found["passed"] >= PARTS[name]["least"]


@pytest.mark.parametrize("name", PARTS)
def test_every_skip_of_numpy_has_a_reason_that_we_know(
    outcomes: dict[str, "Future[dict[str, Any]]"], name: str
) -> None:
    reasons = outcomes[name].result()["skips"]
    assert reasons
    assert [reason for reason in reasons if not any(re.search(known, reason) for known in RECIPE["skips"])] == []
