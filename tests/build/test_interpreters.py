"""The two Pythons of the site, run under Node.js."""

from collections.abc import Callable

import pytest

from core.build.interpreters import ProgramError
from core.build.paths import ROOT

FAILING = "def halve(x):\n    return x / 0\n\nhalve(1)\n"


def test_micropython_prints_and_imports_the_given_files(micropython: Callable[..., str]) -> None:
    files = [ROOT / "core" / "__init__.py", *(ROOT / "core" / "shared").glob("*.py")]
    source = "import sys\nimport core.shared.config\nprint(sys.implementation.name, core.shared.config.Config().batch)"
    assert micropython(source, files) == "micropython 32\n"


def test_micropython_sees_no_file_that_is_not_given(micropython: Callable[..., str]) -> None:
    with pytest.raises(ProgramError, match="ImportError"):
        micropython("import core")


def test_pyodide_prints_and_imports_the_repository(pyodide: Callable[[str], str]) -> None:
    source = "import numpy, sys, core.shared.config\nprint(sys.platform, numpy.ones((2, 3)).sum())"
    assert pyodide(source) == "emscripten 6.0\n"


@pytest.mark.parametrize("interpreter", ["micropython", "pyodide"])
def test_a_failing_program_is_told_with_its_traceback(interpreter: str, request: pytest.FixtureRequest) -> None:
    run: Callable[[str], str] = request.getfixturevalue(interpreter)
    with pytest.raises(ProgramError, match=r"in halve(.|\n)*ZeroDivisionError"):
        run(FAILING)
