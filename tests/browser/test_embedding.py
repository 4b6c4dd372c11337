"""The page inside another: in every sandbox, only what was asked for, at rest while unseen, deaf to strangers."""

import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from app.embed import snippet
from tests.browser.conftest import START_MS, TRAIN_MS, Explorer, address
from tests.browser.nginx import Hosts, hosts
from tests.browser.states import faults, keep
from tests.browser.test_access import OVERFLOW

TITLES = ("Response", "Map", "Cost", "Layers", "Neuron", "Program", "Health", "Network")
SANDBOXES = {"plain": "", "same": 'sandbox="allow-scripts allow-same-origin"', "alone": 'sandbox="allow-scripts"'}
EMBEDDED = "?embed=1&panes=map,cost&controls={controls}#target=xor&layers=8.tanh"
HOST = """<!doctype html>
<meta charset="utf-8"><title>Another page</title><link rel="icon" href="data:,">
<style>iframe {{ display: block; max-width: 600px; border: 0; margin-bottom: 1200px; }}</style>
<script src="host.js"></script>
{frames}
"""
SCRIPT = """
const heard = {};
addEventListener('message', ({ source, data }) => {
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) (heard[frame.name] ??= []).push(data);
  }
});
const say = (name, message) => document.getElementsByName(name)[0].contentWindow.postMessage(message, '*');
const last = (name, event) => (heard[name] ?? []).findLast((message) => message.event === event);
"""


@pytest.fixture(scope="module")
def served(nginx: Path, dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    """nginx with the site on two hosts, and another page's host."""
    with hosts(nginx, dist, tmp_path_factory.mktemp("nginx")) as running:
        (running.folder / "host.js").write_text(SCRIPT)
        yield running


def frame(page: Page, name: str) -> Frame:
    """The frame of this title; Firefox tells no names of lazy frames."""
    found = page.get_by_title(name, exact=True).element_handle().content_frame()
    assert found
    return found


def wait(page: Page, condition: str) -> Any:
    """The value of a JavaScript expression once it is true."""
    return page.wait_for_function(condition, timeout=TRAIN_MS).json_value()


def status(page: Page, name: str) -> Any:
    return page.frame_locator(f"iframe[name={name}]").get_by_role("status")


def test_the_host_of_these_tests_sends_what_github_pages_sends(served: Hosts) -> None:
    for name, kind in (("index.html", "text/html; charset=utf-8"), ("micropython", "application/wasm")):
        file = name if name.endswith("html") else next(_below(served, "micropython*/micropython.wasm"))
        with urllib.request.urlopen(served.pages + file) as answer:
            headers = answer.headers
        assert headers["Content-Type"] == kind
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cache-Control"] == "max-age=600"
    with urllib.request.urlopen(served.plain) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] is None


def _below(served: Hosts, pattern: str) -> Iterator[str]:
    root = served.folder.parent / "site" / "some" / "where"
    return (file.relative_to(root).as_posix() for file in root.glob(pattern))


def test_three_embeds_of_another_origin_train_in_every_sandbox(page: Page, served: Hosts) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    address = served.pages + EMBEDDED.format(controls="run")
    frames = [
        snippet(address, name, 600, fit=name == "plain")
        .replace("<iframe", f'<iframe name="{name}" {box}')
        .replace("lazy", "lazy" if name == "plain" else "eager")
        for name, box in SANDBOXES.items()
    ]
    (served.folder / "index.html").write_text(HOST.format(frames="\n".join(frames)))
    page.goto(served.other)
    wait(page, "last('plain', 'ready')")
    assert frame(page, "plain").evaluate("origin") == served.pages.partition("/some")[0]
    assert frame(page, "alone").evaluate("origin") == "null"
    for name in ("same", "alone"):
        expect(status(page, name)).to_have_text("Starts when it is pressed.")
        assert page.evaluate(f"last('{name}', 'ready') ?? null") is None
    for name in SANDBOXES:
        page.get_by_title(name, exact=True).scroll_into_view_if_needed()
        wait(page, f"last('{name}', 'ready')")
        page.evaluate(f"say('{name}', {{ explorer: 1, do: 'train', examples: 5000 }})")
        told = wait(page, f"last('{name}', 'step')?.state === 'finished' && last('{name}', 'step')")
        assert told["examples"] >= 5000
        assert 0 < told["cost"] < 0.3
        assert wait(page, f"last('{name}', 'height')")["height"] > 300
        wait(page, f"document.getElementsByName('{name}')[0].clientHeight === last('{name}', 'height').height")
        assert frame(page, name).url == address
    rests_out_of_sight(page, "alone")
    hears_only_what_is_said_well(page, "alone")


