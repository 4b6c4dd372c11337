"""The working of a neuron's numbers: formulas that give, from the numbers shown, the numbers shown."""

import math
from typing import Any

import numpy as np
import pytest

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.optimizers import OPTIMIZERS
from core.insight.arithmetic import backward, forward
from core.insight.ledger import ledger
from core.insight.view import View, first_view
from core.insight.working import formulas
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import Trainer

NAMES = ("exp", "sqrt", "sin", "cos", "tanh", "log", "sign", "where", "arctan", "abs")
WORDS = {
    **{name: getattr(np, name) for name in NAMES}, "max": np.maximum, "min": np.minimum, "pi": math.pi,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "softplus": lambda x: np.log1p(np.exp(x)),
}  # fmt: skip


def result(formula: str, values: dict[str, float]) -> float:
    """What a formula gives by Python's own arithmetic; primes are no part of Python's names."""
    plain = {name.replace("'", "_new"): value for name, value in values.items()}
    return float(eval(formula.replace("'", "_new"), {**WORDS, **plain}))


@pytest.mark.parametrize("row", ACTIVATIONS, ids=lambda row: row.id)
@pytest.mark.parametrize("place", [(0.2, 0.9), (0.9, 0.1)])
def test_value_and_slope_follow_from_the_sum(row: Any, place: tuple[float, float]) -> None:
    config = Config(layers=(Layer(4, row.id, "uniform_one"),))
    bound = Trainer(config).bound
    told = formulas(bound, 1)
    for index in range(4):
        ahead = forward(bound, View(place, (0, 1)), 1, index)
        values = {"z": ahead.sum, "a": ahead.value}
        assert result(told["value"], values) == pytest.approx(ahead.value, abs=1e-5)
        assert result(told["slope"], values) == pytest.approx(ahead.slope, abs=1e-5)


@pytest.mark.parametrize("loss", ["squared", "absolute", "huber"])
@pytest.mark.parametrize("outputs", [1, 3])
def test_the_error_that_arrives_at_an_output_follows_from_its_value_and_the_target(loss: str, outputs: int) -> None:
    config = Config(loss=loss, outputs=outputs)
    bound = Trainer(config).bound
    view = View((0.3, 0.8), (0, 1))
    found = backward(bound, view, 3, outputs - 1, 0.1)
    assert found is not None
    assert found.target is not None
    values = {"a": forward(bound, view, 3, outputs - 1).value, "target": found.target}
    assert found.arriving == pytest.approx(result(formulas(bound, 3)["arriving"], values), rel=1e-5)
    assert formulas(bound, 2)["arriving"] == ""


@pytest.mark.parametrize("row", OPTIMIZERS, ids=lambda row: row.id)
@pytest.mark.parametrize("picked", [None, 1])
@pytest.mark.parametrize("clip", [0.0, 0.001])
def test_the_next_change_follows_from_the_numbers_of_its_rule(row: Any, picked: int | None, clip: float) -> None:
    layers = (Layer(5, "tanh", "uniform_one"), Layer(4, "tanh", "uniform_one"))
    config = Config(optimizer=row.id, layers=layers, rate=0.01, decay=0.1, l2=0.01, clip=clip)
    trainer = Trainer(config)
    trainer.advance(40)
    found = ledger(trainer, first_view(config), 1, 2, "index", 9, picked)
    values: dict[str, float] = {}
    for step in found["rule"]:
        if step["formula"] and step["name"] != "g":
            expected = result(step["formula"], values)
            assert float(step["value"]) == pytest.approx(expected, rel=3e-3, abs=1e-9)
        values[step["name"]] = float(step["value"])
    shown = found["sums"]["bias_change"] if picked is None else found["terms"][picked]["change"]
    assert found["rule"][-1]["name"] == "change"
    assert float(shown) == pytest.approx(values["change"], rel=1e-3, abs=1e-9)


def test_a_weight_of_a_matrix_that_is_turned_as_a_whole_has_no_rule() -> None:
    trainer = Trainer(Config(optimizer="muon", layers=(Layer(5, "tanh"), Layer(4, "tanh"))))
    assert ledger(trainer, first_view(trainer.config), 2, 0, "index", 9, 1)["rule"] == []
    assert ledger(trainer, first_view(trainer.config), 2, 0, "index", 9, None)["rule"] != []


def test_what_is_held_has_no_next_change_and_a_silenced_neuron_says_so() -> None:
    trainer = Trainer(Config(layers=(Layer(5, "tanh"), Layer(4, "tanh"))))
    view = first_view(trainer.config)
    assert not ledger(trainer, view, 1, 2, "index", 9)["ablated"]
    first = trainer.bound.plan.layers[1].offset + 2 * 4
    trainer.edit((), tuple((first + number, 0.0) for number in range(4)))
    assert ledger(trainer, view, 1, 2, "index", 9)["ablated"]
    assert ledger(trainer, view, 2, 0, "index", 9)["terms"][2]["change"] == "0"
    assert ledger(trainer, view, 2, 0, "index", 9, 2)["rule"] == []
