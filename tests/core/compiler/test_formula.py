"""Formulas that are typed: previews, derivations, suggestions, and what is refused."""

import numpy as np
import pytest

from core.compiler.evaluate import evaluate
from core.compiler.formula import KINDS, curve, examine, picture, read, slope, suggestions
from core.compiler.parse import parse
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


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("log(a)", "target", "a = 0, b = "),
        ("a*b + 1/x2", "feature", "b = 0"),
        ("sqrt(1 - a) + (1 - a)**-0.5", "target", "a = 1, b = "),
        ("1/(a - b)", "target", "a = 0, b = 0"),
        ("1/(a + b - 1)", "target", "a = 0, b = 1"),
        ("sin(x)/x", "activation", "x = 0"),
    ],
)
def test_a_pole_that_is_met_sooner_or_later_is_refused(text: str, kind: str, place: str) -> None:
    with pytest.raises(FormulaError, match=f"no finite value at .*{place}"):
        read(text, kind, 2)


@pytest.mark.parametrize("text", ["sqrt(1 - a)", "where(a > 0, a*log(a), 0)", "abs(a - b)**0.5", "1/(a + 0.01)"])
def test_what_is_finite_up_to_the_edges_is_no_fault(text: str) -> None:
    read(text, "target", 2)
    assert np.isfinite(compile_program(Config(target="f1", f1=text)).bind().run([1e-4] * 3)).all()


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("1/(1 + exp(-x))", "sigmoid(x)"),
        ("x/(exp(-1.7*x) + 1)", "x * sigmoid(1.7 * x)"),
        ("exp(x)/(1 + exp(x))", "sigmoid(x)"),
        ("log(1 + exp(x))", "softplus(x)"),
        ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", "tanh(x)"),
        ("exp(x)/(2 + exp(x))", "exp(x) / (2 + exp(x))"),
        ("(exp(x) - exp(-x))/(exp(x) + exp(-2*x))", "(exp(x) - exp(-x)) / (exp(x) + exp(-2 * x))"),
    ],
)
def test_functions_that_are_written_out_are_known_and_keep_their_values(text: str, formula: str) -> None:
    assert examine(text, "activation", 1).formula == formula
    x = np.linspace(-9, 9, 50)
    assert evaluate(read(text, "activation", 1), {"x": x}) == pytest.approx(evaluate(parse(text, ("x",)), {"x": x}))


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(relu(x))", "where(x > 0, sqrt(x), 0)", "x if x > 0 else exp(x) - 1", "sqrt(abs(x))", "x/(1 + exp(-x))",
        "1 if x == 0 else sin(x)/x", "relu(x)**0.3*x", "max(x, 0)/(0.001 + sqrt(abs(x)))", "log(1 + exp(2*x))",
    ],
)  # fmt: skip
def test_an_activation_with_a_value_has_a_finite_slope_and_trains(text: str) -> None:
    x = np.array([-1e4, -100, -3, -1e-30, 0, 1e-30, 3, 100, 1e4], np.float32)
    assert np.isfinite(np.asarray(evaluate(slope(read(text, "activation", 1)), {"x": x}), np.float32)).all()
    layers = (Layer(16, "f1", "he_normal"), Layer(8, "f1", "zeros"))
    bound = compile_program(Config(f1=text, layers=layers)).bind()
    assert np.isfinite(bound.run([1e-3] * 200)).all()
    assert np.isfinite(bound.parameters).all()


def test_a_slope_that_had_to_be_defined_is_the_last_step_of_its_derivation() -> None:
    steps = examine("sqrt(abs(x))", "activation", 1).steps
    assert steps[-1].rule == "0 where there is no finite slope"
    assert steps[-1].formula.startswith("where(abs(")
    assert examine("x*x", "activation", 1).steps[-1].formula == "2 * x"


def test_an_activation_with_an_endless_derivative_is_refused() -> None:
    with pytest.raises(FormulaError, match=r"derivative .* position 1 would have 6,\d+ parts: at most 1,000"):
        read("/".join(["(x*x+1)"] * 45), "activation", 1)


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
