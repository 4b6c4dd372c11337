"""Figures, opened by independent readers: Pillow, an XML parser, and poppler where it is installed."""

import io
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from PIL import Image

from core.engine import Engine
from core.figures.caption import address, architecture, caption
from core.figures.figure import KINDS, draw
from core.figures.panels import draw_examples, draw_map, shading, span
from core.figures.style import on_ground, style
from core.figures.text import folded
from core.insight.view import first_view
from core.shared.config import Config
from core.shared.layer import Layer
from core.shared.scales import turned
from core.training.trainer import Trainer
from tests.core.takeaway.conftest import LINKS, trained

PAGE = "https://explorer.example/page/"
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
WIDTH, HEIGHT = 200.0, 150.0


@pytest.fixture(scope="module")
def run() -> Trainer:
    return trained("target=xor&layers=6.tanh,3.relu&seed=7", 300)


def drawn(run: Trainer, kind: str, format: str, width: float = WIDTH, height: float = HEIGHT, **more: object) -> bytes:
    settings: Any = {"dpi": 60, "page": PAGE, **more}
    return draw(run, first_view(run.config), kind, format, width, height, **settings)


@pytest.mark.parametrize("kind", KINDS)
def test_png_has_the_size_the_resolution_and_more_than_one_colour(run: Trainer, kind: str) -> None:
    image = Image.open(io.BytesIO(drawn(run, kind, "png")))
    image.load()
    assert image.size == (round(WIDTH / 25.4 * 60 - 0.5), round(HEIGHT / 25.4 * 60 - 0.5))
    assert image.info["dpi"] == pytest.approx((60, 60), abs=0.02)
    assert len(np.unique(np.asarray(image).reshape(-1, 4), axis=0)) > 20
    assert image.info["Source"] == f"{PAGE}#target=xor&layers=6.tanh,3.relu&seed=7"


@pytest.mark.parametrize("kind", KINDS)
def test_svg_is_well_formed_and_carries_size_and_link(run: Trainer, kind: str) -> None:
    root = ElementTree.fromstring(drawn(run, kind, "svg"))
    assert root.tag == f"{SVG}svg"
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(WIDTH / 25.4 * 72, abs=0.01)
    links = {element.get(LINK) for element in root.iter(f"{SVG}a")}
    assert links == {address(run.config, PAGE)}
    assert caption(run, first_view(run.config)) in ElementTree.tostring(root, "unicode").replace("\n", " ")


def coarse(image: Image.Image) -> np.ndarray:
    """The colours of an image in 40 by 30 fields, in which a pixel's shift makes no difference."""
    return np.asarray(image.convert("RGB").resize((40, 30), Image.Resampling.BOX), np.float64)


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_is_drawn_by_poppler_as_the_png_by_us(run: Trainer, kind: str, tmp_path: Path, pdftoppm: Path) -> None:
    content = drawn(run, kind, "pdf")
    assert content.startswith(b"%PDF-1.")
    assert b"/Type3" not in content
    file = tmp_path / "figure.pdf"
    file.write_bytes(content)
    subprocess.run([pdftoppm, "-r", "60", "-png", "-singlefile", file, tmp_path / "page"], check=True)
    ours = Image.open(io.BytesIO(drawn(run, kind, "png")))
    assert np.abs(coarse(ours) - coarse(Image.open(tmp_path / "page.png"))).mean() < 4


@pytest.mark.parametrize(("kind", "format"), [*((kind, "svg") for kind in KINDS), ("map", "pdf"), ("map", "png")])
def test_the_same_run_makes_the_same_bytes(run: Trainer, kind: str, format: str) -> None:
    content = drawn(run, kind, format)
    assert content == drawn(run, kind, format)
    assert not re.search(rb"CreationDate|ModDate|<dc:date>|tIME", content)


