"""What figures depend on: the machine, the day, and the versions of all that is measured."""

import os
import platform
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from core.build import paths
from core.build.environment import project


def about(launched: Browser) -> dict[str, Any]:
    """The machine, the date and the versions, as bench.json keeps them."""
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return {
        "machine": f"{processor()}, {os.cpu_count()} processors, {system}",
        "date": datetime.now(UTC).date().isoformat(),
        "versions": versions(launched),
    }


def processor() -> str:
    """The processor's name."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def versions(launched: Browser) -> dict[str, str]:
    """The versions of the browser, of what the explorer computes with, and of the peers."""
    site = tomllib.loads((paths.ROOT / "public" / "site.toml").read_text())
    wheel = tomllib.loads((paths.ROOT / "core" / "wasm" / "numpy.toml").read_text())
    peers = project()["tool"]["explorer"]["npm"]
    names = ("@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm", "convnetjs", "brain.js")
    ours = {"pyodide": site["npm"]["pyodide"]["version"], "numpy": wheel["version"]}
    return {"chromium": launched.version, **ours, **{name: peers[name]["version"] for name in names}}
