"""Formulas are read through a white list: what is on it means what it says, what is not is refused with its place."""

import contextlib
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compiler.evaluate import evaluate
from core.compiler.expression import Expression, Number
from core.compiler.language import CONSTANTS, DEEPEST, WORDS
from core.compiler.parse import parse
from core.compiler.printing import to_formula
from core.compiler.refusal import FormulaError
from core.compiler.simplify import simplify
from core.shared.fields import FORMULA_LENGTH
from tests.core.compiler.strategies import expressions

MEANINGS = {
    "abs(sin(6*a)*sin(6*b))": lambda a, b: abs(math.sin(6 * a) * math.sin(6 * b)),
    "-a**2": lambda a, b: -(a**2),
    "2 - 3 - a": lambda a, b: 2 - 3 - a,
    "a / 2 / b": lambda a, b: a / 2 / b,
    "a - (b - 1)": lambda a, b: a - (b - 1),
    "x1 * pi + e * x2": lambda a, b: a * math.pi + math.e * b,
    "(a > 0.5) + (b >= a)": lambda a, b: (a > 0.5) + (b >= a),
    "0.1 < a < b": lambda a, b: float(0.1 < a < b),
    "1 if a < 0.5 and not b < 0.5 else 2": lambda a, b: 1 if a < 0.5 and not b < 0.5 else 2,
    "where(a or b > 9, 3, 4)": lambda a, b: 3 if a or b > 9 else 4,
    "max(min(a, b), 0.3)": lambda a, b: max(min(a, b), 0.3),
    "frac(4*a) + floor(b*3) + round(2.6*a)": lambda a, b: 4 * a % 1 + math.floor(3 * b) + round(2.6 * a),
    "clip(3*a, 0.2, 0.9) + relu(b - 0.5)": lambda a, b: min(max(3 * a, 0.2), 0.9) + max(b - 0.5, 0),
    "sigmoid(a) + softplus(-b) + tanh(a)": lambda a, b: (
        1 / (1 + math.exp(-a)) + math.log1p(math.exp(-b)) + math.tanh(a)
    ),
    "sqrt(a) + exp(-b) * log(a + 1) + tan(b) + arctan(a) + cos(b)": lambda a, b: (
        a**0.5 + math.exp(-b) * math.log(a + 1) + math.tan(b) + math.atan(a) + math.cos(b)
    ),
    "  +a ": lambda a, b: a,
    "a**(1/2) - b**(-3/2)": lambda a, b: a**0.5 - b**-1.5,
    "a**-2 + sign(b - a)": lambda a, b: a**-2 + (b > a) - (b < a),
}

HOSTILE = (
    "__import__('os').system('true')", "a.__class__", "().__class__.__bases__[0]", "[a for a in range(9)]", "lambda: a",
    "(lambda: a)()", "'a'", "b'a'", "f'{a}'", "a[0]", "{1: a}", "{a}", "(a, b)", "[a]", "a := 1", "a = 1", "a; b",
    "open",
    "print(a)", "exec('a')", "abs(x=a)", "min(*a)", "max(**a)", "sin(a, b)", "where(a, b)", "sin()", "a @ b", "a % b",
    "a // b", "a << 2", "a | b", "a ^ b", "~a", "a is b", "a in b", "True", "None", "1j", "...", "a ** 1000", "a ** b",
    "9 ** 9 ** 9", "2 ** (9 + 9)", "2 ** (1/0)",
    "1e400", "10000000000", "9" * 400, "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1),
    "-" * 30 + "a", "not " * 30 + "a", "+".join(["a"] * 400), "sin(" * 40 + "a" + ")" * 40, "a" * (FORMULA_LENGTH + 1),
    "",    "   ", "a +", "a b", "1if a else 2", "0777", "1__0", "\u0430 + b", "\uff53in(a)", "a\u00b2", "a\nb", "a\tb",
    "a\x00b",
    "\\", "#", "a # b", "yield a", "await a", "(yield)", "sin", "sin + 1", "x3", "x0", "c", "copysign(a)", "d[a]",
    "a if b", "import os", "a!", "a$", "`a`", "0x", "1..2", "a..b", "async", "f(a)", "a(b)", "sin(a)(b)", "(a)(b)",
)  # fmt: skip


