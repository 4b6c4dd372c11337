"""The keys of a list of options. Runs on CPython and on MicroPython."""

from app.listbox import sought, walked

LABELS = ["Or", "Product", "Maximum", "Minimum", "Fancy sine", "Moons", "sin(6*a)*b"]


def test_arrows_walk_and_stop_at_the_ends() -> None:
    assert walked("ArrowDown", 0, 7, 3) == 1
    assert walked("ArrowDown", 6, 7, 3) == 6
    assert walked("ArrowUp", 0, 7, 3) == 0
    assert walked("Home", 5, 7, 3) == 0
    assert walked("End", 0, 7, 3) == 6
    assert walked("PageDown", 1, 40, 20) == 11
    assert walked("PageUp", 4, 40, 20) == 0
    for key in ("Enter", "a", "Tab", "ArrowRigh"):
        assert walked(key, 2, 7, 3) is None


def test_arrows_to_the_side_lead_into_the_next_column_if_something_stands_there() -> None:
    assert walked("ArrowRight", 1, 7, 3) == 4
    assert walked("ArrowRight", 4, 7, 3) == 4
    assert walked("ArrowLeft", 6, 7, 3) == 3
    assert walked("ArrowLeft", 2, 7, 3) == 2


def test_letters_lead_to_labels_that_begin_so() -> None:
    assert sought(LABELS, 0, "m") == 2
    assert sought(LABELS, 2, "m") == 3
    assert sought(LABELS, 3, "mm") == 5
    assert sought(LABELS, 5, "M") == 2
    assert sought(LABELS, 2, "mi") == 3
    assert sought(LABELS, 3, "min") == 3
    assert sought(LABELS, 4, "sin") == 6
    assert sought(LABELS, 4, "q") is None
