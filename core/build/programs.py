"""Programs that tests drive: a chosen one, an installed one, Playwright's own browser, or Debian's package."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from core.build import debian
from core.build.cache import entry
from core.build.environment import python, requirements
from core.build.failure import BuildError
from core.build.process import run

FLAGS = (
    "--no-sandbox",  # tests also run as root, in containers
    "--disable-background-networking",  # this and the next two keep the browser from asking its maker's hosts
    "--disable-component-update",
    "--disable-sync",
    # Test machines have no graphics processor: WebGL is emulated. The browser paints without it, since each repaint of
    # a window would take some 65 ms through an emulated one (--use-angle=swiftshader).
    "--enable-unsafe-swiftshader",
)
"""Arguments of a Chromium."""
CHANNEL = "moz-firefox"
"""Playwright's name for a Firefox that it did not build: it speaks WebDriver BiDi with it."""


class Kind(NamedTuple):
    """A kind of program: the names it goes by, the variable that chooses one, Debian's package of it.

    `builds` are the programs among Playwright's own builds, by glob; `version` is the argument to ask for its version.
    """

    name: str
    variable: str
    package: str
    programs: tuple[str, ...]
    builds: tuple[str, ...] = ()
    version: str = "--version"


CHROMIUM = Kind(
    "Chromium",
    "CHROMIUM",
    "chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    ("*/*/chrome-headless-shell", "*/*/headless_shell"),
)
FIREFOX = Kind("Firefox", "FIREFOX", "firefox-esr", ("firefox-esr", "firefox"))
PDFTOPPM = Kind("pdftoppm", "PDFTOPPM", "poppler-utils", ("pdftoppm",), version="-v")
NGINX = Kind("nginx", "NGINX", "nginx", ("nginx", "/usr/sbin/nginx"), version="-v")


def chromium() -> Path:
    """The path of a Chromium that runs; see `find`."""
    return find(CHROMIUM)


def firefox() -> Path:
    """The path of a Firefox that runs; see `find`."""
    return find(FIREFOX)


def pdftoppm() -> Path:
    """The path of a pdftoppm that runs; see `find`."""
    return find(PDFTOPPM)


def nginx() -> Path:
    """The path of an nginx that runs; see `find`."""
    return find(NGINX)


@cache
def find(kind: Kind) -> Path:
    """The path of a program that runs; fetched or, by root on Debian, installed where there is none.

    Raises BuildError, with what each way said, when none can be had.
    """
    chosen = os.environ.get(kind.variable)
    if chosen:
        if not _runs(Path(chosen), kind.version):
            raise BuildError(f"{kind.variable} is {chosen}, which does not run: correct or unset it.")
        return Path(chosen)
    said: list[str] = []
    for way in (_installed, _from_playwright, _from_debian):
        try:
            found = next((program for program in way(kind) if _runs(program, kind.version)), None)
        except BuildError as error:
            said.append(str(error))
        else:
            if found:
                return found
    advice = f"install one (on Debian: apt install {kind.package}), or set {kind.variable} to its path."
    raise BuildError(" ".join([f"No {kind.name} runs here: {advice}", *said]))


def _runs(program: Path, version: str) -> bool:
    """Whether `program` starts: a browser without the libraries of its system does not."""
    try:
        done = subprocess.run([program, version], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _installed(kind: Kind) -> Iterator[Path]:
    for name in kind.programs:
        if found := shutil.which(name):
            yield Path(found)


def _from_playwright(kind: Kind) -> Iterator[Path]:
    """Playwright's own build, below the project's cache; of Chromium alone: it drives its Firefox in another way."""
    if not kind.builds:
        return
    version = next(name for name in requirements("test") if name.startswith("playwright=="))

    def make(folder: Path) -> None:
        command = [python("test"), "-m", "playwright", "install", "chromium-headless-shell"]
        run(command, "Playwright's Chromium did not arrive", environment={"PLAYWRIGHT_BROWSERS_PATH": str(folder)})

    folder = entry("playwright", {"version": version}, make)
    for pattern in kind.builds:
        yield from sorted(folder.glob(pattern))


def _from_debian(kind: Kind) -> Iterator[Path]:
    """Debian's package, which only root can install."""
    if os.geteuid() == 0 and debian.present():
        debian.install(kind.package)
        yield from _installed(kind)
