"""The fast program's economy: how many NumPy calls a step makes, and that it allocates no array."""

import ast
import tracemalloc

import pytest
from hypothesis import given, settings

from core.catalogue.activations import ACTIVATIONS
from core.compiler.program import Program, compile_program
from core.compiler.workspace import UFUNCS
from core.shared.config import Config
from core.shared.layer import Layer
from tests.core.compiler.strategies import configs


def numpy_calls(program: Program, function: str = "train") -> int:
    """The calls in the lines of a function, of NumPy's functions and arrays' methods."""
    lines = next(part.lines for part in program.training.functions if part.name == function)
    nodes = [node for line in lines if not line.text.startswith("if") for node in ast.walk(ast.parse(line.text))]
    return sum(isinstance(node, ast.Call) and "math_" not in ast.unparse(node.func) for node in nodes)


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({"batch": 128}, 25),
        ({"batch": 128, "optimizer": "adam"}, 36),
        ({"batch": 1}, 17),
        ({"batch": 1, "optimizer": "adam"}, 28),
    ],
    ids=["sgd", "adam", "one", "one adam"],
)
def test_a_step_of_the_default_network_makes_few_numpy_calls(changes: dict[str, object], most: int) -> None:
    assert numpy_calls(compile_program(Config(**changes))) <= most


@pytest.mark.parametrize("row", ACTIVATIONS, ids=lambda row: row.id)
def test_an_activation_costs_at_most_20_calls_a_layer(row: object) -> None:
    layer = Layer(16, row.id)  # type: ignore[attr-defined]
    two, three = (numpy_calls(compile_program(Config(layers=(layer,) * count))) for count in (2, 3))
    products = 3
    assert three - two - products <= 20


@settings(max_examples=40)
@given(configs())
def test_a_step_calls_nothing_that_makes_an_array(config: Config) -> None:
    program = compile_program(config)
    for function in program.training.functions:
        for line in function.lines:
            name = line.text.partition("(")[0]
            in_place = name in UFUNCS or name.partition(".")[2] in (
                "dot",
                "reduce",
                "random",
                "standard_normal",
                "take",
            )
            assert in_place or "_cell" in line.text or line.text.startswith(("norm", "if norm", "y =")), line.text


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(optimizer="adam", clip=1.0, decay=0.1, l1=0.01, l2=0.01),
        Config(
            target="xor", outputs=2, loss="cross_entropy", dropout=0.2, layers=(Layer(64, "ameo"), Layer(64, "mish"))
        ),
        Config(f1="where(x > 0, x, 0.1*x)*sigmoid(x)", layers=(Layer(64, "f1"),)),
        Config(layers=(Layer(64, "sigmoid"), Layer(64, "gelu")), data="finite", optimizer="muon"),
    ],
    ids=["default", "adam", "classes", "formula", "finite"],
)
def test_steps_allocate_no_arrays(config: Config) -> None:
    """NumPy's own buffers, for strides and casts, hold 8192 numbers at any batch; no layer's array is so small."""
    batch, buffers = 2048, 3 * 8192 * 4
    assert buffers < batch * 32 * 4
    bound = compile_program(config.replace(batch=batch)).bind()
    bound.run([0.001] * 9)
    tracemalloc.start()
    try:
        bound.space.call["train"](bound.rows[:2])
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        bound.space.call["train"](bound.rows)
        bound.space.call["sample"]()
        bound.space.call["measure"]()
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 2000
    assert peak - before < buffers


def test_steps_of_one_example_allocate_next_to_nothing() -> None:
    bound = compile_program(Config(batch=1)).bind()
    bound.run([0.001] * 20)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        bound.space.call["train"](bound.rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak - before < 1000
