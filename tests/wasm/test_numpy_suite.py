"""NumPy's own tests on our wheel, in Pyodide under Node.js."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from core.build import fetch
from core.build.interpreters import mounted, pyodide
from core.wasm.wheel import numpy_test_files

RECIPE = tomllib.loads(Path(__file__).with_name("suite.toml").read_text())
PARTS = {part["name"]: part for part in RECIPE["parts"]}
SOURCE = """
from tests.wasm.suite import run
print(run({packages!r}, {rest!r}, {files!r}))
"""


@pytest.mark.parametrize("name", PARTS)
def test_numpy_passes_its_own_tests_and_skips_none_without_a_reason_that_we_know(wheel: Path, name: str) -> None:
    packages = [mounted(fetch.pypi_unpacked(**package)) for package in RECIPE["packages"]]
    source = SOURCE.format(packages=packages, rest=mounted(numpy_test_files()), files=PARTS[name]["files"])
    printed, _, outcomes = pyodide(source, wheel).rstrip().rpartition("\n")
    found = json.loads(outcomes)
    assert found["failures"] == []
    assert found["code"] == 0, printed[-2000:]
    assert found["passed"] >= PARTS[name]["least"]
    assert found["skips"]
    assert [told for told in found["skips"] if not any(re.search(known, told) for known in RECIPE["skips"])] == []
