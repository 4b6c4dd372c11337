"""The command line: documented, and every failure one sentence."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.build import node
from core.build.environment import project, requirements
from core.build.paths import DIST, ROOT

README = (ROOT / "README.md").read_text()
HELP = subprocess.run([sys.executable, "build.py", "--help"], cwd=ROOT, capture_output=True, text=True).stdout
COMMANDS = re.findall(r"^    (\w+) +\S", HELP, re.MULTILINE)


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`build.py` with `arguments`, run in `folder` with changes to the environment."""
    changed = {**os.environ, **environment}
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=folder, env=changed, capture_output=True, text=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that a build needs, with an empty cache."""
    folder = tmp_path / "clone"
    for name in ("core", "public", "app"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    return folder


def assert_one_sentence(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1
    assert re.fullmatch(r"build\.py: [^\n]+\n", done.stderr), done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_there_are_the_six_commands() -> None:
    assert COMMANDS == ["serve", "site", "test", "wheels", "bench", "clean"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_in_the_readme(command: str) -> None:
    assert f"`python3 build.py {command}" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_in_its_help_what_it_does(command: str) -> None:
    sentence = re.sub(r"\s+", " ", run(ROOT, command, "--help").stdout)
    assert re.search(r" [A-Z][^.]{20,}\. ", sentence)


def test_the_workflow_for_github_pages_publishes_what_site_builds() -> None:
    workflow = (ROOT / ".github" / "workflows" / "pages.yml").read_text()
    assert re.findall(r"python3 build\.py (\w+)", workflow) == ["site"]
    assert re.findall(r"^ +path: (dist)$", workflow, re.MULTILINE) == [DIST.name]


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["serve", "--unknown"], ["site", "more"]])
def test_a_wrong_command_is_answered_with_the_usage(arguments: list[str]) -> None:
    done = run(ROOT, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: build.py")


def test_a_failed_download_ends_in_one_sentence_and_leaves_nothing(clone: Path) -> None:
    nowhere = {"npm_config_registry": "http://127.0.0.1:9", "npm_config_fetch_retries": "0"}
    done = run(clone, "site", **nowhere)
    assert_one_sentence(done)
    assert "look at the network, then run the command again" in done.stderr
    assert [path.name for path in (clone / ".cache").iterdir() if not path.name.endswith(".lock")] == []


def test_a_missing_tool_ends_in_one_sentence(clone: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run(clone, "site", PATH=str(empty), PIP_NO_INDEX="1", PIP_FIND_LINKS=str(empty))
    assert_one_sentence(done)


def test_clean_removes_what_was_built(clone: Path) -> None:
    for name in ("dist", ".cache"):
        (clone / name / "folder").mkdir(parents=True)
    assert run(clone, "clean").returncode == 0
    assert not (clone / "dist").exists()
    assert not (clone / ".cache").exists()


def wheel_tables() -> list[dict[str, Any]]:
    """The recipes of the wheels."""
    return [tomllib.loads(file.read_text()) for file in (ROOT / "core" / "wasm").glob("*.toml")]


def wheel_pins() -> dict[str, str]:
    """Name and version of everything from PyPI that a wheel is compiled from, compiled with, or needs beside it."""
    parts = [part for table in wheel_tables() for part in table.values() if isinstance(part, dict)]
    sources = [row["pypi"] for part in parts for row in part.values() if isinstance(row, dict) and "pypi" in row]
    pinned = [part for part in [*parts, *sources] if isinstance(part.get("version"), str)]
    files = [(file, part["version"]) for part in pinned for file in [part, *part.get("wheels", {}).values()]]
    return {named(file["filename"]): version for file, version in files if "filename" in file}


def debian_sources() -> list[tuple[str, str]]:
    """Name and file name of the sources of wheels that come from Debian."""
    found = [table["sources"] for table in wheel_tables() if "sources" in table and "filename" not in table["sources"]]
    return [(name, row["debian"]["filename"]) for rows in found for name, row in rows.items() if "debian" in row]


@pytest.mark.parametrize(("name", "filename"), debian_sources())
def test_a_source_from_debian_is_in_the_readme_with_its_version(name: str, filename: str) -> None:
    row = re.search(rf"^\| {name} \| (\S+) \| \S.* \| \S.* \| \S.* \|$", README, re.MULTILINE)
    assert row
    assert row[1] in filename


def named(filename: str) -> str:
    """The package that a file of PyPI belongs to."""
    return filename.split("-")[0].replace("_", "-")


def borrowed() -> dict[str, str]:
    """Name and version of what lends the site the text of a licence; none for a package of Debian."""
    rows = tomllib.loads((ROOT / "public" / "site.toml").read_text())["borrowed"].values()
    return {row["from"]: row.get("version", "") for row in rows if "from" in row}


def pins() -> list[tuple[str, str]]:
    """Name and version of everything that is pinned, but for what only the test tools need themselves."""
    site = tomllib.loads((ROOT / "public" / "site.toml").read_text())["npm"]
    tools = project()["tool"]["explorer"]["npm"]
    packages = {name: pin["version"] for name, pin in [*site.items(), *tools.items()]}
    esbuild = {"esbuild" if name.startswith("@esbuild/") else name: version for name, version in packages.items()}
    needed = set(requirements("needed"))
    direct = [line.partition("==") for line in requirements("test") if line not in needed]
    lent = {name: version for name, version in borrowed().items() if version}
    lent[node.PACKAGE] = node.VERSION
    return sorted((esbuild | {name: version for name, _, version in direct} | wheel_pins() | lent).items())


@pytest.mark.parametrize(("name", "version"), pins())
def test_a_dependency_is_in_the_readme_with_its_version(name: str, version: str) -> None:
    row = re.compile(rf"^\| {re.escape(name)} \| {re.escape(version)} \| \S.* \| \S.* \| \S.* \|$", re.MULTILINE)
    assert row.search(README)


@pytest.mark.parametrize("port", ["-1", "0", "65536", "http"])
def test_a_port_that_is_none_is_refused_before_anything_is_built(port: str) -> None:
    done = run(ROOT, "serve", "--port", port)
    assert done.returncode == 2
    assert done.stderr.endswith(f"error: argument --port: a port is a number from 1 to 65535, not {port}\n")


def test_what_the_test_tools_need_themselves_is_in_the_readme() -> None:
    names = {line.partition("==")[0] for line in requirements("needed")}
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", README)] == []


def test_a_package_of_debian_that_lends_a_licence_is_in_the_readme() -> None:
    named = [name for name, version in borrowed().items() if not version]
    assert [name for name in named if f"`{name}`" not in README] == []


def rooms() -> list[str]:
    """The folders that hold Python, down to the rooms of core and app."""
    found = {file.relative_to(ROOT).parts[:-1][:2] for top in ("app", "core") for file in (ROOT / top).rglob("*.py")}
    return sorted("/".join(parts) for parts in found)


@pytest.mark.parametrize("folder", [*rooms(), "public", "tests"])
def test_a_room_is_in_the_readme(folder: str) -> None:
    assert f"\n| `{folder}/` |" in README
