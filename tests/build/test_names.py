"""Names by content: equal files keep their names, a change reaches whoever names the changed file, and no one else."""

from pathlib import Path

import pytest

from core.build import names
from core.build.failure import BuildError

FILES = {
    "index.html": '<script src="start.js"></script><a href="icon.svg#mark" id="assets"></a>',
    "start.js": "import './deep.js'; load('assets/one.bin'); say('start'); open('other.js')",
    "deep.js": "fetch('./table.json?fresh')",
    "table.json": '{"assets": "assets/two.bin"}',
    "icon.svg": "<svg/>",
    "assets/one.bin": "1",
    "assets/two.bin": "2",
}


def settled(folder: Path, **changes: str) -> dict[str, str]:
    """The texts of the site FILES after naming, with changes to single files, by their names."""
    folder.mkdir()
    for name, text in {**FILES, **changes}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    names.settle(folder, ["index.html"])
    return {
        file.relative_to(folder).as_posix(): file.read_text() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def test_each_reference_leads_to_a_renamed_file_and_other_words_stay(tmp_path: Path) -> None:
    found = settled(tmp_path / "site")
    by_plain = {"/".join([names.plain(name.split("/")[0]), *name.split("/")[1:]]): name for name in found}
    assert set(by_plain) == set(FILES)
    start, deep, table, icon = (by_plain[name] for name in ("start.js", "deep.js", "table.json", "icon.svg"))
    assert found["index.html"] == f'<script src="{start}"></script><a href="{icon}#mark" id="assets"></a>'
    assert found[start] == f"import './{deep}'; load('{by_plain['assets/one.bin']}'); say('start'); open('other.js')"
    assert found[deep] == f"fetch('./{table}?fresh')"
    assert found[table] == f'{{"assets": "{by_plain["assets/two.bin"]}"}}'


def test_a_change_renames_the_file_and_those_that_lead_to_it(tmp_path: Path) -> None:
    before = set(settled(tmp_path / "before"))
    assert set(settled(tmp_path / "same")) == before
    after = set(settled(tmp_path / "after", **{"table.json": '{"assets": 3}'}))
    assert {names.plain(name) for name in before - after} == {"start.js", "deep.js", "table.json"}


def test_a_changed_file_of_a_folder_renames_the_folder(tmp_path: Path) -> None:
    before, after = settled(tmp_path / "before"), settled(tmp_path / "after", **{"assets/two.bin": "3"})
    assert not {name for name in before if name.startswith("assets-")} & set(after)


def test_files_that_name_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="name each other"):
        settled(tmp_path / "site", **{"deep.js": "import './start.js'"})


def test_a_file_is_found_by_its_plain_name(tmp_path: Path) -> None:
    settled(tmp_path / "site")
    assert names.find(tmp_path / "site", "deep.js").read_text().startswith("fetch")
    with pytest.raises(BuildError, match=r"0 files named deep\.css: build"):
        names.find(tmp_path / "site", "deep.css")