@pytest.mark.parametrize("kind", KINDS)
def test_drawing_leaves_the_run_as_it_was(run: Trainer, kind: str) -> None:
    before = run.digest()
    drawn(run, kind, "png")
    assert run.digest() == before


@pytest.mark.parametrize(("dark", "corner"), [(False, (255, 255, 255)), (True, (20, 23, 28))])
def test_a_figure_is_light_or_dark(run: Trainer, dark: bool, corner: tuple[int, int, int]) -> None:
    image = Image.open(io.BytesIO(drawn(run, "cost", "png", dark=dark))).convert("RGB")
    assert image.getpixel((1, 1)) == corner


@pytest.mark.parametrize("link", [*LINKS, "target=random", "target=f1&f1=a&inputs=1", "data=finite", "layers=70.relu"])
def test_every_kind_of_run_can_be_reported(link: str) -> None:
    image = Image.open(io.BytesIO(drawn(trained(link, 130), "report", "png", 210, 297, dpi=36)))
    assert image.size == (297, 420)


@pytest.mark.parametrize("size", [(85, 110), (254, 143), (210, 297)])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_at_the_border(run: Trainer, kind: str, size: tuple[float, float]) -> None:
    if kind == "report" and size == (85, 110):
        size = (140, 140)
    image = np.asarray(Image.open(io.BytesIO(drawn(run, kind, "png", *size, dpi=100))).convert("RGB"), int)
    border = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    assert (border == 255).all()


def test_a_run_that_has_not_begun_is_drawn() -> None:
    image = Image.open(io.BytesIO(drawn(trained("", 0), "cost", "png")))
    assert len(np.unique(np.asarray(image).reshape(-1, 4), axis=0)) > 20


def test_a_network_with_not_a_number_in_it_is_still_drawn() -> None:
    run = trained("", 1)
    run.bound.parameters[:] = np.nan
    for kind in ("map", "layers", "surface"):
        assert len(np.unique(np.asarray(Image.open(io.BytesIO(drawn(run, kind, "png")))))) > 20


