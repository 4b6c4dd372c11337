"""nginx as a static host: the site as GitHub Pages serves it, the site without its headers, and other pages."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.host import LOCAL_HOST, SUB_PATH, free_port, wait_for

SETTINGS = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  types {{
    text/html html; text/css css; application/javascript js mjs; application/json json; application/wasm wasm;
    image/svg+xml svg; image/png png; application/zip zip; application/manifest+json webmanifest;
  }}
  default_type application/octet-stream;
  charset utf-8;
  gzip on; gzip_types text/css application/javascript application/json application/wasm image/svg+xml;
  server {{
    listen {host}:{pages};
    root {folder}/site;
    add_header Access-Control-Allow-Origin * always;
    add_header Cache-Control max-age=600;
  }}
  server {{ listen {host}:{plain}; root {folder}/site; }}
  server {{ listen {host}:{other}; root {folder}/other; }}
}}
"""
"""GitHub Pages' headers as it sends them: CORS for all, ten minutes of cache, gzip for text and WebAssembly."""


class Hosts(NamedTuple):
    """Addresses: of the site with GitHub Pages' headers, of it without, and of `folder`, which has another origin."""

    pages: str
    plain: str
    other: str
    folder: Path


@contextmanager
def hosts(program: Path, dist: Path, folder: Path) -> Iterator[Hosts]:
    """The hosts while they serve `dist` below a sub-path; their files lie in `folder`."""
    (folder / "other").mkdir()
    place = folder / "site" / SUB_PATH
    place.parent.mkdir(parents=True)
    place.symlink_to(dist)
    ports = {name: free_port() for name in ("pages", "plain", "other")}
    settings = folder / "nginx.conf"
    settings.write_text(SETTINGS.format(folder=folder, host=LOCAL_HOST, **ports))
    command = [program, "-e", folder / "errors", "-p", folder, "-c", settings]
    roots = {name: f"http://{LOCAL_HOST}:{port}/" for name, port in ports.items()}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        wait_for(f"{roots['pages']}{SUB_PATH}/")
        yield Hosts(roots["pages"] + SUB_PATH + "/", roots["plain"] + SUB_PATH + "/", roots["other"], folder / "other")
        running.terminate()
