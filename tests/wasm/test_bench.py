"""The measurement of NumPy's speed: that it measures what it says, not how fast it is."""

import pytest

from core.wasm import bench, sources

RECIPE = sources.recipe("bench")
ROWS = [row["name"] for kind in ("products", "functions") for row in RECIPE[kind]]
# Every product in a microsecond, next to a peak that they all exceed.
FAST = bench.Figures(dict.fromkeys(ROWS, 1e-6), peak=1e9)


def test_every_row_is_measured_and_reported_beside_the_peak() -> None:
    quick = {**RECIPE, "rounds": 1, "seconds": 1e-6}
    figures = bench.measure(quick)
    assert figures.seconds.keys() == {*ROWS, "peak"}
    assert all(seconds > 0 for seconds in figures.seconds.values())
    text = bench.report(quick, figures)
    assert [line for line in text.splitlines() if "of the peak" in line and "GFlop/s" in line]
    assert all(name in text for name in ROWS)


def test_products_have_the_operations_that_their_size_says() -> None:
    row = {"name": ROWS[0], "size": [10, 20, 30]}
    assert bench.share(row, FAST) == pytest.approx(2 * 10 * 20 * 30 / 1e-6 / 1e9)


def test_product_below_half_of_the_peak_is_told_in_a_sentence() -> None:
    asked = [row["name"] for row in RECIPE["products"] if "least" in row]
    assert len(asked) >= 5
    assert bench.shortfalls(RECIPE, FAST) == []
    slow = FAST._replace(peak=1e18)
    assert [sentence.partition(" reaches ")[0] for sentence in bench.shortfalls(RECIPE, slow)] == asked
