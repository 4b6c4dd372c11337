"""The page's plain modules on the MicroPython that the site ships: the same tests as beside this file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.build.paths import ROOT

PLAIN = [
    "test_store.py",
    "test_history.py",
    "test_player.py",
    "test_choices.py",
    "test_link.py",
    "test_embed.py",
    "test_host.py",
    "test_rest.py",
    "test_highlight.py",
    "test_lines.py",
    "test_shortcuts.py",
    "test_pace.py",
    "test_crosshair.py",
    "test_wiring.py",
    "test_formulas.py",
    "test_suggest.py",
    "test_listbox.py",
    "test_extent.py",
    "test_takeaway.py",
    "test_sketch.py",
]
MODULES = [
    "__init__",
    "store",
    "history",
    "player",
    "choices",
    "formulas",
    "suggest",
    "listbox",
    "extent",
    "takeaway",
    "link",
    "embed",
    "host",
    "rest",
    "markup",
    "highlight",
    "lines",
    "shortcuts",
    "pace",
    "crosshair",
    "wiring",
    "plot",
    "sketch",
    "views/__init__",
    "views/curve",
]
FILES = [
    ROOT / "core" / "__init__.py",
    *sorted((ROOT / "core" / "shared").glob("*.py")),
    *(ROOT / "app" / f"{name}.py" for name in MODULES),
]
RUN = """
import json
choices = json.loads({choices!r})
for name, wants_choices in {tests!r}:
    test = globals()[name]
    test(choices) if wants_choices else test()
    print(name)
"""


@pytest.mark.parametrize("name", PLAIN)
def test_plain_tests_pass_on_micropython(name: str, choices: dict[str, Any], micropython: Callable[..., str]) -> None:
    source = Path(__file__).with_name(name).read_text()
    heads = [line for line in source.splitlines() if line.startswith("def test_")]
    tests = [(head[4 : head.index("(")], "(choices" in head) for head in heads]
    printed = micropython(source + RUN.format(choices=json.dumps(choices), tests=tests), FILES)
    assert printed.split() == [test for test, _ in tests]


def test_every_module_of_the_page_compiles_on_micropython(micropython: Callable[..., str]) -> None:
    sources = {str(file.relative_to(ROOT)): file.read_text() for file in sorted((ROOT / "app").rglob("*.py"))}
    printed = micropython(f"for name, text in {sources!r}.items():\n    compile(text, name, 'exec')\nprint('compiled')")
    assert printed == "compiled\n"
