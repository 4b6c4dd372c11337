"""Formulas that are typed: previews, derivations, suggestions, and what is refused."""

import numpy as np
import pytest

from core.compiler.formula import KINDS, curve, examine, picture, read, suggestions
from core.compiler.program import compile_program
from core.compiler.refusal import FormulaError
from core.shared.config import Config
from core.shared.layer import Layer


def test_an_examined_activation_shows_how_it_derives() -> None:
    examined = examine("x * sigmoid(1.702*x) * 1", "activation", 2)
    assert examined.formula == "x * sigmoid(1.702 * x)"
    assert examined.numpy == "x * sigmoid(1.702 * x)"
    assert [step.rule for step in examined.steps][:2] == ["to derive", "product rule"]
    assert examined.steps[-1].formula.startswith("sigmoid(1.702 * x)")
    assert examine("sin(6*a)*b", "target", 2).steps == ()


def test_a_curve_is_the_activation_and_its_slope() -> None:
    x, value, slope = curve("x*x")
    assert (x[0], x[-1]) == (-4, 4)
    assert value == pytest.approx(x * x)
    assert slope == pytest.approx(2 * x)
    assert (curve("3")[2] == 0).all()


def test_a_picture_holds_the_edges_and_goes_row_by_row() -> None:
    heights = picture("a + 10*b + 100*x3", "target", 3, 5).reshape(5, 5)
    assert heights[0, 0] == 50
    assert heights[0, -1] == 51
    assert heights[-1, 0] == 60
    assert picture("x2", "feature", 2, 3).tolist() == [0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1/0", "target"),
        ("log(a - 2)", "target"),
        ("sqrt(a - 0.5)", "feature"),
        ("log(x)", "activation"),
        ("x**0.5", "activation"),
    ],
)
def test_a_formula_without_finite_values_is_refused_and_says_where(text: str, kind: str) -> None:
    with pytest.raises(FormulaError, match=r"no finite value at [ax] = "):
        read(text, kind, 2)


@pytest.mark.parametrize(
    ("text", "kind", "part", "expected"),
    [
        ("1/0", "target", "1/0", "a divisor that is not 0"),
        ("b + 1/(a - a)", "target", "1/(a - a)", "a divisor that is not 0"),
        ("  sin(6*a) * log(a - 2)", "target", "log(a - 2)", "a number above 0"),
        ("a + sqrt(a*b - 2) + log(0)", "feature", "sqrt(a*b - 2)", "not below 0"),
        ("where(a > 2, log(a - 2), 3*log(a - 3))", "target", "log(a - 3)", "a number above 0"),
        ("x + (x - 9)**0.5", "activation", "(x - 9)**0.5", "a base above 0"),
        ("1 + exp(100*exp(x*x))", "activation", "exp(100*exp(x*x))", "below 3.4e38"),
        ("a * (1000000000*1000000000*1000000000*1000000000*1000000000)", "target",
         "1000000000*1000000000*1000000000*1000000000*1000000000", "below 3.4e38"),
        ("2*relu(log(a - 2))", "target", "log(a - 2)", "a number above 0"),
        ("2*frac(1/(b - b))", "target", "1/(b - b)", "a divisor that is not 0"),
    ],
)  # fmt: skip
def test_the_part_that_first_has_no_finite_value_is_named_with_its_place(
    text: str, kind: str, part: str, expected: str
) -> None:
    with pytest.raises(FormulaError) as refusal:
        read(text, kind, 2)
    column = text.index(part)
    assert refusal.value.column == column
    said = part if len(part) <= 40 else part[:40] + "..."
    assert str(refusal.value).startswith(f"The part {said} at position {column + 1} has no finite value at ")
    assert expected in str(refusal.value)


@pytest.mark.parametrize("text", ["log(a)", "1/b", "a**-0.5", "sqrt(1 - a)"])
def test_a_pole_at_an_edge_of_the_square_is_no_fault(text: str) -> None:
    read(text, "target", 2)
    assert np.isfinite(compile_program(Config(target="f1", f1=text)).bind().run([1e-4] * 3)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_every_suggestion_is_a_word_of_the_language(kind: str) -> None:
    arguments = {"where": "(1, 2, 3)", "clip": "(1, 2, 3)", "min": "(1, 2)", "max": "(1, 2)", "copysign": "(1, 2)"}
    for word in suggestions(kind, 3):
        is_value = word in ("a", "b", "x", "x1", "x2", "x3", "pi", "e")
        read(word if is_value else word + arguments.get(word, "(0.5)"), kind, 3)


def test_typed_formulas_train_as_target_activation_and_feature() -> None:
    config = Config(
        target="f1", f1="abs(sin(6*a)*sin(6*b))", f2="x*sigmoid(1.702*x)", f3="a*b", features=("f3",),
        layers=(Layer(24, "f2", "he_normal"),), output=Layer(1, "f2", "positive_one"), optimizer="adam",
    )  # fmt: skip
    bound = compile_program(config).bind()
    costs = bound.run([0.01] * 1500)
    assert costs[-200:].mean() < 0.5 * costs[:20].mean()
