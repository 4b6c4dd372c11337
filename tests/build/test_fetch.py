"""Downloads: whole and with the pinned hash, or a sentence and nothing in the cache."""

import base64
import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.build import fetch
from core.build.failure import BuildError

WHEEL = "tiny-1.0-py3-none-any.whl"
SOURCE = "tiny-1.0.tar.gz"
METADATA = "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"


def write_wheel(folder: Path, name: str = WHEEL, tag: str = "py3-none-any") -> str:
    """Write a wheel; returns its sha256."""
    with zipfile.ZipFile(folder / name, "w") as packed:
        program = zipfile.ZipInfo("tiny/program")
        program.external_attr = 0o100755 << 16
        packed.writestr(program, "#!/bin/sh\n")
        packed.writestr("tiny/__init__.py", "")
        packed.writestr("tiny-1.0.dist-info/METADATA", METADATA)
        packed.writestr("tiny-1.0.dist-info/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        packed.writestr("tiny-1.0.dist-info/RECORD", "")
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()


def write_tar(place: Path, files: dict[str, str]) -> bytes:
    """Write a .tar.gz of `files`; returns its bytes."""
    with tarfile.open(place, "w:gz") as packed:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            packed.addfile(member, io.BytesIO(text.encode()))
    return place.read_bytes()


@pytest.fixture
def pypi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for PyPI."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_a_wheel_is_fetched_once(pypi: Path, cache: Path) -> None:
    sha256 = write_wheel(pypi)
    fetched = fetch.pypi("tiny", "1.0", WHEEL, sha256)
    (pypi / WHEEL).unlink()
    assert fetch.pypi("tiny", "1.0", WHEEL, sha256) == fetched
    assert hashlib.sha256(fetched.read_bytes()).hexdigest() == sha256


def test_a_wheel_for_another_machine_is_fetched(pypi: Path, cache: Path) -> None:
    tag = "cp313-cp313-pyodide_2025_0_wasm32"
    sha256 = write_wheel(pypi, f"tiny-1.0-{tag}.whl", tag)
    assert fetch.pypi("tiny", "1.0", f"tiny-1.0-{tag}.whl", sha256).exists()


def test_an_unpacked_wheel_keeps_its_programs_executable(pypi: Path, cache: Path) -> None:
    folder = fetch.pypi_unpacked("tiny", "1.0", WHEEL, write_wheel(pypi))
    assert (folder / "tiny" / "program").stat().st_mode & 0o111
    assert not (folder / "tiny" / "__init__.py").stat().st_mode & 0o111


def test_a_source_archive_is_fetched_without_building_anything(pypi: Path, cache: Path) -> None:
    build = '[build-system]\nrequires = []\nbuild-backend = "mesonpy"\n'
    files = {"tiny-1.0/PKG-INFO": METADATA, "tiny-1.0/pyproject.toml": build, "tiny-1.0/meson.build": "error('built')"}
    sha256 = hashlib.sha256(write_tar(pypi / SOURCE, files)).hexdigest()
    folder = fetch.pypi_unpacked("tiny", "1.0", SOURCE, sha256)
    assert (folder / "meson.build").read_text() == "error('built')"


def test_a_wrong_hash_from_pypi_is_told_and_not_kept(pypi: Path, kept: Callable[[], set[str]]) -> None:
    write_wheel(pypi)
    with pytest.raises(BuildError, match=r"^The download of tiny==1\.0 does not have the pinned hash: do not use it"):
        fetch.pypi("tiny", "1.0", WHEEL, "0" * 64)
    assert kept() == set()


def test_what_pypi_does_not_have_is_told_and_not_kept(pypi: Path, kept: Callable[[], set[str]]) -> None:
    with pytest.raises(BuildError, match=r"^PyPI did not deliver tiny==1\.0: look at the network"):
        fetch.pypi("tiny", "1.0", WHEEL, "0" * 64)
    assert "pypi-tiny" not in kept()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A registry with the package `tiny` 1.0.0, on this machine; gives the package's integrity."""
    root = tmp_path / "registry"
    root.mkdir()
    content = write_tar(root / "tiny-1.0.0.tgz", {"package/package.json": '{"name": "tiny", "version": "1.0.0"}'})
    integrity = f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"
    handler = partial(QuietHandler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        address = f"http://127.0.0.1:{running.server_address[1]}"
        archive = {"tarball": f"{address}/tiny-1.0.0.tgz", "integrity": integrity}
        version = {"name": "tiny", "version": "1.0.0", "dist": archive}
        (root / "tiny").write_text(json.dumps({"name": "tiny", "versions": {"1.0.0": version}}))
        settings = {"registry": address, "fetch_retries": "0"}
        for name, value in settings.items():
            monkeypatch.setenv(f"npm_config_{name}", value)
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield integrity
        running.shutdown()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def test_an_npm_package_is_fetched_once(npm: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fetch.npm("tiny", "1.0.0", npm)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    assert fetch.npm("tiny", "1.0.0", npm) == folder
    assert json.loads((folder / "package.json").read_text())["version"] == "1.0.0"


def test_a_wrong_hash_from_npm_is_told_and_not_kept(npm: str, kept: Callable[[], set[str]]) -> None:
    with pytest.raises(BuildError, match=r"^The download of tiny 1\.0\.0 does not have the pinned hash: do not use it"):
        fetch.npm("tiny", "1.0.0", "sha512-" + "0" * 86 + "==")
    assert kept() == set()


def test_a_registry_that_does_not_answer_is_told_and_nothing_kept(
    npm: str, kept: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    with pytest.raises(BuildError, match=r"^npm did not deliver tiny 1\.0\.0: look at the network"):
        fetch.npm("tiny", "1.0.0", npm)
    assert kept() == set()


def test_a_broken_archive_is_told_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no archive")
    with pytest.raises(BuildError, match=r"broken\.tar\.gz cannot be unpacked"):
        fetch.unpack(broken, tmp_path)
