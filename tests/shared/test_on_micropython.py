"""core.shared on the MicroPython that the site ships: the plain tests beside this file, and CPython's answers."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.build.paths import ROOT
from core.shared.link import from_link, to_link

SHARED = [ROOT / "core" / "__init__.py", *sorted((ROOT / "core" / "shared").glob("*.py"))]
NOT_PLAIN = {"test_on_micropython.py", "test_link_properties.py"}
PLAIN = sorted({file.name for file in Path(__file__).parent.glob("test_*.py")} - NOT_PLAIN)
RUN = """
import json
choices = json.loads({choices!r})
for name in {names!r}:
    test = globals()[name]
    try:
        test(choices)
    except TypeError as error:
        if 'positional arguments' not in str(error):
            raise
        test()
    print(name)
"""
COMPARE = """
import json
from core.shared.link import from_link, to_link
choices = json.loads({choices!r})
for text in json.loads({texts!r}):
    config, problems = from_link(text, choices)
    print(json.dumps([to_link(config), problems]))
"""


@pytest.mark.parametrize("name", PLAIN)
def test_plain_tests_pass_on_micropython(name: str, choices: dict[str, Any], micropython: Callable[..., str]) -> None:
    source = Path(__file__).with_name(name).read_text()
    names = [line[4 : line.index("(")] for line in source.splitlines() if line.startswith("def test_")]
    printed = micropython(source + RUN.format(choices=json.dumps(choices), names=names), SHARED)
    assert printed.split() == names


def hostile_links(count: int) -> list[str]:
    """Links of good parts, near misses and noise, the same ones in every run."""
    rng = random.Random(5)
    keys = ["rate", "seed", "layers", "target", "output", "features", "f1", "f9", "horizon", "epsilon", "noise", "é"]
    values = [
        "0.1",
        "1e-7",
        "3.14159265358979",
        "7",
        "64.tanh",
        "f1",
        "xor",
        "square_a",
        "%41",
        "%ff",
        "a%20b",
        "1e400",
    ]
    signs = list("&=%#?,.+-e0123456789abcf \t\x00é²\u0661\U0001f600")

    def part() -> str:
        if rng.random() < 0.2:
            return "".join(rng.choices(signs, k=rng.randrange(9)))
        value = rng.choice(values) if rng.random() < 0.6 else repr(rng.uniform(0, 1) * 10 ** rng.randrange(-9, 9))
        return rng.choice(keys) + "=" + value + rng.choice(["", "", "", rng.choice(signs)])

    return ["&".join(part() for _ in range(rng.randrange(1, 5))) for _ in range(count)]


def test_any_link_says_the_same_on_both_pythons(choices: dict[str, Any], micropython: Callable[..., str]) -> None:
    texts = hostile_links(1500)
    printed = micropython(
        COMPARE.format(choices=json.dumps(choices), texts=json.dumps(texts, ensure_ascii=False)), SHARED
    ).splitlines()
    for text, line in zip(texts, printed, strict=True):
        config, problems = from_link(text, choices)
        assert json.loads(line) == [to_link(config), list(problems)], text
