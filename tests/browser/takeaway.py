"""The dialog of what is taken away, as a person uses it, and its files as other programs read them."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator
from safetensors.numpy import load

from core.insight.view import first_view, grid
from core.shared.link import to_link
from core.takeaway.tables import SIDE
from core.training.trainer import Trainer
from tests.browser.conftest import Explorer

DRAW_MS = 120_000
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


class TakeAway:
    """The dialog of an explorer, by roles and names."""

    def __init__(self, explorer: Explorer) -> None:
        self.page = explorer.page
        explorer.press("Take away")
        self.dialog = self.page.get_by_role("dialog", name="Take away")

    def press(self, name: str) -> None:
        self.dialog.get_by_role("button", name=name).click()

    def pick(self, field: str, label: str) -> None:
        self.dialog.get_by_role("combobox", name=field, exact=True).select_option(label=label)

    def download(self, name: str) -> tuple[str, bytes]:
        """The name and the content of the file behind a button."""
        with self.page.expect_download(timeout=DRAW_MS) as found:
            self.press(name)
        return found.value.suggested_filename, Path(found.value.path()).read_bytes()

    def offer(self, content: bytes) -> None:
        """Pick a file to open."""
        file: FilePayload = {"name": "some.run.safetensors", "mimeType": "application/octet-stream", "buffer": content}
        self.dialog.get_by_label("Open a saved run").set_input_files(file)

    @property
    def preview(self) -> Locator:
        return self.dialog.get_by_role("img", name=re.compile("^Preview: "))


def drawn(content: bytes, format: str, dpi: int, pdftoppm: Path, folder: Path) -> tuple[Image.Image | None, str]:
    """A figure as an independent reader sees it: its picture, if the reader draws one, and the link in it, if any."""
    if format == "svg":
        root = ElementTree.fromstring(content)
        assert root.tag == f"{SVG}svg"
        return None, next((element.attrib[HREF] for element in root.iter(f"{SVG}a")), "")
    if format == "png":
        image = Image.open(io.BytesIO(content))
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
        return image, str(image.info["Source"])
    file = folder / "figure.pdf"
    file.write_bytes(content)
    subprocess.run([pdftoppm, "-r", str(dpi), "-png", "-singlefile", file, folder / "page"], check=True)
    found = re.search(rb"/URI \((http[^)]*)\)", content)
    return Image.open(io.BytesIO((folder / "page.png").read_bytes())), found[1].decode() if found else ""


def check_tables(take: TakeAway, trainer: Trainer) -> None:
    """Compare response, history and Config with those of the saved run."""
    rows = np.array(list(csv.reader(io.StringIO(take.download("Response")[1].decode())))[1:], np.float32)
    points = grid(first_view(trainer.config), SIDE)
    np.testing.assert_array_equal(rows[:, :2], points)
    np.testing.assert_allclose(rows[:, 2:3], trainer.bound.predict(points), atol=1e-5)
    history = list(csv.DictReader(io.StringIO(take.download("History")[1].decode())))
    training = [row for row in history if row["part"] == "training"]
    costs = trainer.costs.since()
    np.testing.assert_array_equal(np.array([row["mean"] for row in training], np.float32), costs.mean)
    np.testing.assert_array_equal(np.array([row["examples"] for row in training], np.float64), costs.examples)
    assert json.loads(take.download("Config")[1])["link"] == to_link(trainer.config)


def check_weights(take: TakeAway, trainer: Trainer) -> None:
    """Compare both files of weights with those of the saved run."""
    archive = np.load(io.BytesIO(take.download("Weights for NumPy")[1]), allow_pickle=False)
    tensors = load(take.download("Weights as safetensors")[1])
    for number, layer in enumerate(trainer.bound.layers, 1):
        for found in (archive, tensors):
            np.testing.assert_array_equal(found[f"layer{number}.weights"], layer.weights)
            np.testing.assert_array_equal(found[f"layer{number}.biases"], layer.biases.ravel())
