"""What is taken away: figures that other programs open, tables and weights that agree, a run that opens again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.shared.files import FIGURES, FORMATS, SIZES, pixels
from core.takeaway import saved
from tests.browser.conftest import TRAIN_MS, Explorer, expect_address, until
from tests.browser.takeaway import DRAW_MS, TakeAway, check_tables, check_weights, drawn
from tests.core.takeaway.conftest import trained

LINK = "target=xor&layers=6.tanh,3.relu&optimizer=adam&rate=0.01&data=finite&examples=300&seed=7"
FOREIGN = b"\x89PNG\r\n\x1a\n" + bytes(2000)


@pytest.mark.chromium_only  # Firefox hands out no files over WebDriver BiDi
def test_each_figure_is_drawn_while_the_network_trains_on_and_opens_elsewhere(
    open_page: Callable[..., Explorer], site: str, pdftoppm: Path, tmp_path: Path
) -> None:
    opened = open_page(f"#{LINK}")
    opened.wait_ready()
    opened.press("Train")
    take = TakeAway(opened)
    before = opened.examples()
    take.press("Preview")
    expect(take.preview).to_be_visible(timeout=DRAW_MS)
    until(lambda: take.preview.evaluate("(node) => node.naturalWidth"), lambda width: width > 1000)
    assert opened.examples() > before
    take.press("Close")
    expect(opened.button("Pause")).to_be_enabled()
    opened.press("Pause")  # what follows would draw and train in turns, for minutes
    take = TakeAway(opened)
    opened.enter(take.dialog.get_by_label("Dots per inch"), "60")
    take.dialog.get_by_role("radio", name="Dark").check()
    for place, row in enumerate(FIGURES):
        take.pick("Figure", row.label)
        take.pick("Size", "A4, upright" if row.least > 75 else "Column of a paper")
        format = FORMATS[place % len(FORMATS)]
        take.dialog.get_by_role("radio", name=format.label).check()
        name, content = take.download("Download figure")
        assert re.fullmatch(rf"xor-\d+-{row.id}\.{format.id}", name)
        image, link = drawn(content, format.id, 60, pdftoppm, tmp_path)
        assert link == f"{site}#{LINK}"
        if image:
            width, height = pixels(210, 297, 60) if row.least > 75 else pixels(85, 75, 60)
            assert abs(image.width - width) <= 1
            assert abs(image.height - height) <= 1
            assert image.convert("RGB").getpixel((1, 1)) == (20, 23, 28)
            assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 50


@pytest.mark.chromium_only
def test_tables_and_weights_agree_with_the_run(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(f"#{LINK}")
    opened.wait_ready()
    opened.train("Train 1,000")
    take = TakeAway(opened)
    name, run = take.download("Save run")
    assert re.fullmatch(r"xor-\d+\.run\.safetensors", name)
    trainer = saved.opened(run)
    assert trainer.examples == opened.examples()
    check_tables(take, trainer)
    check_weights(take, trainer)


def test_a_run_of_another_machine_opens_to_the_bit_and_strangers_are_refused_while_it_trains(
    open_page: Callable[..., Explorer], browser: Browser
) -> None:
    trainer = trained(LINK, 333)
    run = saved.save(trainer)
    opened = open_page("#target=bowl")
    opened.wait_ready()
    take = TakeAway(opened)
    take.offer(run)
    expect(take.dialog).to_be_hidden(timeout=TRAIN_MS)
    expect(opened.status).to_contain_text(f"{trainer.examples:,} examples")
    expect_address(opened.page, lambda now: now.endswith(f"#{LINK}"))
    assert opened.examples() == trainer.examples
    if browser.browser_type.name == "chromium":
        take = TakeAway(opened)
        name, content = take.download("Save run")
        assert name == "xor-333.run.safetensors"
        assert saved.opened(content).digest() == trainer.digest()
        assert content == run
        take.press("Close")
    opened.press("Train")
    take = TakeAway(opened)
    damaged = bytearray(run)
    damaged[-9] ^= 1
    for content, sentence in ((bytes(damaged), "This saved run is damaged"), (FOREIGN, "This file is no run saved by")):
        take.offer(content)
        expect(take.dialog.get_by_text(sentence)).to_be_visible()
        expect(opened.figures).not_to_contain_text(f"examples {opened.examples():,}")


@pytest.mark.console_errors
def test_what_cannot_be_drawn_or_fetched_says_so_and_comes_when_asked_again(
    page: Page, open_page: Callable[..., Explorer]
) -> None:
    opened = open_page()
    opened.wait_ready()
    take = TakeAway(opened)
    for size in SIZES[::-1]:
        take.pick("Size", size.label)
        expect(take.dialog.get_by_label("Width, mm")).to_have_value(f"{size.width:g}")
        expect(take.dialog.get_by_label("Height, mm")).to_have_value(f"{size.height:g}")
        expect(take.dialog.get_by_role("combobox", name="Size")).to_have_value(size.id)
    for field, text, sentence in (
        ("Width, mm", "5", "40 to 1200 mm"),
        ("Height, mm", "tall", "are numbers from 40 to 1200"),
        ("Dots per inch", "5000", "36 to 1200 dots"),
    ):
        control = take.dialog.get_by_label(field)
        before = control.input_value()
        opened.enter(control, text)
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(take.dialog.get_by_text(sentence)).to_be_visible()
        opened.enter(control, before)
        expect(control).to_have_attribute("aria-invalid", "false")
    take.pick("Figure", "One-page report")
    expect(take.dialog.get_by_label("Width, mm")).to_have_value("210")
    expect(take.dialog.get_by_role("combobox", name="Size")).to_have_value("upright")
    take.pick("Figure", "Cost curves")

    wheels = re.compile(r"figures.*\.whl")
    page.route(wheels, lambda route: route.abort())
    take.press("Preview")
    failed = take.dialog.get_by_text("could not be fetched. Check the connection, then try again.")
    expect(failed).to_be_visible(timeout=DRAW_MS)
    page.unroute(wheels)
    take.press("Preview")
    expect(take.preview).to_be_visible(timeout=DRAW_MS)
    expect(failed).to_be_hidden()