def rests_out_of_sight(page: Page, name: str) -> None:
    page.evaluate(f"say('{name}', {{ explorer: 1, do: 'train' }})")
    wait(page, f"last('{name}', 'step').state === 'running'")
    page.evaluate("scrollTo(0, 0)")
    wait(page, f"last('{name}', 'step').state === 'paused'")
    page.get_by_title(name, exact=True).scroll_into_view_if_needed()
    wait(page, f"last('{name}', 'step').state === 'running'")
    page.evaluate(f"say('{name}', {{ explorer: 1, do: 'pause' }})")
    wait(page, f"last('{name}', 'step').state === 'paused'")


def hears_only_what_is_said_well(page: Page, name: str) -> None:
    before = page.evaluate(f"last('{name}', 'step').examples")
    frame(page, name).evaluate("postMessage({ explorer: 1, do: 'train', examples: 5000 }, '*')")
    page.evaluate(f"say('{name}', 'train'); say('{name}', {{ do: 'train' }})")
    wrong = ["{ explorer: 2, do: 'train' }", "{ explorer: 1, do: 'steal' }", "{ explorer: 1, do: 'set', config: 5 }"]
    for count, message in enumerate(wrong, 1):
        page.evaluate(f"say('{name}', {message})")
        refusals = wait(page, f"(all = heard['{name}'].filter((m) => m.event === 'refused')).length >= {count} && all")
        assert len(refusals) == count
        assert refusals[-1]["problems"][0].endswith(".")
    link = page.frame_locator(f"iframe[name={name}]").get_by_role("link", name="Open in full page")
    for count, config in enumerate(("target=bowl&rate=99", "target=f1&f1=sin(", "target=bowl&layers=8.tanh"), 4):
        page.evaluate(f"say('{name}', {{ explorer: 1, do: 'set', config: '{config}' }})")
        if "layers" not in config:
            told = wait(page, f"(all = heard['{name}'].filter((m) => m.event === 'refused')).length >= {count} && all")
            assert ("rate=99 is out of range" if "rate" in config else "Target f1: The bracket") in told[-1][
                "problems"
            ][0]
            expect(link).to_have_attribute("href", re.compile(r"#target=xor&layers=8\.tanh$"))
            assert page.evaluate(f"last('{name}', 'step').examples") == before
    expect(link).to_have_attribute("href", re.compile(r"#target=bowl&layers=8\.tanh$"))


@pytest.mark.console_errors
def test_a_sandboxed_frame_of_a_host_without_cors_shows_a_sentence_and_a_link(page: Page, served: Hosts) -> None:
    address = served.plain + EMBEDDED.format(controls="all")
    html = HOST.format(frames=f'<iframe name="alone" title="alone" sandbox="allow-scripts" src="{address}"></iframe>')
    (served.folder / "alone.html").write_text(html)
    page.goto(served.other + "alone.html")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("alert")).to_contain_text("does not let it run in a sandboxed frame", timeout=START_MS)
    expect(inside.get_by_role("link")).to_have_attribute("href", served.plain + "#target=xor&layers=8.tanh")


