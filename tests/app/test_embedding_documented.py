"""README says of embedding what the code does."""

import re

import pytest

from app.embed import CONTROLS, KEYS, PANES, STARTS, THEMES, snippet
from app.host import COMMANDS, TOLD, VERSION
from core.build.paths import ROOT

SECTION = (ROOT / "README.md").read_text().partition("## Embedding")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", [*PANES, *CONTROLS, *STARTS, *THEMES, *(key for key in KEYS if key != "embed")])
def test_what_an_address_may_ask_is_documented(name: str) -> None:
    assert f"`{name}`" in SECTION


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"`do: '{name}'`" in SECTION


@pytest.mark.parametrize("name", ["height", "ready", "step", "refused"])
def test_every_event_is_documented(name: str) -> None:
    assert f"`event: '{name}'`" in SECTION
    code = "".join((ROOT / place).read_text() for place in ("app/embedding.py", "app/host.py", "public/embed.js"))
    assert re.search(rf"event(\(|: ){{1}}['\"]{name}['\"]", code)


def test_what_a_step_tells_and_the_version_are_documented() -> None:
    assert all(f"`{name}`" in SECTION for name in TOLD)
    assert f"explorer: {VERSION}" in SECTION


def test_the_snippet_in_the_text_is_one_that_share_gives() -> None:
    shown = re.search(r"<iframe .*?</iframe>", SECTION, re.DOTALL)
    assert shown
    source = "https://example.org/explorer/?embed=1&panes=response,cost#target=xor"
    assert re.sub(r"\s+", " ", shown[0]) == snippet(source, "A neural network that learns, live", 640)
