"""A web server for dist/ on this machine; the site needs nothing from it that a plain one lacks."""

import errno
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from pathlib import Path
from socket import socket
from typing import Any

from core.build.failure import BuildError

HOST = "127.0.0.1"
PORTS_TRIED = 50


TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".py": "text/x-python",
    ".whl": "application/zip",
}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def guess_type(self, path: str | PathLike[str]) -> str:
        """The media type of a file; the system's own table may lack the ones that a browser insists on."""
        return TYPES.get(Path(path).suffix) or super().guess_type(path)

    def end_headers(self) -> None:
        # The browser asks again each time, so that a rebuilt file is never hidden by an old one.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say only what failed."""
        if len(args) > 1 and str(args[1]) >= "400":
            super().log_message(format, *args)


class Server(ThreadingHTTPServer):
    """Serves one folder; a browser that closes a connection early is no error."""

    daemon_threads = True

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Report errors, but for a connection that the browser dropped."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int) -> Server:
    """A server of `folder` at `port`, or the next free one after it. Raises BuildError if there is none."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            return Server((HOST, candidate), partial(_Handler, directory=str(folder)))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise BuildError(
                    f"No server can start on port {candidate} ({error.strerror}): choose another with --port."
                ) from error
    raise BuildError(f"No port from {port} on is free: choose another with --port.")


def address(running: Server) -> str:
    """Where a browser finds the server."""
    return f"http://{HOST}:{running.server_address[1]}/"
