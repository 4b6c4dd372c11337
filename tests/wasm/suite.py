"""Runs NumPy's own tests; imported inside Pyodide, where pytest and the tests lie in a mounted folder."""

import json
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

UNCHECKED = "runtest = (sys.platform.startswith('linux')"


class Outcomes:
    """A pytest plugin that counts what passes, and keeps the words of what fails or is skipped."""

    def __init__(self) -> None:
        self.passed = 0
        self.failures: list[str] = []
        self.skips: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()

    def pytest_collectreport(self, report: Any) -> None:
        """Hear of files that cannot be imported, or are skipped as a whole."""
        if report.failed:
            self.failures.append(f"{report.nodeid}\n{report.longreprtext}")
        elif report.skipped:
            self.skips[f"{report.nodeid}: {report.longrepr[2]}"] += 1

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Hear of each phase of each test; an expected failure counts as a skip."""
        self.seconds[report.nodeid.split("::")[0]] += report.duration
        if report.failed:
            self.failures.append(f"{report.nodeid}\n{report.longreprtext}")
        elif report.skipped:
            reason = f"expected to fail: {report.wasxfail}" if hasattr(report, "wasxfail") else report.longrepr[2]
            self.skips[reason] += 1
        elif report.when == "call":
            self.passed += 1


def lay_over(rest: Path, package: Path) -> None:
    """Complete the installed NumPy with its tests, and have the accuracy of its functions tested here too."""
    shutil.copytree(rest / "numpy", package, dirs_exist_ok=True)
    accuracy = package / "_core" / "tests" / "test_umath_accuracy.py"
    text = accuracy.read_text()
    if text.count(UNCHECKED) != 1:
        raise ValueError(f"{accuracy.name} no longer says where it is skipped.")
    accuracy.write_text(text.replace(UNCHECKED, "runtest = True or (False"))


def run(packages: list[str], rest: str, files: list[str]) -> str:
    """Run the test `files` of NumPy with pytest from the folders `packages`; the outcomes as JSON."""
    sys.path[:0] = packages
    import numpy
    import pytest

    package = Path(numpy.__file__).parent
    lay_over(Path(rest), package)
    outcomes = Outcomes()
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", "-c", "/dev/null", f"--rootdir={package.parent}"]
    start = time.time()
    code = pytest.main([*options, *(str(package / file) for file in files)], plugins=[outcomes])
    found = {**vars(outcomes), "code": int(code), "total": time.time() - start}
    return json.dumps(found)
