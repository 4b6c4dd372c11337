"""Links, whatever they hold: properties over random Configs and random texts, and the links that were published."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue import describe
from core.shared.config import Config
from core.shared.fields import FIELDS, KEYS, Field
from core.shared.layer import Layer
from core.shared.link import from_link, to_link

CHOICES = describe()
PUBLISHED = [
    tuple(side.strip() for side in line.split("=>"))
    for line in Path(__file__).with_name("links.txt").read_text().splitlines()
    if not line.startswith("#")
]


def ids(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from([row["id"] for row in CHOICES["kinds"][table]])


def layers(neurons: st.SearchStrategy[int]) -> st.SearchStrategy[Layer]:
    return st.builds(Layer, neurons, ids("activations"), ids("initializers"), ids("initializers"))


def values_of(row: Field) -> st.SearchStrategy[Any]:
    """Any value that the field allows."""
    return {
        "id": lambda: ids(row.table),
        "ids": lambda: st.lists(ids(row.table), max_size=5, unique=True),
        "int": lambda: st.integers(row.low, row.high),
        "float": lambda: st.floats(row.low, row.high),
        "layers": lambda: st.lists(layers(st.integers(1, 512)), max_size=5),
        "layer": lambda: layers(st.just(1)),
        "formula": lambda: st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30),
    }[row.kind]()


configs = st.fixed_dictionaries({}, optional={row.key: values_of(row) for row in FIELDS}).map(lambda c: Config(**c))
near_links = st.lists(
    st.tuples(st.sampled_from([*KEYS, "preset", "", "é"]), st.text(max_size=12)).map("=".join), max_size=6
).map("&".join)


@given(configs)
def test_a_config_survives_its_link_exactly(config: Config) -> None:
    found, problems = from_link(to_link(config), CHOICES)
    if not problems:  # parts that fit together
        assert found == config
    assert from_link(to_link(found), CHOICES) == (found, ())


@given(configs)
def test_what_a_config_says_survives_but_for_what_must_fit_together(config: Config) -> None:
    found, _ = from_link("#" + to_link(config), CHOICES)
    fitted = ("target", "loss", "inputs", "outputs", "features", "output")
    assert [getattr(found, key) for key in KEYS if key not in fitted] == [
        getattr(config, key) for key in KEYS if key not in fitted
    ]


@given(st.text() | near_links)
def test_no_text_raises(text: str) -> None:
    config, problems = from_link(text, CHOICES)
    assert from_link(to_link(config), CHOICES) == (config, ())
    assert all(isinstance(problem, str) and problem.endswith(".") for problem in problems)


@given(st.text(st.characters(categories=("Cs",))) | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_broken_unicode_raises_nothing(text: str) -> None:
    for link in (text, f"f1={text}", f"{text}=%41", f"f1=%20{text}"):
        from_link(link, CHOICES)


@pytest.mark.parametrize(("link", "today"), PUBLISHED)
def test_a_published_link_means_what_it_meant(link: str, today: str) -> None:
    config, problems = from_link(link, CHOICES)
    assert problems == ()
    assert to_link(config) == today
