"""The vectorized float32 functions against the C library in float64, which they share no line with."""

import os
from collections.abc import Callable

import pytest

from tests.wasm.conftest import Calls

NAMES = ("exp", "log", "tanh", "sin", "cos")
# In units in the last place, as the comments in core/wasm/math promise; over all floats the worst errors are 0.9982,
# 0.8400, 1.3320, 1.5429 and 1.5362.
BOUNDS = {"exp": 1.0, "log": 0.85, "tanh": 1.35, "sin": 1.55, "cos": 1.55}
ALL = 2.0**32
# A prime, so that the last bits differ from number to number; EVERY_FLOAT=1 tests all 2^32 (a quarter of an hour).
STRIDE = 1 if os.environ.get("EVERY_FLOAT") == "1" else 1009

BORDERS = {
    "zeros": (0x00000000, 0x80000000),
    "subnormal numbers": (0x00000001, 0x80000001, 0x007FFFFF, 0x807FFFFF, 0x00800000),
    "infinities and NaN": (0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC00000, 0x7F800001),
    "where exp overflows": (0x42B17218, 0x42B17217, 0x42B20000, 0x7F7FFFFF),
    "where exp vanishes": (0xC2CFF1B5, 0xC2AEAC50, 0xC2D10000, 0xFF7FFFFF),
    "where tanh changes its formula": (0x3F200000, 0x3F1FFFFF, 0x41200000, 0x411FFFFF),
    "where log is 0": (0x3F800000, 0x3F7FFFFF, 0x3F800001, 0x3F3504F3, 0x3F3504F2),
    "where sin and cos ask libm": (0x4D800000, 0x4D7FFFFF, 0x4D800001, 0xCD800001),
}


@pytest.fixture(scope="session")
def accuracy(program: Callable[..., Calls]) -> Calls:
    return program("accuracy.c", "math")


@pytest.mark.parametrize("name", NAMES)
def test_function_stays_within_its_bound_over_all_floats(accuracy: Calls, name: str) -> None:
    [error] = accuracy([("worst", (NAMES.index(name), 0, STRIDE, ALL // STRIDE))])
    assert error <= BOUNDS[name]


@pytest.mark.parametrize("border", BORDERS)
def test_functions_stay_within_their_bounds_at_borders(accuracy: Calls, border: str) -> None:
    calls = [("worst", (NAMES.index(name), bits, 1, 1)) for name in NAMES for bits in BORDERS[border]]
    for (_, (which, bits, *_)), error in zip(calls, accuracy(calls), strict=True):
        assert error <= BOUNDS[NAMES[int(which)]], f"{NAMES[int(which)]} of {int(bits):#x}"
