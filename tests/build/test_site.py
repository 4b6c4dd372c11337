"""dist/ is whole: what it names is there, and it names nothing outside itself."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from core.build import site, sizes
from core.build.failure import BuildError

OWN_SCRIPTS = [name for name in site.table()["own"]["public"] if name.endswith(".js")]
LINKED = re.compile(r"""\b(?:src|href|config)="([^"#]+)(?:#[^"]*)?\"""")
IMPORTED = re.compile(r"""\b(?:from|import)\b\s*\(?['"]([^'"]+)['"]|\bat\(['"]([^'"]+)['"]|fetched\(['"]([^'"]+)['"]""")


def page_names(dist: Path) -> list[str]:
    return [file.name for file in dist.glob("*.html")]


def test_every_address_in_a_page_is_relative_and_leads_to_a_file(dist: Path) -> None:
    found = [(name, link) for name in page_names(dist) for link in LINKED.findall((dist / name).read_text())]
    assert len(found) > 5
    assert [(name, link) for name, link in found if not (dist / link).exists() or link.startswith("/")] == []


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_every_file_that_a_script_imports_is_there(dist: Path, name: str) -> None:
    links = [link for groups in IMPORTED.findall((dist / name).read_text()) for link in groups if link]
    assert [link for link in links if not (dist / link).exists()] == []


def test_the_table_of_parts_names_files_that_are_there(dist: Path) -> None:
    parts = json.loads((dist / "parts.json").read_text())
    assert re.fullmatch(r"[0-9a-f]{10}", parts["build"])
    assert (dist / parts["core"]).is_file()
    assert (dist / parts["numpy"]).name.endswith("_wasm32.whl")


def test_the_files_for_pyscript_are_those_of_the_page_and_of_what_it_shares(dist: Path) -> None:
    table = json.loads((dist / "pyscript.json").read_text())
    assert set(table["files"]) == set(site.page_files())
    assert {"./app/main.py", "./core/__init__.py", "./core/shared/config.py"} <= set(table["files"])
    assert all((dist / name).is_file() for name in [*table["files"], table["interpreter"]])


def test_the_page_and_the_worker_name_the_same_build(dist: Path) -> None:
    builds = {json.loads((dist / name).read_text())["build"] for name in ("parts.json", "pyscript.json")}
    assert len(builds) == 1


def test_the_workers_archive_holds_what_is_imported_and_nothing_of_the_build(dist: Path) -> None:
    with zipfile.ZipFile(dist / json.loads((dist / "parts.json").read_text())["core"]) as packed:
        names = set(packed.namelist())
    assert {"worker.py", "core/__init__.py", "core/engine.py", "core/catalogue/__init__.py"} <= names
    assert not [name for name in names if name.startswith(("core/build", "core/wasm", "app", "public", "tests"))]


def test_the_workers_archive_is_named_by_its_content(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    packed = [site._pack_worker(folder) for folder in (first, second)]
    assert packed[0].name == packed[1].name
    assert packed[0].read_bytes() == packed[1].read_bytes()


def test_the_site_keeps_to_its_budget(dist: Path) -> None:
    sizes.check(sizes.measure(dist), site.table()["budget"])


def test_a_site_over_its_budget_is_told_in_a_sentence() -> None:
    measured = [sizes.Size("pyodide", 300, 200), sizes.Size("app", 100, 50)]
    sizes.check(measured, {"total": 250, "page": 50})
    with pytest.raises(BuildError, match=r"total: 250 of 249 bytes"):
        sizes.check(measured, {"total": 249, "page": 50})
    with pytest.raises(BuildError, match=r"page: 50 of 49 bytes"):
        sizes.check(measured, {"total": 250, "page": 49})


def test_sizes_add_up_to_the_whole_site(dist: Path) -> None:
    measured = sizes.measure(dist)
    assert sum(size.raw for size in measured) == sum(file.stat().st_size for file in dist.rglob("*") if file.is_file())
    assert f"{'all':26}" in sizes.report(measured)


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"names \*\.nothing, which matches nothing"):
        list(site.own_files(["*.nothing"]))
