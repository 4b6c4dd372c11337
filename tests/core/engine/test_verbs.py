"""The worker's other verbs: programs, profiles, formulas, checks and operations."""

import time

import pytest

from core.engine import Engine
from tests.core.engine.engines import SMALL, started


def test_programs_come_at_two_levels() -> None:
    engine = started()
    readable, fast = engine.program("readable"), engine.program("fast")
    assert {line["phase"] for line in readable} >= {"sample", "forward", "loss", "backward", "update"}
    assert readable != fast
    with pytest.raises(ValueError, match="readable and fast"):
        engine.program("middle")


def test_a_profile_times_every_line_and_changes_nothing() -> None:
    engine = Engine(time.perf_counter)
    engine.start(SMALL)
    engine.advance(50)
    digest = engine.digest()
    found = engine.profile(40)
    numbers = {line["number"] for line in engine.program("fast")}
    assert found["step"] > 0
    assert {line["number"] for line in found["lines"]} <= numbers
    assert engine.digest() == digest
    engine.advance(50)
    whole = started()
    whole.advance(100)
    assert engine.digest() == whole.digest()


def test_a_formula_is_answered_for_the_inputs_of_the_network() -> None:
    engine = started("inputs=3")
    assert engine.formula("x3 * a", "target")["problem"] == ""
    assert engine.formula("x4 * a", "target")["column"] == 0


def test_the_program_can_be_had_as_text() -> None:
    engine = started()
    assert "import numpy as np" in engine.program_text("readable")
    assert engine.program_text("fast") != engine.program_text("readable")


def test_a_gradient_check_is_of_the_weight_asked_for() -> None:
    engine = started()
    engine.advance(20)
    numbers = engine.frame({"numbers": [2, 1]})["numbers"]
    check = engine.check_gradient(2, 1, 3)
    assert check["position"] == numbers["forward"]["first"] + 3 * numbers["forward"]["stride"]
    assert check["value"] == numbers["forward"]["weights"][3]
    assert check["backpropagation"] == pytest.approx(float(numbers["backward"]["weight_gradients"][3]), rel=1e-3)
    assert check["agrees"]
    assert check["step"] == 20
    with pytest.raises(ValueError, match="random target"):
        started("target=random").check_gradient(1, 0)


def test_operations_on_parameters_are_seen_at_once_and_undone() -> None:
    engine = started()
    engine.advance(20)
    numbers = engine.frame({"numbers": [1, 2]})["numbers"]["forward"]
    position = numbers["first"]
    assert engine.set_parameter(position, 0.5) == {"pinned": [], "undo": 1}
    assert engine.frame({"numbers": [1, 2]})["numbers"]["forward"]["weights"][0] == 0.5
    assert engine.pin(position, True) == {"pinned": [position], "undo": 2}
    engine.advance(10)
    assert engine.frame({"numbers": [1, 2]})["numbers"]["forward"]["weights"][0] == 0.5
    assert len(engine.ablate(1, 2)["pinned"]) == 5
    for left in (2, 1, 0, 0):
        assert engine.undo()["undo"] == left
    assert engine.frame({"numbers": [1, 2]})["numbers"]["forward"]["weights"][0] == numbers["weights"][0]
    assert [change["step"] for change in engine.changes()] == [20, 20, 30, 30, 30, 30]
