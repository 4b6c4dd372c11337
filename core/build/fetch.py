"""Downloads, pinned by version and hash, from PyPI, npm and Debian, each through its own client."""

import base64
import hashlib
import platform
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from core.build import debian as debian_packages
from core.build import pip
from core.build.cache import entry
from core.build.failure import WRONG_HASH, BuildError
from core.build.process import run

# pip asks a source archive's build backend for its metadata, and NumPy's backend compiles all of
# NumPy to answer. This one copies the answer that every source archive holds, PKG-INFO.
STAND_IN = '''\
"""Answers pip's question for metadata from PKG-INFO, without building anything."""
import email, pathlib, shutil
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    said = email.message_from_string(pathlib.Path("PKG-INFO").read_text("utf-8"))
    to = pathlib.Path(folder, f"{said['Name']}-{said['Version']}.dist-info")
    to.mkdir()
    shutil.copy("PKG-INFO", to / "METADATA")
    return to.name
class Backend:
    """For a backend that extends this one by inheritance."""
    def prepare_metadata_for_build_wheel(self, folder, config_settings=None):
        return prepare_metadata_for_build_wheel(folder, config_settings)
    def build_wheel(self, *arguments):
        raise SystemExit("Only metadata is asked for.")
build_wheel = Backend().build_wheel
'''
BACKENDS = ("mesonpy.py", "setuptools/__init__.py", "setuptools/build_meta.py")


def pypi(name: str, version: str, filename: str, sha256: str) -> Path:
    """One file of PyPI: a wheel, of any platform, or a source archive. Raises BuildError."""
    recipe = {"name": name, "version": version, "filename": filename, "sha256": sha256}
    return entry(f"pypi-{name}", recipe, lambda to: _download(name, version, filename, sha256, to)) / filename


def pypi_unpacked(name: str, version: str, filename: str, sha256: str) -> Path:
    """The folder that the file of `pypi()` holds: a wheel's root, or a source archive's single folder."""
    recipe = {"name": name, "version": version, "filename": filename, "sha256": sha256, "unpacked": 1}

    def make(folder: Path) -> None:
        unpack(pypi(name, version, filename, sha256), folder)

    root = entry(f"unpacked-{name}", recipe, make)
    inner = root / filename.removesuffix(".tar.gz")
    return inner if inner.is_dir() else root


def pypi_program(name: str, version: str, wheels: Mapping[tuple[str, str], tuple[str, str]], advice: str) -> Path:
    """The root of a package's wheel for this machine; `wheels` has its platform's tag and sha256 by system and machine.

    Raises BuildError, which ends with the advice, if there is none.
    """
    machine = (platform.system(), platform.machine())
    if machine not in wheels:
        raise BuildError(f"PyPI has no {name} for {' '.join(machine)}: {advice}.")
    tag, sha256 = wheels[machine]
    return pypi_unpacked(name, version, f"{name.replace('-', '_')}-{version}-py2.py3-none-{tag}.whl", sha256)


def npm(name: str, version: str, integrity: str) -> Path:
    """The unpacked package folder of an npm package; `integrity` is npm's `sha512-...`."""
    recipe = {"name": name, "version": version, "integrity": integrity}
    slug = name.lstrip("@").replace("/", "-")
    return entry(f"npm-{slug}", recipe, lambda to: _pack(name, version, integrity, to)) / "package"


def debian(package: str, suite: str) -> tuple[Path, str]:
    """The unpacked files of a Debian package of `suite`, and its version. Raises BuildError."""
    return debian_packages.fetch(package, suite)


def debian_source(package: str, suite: str, filename: str, sha256: str) -> Path:
    """The folder that an upstream archive among the sources of a Debian package holds. Raises BuildError."""

    def make(folder: Path) -> None:
        archive = debian_packages.fetch_source(package, suite, filename, folder)
        if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
            raise BuildError(f"The download of {filename} {WRONG_HASH}.")
        unpack(archive, folder)
        archive.unlink()

    recipe = {"package": package, "suite": suite, "filename": filename, "sha256": sha256}
    return next(entry(f"source-{package}", recipe, make).iterdir())


