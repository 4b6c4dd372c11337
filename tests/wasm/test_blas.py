"""The kernels of linear algebra, called directly: each shape, order, stride and scalar that could go its own way."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from tests.wasm.conftest import Call, Calls

KINDS = ("single", "double", "complex single", "complex double")
ORDERS = {"row-major": 101, "column-major": 102}
TRANSPOSES = {"N": 111, "T": 112, "C": 113}
TRIANGLES = {"upper": 121, "lower": 122}

# Rows, columns, depth: each side of the tiles' and panels' edges; then more than one block in every direction.
SHAPES = [
    (1, 1, 1),
    (1, 5, 3),
    (3, 1, 2),
    (2, 2, 0),
    (4, 8, 1),
    (5, 9, 7),
    (6, 4, 6),
    (7, 12, 5),
    (9, 17, 31),
    (17, 3, 65),
    (70, 33, 3),
]
LARGE_SHAPES = [(65, 17, 300), (3, 530, 20), (20, 24, 257), (33, 40, 520)]
SCALARS = [(1, 0, 0, 0), (1, 0, 1, 0), (-0.5, 0.25, 0, 0), (2, 1, 0.5, -0.75), (0, 0, 1, 0), (0, 0, 0, 0)]
INCREMENTS = (1, 2, -1, -3)


@pytest.fixture(scope="session")
def check(program: Callable[..., Calls]) -> Callable[[Sequence[Call]], None]:
    """Makes all calls and fails with the first one whose error is beyond its bound."""
    calls_of = program("blas_check.c", "blas")

    def check_all(calls: Sequence[Call]) -> None:
        for (name, arguments), error in zip(calls, calls_of(calls), strict=True):
            assert error <= 1, f"{name}{tuple(arguments)}"

    return check_all


@pytest.mark.parametrize("kind", KINDS)
def test_gemm_multiplies_matrices_of_any_shape_and_orientation(
    check: Callable[[Sequence[Call]], None], kind: str
) -> None:
    orientations = list(product(ORDERS.values(), TRANSPOSES.values(), TRANSPOSES.values()))
    check(
        [
            ("check_gemm", (KINDS.index(kind), *orientation, *shape, pad, 1, 0, 0, 0))
            for orientation in orientations
            for shape in SHAPES
            for pad in (0, 3)
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_gemm_joins_blocks_of_large_matrices(check: Callable[[Sequence[Call]], None], kind: str) -> None:
    transposes = list(product((111, 112), repeat=2))
    check(
        [
            ("check_gemm", (KINDS.index(kind), 101, *both, *shape, 1, 1, 0, 0.5, 0))
            for both in transposes
            for shape in LARGE_SHAPES
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_gemm_scales_and_adds(check: Callable[[Sequence[Call]], None], kind: str) -> None:
    shapes = [(5, 9, 7), (4, 8, 3), (2, 3, 0), (9, 4, 260)]
    orientations = list(product(ORDERS.values(), TRANSPOSES.values()))
    check(
        [
            ("check_gemm", (KINDS.index(kind), order, trans, 111, *shape, 2, *scalars))
            for order, trans in orientations
            for shape in shapes
            for scalars in SCALARS
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_syrk_computes_one_triangle_and_leaves_the_other(check: Callable[[Sequence[Call]], None], kind: str) -> None:
    layouts = list(product(ORDERS.values(), TRIANGLES.values(), (111, 112)))
    sizes = [(1, 1), (3, 5), (8, 4), (31, 2), (32, 9), (33, 7), (70, 40)]
    scalars = [(1, 0), (0.5, 2)]
    check(
        [
            ("check_syrk", (KINDS.index(kind), *layout, *size, pad, *pair))
            for layout in layouts
            for size in sizes
            for pad in (0, 2)
            for pair in scalars
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_gemv_multiplies_vectors_of_any_stride(check: Callable[[Sequence[Call]], None], kind: str) -> None:
    shapes = [(1, 1), (1, 7), (7, 1), (4, 4), (5, 9), (9, 5), (64, 32), (3, 1100), (1100, 3)]
    layouts = list(product(ORDERS.values(), TRANSPOSES.values(), INCREMENTS, INCREMENTS))
    check(
        [
            ("check_gemv", (KINDS.index(kind), order, trans, *shape, 1, incx, incy, 1, 0, 0, 0))
            for order, trans, incx, incy in layouts
            for shape in shapes
        ]
        + [
            ("check_gemv", (KINDS.index(kind), order, trans, 9, 6, 0, 1, incy, *scalars))
            for order, trans, _, incy in layouts
            for scalars in SCALARS
        ]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_dot_and_axpy_follow_strides_in_both_directions(check: Callable[[Sequence[Call]], None], kind: str) -> None:
    number = KINDS.index(kind)
    conjugations = (0, 1) if number > 1 else (0,)
    strides = list(product((0, 1, 2, 3, 4, 5, 15, 16, 17, 33, 100), INCREMENTS, INCREMENTS))
    check(
        [("check_dot", (number, *stride, conjugate)) for stride in strides for conjugate in conjugations]
        + [("check_axpy", (number, *stride, *alpha)) for stride in strides for alpha in ((1, 0), (0.5, -2))]
    )
