"""Files of Debian packages, unpacked without installing anything and without being root.

apt works on a private folder with the machine's own mirror and any suite, so it is apt that checks
Debian's signature and the digest of each package.
"""

import re
import shutil
from functools import cache
from pathlib import Path

from core.build import paths
from core.build.cache import entry
from core.build.failure import BuildError
from core.build.process import run

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
OS_RELEASE = Path("/etc/os-release")
SETTINGS = Path("/etc/apt")
MIRROR = "http://deb.debian.org/debian"
SUITE = "bookworm"
SOURCES = "Types: deb deb-src\nURIs: {mirror}\nSuites: {suite}\nComponents: main\nSigned-By: {keyring}\n"


def present() -> bool:
    """Whether this machine can fetch and verify Debian's packages."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg") and KEYRING.exists())


@cache
def own_suite() -> str:
    """The code name of the Debian that runs here, such as `bookworm`; of `SUITE` where another system does."""
    release = OS_RELEASE.read_text() if OS_RELEASE.is_file() else ""
    named = re.search(r"^VERSION_CODENAME=(\w+)", release, re.MULTILINE)
    return named[1] if named and re.search(r"^ID=debian$", release, re.MULTILINE) else SUITE


def fetch(package: str, suite: str) -> tuple[Path, str]:
    """The unpacked files of `package` from `suite`, and its version. Raises BuildError."""
    check_presence(package, suite)
    folder = entry(f"debian-{package}", {"package": package, "suite": suite}, lambda to: _make(package, suite, to))
    return folder / "files", (folder / "version").read_text()


def fetch_source(package: str, suite: str, filename: str, folder: Path) -> Path:
    """The upstream archive `filename` of the source package, downloaded into `folder`. Raises BuildError."""
    check_presence(package, suite)
    options = _options(folder / "apt", suite)
    advice = f"Debian {suite} did not deliver the source of {package}: look at the network, then run the command again"
    run(["apt-get", *options, "update"], advice)
    run(["apt-get", *options, "source", "--download-only", "--tar-only", package], advice, folder=folder)
    if not (folder / filename).is_file():
        raise BuildError(f"Debian {suite} has another version of {package} than {filename}: correct the pin.")
    for other in folder.iterdir():
        if other.name != filename:
            shutil.rmtree(other) if other.is_dir() else other.unlink()
    return folder / filename


def install(package: str) -> None:
    """Install `package` on this machine, which root alone can; its version is recorded in the cache.

    Raises BuildError.
    """
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update"], "Debian's package lists did not arrive: look at the network", environment=quiet)
    command = ["apt-get", "install", "-y", "--no-install-recommends", package]
    run(command, f"Debian's {package} was not installed: look at the network", environment=quiet)
    version = run(["dpkg-query", "--show", package], f"Debian's {package} is not there: run the command again")
    paths.CACHE.mkdir(parents=True, exist_ok=True)
    (paths.CACHE / f"installed-{package}.txt").write_text(version)


def check_presence(package: str, suite: str) -> None:
    """Raise BuildError where Debian's packages cannot be had."""
    if not present():
        raise BuildError(f"{package} comes from Debian {suite}: install apt-get, dpkg and debian-archive-keyring.")


def mirror() -> str:
    """The archive that this machine's own sources name, else Debian's."""
    listed = SETTINGS / "sources.list.d"
    for file in [*sorted(listed.glob("*.sources")), *sorted(listed.glob("*.list")), SETTINGS / "sources.list"]:
        found = re.search(r"(https?://\S+/debian)/?\s", file.read_text()) if file.is_file() else None
        if found:
            return found[1]
    return MIRROR


def _make(package: str, suite: str, folder: Path) -> None:
    apt = folder / "apt"
    options = _options(apt, suite)
    advice = f"Debian {suite} did not deliver {package}: look at the network, then run the command again"
    run(["apt-get", *options, "update"], advice)
    run(["apt-get", *options, "download", package], advice, folder=folder)
    archive = next(folder.glob("*.deb"))
    run(["dpkg", "-x", archive, folder / "files"], f"{archive.name} could not be unpacked: run the command again")
    (folder / "version").write_text(run(["dpkg-deb", "-f", archive, "Version"], advice).strip())
    archive.unlink()
    shutil.rmtree(apt)


def _options(apt: Path, suite: str) -> list[str]:
    """Options for apt that keep all it reads and writes inside the folder `apt`."""
    for name in ("lists/partial", "cache/archives/partial"):
        (apt / name).mkdir(parents=True)
    sources = apt / "debian.sources"
    sources.write_text(SOURCES.format(mirror=mirror(), suite=suite, keyring=KEYRING))
    settings = {
        "Dir::Etc::SourceList": sources,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": apt / "lists",
        "Dir::Cache": apt / "cache",
        "APT::Update::Error-Mode": "any",
        "APT::Sandbox::User": "root",  # the user _apt cannot read a private folder
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
