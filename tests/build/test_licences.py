"""The page of licences names all that is shipped, with texts that the packages themselves hold."""

import re
import zipfile
from pathlib import Path

import pytest

from core.build import licences, paths, site
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
