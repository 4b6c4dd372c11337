"""Coarse responses: how fine a grid a network is worth, and what is drawn between its points."""

import numpy as np
import pytest

from core.compiler.program import compile_program
from core.insight.coarse import smoothed, worked_out
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.effort import BACKWARD, FORWARD, OPERATIONS, affordable_points


@pytest.mark.parametrize("side", [2, 3, 7])
@pytest.mark.parametrize("size", [7, 16])
def test_a_plane_stays_the_plane_that_it_is(side: int, size: int) -> None:
    def plane(n: int) -> np.ndarray:
        b, a = np.mgrid[0 : 1 : n * 1j, 0 : 1 : n * 1j]
        return np.stack([2 * a - b, a + 3], axis=-1).reshape(n * n, 2).astype(np.float32)

    np.testing.assert_allclose(smoothed(plane(side), size), plane(size), atol=1e-5)


def test_usual_networks_are_worked_out_at_every_point_and_giants_are_not() -> None:
    usual = compile_program(Config(layers=(Layer(128, "relu"),) * 3)).bind()
    giant = compile_program(Config(layers=(Layer(512, "relu"),) * 12)).bind()
    assert worked_out(usual, 76) == 76
    assert 4 <= worked_out(giant, 76) < 76
    assert giant.program.parameters * FORWARD * worked_out(giant, 76) ** 2 <= OPERATIONS


@pytest.mark.parametrize("parameters", [10, 10_000, 10**8])
def test_points_are_bounded_by_what_is_asked_and_by_the_work(parameters: int) -> None:
    count = affordable_points(parameters, 5000, BACKWARD)
    assert (
        count == 5000 or count == 16 or OPERATIONS - BACKWARD * parameters < count * BACKWARD * parameters <= OPERATIONS
    )
