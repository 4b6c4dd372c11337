"""Formulas while they are typed: what comes back for good ones, and where bad ones are at fault."""

import numpy as np
import pytest

from core.insight.typed import SIZE, typed


def test_an_activation_comes_with_its_curve_and_its_derivation() -> None:
    answer = typed("x*sigmoid(2*x)", "activation", 2)
    x, value, slope = (answer["curve"][name].astype(np.float64) for name in ("x", "value", "slope"))
    s = 1 / (1 + np.exp(-2 * x))
    np.testing.assert_allclose(value, x * s, atol=1e-5)
    np.testing.assert_allclose(slope, s + 2 * x * s * (1 - s), atol=1e-5)
    assert answer["problem"] == ""
    assert len(answer["steps"]) >= 1


def test_a_target_comes_with_its_picture() -> None:
    answer = typed("sin(6*a)*b", "target", 2)
    grid = np.linspace(0, 1, SIZE)
    np.testing.assert_allclose(answer["values"], np.outer(grid, np.sin(6 * grid)).ravel(), atol=1e-5)
    assert len(answer["rgba"]) == 4 * SIZE * SIZE


@pytest.mark.parametrize("text", ["a.__class__", "sin(6*a", "open('x')", "a**9**9**9", "1/0", "", "а+b"])
def test_a_formula_at_fault_is_answered_with_a_sentence_and_nothing_else(text: str) -> None:
    answer = typed(text, "target", 2)
    assert answer["problem"].endswith(".")
    assert "values" not in answer
    assert answer["column"] is None or 0 <= answer["column"] <= len(text)


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="target, activation or feature"):
        typed("a", "loss", 2)
