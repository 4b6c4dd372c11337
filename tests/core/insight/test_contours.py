"""Contours: where they run, and where there is nothing to draw."""

import numpy as np

from core.insight.contours import STEP, contour_pixels, contoured


def test_a_slope_has_a_line_at_each_multiple_of_the_step() -> None:
    slope = np.tile(np.linspace(-0.55, 0.95, 301, dtype=np.float32), (3, 1))
    rows, columns = np.divmod(contour_pixels(slope.ravel(), 301), 301)
    for row in range(3):
        reached = slope[row, columns[rows == row]]
        np.testing.assert_allclose(reached, STEP * np.arange(-2, 5), atol=0.006)


def test_a_ring_is_closed_around_its_hill() -> None:
    side = 129
    axis = np.linspace(-1, 1, side, dtype=np.float32)
    distance = np.hypot(*np.meshgrid(axis, axis))
    pixels = contour_pixels((distance * 0.25).ravel().astype(np.float32), side)
    rows, columns = np.divmod(pixels, side)
    np.testing.assert_allclose(distance[rows, columns], STEP / 0.25, atol=2.9 / side * 1.5)
    angles = np.degrees(np.arctan2(axis[rows], axis[columns])) % 360
    assert len(set(angles // 10)) == 36


def test_flat_pictures_and_pictures_without_a_number_have_no_lines() -> None:
    for value in (0.0, 0.7, np.nan, np.inf):
        assert len(contour_pixels(np.full(64, value, np.float32), 8)) == 0


def test_no_line_is_drawn_around_a_hole() -> None:
    values = np.full((9, 9), 0.1, np.float32)
    values[3:6, 3:6] = np.nan
    assert len(contour_pixels(values.ravel(), 9)) == 0


def test_only_the_pixels_of_a_line_become_darker() -> None:
    values = np.linspace(0, 1, 400, dtype=np.float32)
    rgba = np.full(1600, 200, np.uint8)
    pixels = contoured(rgba, values, 20).reshape(-1, 4)
    darker = np.flatnonzero(pixels[:, 0] < 200)
    np.testing.assert_array_equal(darker, contour_pixels(values, 20))
    assert (pixels[:, 3] == 200).all()
