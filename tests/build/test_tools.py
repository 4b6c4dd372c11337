"""The tools that the tests need: which are taken, and what happens where one cannot be had."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from core.build import debian, environment, node, paths, pip, programs
from core.build.failure import BuildError
from core.build.paths import ROOT
from core.build.process import run, sentence

NEEDS_A_BROWSER = "def test_with_a_browser(browser):\n    assert browser\n"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What was found before is looked for again, before the test and after it."""
    functions = (programs.find, node.node, node.npm, pip.pip, debian.own_suite)
    for function in functions:
        function.cache_clear()
    yield
    for function in functions:
        function.cache_clear()


def program(folder: Path, name: str, prints: str, code: int = 0) -> Path:
    """A program in `folder`."""
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{prints}'\nexit {code}\n")
    file.chmod(0o755)
    return file


def run_one_test(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """pytest on one test that needs a browser, with the project's settings and a changed environment."""
    (tmp_path / "test_one.py").write_text(NEEDS_A_BROWSER)
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "CHROMIUM", "FIREFOX")}
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "tests.conftest"]
    command = [sys.executable, "-B", "-m", "pytest", *settings, str(tmp_path)]
    return subprocess.run(command, cwd=ROOT, env={**kept, **changes}, capture_output=True, text=True)


KINDS = pytest.mark.parametrize("kind", [programs.CHROMIUM, programs.FIREFOX], ids=lambda kind: kind.package)


@KINDS
def test_the_chosen_browser_is_taken(kind: programs.Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = program(tmp_path, "my-browser", "Browser 156")
    monkeypatch.setenv(kind.variable, str(chosen))
    assert programs.find(kind) == chosen


@KINDS
def test_an_installed_browser_that_does_not_run_is_passed_over(
    kind: programs.Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, name = kind.programs[:2]
    program(tmp_path, broken, "error while loading shared libraries", 127)
    good = program(tmp_path, name, "Browser 156")
    monkeypatch.delenv(kind.variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert programs.find(kind._replace(programs=(broken, name))) == good


def test_a_test_whose_browser_cannot_be_had_is_skipped_by_name(tmp_path: Path) -> None:
    nowhere = {kind.variable: f"/nowhere/{kind.package}" for kind in (programs.CHROMIUM, programs.FIREFOX)}
    done = run_one_test(tmp_path, **nowhere)
    assert done.returncode == 0
    for name, kind in (("chromium", programs.CHROMIUM), ("firefox", programs.FIREFOX)):
        reason = f"{kind.variable} is /nowhere/{kind.package}, which does not run"
        skipped = rf"^SKIPPED .*test_one\.py::test_with_a_browser\[{name}\].*{reason}"
        assert re.search(skipped, done.stdout, re.MULTILINE), done.stdout


def test_a_skip_for_want_of_a_browser_fails_in_ci(tmp_path: Path) -> None:
    done = run_one_test(tmp_path, CHROMIUM="/nowhere/chromium", FIREFOX="/nowhere/firefox", CI="true")
    assert done.returncode == 1
    assert "test_with_a_browser[chromium]" in done.stdout
    assert "test_with_a_browser[firefox]" in done.stdout


def test_what_debian_installs_is_recorded_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "apt-get", "done")
    program(tmp_path, "dpkg-query", "tiny\t1.0-2")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    debian.install("tiny")
    assert (tmp_path / "cache" / "installed-tiny.txt").read_text() == "tiny\t1.0-2\n"


@pytest.mark.parametrize(
    ("version", "taken"), [("v20.20.2", True), ("v24.0.0", True), ("v18.19.0", False), ("", False)]
)
def test_an_installed_node_is_taken_if_it_is_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, taken: bool
) -> None:
    installed = program(tmp_path, "node", version)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(node, "_from_pypi", lambda: Path("/from/pypi"))
    assert node.node() == (installed if taken else Path("/from/pypi/bin/node"))
    assert node.npm()[0] == (shutil.which("npm") or str(installed) if taken else "/from/pypi/bin/node")


def test_a_python_without_pip_takes_the_one_for_new_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = pip._bundled
    monkeypatch.setattr(pip.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(pip, "_bundled", lambda: iter([Path("/wheels/pip-23-py3-none-any.whl")]))
    assert pip.pip() == (sys.executable, "/wheels/pip-23-py3-none-any.whl/pip")
    pip.pip.cache_clear()
    monkeypatch.setattr(pip, "_bundled", bundled)
    monkeypatch.setattr(pip, "SYSTEM_WHEELS", Path("nowhere"))
    monkeypatch.setattr(debian, "present", lambda: False)
    with pytest.raises(BuildError, match="has no pip: install it"):
        pip.pip()


def test_all_that_the_tools_need_is_pinned() -> None:
    pinned = {name.partition("==")[0]: name.partition("==")[2] for name in environment.requirements("test")}
    for name in pinned:
        for line in importlib.metadata.requires(name) or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert needed.specifier.contains(pinned[needed.name.lower().replace("_", "-")]), line


def test_every_pin_has_the_hash_of_each_file() -> None:
    assert set(environment.project()["tool"]["explorer"]["hashes"]) == set(environment.requirements("test"))
    for hashes in environment.project()["tool"]["explorer"]["hashes"].values():
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)


@pytest.mark.parametrize(
    ("file", "text", "mirror"),
    [
        (
            "sources.list.d/debian.sources",
            "URIs: http://mirror.example/debian\nSuites: bookworm\n",
            "http://mirror.example/debian",
        ),
        ("sources.list", "deb https://mirror.example/debian/ bookworm main\n", "https://mirror.example/debian"),
        ("sources.list.d/other.list", "deb https://other.example/apt stable main\n", debian.MIRROR),
    ],
)
def test_debians_mirror_is_the_machines_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, mirror: str
) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    monkeypatch.setattr(debian, "SETTINGS", tmp_path)
    assert debian.mirror() == mirror


@pytest.mark.parametrize(
    ("release", "suite"),
    [
        ("ID=debian\nVERSION_CODENAME=trixie\n", "trixie"),
        ("ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n", "bookworm"),
        ("ID=debian\n", "bookworm"),
        ("", "bookworm"),
    ],
)
def test_debians_own_suite_is_that_of_a_debian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str, suite: str
) -> None:
    (tmp_path / "os-release").write_text(release)
    monkeypatch.setattr(debian, "OS_RELEASE", tmp_path / "os-release")
    assert debian.own_suite() == suite


def test_what_is_no_debian_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "present", lambda: False)
    with pytest.raises(BuildError, match="some-package comes from Debian trixie: install apt-get"):
        debian.fetch("some-package", "trixie")


def test_a_program_that_fails_is_told_with_its_last_error() -> None:
    failing = [sys.executable, "-c", "import sys; print('working'); sys.exit('Error: the reason')"]
    with pytest.raises(BuildError, match=r"^Mend it \(it said: Error: the reason\)$"):
        run(failing, "Mend it")


def test_a_program_that_is_missing_is_named() -> None:
    with pytest.raises(BuildError, match=r"^Mend it \(there is no program no-such-program: install it\)$"):
        run(["no-such-program"], "Mend it")


@pytest.mark.parametrize("said", ["ld: No space left on device\nninja: error: stopped", "npm error code ENOSPC\n"])
def test_a_full_disk_is_seen_in_what_a_program_says(said: str) -> None:
    assert sentence("It failed", said) == "The disk is full: free some space and run the command again."
