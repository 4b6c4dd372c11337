"""Names by content: a file of dist/ is called after what it holds, so that an old page never meets a new part.

Whoever names a file is changed with it: a quoted relative address in a script, a page or a table becomes the new name
before the script, page or table is itself named. So two names in a circle are an error.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from core.build.failure import BuildError

HASH_DIGITS = 10
REFERRING = (".css", ".html", ".js", ".json", ".mjs", ".webmanifest")
"""What may name other files, if it lies at the top of the site."""
MARK = re.compile(rf"-[0-9a-f]{{{HASH_DIGITS}}}(?=\.|$)")
QUOTED = re.compile(r"""(?<=["'])(?P<dot>\./)?(?P<path>[\w@.-]+(?:/[\w@.-]*)*)(?=["'#?])""")


def content_hash(files: Iterable[Path]) -> str:
    """10 hexadecimal digits that name the names and contents of `files`, in their order."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:HASH_DIGITS]


def settle(dist: Path, fixed: Collection[str]) -> None:
    """Rename all that lies at the top of `dist`, but for the files `fixed`, and correct who refers to it.

    A folder is named by all that is in it; its files keep their names, by which they find each other.
    Raises BuildError.
    """
    folders = {entry.name: entry.is_dir() for entry in dist.iterdir()}
    done: dict[str, str] = {}

    def settled(name: str, above: tuple[str, ...]) -> str:
        if name in above:
            raise BuildError(f"{' and '.join(above)} name each other: let one of them not, or list it as fixed.")
        if name not in done:
            file = dist / name
            if file.suffix in REFERRING and file.is_file():
                text = QUOTED.sub(lambda match: corrected(match, (*above, name)), file.read_text("utf-8"))
                file.write_text(text, "utf-8")
            done[name] = name if name in fixed else marked(name, _digest(file))
            file.rename(dist / done[name])
        return done[name]

    def corrected(match: re.Match[str], above: tuple[str, ...]) -> str:
        top, slash, below = match["path"].partition("/")
        if top in fixed or top == above[-1] or folders.get(top) is not bool(slash):
            return match[0]
        return (match["dot"] or "") + settled(top, above) + slash + below

    for name in sorted(folders):
        settled(name, ())


def _digest(place: Path) -> str:
    return content_hash([place] if place.is_file() else sorted(file for file in place.rglob("*") if file.is_file()))


def marked(name: str, digest: str) -> str:
    """The name with a hash before its suffixes: `worker.js` is `worker-0123456789.js`."""
    stem, dot, suffixes = name.partition(".")
    return f"{stem}-{digest}{dot}{suffixes}"


def plain(name: str) -> str:
    """The name of a file or folder of the site without its hash."""
    return MARK.sub("", name)


def find(dist: Path, name: str) -> Path:
    """The file or folder at the top of `dist` whose plain name is `name`. Raises BuildError."""
    found = [entry for entry in sorted(dist.iterdir()) if plain(entry.name) == name]
    if len(found) != 1:
        raise BuildError(f"{dist} holds {len(found)} files named {name}: build the site anew.")
    return found[0]
