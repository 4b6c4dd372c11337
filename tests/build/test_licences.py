"""The page of licences names all that is shipped, with texts that the packages themselves hold."""

import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from core.build import licences, names, paths, site
from core.build.failure import BuildError

README = (paths.ROOT / "README.md").read_text()
SHIPPED = [
    (name, version)
    for name, version, size in re.findall(r"^\| (\S+) \| (\S+) \| [^|]+ \| ([^|]+) \| [^|]+ \|$", README, re.MULTILINE)
    if size != "not shipped" and version[0].isdigit()
]


@pytest.mark.parametrize(("name", "version"), SHIPPED)
def test_a_package_of_the_readme_that_is_shipped_is_on_the_page(name: str, version: str, dist: Path) -> None:
    page = (dist / "licences.html").read_text("utf-8")
    titles = re.findall(r"<h2>(.+) (\S+): \S.*</h2>", page)
    parts = re.findall(r"<summary>LICENSE_(\w+)</summary>", page)
    assert (name, version) in titles or name.upper() in parts


def test_each_package_has_the_text_of_its_licence(dist: Path) -> None:
    sections = re.findall(
        r"<section>\n<h2>(.*?)</h2>\n(.*?)</section>", (dist / "licences.html").read_text(), re.DOTALL
    )
    assert len(sections) > 12
    lengths = {title: max(map(len, re.findall(r"<pre>(.*?)</pre>", body, re.DOTALL))) for title, body in sections}
    assert [title for title, length in lengths.items() if length < 500] == []
    assert "Mozilla Public License" in dict(sections)[next(title for title, _ in sections if "pyodide" in title)]


def told(dist: Path) -> str:
    """The titles and the names of all texts of the page."""
    page = (dist / "licences.html").read_text("utf-8")
    return " ".join(unescape(name) for name in re.findall(r"<(?:h2|summary)>(.*?)</", page))


def test_each_licence_is_named_in_words(dist: Path) -> None:
    kinds = re.findall(r"<h2>\S+ \S+: (.*?)</h2>", (dist / "licences.html").read_text("utf-8"))
    assert [kind for kind in kinds if not re.fullmatch(r"[A-Z0-9][\w.() -]{2,80}", kind)] == []


def test_every_module_in_pyscripts_scripts_is_named(dist: Path) -> None:
    maps = [
        site.package("@pyscript/core") / "dist" / f"{file.name}.map" for file in names.find(dist, "pyscript").iterdir()
    ]
    sources = [source for file in maps for source in json.loads(file.read_text())["sources"]]
    modules = {found[1] for source in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", source))}
    assert len(modules) > 10
    assert sorted(name for name in modules if not re.search(rf"(?<![\w/]){re.escape(name)}(?![\w/])", told(dist))) == []


HELD = {
    b" deflate 1.": "zlib",
    b"bzip2/libbzip2": "bzip2",
    b"XML_ParserCreate": "expat",
    b"ffi_call": "libffi",
    b"libmpdec": "libmpdec",
    b"mimalloc": "mimalloc",
    b"Hacl_": "HACL*",
    b"MiniLZ4": "MiniLZ4",
    b"StackFrame": "stackframe",
    b"emscripten_": "Emscripten",
    b"CNRI": "CPython",
}
"""What betrays a library in the files of Pyodide, by the name that people know it by."""


def test_every_library_in_pyodide_is_named(dist: Path) -> None:
    content = b"".join(file.read_bytes() for file in sorted(names.find(dist, "pyodide").iterdir()))
    assert [name for mark, name in HELD.items() if mark not in content] == []
    assert [name for name in HELD.values() if name not in told(dist)] == []


def test_a_licence_with_other_holders_is_ours_but_for_them() -> None:
    text = licences.borrow({"mit": "1999 Somebody Else"})
    ours = (paths.ROOT / "LICENSE").read_text("utf-8")
    assert text.replace("Copyright (c) 1999 Somebody Else", "") == re.sub(r"Copyright \(c\) .*", "", ours, count=1)


def test_a_wheel_tells_its_name_and_its_licences(tmp_path: Path) -> None:
    wheel = tmp_path / "a.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        metadata = "Name: a\nVersion: 1.2\nLicense-Expression: MIT\n\nLicense: not this"
        archive.writestr("a-1.2.dist-info/METADATA", metadata)
        archive.writestr("a-1.2.dist-info/licenses/sub/COPYING", "<all>")
        archive.writestr("a/LICENSE", "of something else")
    row = licences.of_wheel(wheel)
    assert row == ("a", "1.2", "MIT", {"sub/COPYING": "<all>"})
    assert "<h2>a 1.2: MIT</h2>" in licences.section(row)
    assert "&lt;all&gt;" in licences.section(row)


def test_a_package_without_a_text_is_an_error() -> None:
    with pytest.raises(BuildError, match="pyodide brings no licence text: name one"):
        licences.collect({"pyodide": site.package("pyodide")}, [], {})
