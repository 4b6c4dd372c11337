"""A host for the site: a plain web server on this machine, below a sub-path as on GitHub Pages."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

SUB_PATH = "some/where"
LOCAL_HOST = "127.0.0.1"
START_SECONDS = 20


@contextmanager
def hosted(dist: Path, root: Path) -> Iterator[str]:
    """The address of a site below a sub-path of its own `python -m http.server`, whose folder `root` is still empty."""
    place = root / SUB_PATH
    place.parent.mkdir(parents=True)
    place.symlink_to(dist)
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", LOCAL_HOST, "--directory", str(root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://{LOCAL_HOST}:{port}/{SUB_PATH}/"
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL_HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Return once `address` answers: until then each request is refused at once."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address):
                return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
