"""Still pictures: a PNG that an independent reader opens, of the target or the run that was asked for."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.catalogue import describe
from core.insight.map import square_map
from core.insight.view import first_view
from core.shared.config import Config
from core.takeaway.still import SIZE, png, still, write
from core.training.trainer import Trainer


def read(content: bytes) -> np.ndarray:
    """The pixels (height, width, 3) as Pillow reads them."""
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.mode) == ("PNG", "RGB")
        return np.asarray(image)


def test_a_png_holds_the_pixels_that_it_was_made_of() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (5, 9, 3), np.uint8)
    assert np.array_equal(read(png(pixels)), pixels)


def test_a_still_is_the_map_of_the_run_with_b_upwards() -> None:
    config = Config(rate=0.3, seed=4)
    trainer = Trainer(config)
    trainer.advance(100)
    shown = read(still("rate=0.3&seed=4", 100 * config.batch))
    side = 2 * SIZE - 1
    expected = square_map(trainer.bound, first_view(config), SIZE, "value").reshape(side, side, 4)
    assert np.array_equal(shown[::-1], expected[:, :, :3])


def test_the_still_of_a_target_shows_the_target() -> None:
    shown = read(still("target=xor", 0, "target")).astype(int)
    low, high = shown[8, 8], shown[-8, 8]  # (a, b) near (0, 1) and near (0, 0)
    assert low.min() > 230
    assert high[0] > 180 > high[2]


def test_every_target_and_every_run_gets_its_file(tmp_path: Path) -> None:
    write(str(tmp_path), [{"name": "run", "link": "target=bowl&layers=3.tanh", "examples": 320}])
    names = {row["id"] for row in describe()["kinds"]["targets"]} | {"run"}
    assert {file.stem for file in tmp_path.glob("*.png")} == names
    assert all(read(file.read_bytes()).shape == (2 * SIZE - 1, 2 * SIZE - 1, 3) for file in tmp_path.iterdir())


def test_a_link_with_an_unknown_part_has_no_picture() -> None:
    with pytest.raises(ValueError, match="target=no"):
        still("target=no", 0)
