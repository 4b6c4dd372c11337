"""The Content-Security-Policy: declared by each page before all else, no inline script, no other host."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from core.build import site
from core.build.failure import BuildError
from core.build.policy import declare

PROGRAM = {"", "text/javascript", "module", "importmap", "speculationrules"}
"""Types of script that a browser itself would run or obey."""


class Elements(HTMLParser):
    """The elements of a page in their order, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def pages(dist: Path) -> dict[str, list[tuple[str, dict[str, str | None]]]]:
    return {file.name: Elements(file.read_text()).found for file in sorted(dist.glob("*.html"))}


def test_every_page_declares_the_policy_before_anything_it_could_forbid(dist: Path) -> None:
    found = pages(dist)
    assert "index.html" in found
    for elements in found.values():
        assert [tag for tag, _ in elements[:4]] == ["html", "head", "meta", "meta"]
        assert elements[3][1]["http-equiv"] == "Content-Security-Policy"
        directives = [part.split() for part in (elements[3][1]["content"] or "").split("; ")]
        assert directives == [[name, *sources.split()] for name, sources in site.table()["policy"].items()]


def test_the_policy_names_no_other_host_and_no_inline_script() -> None:
    policy = site.table()["policy"]
    sources = {source for sources in policy.values() for source in sources.split()}
    assert sources == {"'none'", "'self'", "'unsafe-eval'", "'unsafe-inline'", "data:", "blob:"}
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'unsafe-eval'"
    assert policy["worker-src"] == "'self' data:"


def test_no_page_has_a_script_inline(dist: Path) -> None:
    for name, elements in pages(dist).items():
        inline = [
            attributes
            for tag, attributes in elements
            if tag == "script" and "src" not in attributes and (attributes.get("type") or "") in PROGRAM
        ]
        handlers = [key for _, attributes in elements for key in attributes if key.startswith("on")]
        assert (name, inline, handlers) == (name, [], [])


def test_a_page_whose_head_begins_otherwise_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>Page</title>")
    with pytest.raises(BuildError, match=r"page\.html can declare no policy"):
        declare(page, {"default-src": "'none'"})
