"""The server of `build.py serve`."""

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from core.build.failure import BuildError
from core.build.serve import address, server


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a running server of `folder`."""
    with server(folder, port) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield address(running)
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mjs", "text/javascript"),
        ("a.js", "text/javascript"),
        ("a.wasm", "application/wasm"),
        ("a.json", "application/json"),
        ("a.html", "text/html"),
        ("a.css", "text/css"),
        ("a.svg", "image/svg+xml"),
    ],
)
def test_a_file_comes_with_the_type_that_browsers_insist_on(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    with served(tmp_path) as root, urllib.request.urlopen(root + name) as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read() == b"content"


def test_a_missing_file_is_a_404(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with served(tmp_path) as root, pytest.raises(HTTPError, match="404") as failure:
        urllib.request.urlopen(root + "nothing")
    failure.value.close()
    assert "404" in capfd.readouterr().err


def test_a_taken_port_gives_the_next_free_one(tmp_path: Path) -> None:
    with server(tmp_path, 0) as first:
        taken = first.server_address[1]
        with server(tmp_path, taken) as second:
            assert second.server_address[1] > taken


def test_no_free_port_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^No port from 70000 on is free: choose another with --port\.$"):
        server(tmp_path, 70000)
