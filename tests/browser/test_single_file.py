"""The site as one HTML file runs from a disk, with nothing beside it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.build import site
from core.shared.files import FORMATS
from core.takeaway import saved
from tests.browser.conftest import TRAIN_MS, Explorer
from tests.browser.takeaway import DRAW_MS, TakeAway, check_tables, check_weights, drawn

LINK = "target=xor&seed=7"


@pytest.fixture(scope="module")
def single(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file, alone in a folder."""
    copy = tmp_path_factory.mktemp("site") / "dist"
    shutil.copytree(dist, copy)
    return Path(shutil.move(site.single_file(copy), tmp_path_factory.mktemp("stick")))


@pytest.fixture
def opened(single: Path, page: Page) -> Explorer:
    """The page of the single file, ready to train."""
    page.goto(f"{single.as_uri()}#{LINK}")
    explorer = Explorer(page)
    explorer.wait_ready()
    return explorer


def test_the_single_file_trains_and_explains_from_a_disk(opened: Explorer) -> None:
    page = opened.page
    opened.train("Train 1,000")
    assert opened.examples() >= 1000
    page.get_by_role("tab", name="Health").click()
    expect(page.get_by_role("tabpanel", name="Health")).to_be_visible()
    assert "target=xor" in page.url
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog.get_by_label("Link", exact=True)).to_have_value(page.url)
    expect(dialog.get_by_text("A page cannot embed a file of your disk.")).to_be_visible()
    expect(dialog.get_by_label("Embed snippet")).to_have_count(0)
    opened.close()
    page.get_by_role("button", name="Help").click()
    for link, heading in (("Licences of all", "Licences"), ("the article", "Watching small networks learn")):
        with page.context.expect_page() as opening:
            page.get_by_role("link", name=link).click()
        expect(opening.value.get_by_role("heading", name=heading)).to_be_visible()
    pictures = opening.value.locator("figure img")
    assert pictures.evaluate_all("(all) => all.every((one) => one.naturalWidth > 0)")
    expect(pictures).to_have_count(6)


def test_the_single_file_draws_and_hands_over_its_files_from_a_disk(
    opened: Explorer, browser: Browser, pdftoppm: Path, tmp_path: Path
) -> None:
    opened.train("Train 1,000")
    take = TakeAway(opened)
    take.press("Preview")
    expect(take.preview).to_be_visible(timeout=DRAW_MS)
    if browser.browser_type.name == "firefox":
        return  # it hands out no files over WebDriver BiDi
    for format in FORMATS:
        take.dialog.get_by_role("radio", name=format.label).check()
        _, content = take.download("Download figure")
        # A disk has no address that a caption could lead to.
        assert drawn(content, format.id, 300, pdftoppm, tmp_path)[1] in ("", f"#{LINK}")
    run = take.download("Save run")[1]
    trainer = saved.opened(run)
    assert trainer.examples == opened.examples()
    check_tables(take, trainer)
    check_weights(take, trainer)
    take.press("Close")
    opened.train("Train 1,000")
    take = TakeAway(opened)
    take.offer(run)
    expect(take.dialog).to_be_hidden(timeout=TRAIN_MS)
    expect(opened.figures).to_contain_text(f"examples {trainer.examples:,}")
