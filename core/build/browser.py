"""A Chromium for the tests: $CHROMIUM, an installed one, Playwright's own, or Debian's package."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from core.build.cache import entry
from core.build.debian import present
from core.build.environment import python, requirements
from core.build.failure import BuildError
from core.build.process import run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "No Chromium runs here: install one (on Debian: apt install chromium), or set CHROMIUM to its path"

# --no-sandbox: tests also run as root, in containers. The next three keep the browser from asking its maker's hosts.
# The last two draw WebGL by software, since test machines have no graphics processor.
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


@cache
def chromium() -> Path:
    """The path of a Chromium that runs; fetched or, by root on Debian, installed where there is none.

    Raises BuildError, with what each way said, when none can be had.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not _runs(Path(chosen)):
            raise BuildError(f"CHROMIUM is {chosen}, which does not run: correct or unset it.")
        return Path(chosen)
    said: list[str] = []
    for way in (_installed, _from_playwright, _from_debian):
        try:
            found = next(filter(_runs, way()), None)
        except BuildError as error:
            said.append(str(error))
        else:
            if found:
                return found
    raise BuildError(" ".join([f"{ADVICE}.", *said]))


def _runs(program: Path) -> bool:
    """Whether `program` starts: a browser without the libraries of its system does not."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _installed() -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)


def _from_playwright() -> Iterator[Path]:
    """Playwright's own build, below the project's cache."""
    version = next(name for name in requirements("test") if name.startswith("playwright=="))

    def make(folder: Path) -> None:
        command = [python("test"), "-m", "playwright", "install", "chromium-headless-shell"]
        run(command, "Playwright's Chromium did not arrive", environment={"PLAYWRIGHT_BROWSERS_PATH": str(folder)})

    folder = entry("playwright", {"version": version}, make)
    yield from sorted(folder.glob("*/*/chrome-headless-shell"))
    yield from sorted(folder.glob("*/*/headless_shell"))


def _from_debian() -> Iterator[Path]:
    """Debian's package, which only root can install."""
    if os.geteuid() == 0 and present():
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update"], "Debian's package lists did not arrive", environment=quiet)
        command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        run(command, "Debian's Chromium was not installed", environment=quiet)
        yield from _installed()
