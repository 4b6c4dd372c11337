"""That NumPy in the wheel computes with our functions, and that they agree with NumPy's rules where it has several."""

import json
from collections.abc import Callable

import pytest

from tests.wasm.conftest import Calls
from tests.wasm.test_functions import NAMES

# Bits of numbers on which the C library's float32 function and ours differ in the last place, or nearly all do.
FIRST, STRIDE, COUNT = 0x3E800000, 77_777, 300
SOURCE = """
import json
import numpy as np
x = (np.uint32({first}) + np.uint32({stride}) * np.arange({count}, dtype=np.uint32)).view(np.float32)
print(json.dumps({{name: getattr(np, name)(x).view(np.uint32).tolist() for name in {names}}}))
"""
RULES = """
import numpy as np

rng = np.random.default_rng(0)
special = np.float32([0, -0.0, 1, -1, np.inf, -np.inf, np.nan, 1e-45, -1e-45, 3e38])
x = np.concatenate([special, rng.standard_normal(1003, dtype=np.float32)])

def same(one, other):
    assert one.dtype == np.float32 and one.shape == other.shape
    assert np.array_equal(one, other, equal_nan=True), (one, other)

for name in ("exp", "log", "tanh", "sin", "cos", "sign"):
    f = getattr(np, name)
    with np.errstate(all="ignore"):
        whole = f(x)
        for size in (1, 2, 3, 4, 5, 63, 64, 65, 130):  # tails and blocks
            same(f(x[:size]), whole[:size])
        for step in (2, 3, -1, -5):  # strided results do not depend on where numbers lie
            same(f(x[::step]), whole[::step])
        out = np.empty((2, len(x)), np.float32, order="F")
        same(f(x, out=out[1]), whole)
        inside = x.copy()
        same(f(inside, out=inside), whole)

for scalar in (0, -0.5, np.inf, -np.inf, np.nan, np.float32(1)):
    other = np.full_like(x, scalar)
    for name in ("maximum", "minimum", "copysign"):
        f = getattr(np, name)
        same(f(x, np.float32(scalar)), f(x, other))
        same(f(np.float32(scalar), x), f(other, x))
        same(f(x[::2], np.float32(scalar)), f(x, other)[::2])
        same(f(x[1:], np.float32(scalar), out=x.copy()[1:]), f(x, other)[1:])

same(np.copysign(x, x[::-1]), np.where(np.signbit(x[::-1]), -abs(x), abs(x)))
assert not np.signbit(np.sign(np.float32(-0.0)))
y = x[::-1].copy()
with np.errstate(all="ignore"):
    for name in ("add", "subtract", "multiply"):  # float64 is wide enough to round these rightly
        f = getattr(np, name)
        exact = f(x.astype(np.float64), y.astype(np.float64)).astype(np.float32)
        for size in (1, 3, 4, 15, 16, 17, 47, len(x)):
            same(f(x[:size], y[:size]), exact[:size])
        same(f(x, y, out=x.copy()), exact)
        wide = np.zeros((7, 140), np.float32)
        rows = x[:910].reshape(7, 130), y[:910].reshape(7, 130)
        same(f(*rows, out=wide[:, :130]), exact[:910].reshape(7, 130))
        assert not wide[:, 130:].any()
        shifted = x.copy()
        same(f(shifted[:-1], y[1:], out=shifted[1:]), f(x[:-1], y[1:]))

x = x[np.isfinite(x)]
for name in ("maximum", "minimum", "copysign", "add", "subtract", "multiply"):  # results that are the next one's input
    f = getattr(np, name)
    running = [x[0]]
    for value in x[1:]:
        running.append(f(running[-1], value))
    same(f.accumulate(x), np.float32(running))
print("agreed")
"""


@pytest.fixture(scope="module")
def bits(pyodide: Callable[[str], str]) -> dict[str, list[int]]:
    """What NumPy in Pyodide computes, bit by bit."""
    return json.loads(pyodide(SOURCE.format(first=FIRST, stride=STRIDE, count=COUNT, names=NAMES)))


@pytest.mark.parametrize("name", NAMES)
def test_numpy_computes_to_the_bit_what_our_function_does(
    bits: dict[str, list[int]], program: Callable[..., Calls], name: str
) -> None:
    calls = [("value", (NAMES.index(name), FIRST + STRIDE * i)) for i in range(COUNT)]
    ours = [int(value) & 0xFFFFFFFF for value in program("accuracy.c", "math")(calls)]
    assert bits[name] == ours


@pytest.mark.parametrize("name", NAMES)
def test_the_c_library_would_have_computed_other_bits(
    bits: dict[str, list[int]], program: Callable[..., Calls], name: str
) -> None:
    calls = [("value_of_library", (NAMES.index(name), FIRST + STRIDE * i)) for i in range(COUNT)]
    library = [int(value) & 0xFFFFFFFF for value in program("accuracy.c", "math")(calls)]
    assert bits[name] != library


def test_replaced_functions_keep_numpys_rules(pyodide: Callable[[str], str]) -> None:
    assert pyodide(RULES) == "agreed\n"
