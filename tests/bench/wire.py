"""A server that gzips what hosts gzip, and counts the bytes that it sends."""

import gzip
from functools import cache, partial
from pathlib import Path

from core.build import paths, serve, sizes


@cache
def sent(file: Path) -> bytes:
    """What goes over the wire for a file."""
    content = file.read_bytes()
    return content if file.suffix in sizes.PACKED else gzip.compress(content, sizes.LEVEL, mtime=0)


class Wire(serve.Server):
    """Serves dist/, and adds up the bytes of all bodies in `total`."""

    total = 0


class Handler(serve._Handler):
    """Answers each GET with the gzipped file."""

    def do_GET(self) -> None:
        """Send the file, and count it."""
        place = Path(self.translate_path(self.path))
        file = place / "index.html" if place.is_dir() else place
        if not file.is_file():
            self.send_error(404)
            return
        body = sent(file)
        assert isinstance(self.server, Wire)
        self.server.total += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if file.suffix not in sizes.PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def server() -> Wire:
    """A server of dist/ at any free port."""
    return Wire((serve.HOST, 0), partial(Handler, directory=str(paths.DIST)))