def test_an_embed_shows_its_panes_in_their_order_and_keeps_its_address(
    open_page: Callable[..., Explorer], browser: Browser
) -> None:
    asked = "?embed=1&panes=neuron,cost,layers,map&controls=all&theme=dark#layers=8.tanh"
    opened = open_page(asked, width=380, height=900)
    page, before = opened.page, opened.page.url
    opened.wait_ready()
    keep(page, f"{browser.browser_type.name}-embedded")
    sections = page.locator("main").get_by_role("region").filter(visible=True)
    names = sections.evaluate_all("(nodes) => nodes.map((node) => node.getAttribute('aria-label'))")
    assert [name for name in names if name in TITLES] == ["Neuron", "Cost", "Layers", "Map", "Network"]
    assert faults(page) == []
    assert page.evaluate(OVERFLOW) == 0
    opened.aim_at("Bowl")
    opened.train("Train 1,000")
    assert address(page) == before
    with page.context.expect_page() as popup:
        page.get_by_role("link", name="Open in full page").click()
    expect(Explorer(popup.value).target).to_have_text("Bowl", timeout=START_MS)
    expect(popup.value.locator("html")).to_have_attribute("data-theme", "dark")
    expect(popup.value).to_have_url(re.compile(r"#theme=dark&target=bowl&layers=8\.tanh$"))
    taken = Explorer(popup.value)
    expect(taken.figures).to_contain_text("examples 1,024", timeout=START_MS)
    assert taken.cost() == opened.cost()


def test_the_ancestors_constrained_layout_is_an_accordion(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("?preset=gcu-small&constrainedLayout", width=380, height=900)
    opened.wait_ready()
    page = opened.page
    folds = page.locator("details.fold > summary")
    expect(folds).to_have_text(["Response", "Map", "Cost", "Layers", "Neuron", "Program", "Health", "Settings"])
    expect(page.get_by_role("region", name="Response")).to_be_visible()
    program = page.get_by_role("region", name="Program", exact=True)
    expect(program).to_be_hidden()
    folds.filter(has_text="Program").click()
    expect(program).to_contain_text("np.")
    opened.train("Train 1,000")
    assert address(page).endswith("?preset=gcu-small&constrainedLayout")


def test_a_part_of_the_address_that_cannot_be_used_is_told(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("?embed=1&panes=cost,sound&controls=none")
    expect(opened.page.get_by_role("alert")).to_contain_text("panes=sound is no pane", timeout=START_MS)
    expect(opened.button("Train")).to_be_hidden()


def test_share_gives_the_link_and_a_snippet_with_its_preview(open_page: Callable[..., Explorer], site: str) -> None:
    opened = open_page("#target=xor&seed=5")
    opened.wait_ready()
    opened.press("Share")
    dialog = opened.page.get_by_role("dialog", name="Share")
    expect(dialog.get_by_label("Link")).to_have_value(site + "#target=xor&seed=5")
    dialog.get_by_label("Program").check()
    dialog.get_by_label("Surface").uncheck()
    dialog.get_by_label("Controls").select_option("none")
    dialog.get_by_label("Theme").select_option("light")
    dialog.get_by_label("As tall as what is in it").check()
    source = f"{site}?embed=1&controls=none&theme=light&panes=cost,program#target=xor&seed=5"
    code = dialog.get_by_label("Embed snippet")
    expect(code).to_have_value(re.compile(re.escape(f'src="{source}"'.replace("&", "&amp;")) + r"[\s\S]*</script>$"))
    pasted = code.input_value()
    assert 'loading="lazy"' in pasted
    assert re.search(r'title="[^"]+"', pasted)
    preview = dialog.get_by_role("region", name="Preview").frame_locator("iframe")
    start = preview.get_by_role("button", name="Start the explorer")
    expect(start).to_be_visible()
    expect(start.locator("img")).to_have_js_property("naturalWidth", 127)
    assert faults(opened.page) == []
    dialog.get_by_role("button", name="Close").click()
    expect(opened.page.locator("iframe")).to_have_count(0)
