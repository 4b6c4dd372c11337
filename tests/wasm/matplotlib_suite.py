"""Runs tests of Matplotlib's own; imported inside Pyodide, where the wheels and its source lie in mounted folders."""

import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tests.wasm.suite import Outcomes

LAID_OVER = ("testing", "tests", "mpl-data")


def install(wheels: Iterable[str]) -> Path:
    """Unpack `wheels` as the worker does, first on the path of imports; the folder."""
    site = Path(tempfile.mkdtemp())
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    sys.path.insert(0, str(site))
    return site


def run(wheels: list[str], packages: list[str], rest: str, source: str, files: list[str], chosen: str) -> str:
    """Run the test `files` of Matplotlib's `source` that the expression `chosen` picks; the outcomes as JSON.

    `rest` is what our wheel of NumPy lacks, since the tests use numpy.testing.
    """
    site = install(wheels)
    sys.path[:0] = packages
    import numpy
    import pytest

    shutil.copytree(Path(rest, "numpy"), Path(numpy.__file__).parent, dirs_exist_ok=True)
    package = site / "matplotlib"
    for folder in LAID_OVER:
        left_out = shutil.ignore_patterns("baseline_images")
        shutil.copytree(Path(source, folder), package / folder, ignore=left_out, dirs_exist_ok=True)
    (package / "tests" / "baseline_images").mkdir()  # Matplotlib insists on the folder
    outcomes = Outcomes()
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", "-c", "/dev/null", f"--rootdir={site}", "-k", chosen]
    code = pytest.main([*options, *(str(package / "tests" / file) for file in files)], plugins=[outcomes])
    return json.dumps({**vars(outcomes), "code": int(code)})


def draw(wheels: list[str], format: str) -> str:
    """A report of a trained network, drawn in Pyodide, in hexadecimal."""
    install(wheels)
    from core.figures.figure import draw
    from core.insight.view import first_view
    from core.shared.config import Config
    from core.training.trainer import Trainer

    trainer = Trainer(Config(target="xor"))
    trainer.advance(200)
    return draw(trainer, first_view(trainer.config), "report", format, 210, 297, 60).hex()
