"""The ledger: each number on it follows from the others on it, to the digits that it shows."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.insight.ledger import ledger
from core.insight.view import first_view, moved
from core.shared.config import Config
from core.shared.digits import NOT_FINITE, digits
from core.shared.layer import Layer
from core.training.trainer import Trainer

CONFIG = Config(layers=(Layer(9, "tanh", "uniform_one"), Layer(5, "leaky_relu", "uniform_one")), optimizer="adam")
POINT: dict[str, object] = {"point": [0.3, 0.8]}


def half(text: str) -> float:
    """Half of the last digit of a number as it is shown."""
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    return 0.0 if text == "0" else 0.5 * 10.0 ** (int(exponent or 0) - decimals)


def slack(one: str, other: str) -> float:
    """How far a product of two shown numbers may be off."""
    return abs(float(one)) * half(other) + abs(float(other)) * half(one) + half(one) * half(other)


@given(st.floats(width=32))
def test_digits_are_at_most_nine_and_tell_the_number(value: float) -> None:
    text = digits(value)
    if not math.isfinite(value):
        assert text in NOT_FINITE
        return
    assert len(text) <= (9 if 1e-9 < abs(value) < 1e9 else 10)
    assert re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text)
    assert abs(float(text) - value) <= half(text) * 1.0001
    assert half(text) <= 5e-4 * abs(float(text)) * (1 + 1e-12) or value == 0  # the factor: decimals are no floats


@pytest.mark.parametrize("layer", [1, 2, 3])
@pytest.mark.parametrize("order", ["size", "index"])
def test_what_a_ledger_shows_can_be_worked_out_again_from_what_it_shows(layer: int, order: str) -> None:
    trainer = Trainer(CONFIG)
    trainer.advance(300)
    found = ledger(trainer, moved(first_view(CONFIG), CONFIG, POINT), layer, 0, order, 100)
    rows, sums = found["terms"], found["sums"]
    for row in rows:
        term = float(row["weight"]) * float(row["input"])
        assert abs(term - float(row["term"])) <= slack(row["weight"], row["input"]) + half(row["term"]) + 1e-7
        gradient = float(sums["delta"]) * float(row["input"])
        assert abs(gradient - float(row["gradient"])) <= slack(sums["delta"], row["input"]) + half(row["gradient"])
    total = sum(float(row["term"]) for row in rows) + float(sums["bias"])
    assert abs(total - float(sums["sum"])) <= sum(half(row["term"]) for row in rows) + half(sums["sum"]) + 2e-6
    if found["outgoing"]:
        arriving = sum(float(row["term"]) for row in found["outgoing"])
        assert abs(arriving - float(sums["arriving"])) <= sum(half(row["term"]) for row in found["outgoing"]) + 1e-6
        for row in found["outgoing"]:
            term = float(row["weight"]) * float(row["delta"])
            assert abs(term - float(row["term"])) <= slack(row["weight"], row["delta"]) + half(row["term"]) + 1e-7


def test_terms_are_sorted_by_size_or_by_index_and_cut() -> None:
    trainer = Trainer(CONFIG)
    view = first_view(CONFIG)
    by_size = ledger(trainer, view, 2, 1, "size", 4)
    sizes = [abs(float(row["term"])) for row in by_size["terms"]]
    assert sizes == sorted(sizes, reverse=True)
    assert (len(sizes), by_size["count"]) == (4, 9)
    shown = sum(float(row["term"]) for row in by_size["terms"])
    assert shown + float(by_size["sums"]["rest"]) == pytest.approx(float(by_size["sums"]["terms"]), abs=1e-5)
    by_index = ledger(trainer, view, 2, 1, "index", 4)
    assert [row["name"] for row in by_index["terms"]] == ["1", "2", "3", "4"]
    every = ledger(trainer, view, 2, 1, "index", 100)["terms"]
    assert max(abs(float(row["term"])) for row in every) == sizes[0]
    with pytest.raises(ValueError, match="sorted by size or index"):
        ledger(trainer, view, 2, 1, "colour", 4)


@pytest.mark.parametrize("order", ["size", "index"])
def test_a_picked_weight_is_among_few_terms_whatever_its_size_and_the_rest_is_what_is_left(order: str) -> None:
    trainer = Trainer(CONFIG)
    view = moved(first_view(CONFIG), CONFIG, POINT)
    every = {row["place"]: float(row["term"]) for row in ledger(trainer, view, 2, 0, order, 9)["terms"]}
    for picked in every:
        table = ledger(trainer, view, 2, 0, order, 3, picked)
        shown = [row["place"] for row in table["terms"]]
        assert len(shown) == 3
        assert picked in shown
        left = sum(term for place, term in every.items() if place not in shown)
        assert float(table["sums"]["rest"]) == pytest.approx(left, rel=1e-4, abs=1e-6)


def test_held_parameters_are_told() -> None:
    trainer = Trainer(CONFIG)
    view = first_view(CONFIG)
    before = ledger(trainer, view, 2, 1, "index", 9)
    position = before["first"] + 3 * before["stride"]
    bias = before["first"] + before["count"] * before["stride"]
    trainer.edit(((position, 0.25),), ((position, 0.25), (bias, 0.5)))
    after = ledger(trainer, view, 2, 1, "index", 9)
    assert (after["held"], after["bias_held"]) == ([3], True)
    assert after["terms"][3]["weight"] == "0.250000"
    assert after["sums"]["bias"] == "0.500000"


def test_the_curve_reaches_the_sum_and_the_silent_share_is_counted() -> None:
    config = Config(layers=(Layer(3, "relu", "uniform_one"),))
    trainer = Trainer(config)
    view = first_view(config)
    trainer.edit(((0, 30.0), (6, 0.0)), ())
    found = ledger(trainer, view, 1, 0, "index", 9)
    assert found["curve"]["reach"] > abs(found["point"][0])
    assert found["curve"]["values"].max() == found["curve"]["reach"]
    for place, value in ((0, -1.0), (3, -1.0), (6, -0.1)):
        trainer.edit(((place, value),), ())
    assert ledger(trainer, view, 1, 0, "index", 9)["silent"] == 1
