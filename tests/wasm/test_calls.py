"""Calls that go straight to a loop give what NumPy gives when it goes all its way: results, errors, warnings."""

from collections.abc import Callable

# `dtype=` is an argument that no short way knows, so such a call is NumPy's own.
UFUNCS = """
import sys, warnings
import numpy as np

rng = np.random.default_rng(0)
NAMES = ("add", "subtract", "multiply", "divide", "copysign", "maximum", "minimum", "power", "fmax")
ONE = ("negative", "absolute", "square", "sqrt", "exp", "log", "tanh", "sin", "cos", "sign", "floor", "reciprocal")

def bits(array):
    return array.tobytes()

def check(f, *inputs, out, named):
    expected, place = out.copy(order="K"), out.copy(order="K")
    f(*inputs, out=expected, dtype=np.float32)
    given = [place if part is out else part for part in inputs]
    answer = f(*given, out=place) if named else f(*given, place)
    assert answer is place and bits(place) == bits(expected), (f, [part.strides for part in inputs])

wide = rng.standard_normal((12, 40), dtype=np.float32)
VIEWS = [
    lambda a: a[:, :32], lambda a: a[:, ::2], lambda a: a[::3], lambda a: a[::-1], lambda a: a.T, lambda a: a[0],
    lambda a: a[0, ::-1], lambda a: a[:1, :-1], lambda a: a[:, :1], lambda a: a[:0], lambda a: a[3, 4, ...],
    lambda a: a.reshape(3, 4, 40), lambda a: np.asfortranarray(a),
]
with np.errstate(all="ignore"), warnings.catch_warnings():
    warnings.simplefilter("ignore")
    for view in VIEWS:
        for other in VIEWS:
            a, b = view(wide), other(wide[::-1].copy())
            number = np.array(0.3, np.float32)
            for named in (False, True):
                for name in NAMES:
                    f = getattr(np, name)
                    if a.shape == b.shape:
                        check(f, a, b, out=other(np.zeros_like(wide)), named=named)
                    check(f, a, number, out=view(np.zeros_like(wide)), named=named)
                    check(f, number, a, out=view(np.zeros_like(wide)), named=named)
                for name in ONE:
                    if a.shape == b.shape:
                        check(getattr(np, name), a, out=other(np.zeros_like(wide)), named=named)

# In place, and where output and input overlap without being the same.
for shift in range(-3, 4):
    for step in (1, 2):
        one, two = (rng.standard_normal(50).astype(np.float32) for _ in range(2))
        for name in ("add", "multiply", "copysign"):
            f = getattr(np, name)
            line = one.copy()
            source, target = line[5 : 40 : step], line[5 + shift : 40 + shift : step]
            expected = f(source.copy(), two[: len(source)])
            f(source, two[: len(source)], target)
            assert bits(target) == bits(expected), (name, shift, step)
square = rng.standard_normal((8, 8), dtype=np.float32)
expected = square + square.T
np.add(square, square.T, square)
assert bits(square) == bits(expected)
cell = rng.standard_normal(6, dtype=np.float32)
expected = cell * cell[2]
np.multiply(cell, cell[2, ...], cell)  # the number lies inside the output
assert bits(cell) == bits(expected)

# What is not for a loop alone.
def refused(kind, f, *given, **named):
    try:
        f(*given, **named)
    except kind:
        return
    raise AssertionError((f, kind))

x = np.ones(4, np.float32)
frozen = x.copy()
frozen.flags.writeable = False
refused(ValueError, np.add, x, x, frozen)
refused(ValueError, np.add, x, x, np.ones(3, np.float32))
refused(TypeError, np.add, x)
refused(TypeError, np.add, x, x, x, x)
refused(TypeError, np.add, x, x, x, out=x)
refused(TypeError, np.add, x, x, nothing=x)
refused(TypeError, np.add, x, x, np.ones(4, np.int32))
assert np.add(x, x, np.ones(4)).dtype == np.float64
assert np.add(x, np.ones(4), np.ones(4)).dtype == np.float64
assert np.add(x, x, None).tolist() == [2] * 4
assert np.add(x, x, out=(x.copy(),)).tolist() == [2] * 4
assert np.add(np.ones((3, 1), np.float32), x, np.empty((3, 4), np.float32)).sum() == 24
swapped = np.array([1, 2], ">f4")
assert np.add(swapped, swapped, np.empty(2, np.float32)).tolist() == [2, 4]
crooked = np.frombuffer(bytes(1) + np.float32([1, 2]).tobytes(), np.float32, offset=1)
assert np.add(crooked, crooked, np.empty(2, np.float32)).tolist() == [2, 4]

class Own(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **named):
        return "mine"

assert np.add(x, x.view(Own), x) == "mine" and np.add(x, x, x.view(Own)) == "mine"
for f in (np.maximum, np.minimum):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        f(x, x, x)
        f(x, x, out=x)
    assert [warning.category for warning in said] == [DeprecationWarning]

counts = [sys.getrefcount(part) for part in (x, cell, np.float32)]
out = np.empty(4, np.float32)
before = sys.getrefcount(out)
for _ in range(100):
    np.add(x, x, out)
    np.add(x, x, out=out)
assert sys.getrefcount(out) == before and [sys.getrefcount(part) for part in (x, cell, np.float32)] == counts
print("agreed")
"""
DOT = """
import sys
import numpy as np

rng = np.random.default_rng(0)
a, b = (rng.integers(-9, 9, (6, 6)).astype(np.float32) for _ in range(2))
VIEWS = [
    lambda m: m, lambda m: m.T, lambda m: m[::2, ::2], lambda m: m[0], lambda m: m[:, 0], lambda m: m[:1],
    lambda m: m[:, :1], lambda m: m[::-1], lambda m: m[0, 0, ...], lambda m: m[:0], lambda m: m.reshape(2, 3, 6),
]
for view in VIEWS:
    for other in VIEWS:
        left, right = view(a), other(b)
        try:
            expected = np.dot(left.astype(np.float64), right.astype(np.float64))
        except ValueError:
            expected = None
        try:
            found = left.dot(right)
        except ValueError:
            found = None
        assert (found is None) == (expected is None)
        if found is not None:  # whole numbers: exact in whatever order they are added
            assert found.dtype == np.float32 and np.array_equal(found, expected), (left.shape, right.shape)
            if np.ndim(expected):
                place = np.full(expected.shape, 7, np.float32)
                assert left.dot(right, place) is place and np.array_equal(place, expected)
for out in (np.empty((6, 5), np.float32), np.empty((6, 6)), np.empty((6, 6), np.float32).T):
    try:
        a.dot(b, out)
    except ValueError:
        continue
    raise AssertionError(out.shape)
assert a.dot(a, a.copy()).shape == (6, 6)
assert (a.dot([1] * 6) == a.sum(1)).all() and a.dot(b.astype(np.float64)).dtype == np.float64
counts = [sys.getrefcount(part) for part in (a, b)]
out = np.empty((6, 6), np.float32)
for _ in range(100):
    a.dot(b, out)
    a.dot(b)
assert [sys.getrefcount(part) for part in (a, b)] == counts and sys.getrefcount(out) == 2
print("agreed")
"""


def test_ufuncs_give_what_they_give_the_long_way(pyodide: Callable[[str], str]) -> None:
    assert pyodide(UFUNCS) == "agreed\n"


def test_products_give_what_they_give_the_long_way(pyodide: Callable[[str], str]) -> None:
    assert pyodide(DOT) == "agreed\n"
