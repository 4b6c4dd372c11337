"""The whole site as one HTML file that a double click opens: what the page would fetch lies in it.

Modules become `data:` addresses, which an import map knows by the names that they had; other files are blocks of
base64, which public/single.js hands to the page and to its worker.
"""

import base64
import json
import re
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from core.build import pack, paths
from core.build.bundle import OPTIONS
from core.build.failure import BuildError
from core.build.names import find
from core.build.process import run
from core.build.sizes import PACKED

NAME = "neural-network-explorer.html"
PAGE = "index.html"
NEVER = (NAME, PAGE, "sw.js", "manifest.webmanifest")
BUNDLED_BY_HAND = "pyodide.asm.js"
"""It asks for Node's modules in words that a bundler takes at their face value."""
SCRIPTS = (".js", ".mjs")
PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
NOWHERE = "https://single.invalid/"


def write_single(dist: Path, esbuild: Path) -> Path:
    """dist/neural-network-explorer.html, from the finished site `dist`. Raises BuildError."""
    files = {
        file.relative_to(dist).as_posix(): file
        for file in sorted(dist.rglob("*"))
        if file.is_file() and file.relative_to(dist).as_posix() not in NEVER
    }
    scripts = {name: file.read_text("utf-8") for name, file in files.items() if file.suffix in SCRIPTS}
    # Pyodide is the worker's, which has it inside.
    modules = {name: text for name, text in scripts.items() if not name.startswith(find(dist, "pyodide").name)}
    text = with_styles((dist / PAGE).read_text("utf-8"), dist)
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", text)
    text = re.sub(r'<link rel="(?:modulepreload|preload|manifest|apple-touch-icon|icon)"[^>]*>\n', "", text)
    text = with_pictures(text, dist)
    text = re.sub(r'<script src="([^"]+)"></script>', lambda found: script(scripts[found[1]]), text)
    text = re.sub(
        r'<script type="module" src="([^"]+)"></script>', r'<script type="module">import "\1";</script>', text
    )
    head = [import_map(modules), script((paths.ROOT / "public" / "single.js").read_text("utf-8"))]
    blocks = [block(name, file, dist) for name, file in files.items() if file.suffix not in (*SCRIPTS, ".css", ".png")]
    source = address_of(worker(dist, esbuild).encode(), "text/javascript")
    blocks.append(f'<script type="text/plain" id="worker">{source}</script>\n')
    place = dist / NAME
    place.write_text(inserted(text, "".join(blocks), "".join(head)), "utf-8")
    return place


def inserted(page: str, blocks: str, head: str) -> str:
    """The page with `blocks` and `head` before all else that could want them."""
    first, mark, rest = page.partition('<meta charset="utf-8">\n')
    if not mark:
        raise BuildError('index.html does not begin with <meta charset="utf-8">: the single file needs it.')
    return first + mark + blocks + head + rest


def import_map(modules: Mapping[str, str]) -> str:
    """The import map of all modules, by their names and by the addresses that they would have beside the page."""
    texts = {name: module(name, text, modules) for name, text in modules.items()}
    found = {name: address_of(text.encode(), "text/javascript") for name, text in texts.items()}
    imports = {f"{start}{name}": source for name, source in found.items() for start in ("", "./", NOWHERE)}
    return f'<script type="importmap">{json.dumps({"imports": imports})}</script>\n'


def module(name: str, text: str, modules: Mapping[str, str]) -> str:
    """A module that finds others by their bare names, and itself beside the page."""

    def bare(found: re.Match[str]) -> str:
        other = (Path(name).parent / found[2]).as_posix()
        return f"{found[1]}{other}{found[1]}" if other in modules else found[0]

    text = re.sub(r"""(["'])\./([^"']+)\1""", bare, text)
    return text.replace("import.meta.url", f"new URL({json.dumps(name)}, document.baseURI).href")


def worker(dist: Path, esbuild: Path) -> str:
    """The worker's script, with all that it imports."""
    with TemporaryDirectory() as name:
        folder = Path(name, "site")
        shutil.copytree(dist, folder, ignore=shutil.ignore_patterns("*.whl", NAME))
        start = (paths.ROOT / "public" / "single_worker.js").read_text("utf-8")
        (folder / "entry.js").write_text(start.replace("./worker.js", f"./{find(dist, 'worker.js').name}"))
        kept = ("--external:node:*", "--external:ws", f"--external:*{BUNDLED_BY_HAND}")
        command = [esbuild, folder / "entry.js", *OPTIONS, *kept, f"--outfile={name}/worker.js"]
        run(command, "The worker of the single file could not be bundled: correct what esbuild names")
        text = Path(name, "worker.js").read_text("utf-8")
    text = re.sub(rf'import\s*"[^"]*{re.escape(BUNDLED_BY_HAND)}";', "", text)
    # In a function of its own: what it leaves global must be what Pyodide finds, which python.js puts itself before.
    by_hand = (find(dist, "pyodide") / BUNDLED_BY_HAND).read_text("utf-8")
    return f"(() => {{\n{by_hand}\n}})();\n{text}"


def with_styles(page: str, dist: Path) -> str:
    """An HTML text with its style sheets inside."""

    def style(found: re.Match[str]) -> str:
        return f"<style>\n{(dist / found[1]).read_text('utf-8')}</style>\n"

    return re.sub(r'<link rel="stylesheet" href="([^"]+)">\n', style, page)


def with_pictures(page: str, dist: Path) -> str:
    """An HTML text with its pictures inside."""

    def picture(found: re.Match[str]) -> str:
        return f'"{address_of((dist / found[1]).read_bytes(), PICTURES[Path(found[1]).suffix])}"'

    return re.sub(r'"([\w/-]+\.(?:svg|png))"', picture, page)


def apart(file: Path, dist: Path) -> str:
    """A page that is opened beside the explorer: it finds no other file, so pictures stand where its frames were."""
    text = re.sub(r"<iframe [^>]*></iframe>\s*<noscript>(.*?)</noscript>", r"\1", file.read_text("utf-8"))
    text = re.sub(r'<script src="[^"]+"></script>\n|<link rel="icon"[^>]*>\n', "", text)
    text = re.sub(r' ?<a href="(?:\./|index\.html)">(<img [^>]*>[^<]*)?.*?</a>', r"\1", text)
    return with_pictures(with_styles(text, dist), dist)


def block(name: str, file: Path, dist: Path) -> str:
    """A file as an element: gzipped, unless it is packed already."""
    content = file.read_bytes()
    if name == find(dist, "pyscript.json").name:
        # A file: address would be asked for by XMLHttpRequest, which reads none.
        content = content.replace(b'"./micropython', f'"{NOWHERE}micropython'.encode())
    if file.suffix == ".html":
        content = apart(file, dist).encode()
    packed = file.suffix in PACKED
    text = base64.b64encode(content if packed else pack.gzipped(content)).decode()
    gzipped = "no" if packed else "yes"
    return f'<script type="text/plain" data-file="{escape(name)}" data-gzipped="{gzipped}">{text}</script>\n'


def script(text: str) -> str:
    """A script inside the page, which only its own end ends."""
    return "<script>\n" + text.replace("</script", "<\\/script") + "</script>"


def address_of(content: bytes, kind: str) -> str:
    """A content as a `data:` address."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
