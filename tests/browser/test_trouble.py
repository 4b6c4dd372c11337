"""Browsers and sites that lack something: a sentence says what, and what can work works."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from core.build import names
from tests.browser.conftest import START_MS, Explorer

pytestmark = pytest.mark.first_visit  # later ones ask for fewer files

NO_SIMD = """
const validate = WebAssembly.validate;
WebAssembly.validate = (bytes) => new Uint8Array(bytes.buffer ?? bytes).includes(253) ? false : validate(bytes);
"""
NO_WEBGL = """
const original = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
};
"""


def without(page: Page, pattern: str) -> None:
    """Let the site lack the files whose address matches."""

    def refuse(route: Route) -> None:
        route.fulfill(status=404, body="not here")

    page.route(re.compile(pattern), refuse)


def test_without_simd_a_plain_sentence_says_so(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(NO_SIMD)
    opened = open_page()
    expect(opened.status).to_contain_text("no WebAssembly SIMD", timeout=START_MS)
    expect(opened.button("Train")).to_be_disabled()


def test_without_webgl_the_response_is_drawn_flat(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(NO_WEBGL)
    opened = open_page()
    opened.wait_ready()
    expect(opened.page.get_by_role("img", name=re.compile("^Response over the unit square"))).to_be_visible()
    expect(opened.page.get_by_text("No WebGL")).to_be_visible()
    heads = [part.bounding_box() for part in (opened.radio("Map"), opened.page.get_by_role("heading", name="Response"))]
    assert heads[0] and heads[1] and abs(heads[0]["y"] - heads[1]["y"]) < heads[0]["height"]
    opened.train("Train 1,000")


@pytest.mark.console_errors
@pytest.mark.parametrize(
    "missing", [r"/worker-", r"pyodide\.asm\.wasm", "_multiarray_umath", "/core-", "/first-", "/parts-"]
)
def test_a_worker_that_cannot_start_ends_in_a_sentence(
    missing: str, page: Page, open_page: Callable[..., Explorer]
) -> None:
    without(page, missing)
    opened = open_page()
    expect(page.locator("html")).to_have_attribute("data-state", "failed", timeout=START_MS)
    told = opened.status.text_content() or ""
    assert re.fullmatch(r"[A-Z].*[.)]", told, re.DOTALL), told
    assert "undefined" not in told
    assert "Traceback" not in told
    expect(opened.button("Train")).to_be_disabled()
    assert [mark for mark in page.locator(".cross, .ring").all() if mark.is_visible()] == []


SPOILT = {
    "cut off": lambda body: {"body": body[: len(body) // 2]},
    "a page in its place": lambda body: {"body": "<!doctype html><p>Welcome", "content_type": "text/html"},
}


@pytest.mark.chromium_only
@pytest.mark.console_errors
@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize(
    "name", [r"pyodide\.asm\.wasm", r"umath.*\.wasm", "/first-", "/core-", "/parts-", "/catalogue-"]
)
def test_a_file_that_is_not_what_it_should_be_ends_in_a_sentence(
    name: str, how: str, page: Page, open_page: Callable[..., Explorer]
) -> None:
    def spoil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(status=200, **SPOILT[how](answer.body()))

    page.route(re.compile(name), spoil)
    opened = open_page()
    expect(page.locator("html")).to_have_attribute("data-state", "failed", timeout=START_MS)
    told = opened.status.text_content() or ""
    assert re.fullmatch(r"[A-Z].*[.)]", told, re.DOTALL), told
    assert "Traceback" not in told
    assert "reload" in told.lower()


@pytest.mark.console_errors
@pytest.mark.parametrize("missing", [r"/core\.js", r"micropython\.wasm", "/vendor-", "/page-"])
def test_a_page_that_cannot_start_ends_in_a_sentence(
    missing: str, page: Page, open_page: Callable[..., Explorer]
) -> None:
    without(page, missing)
    opened = open_page()
    expect(opened.status).to_contain_text("could not start", timeout=START_MS)


@pytest.mark.console_errors
def test_a_worker_of_another_build_is_refused(page: Page, open_page: Callable[..., Explorer], dist: Path) -> None:
    parts = names.find(dist, "parts.json")
    other = {**json.loads(parts.read_text()), "build": "another"}
    page.route(f"**/{parts.name}", lambda route: route.fulfill(json=other))
    opened = open_page()
    expect(opened.status).to_contain_text("different builds", timeout=START_MS)


def test_a_network_too_large_for_memory_is_refused_and_the_old_one_trains_on(explorer: Explorer) -> None:
    explorer.press("Train")
    explorer.page.evaluate("location.hash = 'layers=' + Array(128).fill('512.tanh').join(',') + '&batch=4096'")
    expect(explorer.page.get_by_role("alert")).to_contain_text("memory")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.button("Pause")).to_be_enabled()


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("f1=a.__class__&target=f1", "position 3"),
        ("layers=" + ",".join(["512.relu"] * 128) + "&batch=4096&optimizer=adam", "MB"),
    ],
)
def test_a_first_link_that_the_engine_refuses_leaves_a_page_that_works(
    link: str, reason: str, open_page: Callable[..., Explorer]
) -> None:
    opened = open_page("#" + link)
    opened.wait_ready()
    expect(opened.page.locator("#notices")).to_contain_text(reason)
    opened.train("Train 1,000")


def test_a_loss_that_brings_its_activation_says_so_on_the_output(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=spirals&arms=3&loss=cross_entropy&outputs=3")
    opened.wait_ready()
    expect(opened.page.get_by_label("Output activation")).to_be_disabled()
    expect(opened.page.get_by_role("group", name="Output", exact=True)).to_contain_text("softmax, by the loss")
