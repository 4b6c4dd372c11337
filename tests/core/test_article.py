"""The article's figures: each is what core measures for the link and the number of examples that stand beside it."""

import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from core.build import sizes
from core.build.paths import ROOT
from core.catalogue import describe
from core.shared.config import Config
from core.shared.link import from_link
from core.training.trainer import Trainer

SEEDS = (1, 2, 3, 4, 5)
NEAR = 0.15
"""How far outside the printed range a median may lie: other processors round otherwise, and then runs diverge."""

PARAMETERS = {"2,305": "", "265": "layers=16.gcu,12.leaky_relu"}


class Measured(NamedTuple):
    """A figure of the article: the section, its text, and the run that it was measured from."""

    section: str
    text: str
    value: float
    link: str
    examples: int
    range: tuple[float, float] | None = None


class Article(HTMLParser):
    """The figures that the article prints, and the addresses of its frames and pictures by section."""

    def __init__(self) -> None:
        super().__init__()
        self.section = ""
        self.figures: list[Measured] = []
        self.frames: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.open: dict[str, str] | None = None
        self.small = False
        self.feed((ROOT / "public" / "article.html").read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held: dict[str, Any] = dict(attrs)
        if tag == "section":
            self.section = held.get("id", "")
        elif tag == "iframe":
            self.frames[self.section] = held["src"]
        elif tag == "img" and self.section:
            self.pictures[self.section] = held["src"]
        elif tag == "data":
            self.open = held
        self.small = tag == "small"

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            value, link, examples = (self.open[key] for key in ("value", "data-link", "data-examples"))
            self.figures.append(Measured(self.section, data, float(value), link, int(examples)))
            self.open = None
        elif self.small:
            low, _, high = data.partition(" to ")
            self.figures[-1] = self.figures[-1]._replace(range=(float(low), float(high)))
            self.small = False


ARTICLE = Article()
LABS = ("activations", "rates", "layers", "annealing")


def config_of(link: str, seed: int = 1) -> Config:
    config, problems = from_link(link, described())
    assert problems == ()
    return config.replace(seed=seed)


@cache
def described() -> dict[str, Any]:
    return describe()


@cache
def measured(link: str, examples: int) -> tuple[float, ...]:
    """The costs of runs that differ in their seeds, the lowest first."""
    costs = []
    for seed in SEEDS:
        trainer = Trainer(config_of(link, seed))
        trainer.advance(-(-examples // trainer.config.batch))
        costs.append(float(trainer.recent.mean() or 0))
    return tuple(sorted(costs))


def parameters(link: str) -> int:
    return Trainer(config_of(link)).bound.program.parameters


@pytest.mark.parametrize("figure", ARTICLE.figures, ids=lambda figure: f"{figure.section}-{figure.text}")
def test_a_figure_is_what_is_measured(figure: Measured) -> None:
    assert float(figure.text) == figure.value
    low, high = figure.range or (figure.value, figure.value)
    assert low <= figure.value <= high
    assert low * (1 - NEAR) < median(measured(figure.link, figure.examples)) < high * (1 + NEAR)


def test_every_figure_of_a_table_says_how_far_runs_differ() -> None:
    assert [figure for figure in ARTICLE.figures if figure.section and not figure.range] == []


def test_there_are_four_experiments_each_with_a_frame_a_picture_and_figures() -> None:
    assert tuple(ARTICLE.frames) == LABS
    for section in LABS:
        assert len([figure for figure in ARTICLE.figures if figure.section == section]) >= 3


def test_the_article_and_the_readme_name_the_same_browsers() -> None:
    texts = [(ROOT / name).read_text() for name in ("README.md", "public/article.html")]
    first, second = (re.search(r"Chrome or Edge \d+, Firefox \d+, Safari [\d.]+", text) for text in texts)
    assert first
    assert second
    assert first[0] == second[0]


def test_what_the_article_concludes_holds_for_what_is_measured() -> None:
    runs = {(figure.section, figure.link): measured(figure.link, figure.examples) for figure in ARTICLE.figures}
    first = {
        link[len("layers=16.") :].partition(",")[0]: runs[key, link]
        for key, link in runs
        if link.startswith("layers=16.")
    }
    for oscillating in ("gcu", "ameo"):
        assert all(max(first[oscillating]) < min(costs) for kind, costs in first.items() if kind not in ("gcu", "ameo"))
    assert median(first["gcu"]) < 0.5 * median(first["relu"])
    assert min(first["sigmoid"]) > max(costs[-1] for kind, costs in first.items() if kind != "sigmoid")
    rows = {section: [runs[key] for key in runs if key[0] == section] for section in LABS}
    leaky, growing = rows["activations"][-2:]
    assert max(leaky) < min(growing)
    assert median(leaky) < 0.35 * median(growing)
    for section in ("layers", "annealing"):
        medians = [median(costs) for costs in rows[section]]
        assert medians == sorted(medians, reverse=True)
    one, *deeper = rows["layers"]
    assert min(one) > max(max(costs) for costs in deeper)
    constant, _, cycle = rows["annealing"]
    assert max(cycle) < 0.7 * min(constant)
    leaky, dead = rows["rates"][-2:]
    assert min(dead) > 4 * max(leaky)


def test_the_first_visit_weighs_what_the_article_says(dist: Path) -> None:
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    said = re.search(r'<span id="first">(\w+)</span> megabytes', (ROOT / "public" / "article.html").read_text())
    assert said
    assert words[round(sizes.sums(sizes.measure(dist))["first"].wire / 1e6)] == said[1]


def test_the_networks_of_the_layers_have_the_same_number_of_parameters() -> None:
    sizes = [
        Trainer(config_of(figure.link)).bound.program.parameters
        for figure in ARTICLE.figures
        if figure.section == "layers"
    ]
    assert sizes == [2049, 2065, 2051]
    for number, link in PARAMETERS.items():
        assert f"{Trainer(config_of(link)).bound.program.parameters:,}" == number


def test_a_picture_that_stands_for_a_frame_is_of_the_same_run() -> None:
    stills = {row["name"]: row for row in tomllib.loads((ROOT / "public" / "site.toml").read_text())["still"]}
    for section in LABS:
        link = urlsplit(ARTICLE.frames[section]).fragment
        assert ARTICLE.pictures[section] == f"stills/run-{section}.png"
        assert stills[f"run-{section}"]["link"] == link
        found = [figure for figure in ARTICLE.figures if (figure.section, figure.link) == (section, link)]
        assert [figure.examples for figure in found] == [stills[f"run-{section}"]["examples"]]


def test_every_frame_of_the_article_has_a_picture_for_where_no_script_runs() -> None:
    text = (ROOT / "public" / "article.html").read_text()
    frames = re.findall(r'<iframe [^>]*></iframe>\s*<noscript><img [^>]*alt="[^"]{20,}"', text)
    assert len(frames) == text.count("<iframe ") == len(LABS)
