"""The reading: what the picture says in words and numbers is what it shows."""

import numpy as np
import pytest

from core.compiler.program import Bound, compile_program
from core.insight import response
from core.insight.reading import described, table
from core.insight.view import first_view, grid, moved
from core.shared.config import Config
from core.shared.layer import Layer


def slope() -> Bound:
    """Return a network that is 2 a - b, plus 0.25."""
    network = compile_program(Config(layers=(), output=Layer(1, "identity"))).bind()
    network.layers[0].weights[:] = [[2], [-1]]
    network.layers[0].biases[:] = 0.25
    return network


def test_the_words_name_the_extremes_their_places_and_the_mean() -> None:
    words = described(slope(), first_view(Config())).text
    assert words == "From -0.75 at a 0.00, b 1.00 to 2.25 at a 1.00, b 0.00, 0.75 on average."


def test_the_words_say_how_much_of_the_square_each_class_has() -> None:
    config = Config(target="moons", outputs=1, layers=(), output=Layer(1, "identity"))
    network = compile_program(config).bind()
    network.layers[0].weights[:] = [[2], [0]]
    network.layers[0].biases[:] = 0
    assert described(network, first_view(config)).text == "Of the square, class 0 on 27%, class 1 on 73%."


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_the_words_say_where_there_is_no_number(bad: float) -> None:
    network = slope()
    network.layers[0].biases[:] = bad
    assert described(network, first_view(Config())) == ("No number anywhere.", 1.0)


def test_the_table_holds_the_square_from_the_top_left_on() -> None:
    config = Config(target="product")
    network, view = slope(), first_view(config)
    numbers = table(network, view, 3)
    assert numbers["axes"] == ["a", "b"]
    assert numbers["ticks"] == ["0.00", "0.50", "1.00"]
    assert numbers["value"] == [["-0.75", "0.25", "1.25"], ["-0.25", "0.75", "1.75"], ["0.25", "1.25", "2.25"]]
    for kind in ("target", "error"):
        assert len(numbers[kind]) == 3
    assert "classes" not in numbers


def test_the_table_of_classes_tells_the_class_of_each_point() -> None:
    config = Config(target="spirals", arms=3, outputs=3, inputs=4, output=Layer(3, "sigmoid"))
    network = compile_program(config).bind()
    view = moved(first_view(config), config, {"axes": [1, 0], "output": 2})
    numbers = table(network, view, 5)
    assert numbers["axes"] == ["x2", "x1"]
    told = response.classify(network.predict(grid(view, 5))).classes.reshape(5, 5)[::-1]
    assert numbers["classes"] == [[str(kind) for kind in row] for row in told.tolist()]
