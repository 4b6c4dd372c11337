"""dist/ is whole: what it names is there, and it names nothing outside itself."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from core.build import names, pack, paths, site, sizes
from core.build.failure import BuildError

OWN_SCRIPTS = [name for name in site.table()["own"]["public"] if name.endswith(".js")]
LINKED = re.compile(r"""\b(?:src|href|config)="([^"#?]+)(?:[?#][^"]*)?\"""")
AWAY = re.compile(r'<a href="https://[^"]+"')
IMPORTED = re.compile(r"""\b(?:from|import)\b\s*\(?['"]([^'"]+)['"]|\bat\(['"]([^'"]+)['"]|fetched\(['"]([^'"]+)['"]""")


def page_names(dist: Path) -> list[str]:
    return [file.name for file in dist.glob("*.html")]


def read_table(dist: Path, name: str) -> dict[str, Any]:
    return json.loads(names.find(dist, name).read_text())


def test_every_address_in_a_page_is_relative_and_leads_to_a_file_but_for_links_to_follow(dist: Path) -> None:
    texts = {name: AWAY.sub("", (dist / name).read_text()) for name in page_names(dist)}
    found = [(name, link) for name, text in texts.items() for link in LINKED.findall(text)]
    assert len(found) > 5
    assert [(name, link) for name, link in found if not (dist / link).exists() or link.startswith("/")] == []


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_every_file_that_a_script_imports_is_there(dist: Path, name: str) -> None:
    script = names.find(dist, name).read_text()
    links = [link for groups in IMPORTED.findall(script) for link in groups if link]
    assert [link for link in links if not (dist / link).exists()] == []


def test_the_table_of_parts_names_files_that_are_there(dist: Path) -> None:
    parts = read_table(dist, "parts.json")
    assert re.fullmatch(r"[0-9a-f]{10}", parts["build"])
    assert len(parts["figures"]) > 3
    named = [parts["core"], parts["first"], parts["rest"], *parts["modules"].values(), *parts["figures"]]
    assert all((dist / name).is_file() for name in named)


def test_pyscripts_table_names_files_that_are_there(dist: Path) -> None:
    table = read_table(dist, "pyscript.json")
    named = [table["interpreter"], table["catalogue"], *table["js_modules"]["main"]]
    assert all((dist / name).is_file() for name in named)


@pytest.mark.parametrize(("content", "stays"), [("the same", True), ("another", False)])
def test_a_site_is_put_in_place_unless_it_stands_there(
    content: str, stays: bool, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist, partial = tmp_path / "dist", cache / "partial"
    monkeypatch.setattr(paths, "DIST", dist)
    for folder, text in ((dist, "the same"), (partial, content)):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text)
    before = dist.stat().st_ino
    site.put_in_place(partial)
    assert (dist / "index.html").read_text() == content
    assert (dist.stat().st_ino == before) == stays
    assert not partial.exists()


def test_the_page_and_the_worker_name_the_same_build(dist: Path) -> None:
    builds = {read_table(dist, name)["build"] for name in ("parts.json", "pyscript.json")}
    assert len(builds) == 1


def test_an_archive_is_the_same_bytes_for_the_same_files(tmp_path: Path) -> None:
    for name in ("first", "second"):
        pack.write_archive(tmp_path / name, {"a.py": b"a = 1", "b/c.py": b""})
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_everything_but_what_people_ask_for_is_named_by_its_content(dist: Path) -> None:
    found = {entry.name for entry in dist.iterdir() if not names.MARK.search(entry.name)}
    assert found == set(site.table()["own"]["fixed"])


def test_the_site_keeps_to_its_budget(dist: Path) -> None:
    sizes.check(sizes.measure(dist), site.table()["budget"])


def test_a_site_over_its_budget_is_told_in_a_sentence() -> None:
    measured = [sizes.Size("pyodide", 300, 200), sizes.Size("page.py", 100, 50), sizes.Size("figures", 800, 700)]
    budget = {"page": 50, "first": 250, "total": 950}
    sizes.check(measured, budget)
    for name, limit in budget.items():
        with pytest.raises(BuildError, match=rf"{name}: {limit} of {limit - 1} bytes"):
            sizes.check(measured, {**budget, name: limit - 1})


def test_sizes_add_up_to_the_whole_site(dist: Path) -> None:
    measured = sizes.measure(dist)
    assert sum(size.raw for size in measured) == sum(file.stat().st_size for file in dist.rglob("*") if file.is_file())
    assert f"{'total':26}" in sizes.report(measured)


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"names \*\.nothing, which matches nothing"):
        list(site.own_files(["*.nothing"]))
