"""Training at full speed with all views in turn: frames come as fast as at first, and nothing piles up.

Some seconds in a test run; an hour with FULL_SIZE=1, or as many minutes as SOAK_MINUTES says.
"""

import os
import time
from collections.abc import Callable, Iterator
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ASKED, Explorer
from tests.browser.holdings import holdings, watch
from tests.browser.test_flatness import GROWTH
from tests.fuzz.size import FULL_SIZE

MINUTES = float(os.environ.get("SOAK_MINUTES", "60" if FULL_SIZE else "0.2"))
LOOK = 2.0 if MINUTES > 1 else 0.4
"""Seconds for which each view is looked at."""

LEAST_ROUNDS = 3
MANY = 12
"""From so many rounds on the frames of the last third are held against those of the first."""

SLOWER = 0.7
"""Least share of the first third's frames a second that the last third must have: the machine has other work, too."""


def views(explorer: Explorer) -> Iterator[None]:
    """Shows each view of the page in turn, and ends with the first."""
    explorer.choose("Surface")
    yield
    for name in ("Error", "Difference"):
        explorer.press(name)
        yield
        explorer.press(name)
    explorer.choose("Map")
    for name in ("Error", "Target", "Value"):
        explorer.choose(name)
        yield
    for name in ("Neuron", "Health", "Layers"):
        explorer.page.get_by_role("tab", name=name).click()
        yield
    level = explorer.page.get_by_role("radiogroup", name="Level of the program")
    for name in ("Fast", "Readable"):
        level.get_by_text(name).click()
        yield


def frames_a_second(explorer: Explorer) -> float:
    """How many frames a second the page asks for in a round through all views."""
    page = explorer.page
    began = time.monotonic()
    page.evaluate("window.asked = []")
    for _ in views(explorer):
        page.wait_for_timeout(LOOK * 1000)
    return page.evaluate("asked.length") / (time.monotonic() - began)


@pytest.mark.chromium_only
def test_training_without_end_leaves_frames_heaps_and_proxies_flat(
    page: Page, open_page: Callable[..., Explorer]
) -> None:
    page.add_init_script(ASKED)
    watch(page)
    opened = open_page()
    opened.wait_ready()
    opened.press("Train")
    rates, held = [], []
    end = time.monotonic() + 60 * MINUTES
    while len(rates) < LEAST_ROUNDS or time.monotonic() < end:
        rates.append(frames_a_second(opened))
        held.append(holdings(page))
        if MINUTES > 1:
            print(f"round {len(rates)}: {rates[-1]:.1f} frames/s, {held[-1]}", flush=True)
    grown = {name: held[-1][name] - held[1][name] for name in GROWTH}
    assert {name: amount for name, amount in grown.items() if amount > GROWTH[name]} == {}, held
    assert min(rates) > 1
    if len(rates) >= MANY:
        third = len(rates) // 3
        assert median(rates[-third:]) > SLOWER * median(rates[:third]), rates
    assert opened.examples() > 0
    assert opened.button("Pause").is_enabled()
