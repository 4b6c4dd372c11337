"""The crosshair: what it looks at, and what of it stays when the network changes."""

from app.crosshair import Crosshair


def test_it_begins_in_the_middle_of_the_first_two_inputs() -> None:
    crosshair = Crosshair()
    assert crosshair.wants() == {"point": [0.5, 0.5], "axes": [0, 1], "output": 0}
    assert crosshair.axis_names() == ["a", "b"]


def test_other_inputs_stay_where_they_are_when_it_moves() -> None:
    crosshair = Crosshair()
    crosshair.suit(4, 1, 0)
    crosshair.span(0, 3)
    crosshair.move(0.1, 0.2)
    assert crosshair.values == [0.5, 0.2, 0.5, 0.1]
    crosshair.span(1, 2)
    assert crosshair.at() == (0.1, 0.5)
    assert crosshair.values == [0.5, 0.2, 0.5, 0.1]
    assert crosshair.axis_names() == ["x4", "x3"]


def test_axes_change_places_when_one_takes_the_input_of_the_other() -> None:
    crosshair = Crosshair()
    crosshair.suit(3, 1, 0)
    crosshair.span(0, 1)
    assert crosshair.axes == [1, 0]
    crosshair.span(1, 2)
    assert crosshair.axes == [1, 2]


def test_what_a_smaller_network_lacks_is_no_longer_looked_at() -> None:
    crosshair = Crosshair()
    crosshair.suit(64, 5, 5)
    crosshair.span(0, 63)
    crosshair.output = 4
    crosshair.move(0.9, 0.3)
    crosshair.suit(3, 2, 0)
    assert (crosshair.axes, crosshair.output) == ([0, 1], 0)
    assert crosshair.values == [0.5, 0.3, 0.5]
    assert crosshair.outputs == ["1", "2"]


def test_one_input_lies_along_both_axes() -> None:
    crosshair = Crosshair()
    crosshair.suit(1, 1, 0)
    crosshair.move(0.2, 0.7)
    assert crosshair.values == [0.2]
    assert crosshair.axis_names() == ["a", "a"]
    crosshair.suit(2, 1, 0)
    assert crosshair.axes == [0, 1]


def test_outputs_of_classes_are_called_by_their_class() -> None:
    crosshair = Crosshair()
    crosshair.suit(2, 3, 3)
    assert crosshair.outputs == ["class 0", "class 1", "class 2"]
