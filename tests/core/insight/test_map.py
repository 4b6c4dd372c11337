"""The map: right colours at the points, straight lines between them, and classes told apart by more than colour."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.compiler.program import compile_program
from core.insight import colours, response
from core.insight.map import FAINT, PATTERNS, Drawn, drawn, finer, regions, square_map, winners
from core.insight.view import first_view
from core.shared.config import Config
from core.shared.layer import Layer
from core.shared.scales import LOST_COLOURS


def pixels(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a square picture's bytes as (side, side, 4)."""
    side = int(np.sqrt(rgba.size // 4))
    return rgba.reshape(side, side, 4)


def sure(classes: NDArray[np.integer], count: int) -> NDArray[np.float32]:
    """Return outputs (count, side, side) that are sure of the classes."""
    return (classes == np.arange(count)[:, np.newaxis, np.newaxis]).astype(np.float32)


@pytest.mark.parametrize("size", [2, 33, 64])
def test_every_second_pixel_is_a_point_in_the_colour_of_its_value_its_target_or_their_distance(size: int) -> None:
    config = Config(layers=(Layer(4, "tanh"),))
    network, view = compile_program(config).bind(), first_view(config)
    outputs, targets = response.outputs(network, view, size), response.targets(network, view, size)
    expected = {
        "value": colours.value_image(outputs, size),
        "target": colours.value_image(targets, size),
        "error": colours.error_image(outputs - targets, size),
    }
    for mode, image in expected.items():
        drawn = pixels(square_map(network, view, size, mode, lines=False))
        assert drawn.shape == (2 * size - 1, 2 * size - 1, 4)
        np.testing.assert_array_equal(drawn[::2, ::2], pixels(image))


@pytest.mark.parametrize("size", [2, 3, 9])
def test_a_plane_stays_the_plane_that_it_is(size: int) -> None:
    def planes(n: int) -> NDArray[np.float32]:
        b, a = np.mgrid[0 : 1 : n * 1j, 0 : 1 : n * 1j]
        return np.stack([2 * a - b, a + 3]).astype(np.float32)

    fine = finer(planes(size).reshape(2, -1).T, size)
    np.testing.assert_allclose(fine, planes(2 * size - 1), atol=1e-6)


def test_values_have_contours_and_errors_have_none() -> None:
    config = Config(target="product")
    network, view = compile_program(config).bind(), first_view(config)
    lined, plain = (pixels(square_map(network, view, 40, "target", lines)) for lines in (True, False))
    darker = (lined[..., :3].astype(int) < plain[..., :3] - 2).any(axis=2)
    assert 0.01 < darker.mean() < 0.3
    plain_error, error = (square_map(network, view, 40, "error", lines) for lines in (False, True))
    np.testing.assert_array_equal(error, plain_error)


def test_a_picture_in_a_larger_unit_is_that_of_values_as_much_smaller() -> None:
    def picture(scale: float, mode: str, unit: float) -> Drawn:
        config = Config(target="f1", f1=f"{scale}*(a-b)", layers=(), output=Layer(1, "identity", "uniform_one"))
        network = compile_program(config).bind()
        network.layers[0].weights[:] = scale * np.array([[0.5], [-0.75]], np.float32)
        network.layers[0].biases[:] = 0
        return drawn(network, first_view(config), 24, mode, unit=unit)

    for mode in ("value", "target", "error"):
        plain, large = picture(1, mode, 1), picture(64, mode, 64)
        np.testing.assert_array_equal(plain.rgba, large.rgba)
        assert plain.extremes
        assert large.extremes == tuple(64 * value for value in plain.extremes)
    assert picture(64, "value", 64).rgba.tolist() != picture(64, "value", 1).rgba.tolist()


@pytest.mark.parametrize("outputs", [1, 2, 5])
def test_the_winner_and_its_lead_are_those_by_which_accuracy_is_told(outputs: int) -> None:
    planes = np.random.default_rng(2).random((outputs, 6, 6)).astype(np.float32)
    classes, lead = winners(planes)
    found = response.classify(planes.reshape(outputs, -1).T)
    np.testing.assert_array_equal(classes.ravel(), found.classes)
    np.testing.assert_allclose(lead.ravel(), found.confidence, atol=1e-6)


def test_a_class_region_has_its_colour_and_pales_with_doubt() -> None:
    doubt = np.stack([np.full((5, 5), 0.5), np.full((5, 5), 0.5)]).astype(np.float32)
    faint = pixels(regions(doubt))[..., :3].astype(float)
    np.testing.assert_allclose(255 - faint, FAINT * np.broadcast_to(255 - colours.CLASSES[0][:3], (5, 5, 3)), atol=1)
    certain = pixels(regions(sure(np.zeros((5, 5), int), 2)))
    np.testing.assert_array_equal(certain, np.broadcast_to(colours.CLASSES[0], (5, 5, 4)))


def test_five_classes_look_different_without_any_colour() -> None:
    side = 48
    seen = []
    for kind in range(5):
        drawn = pixels(regions(sure(np.full((side, side), kind), 5)))
        grey = drawn[..., :3].sum(axis=2, dtype=int)
        seen.append(grey < grey.max())
    assert len(PATTERNS) == 5
    for first in range(5):
        for second in range(first):
            assert (seen[first] != seen[second]).mean() > 0.05
    assert all(marks.mean() < 0.3 for marks in seen)


def test_a_dark_line_runs_where_two_classes_meet() -> None:
    classes = np.zeros((30, 30), int)
    classes[:, 12:] = 1
    drawn = pixels(regions(sure(classes, 2)))[..., :3].astype(int)
    for column in range(30):
        grey = np.ptp(drawn[:, column], axis=1) < 60
        assert grey.all() == (column == 12)
    light = drawn.sum(axis=(0, 2))
    assert light[12] < 0.9 * np.delete(light, 12).min()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_striped_in_every_mode(bad: float) -> None:
    greys = {(*grey, 255) for grey in LOST_COLOURS}
    config = Config(target="moons", outputs=2, layers=(Layer(4, "tanh"),), output=Layer(2, "identity"))
    network, view = compile_program(config).bind(), first_view(config)
    network.layers[-1].biases[:] = bad
    with np.errstate(all="ignore"):
        for mode in ("value", "error", "classes"):
            drawn = pixels(square_map(network, view, 12, mode))
            assert {tuple(pixel) for pixel in drawn.reshape(-1, 4).tolist()} == greys, mode


def test_the_stripes_are_in_no_scale() -> None:
    tables = (colours.VALUES, colours.ERRORS, colours.CLASSES)
    assert not {(*grey, 255) for grey in LOST_COLOURS} & {tuple(row) for table in tables for row in table.tolist()}
