"""The core's own tests once more, on the Python and the NumPy that the site ships."""

import json
import tomllib
from collections.abc import Callable

import pytest

from core.build import fetch
from core.build.interpreters import mounted
from core.build.paths import ROOT
from core.wasm.wheel import numpy_test_files

PACKAGES = tomllib.loads((ROOT / "tests" / "wasm" / "suite.toml").read_text())["packages"]
CATALOGUE = ("", "_activations", "_initializers", "_optimizers", "_targets")
PRESETS = (  # what else presets promise would take minutes
    "tests/core/test_catalogue_presets.py::"
    "test_a_preset_trains_without_diverging_and_has_no_ailment_but_the_one_it_shows"
)
SAVED = "tests/core/takeaway/test_saved.py"  # other files are read with libraries that Pyodide lacks
PARTS = {
    "catalogue": ([f"tests/core/test_catalogue{name}.py" for name in CATALOGUE], 330),
    "training": (["tests/core/training"], 100),
    "insight": (["tests/core/insight"], 170),
    "engine": (["tests/core/engine", SAVED, PRESETS], 114),
    "compiler": (["tests/core/compiler"], 380),
}
# Without conftest.py, which is for the machine that builds; examples are the same in every run.
SOURCE = """
import sys
sys.path[:0] = {packages!r}
import json, shutil, numpy, pytest
from pathlib import Path
from tests.wasm.suite import Outcomes
shutil.copytree({rest!r} + "/numpy", Path(numpy.__file__).parent, dirs_exist_ok=True)
class Profile:
    def pytest_configure(self, config):
        from hypothesis import settings
        settings.register_profile("pyodide", deadline=None, database=None, derandomize=True, max_examples=10)
        settings.load_profile("pyodide")
outcomes = Outcomes()
options = "-q --tb=short -p no:cacheprovider -c /dev/null --rootdir=/repository --noconftest -W error"
options += " --import-mode=importlib"
code = pytest.main([*options.split(), *(f"/repository/{{file}}" for file in {files!r})], plugins=[outcomes, Profile()])
print(json.dumps({{"code": int(code), "passed": outcomes.passed, "failures": outcomes.failures}}))
"""


def source(files: list[str]) -> str:
    """What runs test files in Pyodide, with pytest and numpy.testing, which the wheel lacks."""
    packages = [mounted(fetch.pypi_unpacked(**package)) for package in PACKAGES]
    return SOURCE.format(packages=packages, rest=mounted(numpy_test_files()), files=files)


@pytest.mark.parametrize("part", PARTS)
def test_the_core_passes_its_tests_in_pyodide(pyodide: Callable[[str], str], part: str) -> None:
    files, least = PARTS[part]
    report, _, outcomes = pyodide(source(files)).rstrip().rpartition("\n")
    found = json.loads(outcomes)
    assert found["failures"] == []
    assert found["code"] == 0, report[-2000:]
    assert found["passed"] >= least
