"""licences.html: what the site ships, with the licence texts that lie in the packages themselves."""

import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

from core.build import fetch, paths
from core.build.environment import project
from core.build.failure import BuildError

TEXTS = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|authors)[^/]*$|\.dist-info/licenses/.*[^/]$", re.IGNORECASE)
HOLDER = re.compile(r"^Copyright .*$", re.MULTILINE)
PLACE = "<!-- licences -->\n"


class Licence(NamedTuple):
    """A package that is shipped: its name, version, licence in a word, and the texts by their names."""

    name: str
    version: str
    kind: str
    texts: Mapping[str, str]


def collect(
    packages: Mapping[str, Path], wheels: Iterable[Path], borrowed: Mapping[str, Mapping[str, str]]
) -> list[Licence]:
    """The licences of this project, of npm `packages` (folders by name) and of `wheels`.

    `borrowed` has, for a package that brings no text of its own or not all, where one is (see `borrow`).
    Raises BuildError for a package without a text.
    """
    found = [own(), *(of_package(folder) for folder in packages.values()), *(of_wheel(wheel) for wheel in wheels)]
    found = [row._replace(texts={**row.texts, **lent(row.name, borrowed)}) for row in found]
    for row in found:
        if not row.texts:
            raise BuildError(f"{row.name} brings no licence text: name one in [borrowed] of public/site.toml.")
    return found


def own() -> Licence:
    """The licence of the project itself."""
    table = project()["project"]
    texts = {"LICENSE": (paths.ROOT / "LICENSE").read_text("utf-8")}
    return Licence(table["name"], table["version"], table["license"], texts)


def of_package(folder: Path) -> Licence:
    """The licence of an unpacked npm package."""
    table = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(file for file in folder.iterdir() if file.is_file() and TEXTS.search(file.name))
    texts = {file.name: file.read_text("utf-8") for file in files}
    return Licence(table["name"], table["version"], table["license"], texts)


def of_wheel(wheel: Path) -> Licence:
    """The licence of a wheel, with those of all that was compiled into it."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" in name]
        metadata = archive.read(next(name for name in names if name.endswith("/METADATA"))).decode()
        texts = {short(name): archive.read(name).decode() for name in sorted(names) if TEXTS.search(name)}
    named = field("License-Expression", metadata) or classified(metadata) or field("License", metadata)
    return Licence(field("Name", metadata), field("Version", metadata), named or "see its text", texts)


def field(name: str, metadata: str) -> str:
    """A field of a wheel's metadata; empty if it has none."""
    found = re.search(rf"^{name}: (.+)$", metadata.partition("\n\n")[0], re.MULTILINE)
    return found[1] if found else ""


def classified(metadata: str) -> str:
    """The licence of a wheel's classifiers: older metadata hold its whole text in their field for it."""
    found = re.search(r"^Classifier: License :: (?:.* :: )?(.+)$", metadata.partition("\n\n")[0], re.MULTILINE)
    return found[1] if found else ""


def short(name: str) -> str:
    """The name of a licence's file below its wheel's description."""
    return name.partition(".dist-info/")[2].removeprefix("licenses/")


def lent(name: str, borrowed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The texts that other packages lend to this one, by what they are."""
    return {row["what"]: borrow(row) for row in borrowed.values() if row["for"] == name}


def borrow(row: Mapping[str, str]) -> str:
    """A licence's text: a file of a package of PyPI, npm or Debian; or, with `mit`, ours with other holders."""
    if "mit" in row:
        ours = (paths.ROOT / "LICENSE").read_text("utf-8")
        return HOLDER.sub(lambda _found: f"Copyright (c) {row['mit']}", ours, count=1)
    if "suite" in row:
        folder, _version = fetch.debian(row["from"], row["suite"])
    elif "integrity" in row:
        folder = fetch.npm(row["from"], row["version"], row["integrity"])
    else:
        folder = fetch.pypi_unpacked(row["from"], row["version"], row["filename"], row["sha256"])
    return (folder / row["file"]).read_text("utf-8")


def write(page: Path, licences: Iterable[Licence]) -> None:
    """Put the licences into a page, where it has their place. Raises BuildError."""
    text = page.read_text("utf-8")
    if PLACE not in text:
        raise BuildError(f"{page.name} has no place for licences: write {PLACE.strip()} where they belong.")
    page.write_text(text.replace(PLACE, "".join(map(section, licences))), "utf-8")


def section(licence: Licence) -> str:
    """A package as HTML: its title, and its texts to open."""
    texts = "".join(
        f"<details><summary>{escape(name)}</summary><pre>{escape(text)}</pre></details>\n"
        for name, text in licence.texts.items()
    )
    return f"<section>\n<h2>{escape(licence.name)} {licence.version}: {escape(licence.kind)}</h2>\n{texts}</section>\n"
