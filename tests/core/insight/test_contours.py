"""Contours: where they run, and where there is nothing to draw."""

import numpy as np
import pytest

from core.insight.contours import STEP, contoured, cover


def test_a_slope_has_a_line_half_a_step_beside_each_multiple_of_the_step() -> None:
    slope = np.tile(np.linspace(-0.55, 0.95, 301, dtype=np.float32), (3, 1))
    covered = cover(slope.ravel(), 301).reshape(3, 301)
    levels = STEP * (np.arange(-3, 5) + 0.5)
    for row in range(3):
        lines = slope[row, covered[row] > 0.5]
        assert len(lines) >= len(levels)
        away = np.abs(lines[:, np.newaxis] - levels)
        assert away.min(axis=1).max() < 0.006
        assert away.min(axis=0).max() < 0.006


@pytest.mark.parametrize("slope", [0.02, 0.003, 0.0007])
def test_a_line_is_as_wide_on_a_steep_slope_as_on_a_gentle_one(slope: float) -> None:
    values = (0.1 + slope * (np.arange(201) - 100)).astype(np.float32)
    covered = cover(np.tile(values, 3), 201).reshape(3, 201)[1]
    around = covered[101 - int(0.5 * STEP / slope) : 100 + int(0.5 * STEP / slope)] if slope > 0.001 else covered
    assert around.sum() == pytest.approx(1.3, abs=0.35)


def test_a_ring_is_closed_around_its_hill() -> None:
    side = 129
    axis = np.linspace(-1, 1, side, dtype=np.float32)
    distance = np.hypot(*np.meshgrid(axis, axis))
    rows, columns = np.divmod(np.flatnonzero(cover((distance * 0.2).ravel().astype(np.float32), side) > 0.4), side)
    np.testing.assert_allclose(distance[rows, columns], 0.5 * STEP / 0.2, atol=2.9 / side * 1.5)
    angles = np.degrees(np.arctan2(axis[rows], axis[columns])) % 360
    assert len(set(angles // 10)) == 36


@pytest.mark.parametrize("value", [0.0, 0.1, 0.7, 1.0, np.nan, np.inf, 1e30])
def test_flat_pictures_and_pictures_without_a_number_have_no_lines(value: float) -> None:
    assert not cover(np.full(64, value, np.float32), 8).any()


def test_what_is_almost_flat_at_a_level_is_no_blot() -> None:
    values = (0.1 + 1e-5 * np.random.default_rng(1).standard_normal(256)).astype(np.float32)
    assert not cover(values, 16).any()


def test_no_line_is_drawn_around_a_hole() -> None:
    values = np.full((9, 9), 0.4, np.float32)
    values[3:6, 3:6] = np.nan
    with np.errstate(all="ignore"):
        assert not cover(values.ravel(), 9).any()


def test_only_the_pixels_of_a_line_become_darker() -> None:
    values = np.tile(np.linspace(0, 1, 40, dtype=np.float32), 10)
    rgba = np.full(1600, 200, np.uint8)
    pixels = contoured(rgba, values, 40).reshape(-1, 4)
    np.testing.assert_array_equal(np.flatnonzero(pixels[:, 0] < 199), np.flatnonzero(cover(values, 40) > 0.01))
    assert (pixels[:, 3] == 200).all()