REFUSED = {
    "kind": (("poster", "png", 100, 100, 100), "There is no figure 'poster': choose surface, map"),
    "format": (("map", "gif", 100, 100, 100), "A figure is svg, pdf, png, not 'gif'"),
    "size": (("map", "png", 10, 100, 100), "40 to 1200 mm"),
    "no number": (("map", "png", float("nan"), 100, 100), "40 to 1200 mm"),
    "resolution": (("map", "png", 100, 100, 5000), "36 to 1200 dots"),
    "small report": (("report", "png", 130, 297, 100), "A report is at least 140 mm"),
    "pixels": (("map", "png", 1200, 1200, 1200), "million pixels"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(run: Trainer, what: str) -> None:
    (kind, format, width, height, dpi), sentence = REFUSED[what]
    with pytest.raises(ValueError, match=sentence):
        drawn(run, kind, format, width, height, dpi=dpi)


def test_the_engine_names_the_file() -> None:
    engine = Engine(lambda: 0.0)
    engine.start("target=xor")
    file = engine.figure("cost", "svg", 85, 60, 300, False, PAGE)
    assert (file["name"], file["type"]) == ("xor-0-cost.svg", "image/svg+xml")
    ElementTree.fromstring(file["content"].tobytes())


def test_a_caption_tells_network_training_and_progress() -> None:
    run = trained("target=f1&f1=a*b&layers=3.relu&optimizer=adam&rate=0.01&schedule=cosine", 10)
    told = caption(run, first_view(run.config))
    for part in ("f1 = a*b", "2 inputs, 3 ReLU, 1 Sigmoid", "Adam, rate 0.01, cosine schedule", "After 320 examples"):
        assert part in told


def test_a_deep_network_is_told_in_short() -> None:
    config = Config(layers=(Layer(4, "tanh"),) * 20)
    assert architecture(config) == "2 inputs, 4 Tanh, 4 Tanh, 4 Tanh, 4 Tanh, 16 more layers, 1 Sigmoid"


def test_a_caption_tells_what_the_square_does_not_span_and_what_the_loss_brings() -> None:
    run = trained("target=spirals&inputs=6&outputs=2&loss=cross_entropy&output=identity&layers=3.relu&data=finite", 1)
    view = first_view(run.config)._replace(axes=(0, 4), point=(0.5, 0.25, 0.5, 1.0, 0.5, 0.0))
    told = caption(run, view)
    for part in ("2 Softmax", "batch 32; 1,000 examples", "Held: x2 = 0.25, x3 = 0.5, x4 = 1 and 1 more."):
        assert part in told


@pytest.mark.parametrize("length", [10, 37, 80])
def test_a_link_is_folded_at_its_marks_and_stays_whole(length: int) -> None:
    link = f"{PAGE}#target=spirals&layers=32.tanh,16.tanh,8.leaky_relu&output=identity&loss=cross_entropy"
    lines = folded(link, length)
    assert "".join(lines) == link
    assert all(len(line) <= length for line in lines)
    if length > 20:
        assert all(line[-1] in "&,/" for line in lines[:-1])
    assert folded("", length) == []


def test_the_bar_of_a_map_goes_as_far_as_its_values() -> None:
    spans = []
    for link in ("target=f1&f1=-9", "target=f1&f1=1.5*a", "target=bowl"):
        run = trained(link, 1)
        spans.append(span(run, first_view(run.config)))
    assert spans == [(-2.5, 1.0), (0.0, 1.5), (0.0, 1.0)]


@pytest.mark.parametrize(
    ("link", "examples"), [("target=xor", 0), ("target=xor&data=finite&examples=50&split=1", 1), ("target=moons", 1)]
)
def test_a_map_of_classes_has_contours_and_examples_where_there_are_any(link: str, examples: int) -> None:
    run = trained(f"{link}&layers=8.tanh", 200)
    axes = Figure().subplots()
    draw_map(axes, run, first_view(run.config), style(False), "classes")
    assert [len(found.get_paths()) > 2 for found in axes.collections if isinstance(found, ContourSet)] == [True]
    draw_examples(axes, run, first_view(run.config), style(False))
    dots = [found for found in axes.collections if isinstance(found, PathCollection)]
    assert len(dots) == examples
    assert all(len(np.asarray(found.get_offsets())) >= 50 for found in dots)


def test_a_caption_without_an_address_names_what_was_changed_and_no_more() -> None:
    assert address(Config(), "") == ""
    assert address(Config(seed=7), "") == "#seed=7"
    assert address(Config(), f"{PAGE}#seed=7") == PAGE


def test_a_dark_map_is_dark_where_the_network_says_zero() -> None:
    zero = np.array([[246, 245, 242, 255], [0, 91, 150, 255]], np.uint8)
    light, dark = on_ground(zero, style(False)), on_ground(zero, style(True))
    np.testing.assert_array_equal(light, zero)
    assert dark[0, :3].max() < 16
    assert dark[1, 2] > dark[1, 0]
    assert [tuple(int(part) for part in row[:3]) for row in dark] == [turned((246, 245, 242)), turned((0, 91, 150))]


def test_a_flat_surface_is_lit_evenly_in_spite_of_rounding() -> None:
    noise = np.random.default_rng(3).normal(0, 6e-8, (96, 96)).astype(np.float32)
    assert np.ptp(shading((np.float32(0.5) + noise) / np.float32(0.1))) < 0.01


def test_a_slope_towards_the_light_is_brighter_than_one_away_from_it() -> None:
    ramp = np.tile(np.linspace(0, 1, 96, dtype=np.float32), (96, 1))
    flat, towards, away = (float(shading(heights)[48, 48]) for heights in (0 * ramp, ramp, 1 - ramp))
    assert 0 <= away < flat < towards <= 1
