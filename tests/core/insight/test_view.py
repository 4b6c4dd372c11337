"""The view: the square's points, the crosshair, and what is refused."""

import numpy as np
import pytest

from core.insight.view import first_view, grid, moved
from core.shared.config import Config


def test_grid_includes_the_edges_and_runs_row_b_column_a() -> None:
    points = grid(first_view(Config()), 5)
    assert points.shape == (25, 2)
    for row in range(5):
        for column in range(5):
            assert points[row * 5 + column].tolist() == [column / 4, row / 4]


def test_other_inputs_stay_at_the_crosshair() -> None:
    config = Config(inputs=4)
    view = moved(first_view(config), config, {"axes": [3, 1], "point": [0.1, 0.2, 0.3, 0.4]})
    points = grid(view, 3)
    np.testing.assert_allclose(points[:, 0], 0.1, rtol=1e-6)
    np.testing.assert_allclose(points[:, 2], 0.3, rtol=1e-6)
    assert points[5].tolist()[3] == 1.0
    assert points[5].tolist()[1] == 0.5


def test_two_values_move_the_crosshair_within_the_square() -> None:
    config = Config(inputs=3)
    view = moved(first_view(config), config, {"axes": [2, 0], "point": [0.25, 0.75]})
    assert view.point == (0.75, 0.5, 0.25)


def test_one_input_varies_along_a() -> None:
    points = grid(first_view(Config(inputs=1)), 3)
    assert points.ravel().tolist() == [0, 0.5, 1] * 3


@pytest.mark.parametrize(
    ("wants", "sentence"),
    [
        ({"output": 1}, "no output 2: they are counted from 1 to 1"),
        ({"axes": [0, 2]}, "no input 3"),
        ({"axes": [0]}, "spans 2 inputs"),
        ({"axes": [0, 0.5]}, "no input 0.5"),
        ({"point": [0.5]}, "not 1"),
        ({"point": [0.5, float("nan")]}, "finite"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(wants: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        moved(first_view(Config()), Config(), wants)