@pytest.mark.parametrize("text", MEANINGS)
@given(a=st.floats(0.01, 1), b=st.floats(0.01, 1))
def test_a_formula_means_what_it_says(text: str, a: float, b: float) -> None:
    expression = parse(text, ("a", "b", "x1", "x2"))
    values = {"a": a, "b": b, "x1": a, "x2": b}
    assert evaluate(expression, values) == pytest.approx(MEANINGS[text](a, b), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_not_on_the_list_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(FormulaError) as refusal:
        parse(text, ("a", "b"))
    assert 0 <= refusal.value.column <= len(text)
    assert str(refusal.value).isprintable()
    assert re.search(r"\bposition \d+", str(refusal.value))
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "column"),
    [("a + c", 4), ("  a + c", 6), ("sin(a) * open(b)", 9), ("a * 1e99", 4), ("a + b ** 99", 9), ("a + sin(a, b)", 4)],
)
def test_an_error_points_at_what_is_wrong(text: str, column: int) -> None:
    with pytest.raises(FormulaError, match=f"position {column + 1}") as refusal:
        parse(text, ("a", "b"))
    assert refusal.value.column == column


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a.__class__", "An attribute is not allowed at position 3"),
        ("__import__('os').system('true')", "An attribute is not allowed at position 18"),
        ("__import__('os')", "A call of __import__ is not allowed at position 1"),
        ("[a for a in b]", "A comprehension is not allowed at position 1"),
        ("b * (a for a in b)", "A comprehension is not allowed at position 5"),
        ("'a'", "A text is not allowed at position 1"),
        ("a + 'b", "A text is not allowed at position 5"),
        ("f'{a}'", "A formatted text is not allowed at position 1"),
        ("a + b[0]", "An index is not allowed at position 7"),
        ("sin(lambda: a)", r"A function definition \(lambda\) is not allowed at position 5"),
        ("[a]", "A list is not allowed at position 1"),
        ("{a}", "A set is not allowed at position 1"),
        ("(a, b)", "A tuple is not allowed at position 1"),
        ("1j", "An imaginary number is not allowed at position 1"),
        ("a = 1", "An assignment is not allowed at position 3: a comparison is written with =="),
        ("import os", r"A statement \(import\) is not allowed at position 1"),
        ("a + secret", "The name secret is not allowed at position 5"),
        ("a ^ b", r"The operator \^ is not allowed at position 3: a power is written a\*\*2"),
        ("sin(a) in b", "The operator in is not allowed at position 8"),
        ("a + sin", "The function sin at position 5 is expected to have its arguments in brackets"),
        ("a * (b + sin(a)", "The bracket at position 5 is not closed"),
        ("a)", "The bracket at position 2 closes none"),
        ("a * ", "ends too early at position 4"),
        ("a b", "cannot be read at position 3, from b on: an operator is expected"),
        ("1 if a", "expected is x if c else y"),
        ("a + 9(b)", "A sign is missing before the bracket at position 6: a product is written 2\\*"),
        ("(a + b)(2)", "A sign is missing before the bracket at position 8"),
        (" a(b + 1)", "A sign is missing before the bracket at position 3"),
        ("2 * pi(a)", "A sign is missing before the bracket at position 7"),
        ("2a", "A sign is missing at position 2: a product is written 2\\*a"),
        ("b + 0.5 * 4.sin(a)", "A sign is missing at position 13: a product is written 4.\\*sin"),
        ("frac(4a)", "A sign is missing at position 7: a product is written 4\\*a"),
        ("sin(a)(b)", "A call of a call's result is not allowed at position 1"),
        ("b + abs(x=a)", "The argument at position 9 of abs is expected to be a value without a name or a star"),
        ("min(a, *b)", "The argument at position 8 of min is expected to be a value without a name or a star"),
        ("max(a, **b)", "The argument at position 8 of max is expected to be a value without a name or a star"),
        ("max(*a, b=a)", "The argument at position 5 of max is expected to be a value without a name or a star"),
        ("  ", "A formula is expected at position 1"),
        ("a" * 403, "From position 401 on .* at most 400 characters are expected, and it has 403"),
        ("a\u00b2", "The character '\u00b2' at position 2 means nothing"),
        ("a\u202eb", r"The character '\\u202e' at position 2 means nothing"),
        ("a\x00b", r"The character '\\x00' at position 2 means nothing"),
    ],
)
def test_a_refusal_names_what_is_refused_and_where(text: str, sentence: str) -> None:
    with pytest.raises(FormulaError, match=sentence):
        parse(text, ("a", "b"))


def test_a_refusal_lists_all_that_is_expected() -> None:
    with pytest.raises(FormulaError) as refusal:
        parse("c.d", ("a", "b"))
    listed = set(str(refusal.value).replace(",", " ").replace(".", " ").split())
    assert {"a", "b", *CONSTANTS, *WORDS, "numbers", "**", "<=", "!=", "and", "or", "not"} <= listed
    assert "x if c else y" in str(refusal.value)


def test_a_refusal_quotes_long_names_and_lists_of_inputs_in_short() -> None:
    with pytest.raises(FormulaError, match=r"The name verylongnameverylong\.\.\. is not allowed"):
        parse("verylongname" * 9, ("a",))
    with pytest.raises(FormulaError, match=r"expected are a, b, x1, x2, \.\.\., x64, numbers"):
        parse("c", ("a", "b", *(f"x{number}" for number in range(1, 65))))


@given(st.text(alphabet="ab019+-*/().,<>=!_'\"[]{}:;@ sincowherexlamd\\~", max_size=60))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    with contextlib.suppress(FormulaError):
        evaluate(parse(text, ("a", "b")), {"a": 0.5, "b": 0.25})


@given(expressions())
def test_a_printed_formula_reads_back_as_the_same_value(expression: Expression) -> None:
    again = parse(to_formula(expression), ("a", "b"))
    values = {"a": 0.625, "b": 0.375}
    assert str(evaluate(again, values)) == str(evaluate(expression, values))


def test_an_exponent_may_be_a_negative_number_but_no_sum() -> None:
    assert parse("a ** -2", ("a",)).arguments[1] == Number(-2.0)  # type: ignore[union-attr]
    assert simplify(parse("a ** b", ("a", "b"), free_powers=True)) == parse("a ** b", ("a", "b"), free_powers=True)


def test_a_text_that_pythons_parser_gives_up_on_is_refused_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object, **__: object) -> None:
        raise RecursionError

    with monkeypatch.context() as patched:
        patched.setattr("core.compiler.parse.ast.parse", give_up)
        with pytest.raises(FormulaError, match=r"at position 3 is nested too deeply: .* is expected") as refusal:
            parse("  a + b", ("a", "b"))
    assert refusal.value.column == 2
