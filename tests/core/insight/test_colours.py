"""The colour scales: right places, readable without some kinds of colour vision, and nothing hidden."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.insight import colours

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
DICHROMACIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
NOT_FINITE = np.array([np.nan, np.inf, -np.inf], np.float32)


def lab(table: NDArray[np.uint8], sight: str | None = None) -> NDArray[np.float64]:
    """Return CIE L*a*b* of RGBA rows, as seen with the named colour blindness."""
    encoded = table[:, :3] / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    if sight:
        linear = np.clip(linear @ np.transpose(DICHROMACIES[sight]), 0, 1)
    x, y, z = np.cbrt(np.maximum(linear @ np.transpose(TO_XYZ) / [0.9505, 1.0, 1.089], 1e-9)).T
    return np.column_stack([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", [None, *DICHROMACIES])
def test_values_of_opposite_sign_look_different_to_everyone(sight: str | None) -> None:
    seen = lab(colours.VALUES, sight)
    for distance in (40, 80, 127):
        assert np.linalg.norm(seen[127 - distance] - seen[128 + distance]) > 30


@pytest.mark.parametrize("sight", [None, *DICHROMACIES])
def test_scales_darken_steadily(sight: str | None) -> None:
    values, errors = lab(colours.VALUES, sight)[:, 0], lab(colours.ERRORS, sight)[:, 0]
    assert (np.diff(values[:128]) > -0.5).all()
    assert (np.diff(values[128:]) < 0.5).all()
    assert (np.diff(errors) < 0.5).all()
    assert values[127] - values[0] > 60
    assert values[128] - values[255] > 60
    assert errors[0] - errors[255] > 60


@pytest.mark.parametrize("sight", [None, *DICHROMACIES])
def test_five_classes_look_different_to_everyone(sight: str | None) -> None:
    seen = lab(colours.CLASSES[:5], sight)
    distances = [np.linalg.norm(seen[i] - seen[j]) for i in range(5) for j in range(i)]
    assert min(distances) > 10
    assert distances[0] > 60


def test_zero_is_the_middle_and_extremes_are_clamped() -> None:
    rgba = colours.value_colours(np.array([-1e30, -2.5, 0, 2.5, 1e30], np.float32)).reshape(-1, 4)
    np.testing.assert_array_equal(rgba[[0, 1]], colours.VALUES[[0, 0]])
    np.testing.assert_array_equal(rgba[[3, 4]], colours.VALUES[[255, 255]])
    assert rgba[2].tolist() in colours.VALUES[127:129].tolist()


def test_value_colours_follow_the_documented_curve() -> None:
    values = np.linspace(-3, 3, 101).astype(np.float32)
    places = np.rint(127.5 + 127.5 * np.tanh(0.8 * np.clip(values, -2.5, 2.5)) / np.tanh(2.0)).astype(int)
    rgba = colours.value_colours(values).reshape(-1, 4).astype(int)
    assert np.abs(rgba - colours.VALUES[places]).max() <= 6


def test_a_cell_that_is_not_finite_is_transparent_and_others_are_not() -> None:
    rgba = colours.value_colours(np.concatenate([NOT_FINITE, np.zeros(2, np.float32)])).reshape(-1, 4)
    np.testing.assert_array_equal(rgba[:3], 0)
    np.testing.assert_array_equal(rgba[3:, 3], 255)


@pytest.mark.parametrize("bad", NOT_FINITE)
def test_an_image_hatches_what_is_not_finite_in_colours_of_no_scale(bad: np.float32) -> None:
    scales = {tuple(row) for table in (colours.VALUES, colours.ERRORS, colours.CLASSES) for row in table.tolist()}
    values = np.zeros((16, 16), np.float32)
    values[2:14, 2:14] = bad
    for image in (colours.value_image(values.ravel(), 16), colours.error_image(values.ravel(), 16)):
        pixels = image.reshape(16, 16, 4)
        hatched = {tuple(row) for row in pixels[2:14, 2:14].reshape(-1, 4).tolist()}
        assert len(hatched) == 2
        assert not hatched & scales
        assert not hatched & {tuple(row) for row in pixels[0].tolist()}


def test_errors_use_their_whole_scale() -> None:
    image = colours.error_image(np.array([0, -0.25, 0.5, 9], np.float32), 4, top=0.5).reshape(-1, 4)
    np.testing.assert_array_equal(image[[0, 2, 3]], colours.ERRORS[[0, 255, 255]])


@pytest.mark.parametrize("size", [1, 5, 4096])
def test_images_are_flat_contiguous_bytes(size: int) -> None:
    image = colours.value_image(np.zeros(size, np.float32), size)
    assert image.dtype == np.uint8
    assert image.shape == (4 * size,)
    assert image.flags.c_contiguous
