"""The site as one HTML file runs from a disk, with nothing beside it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.build import site
from tests.browser.conftest import Explorer


@pytest.fixture(scope="module")
def single(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file, alone in a folder."""
    copy = tmp_path_factory.mktemp("site") / "dist"
    shutil.copytree(dist, copy)
    return Path(shutil.move(site.single_file(copy), tmp_path_factory.mktemp("stick")))


@pytest.mark.chromium_only  # Firefox gives a worker from a data: address no modules
def test_the_single_file_trains_and_explains_from_a_disk(single: Path, page: Page) -> None:
    page.goto(f"{single.as_uri()}#target=xor&seed=7")
    opened = Explorer(page)
    opened.wait_ready()
    opened.train("Train 1,000")
    assert opened.examples() >= 1000
    page.get_by_role("tab", name="Health").click()
    expect(page.get_by_role("tabpanel", name="Health")).to_be_visible()
    assert "target=xor" in page.url
    page.get_by_role("button", name="Help").click()
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Licences of all").click()
    expect(opening.value.get_by_role("heading", name="Licences")).to_be_visible()