def _download(name: str, version: str, filename: str, sha256: str, folder: Path) -> None:
    requirement = [f"{name}=={version} --hash=sha256:{sha256}"]
    if filename.endswith(".whl"):
        options, environment = ["--no-deps", *wheel_options(filename)], {}
    else:
        options = ["--no-deps", "--no-binary=:all:", "--no-build-isolation"]
        environment = {"PYTHONPATH": str(_stand_ins())}
    pip.download(requirement, folder, options, environment)
    if not (folder / filename).is_file():
        got = ", ".join(file.name for file in folder.iterdir()) or "nothing"
        raise BuildError(f"PyPI delivered {got} instead of {filename}: correct the pinned file name.")


def wheel_options(filename: str) -> list[str]:
    """What makes pip choose exactly the wheel `filename`, also one for another machine than this."""
    *_, interpreter, abi, platforms = filename.removesuffix(".whl").split("-")
    options = ["--only-binary=:all:"]
    for tag in platforms.split("."):
        options += ["--platform", tag]
    newest = interpreter.split(".")[-1]
    if newest.startswith("cp"):
        options += ["--implementation", "cp", "--python-version", f"{newest[2]}.{newest[3:]}", "--abi", abi]
    return options


def _stand_ins() -> Path:
    """A folder for PYTHONPATH where the build backends that we meet are stand-ins."""

    def make(folder: Path) -> None:
        for backend in BACKENDS:
            (folder / backend).parent.mkdir(exist_ok=True)
            (folder / backend).write_text(STAND_IN)

    return entry("stand-in", {"text": STAND_IN, "backends": BACKENDS}, make)


def _pack(name: str, version: str, integrity: str, folder: Path) -> None:
    from core.build.node import npm as npm_command  # node.py itself fetches from PyPI through this file

    advice = f"npm did not deliver {name} {version}: look at the network, then run the command again"
    with TemporaryDirectory(dir=folder) as scratch:
        # Its own cache would lie outside the project.
        options = ["pack", f"{name}@{version}", "--ignore-scripts", "--loglevel=error", f"--cache={scratch}/cache"]
        run([*npm_command(), *options, "--no-update-notifier"], advice, folder=Path(scratch))
        archives = list(Path(scratch).glob("*.tgz"))
        if len(archives) != 1:
            raise BuildError(f"{advice} (it left {len(archives)} archives).")
        check_integrity(archives[0], integrity, f"{name} {version}")
        unpack(archives[0], folder)
    # Some archives have another name for their only folder.
    inner = [child for child in folder.iterdir() if child.is_dir()]
    if len(inner) == 1 and inner[0].name != "package":
        inner[0].rename(folder / "package")


def check_integrity(file: Path, integrity: str, what: str) -> None:
    """Raise BuildError unless `file` has npm's `integrity`."""
    algorithm, _, expected = integrity.partition("-")
    if algorithm != "sha512":
        raise BuildError(f"The integrity of {what} must be a sha512: correct it in the recipe.")
    actual = base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    if actual != expected:
        raise BuildError(f"The download of {what} {WRONG_HASH}; it has {actual}.")


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a wheel or a .tar.gz into `folder`, with the execute bits of its files."""
    opener: Callable[[Path, Path], None] = _unzip if archive.suffix in (".whl", ".zip") else _untar
    try:
        opener(archive, folder)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        raise BuildError(f"{archive} cannot be unpacked ({error}): remove it and run the command again.") from error


def _unzip(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            place = packed.extract(member, folder)
            mode = member.external_attr >> 16
            if mode & 0o111 and not member.is_dir():
                Path(place).chmod(0o755)


def _untar(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as packed:
        members: Iterable[tarfile.TarInfo] = packed.getmembers()
        if hasattr(tarfile, "data_filter"):
            packed.extractall(folder, members, filter="data")
        else:  # Python before 3.11.4; the archive's hash was checked
            packed.extractall(folder, members)
