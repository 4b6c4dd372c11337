"""The code is clean for ruff and pyright, in the versions that are pinned."""

import subprocess
import sys

import pytest

from core.build.node import node
from core.build.paths import ROOT
from core.build.suite import tool


def assert_finds_nothing(*command: object) -> None:
    """Fail with all that a tool says."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=["rules", "format"])
def test_ruff_finds_nothing(check: list[str]) -> None:
    assert_finds_nothing(sys.executable, "-m", "ruff", *check, "--no-cache", ".")


def test_pyright_finds_nothing() -> None:
    assert_finds_nothing(node(), tool("pyright") / "index.js", "--warnings", "--pythonpath", sys.executable)
