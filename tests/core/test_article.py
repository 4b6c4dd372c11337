"""The article's figures: each is what core measures for the link and the number of examples that stand beside it."""

import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from core.build.paths import ROOT
from core.catalogue import describe
from core.shared.config import Config
from core.shared.link import from_link
from core.training.trainer import Trainer

SEEDS = (1, 2, 3)
NEAR = 0.35
"""How far a median of three runs may lie from the printed one: other processors round otherwise, and runs diverge."""

PARAMETERS = {"2,305": "", "265": "layers=16.gcu,12.leaky_relu"}


class Measured(NamedTuple):
    """A figure of the article: the section, its text, and the run that it was measured from."""

    section: str
    text: str
    value: float
    link: str
    examples: int


class Article(HTMLParser):
    """The figures that the article prints, and the addresses of its frames and pictures by section."""

    def __init__(self) -> None:
        super().__init__()
        self.section = ""
        self.figures: list[Measured] = []
        self.frames: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.open: dict[str, str] | None = None
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

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            value, link, examples = (self.open[key] for key in ("value", "data-link", "data-examples"))
            self.figures.append(Measured(self.section, data, float(value), link, int(examples)))
            self.open = None


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
def measured(link: str, examples: int) -> float:
    """The median of the cost of three runs."""
    costs = []
    for seed in SEEDS:
        trainer = Trainer(config_of(link, seed))
        trainer.advance(-(-examples // trainer.config.batch))
        costs.append(trainer.recent.mean())
    return float(median(costs))


def parameters(link: str) -> int:
    return Trainer(config_of(link)).bound.program.parameters


@pytest.mark.parametrize("figure", ARTICLE.figures, ids=lambda figure: f"{figure.section}-{figure.text}")
def test_a_figure_is_what_is_measured(figure: Measured) -> None:
    assert float(figure.text) == figure.value
    assert measured(figure.link, figure.examples) == pytest.approx(figure.value, rel=NEAR)


def test_there_are_four_experiments_each_with_a_frame_a_picture_and_figures() -> None:
    assert tuple(ARTICLE.frames) == LABS
    for section in LABS:
        assert len([figure for figure in ARTICLE.figures if figure.section == section]) >= 3


def test_what_the_article_concludes_holds_for_what_is_measured() -> None:
    costs = {(figure.section, figure.link): measured(figure.link, figure.examples) for figure in ARTICLE.figures}
    by_activation = {
        link[len("layers=16.") :].partition(",")[0]: costs[key, link] for key, link in costs if "=16." in link
    }
    assert min(by_activation["gcu"], by_activation["ameo"]) < 0.5 * by_activation["relu"] < by_activation["sigmoid"]
    rows = {section: [costs[key] for key in costs if key[0] == section] for section in LABS}
    assert rows["layers"] == sorted(rows["layers"], reverse=True)
    assert rows["annealing"] == sorted(rows["annealing"], reverse=True)
    leaky, dead = rows["rates"][-2:]
    assert dead > 4 * leaky


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
