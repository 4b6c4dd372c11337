"""The cost history against the plain series of every step's cost."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.training.history import POINTS, History, Points

Pieces = list[tuple[NDArray[np.float32], int]]

pieces = st.lists(
    st.tuples(st.integers(0, 1700), st.integers(1, 4096), st.integers(0, 2**32 - 1)), min_size=1, max_size=6
).map(
    lambda rows: [
        (np.random.default_rng(seed).lognormal(-3, 2, steps).astype(np.float32), batch) for steps, batch, seed in rows
    ]
)


def record(parts: Pieces) -> History:
    history = History()
    for costs, batch in parts:
        history.extend(costs, batch)
    return history


def expected(parts: Pieces, stride: int) -> list[tuple[float, float, float, float]]:
    """Return (examples, mean, low, high) of each block of `stride` steps, from the exact series.

    What is left at the end is a block of its own from half a stride on.
    """
    steps = [(float(cost), batch) for costs, batch in parts for cost in costs]
    starts = [start for start in range(0, len(steps), stride) if not start or 2 * (len(steps) - start) >= stride]
    rows, seen = [], 0
    for start, end in zip(starts, [*starts[1:], len(steps)], strict=False):
        block = steps[start:end]
        weight = sum(batch for _, batch in block)
        seen += weight
        mean = sum(cost * batch for cost, batch in block) / weight
        rows.append((seen, mean, min(cost for cost, _ in block), max(cost for cost, _ in block)))
    return rows


def rows_of(points: Points) -> NDArray[np.floating]:
    return np.column_stack([points.examples, points.mean, points.low, points.high])


@settings(max_examples=40, deadline=None)
@given(pieces)
def test_points_are_the_weighted_means_and_extremes_of_the_exact_series(parts: Pieces) -> None:
    points = record(parts).since()
    exact = expected(parts, points.stride)
    assert len(points.mean) == len(exact)
    np.testing.assert_allclose(rows_of(points), np.reshape(exact, (-1, 4)), rtol=1e-6)


@settings(max_examples=20, deadline=None)
@given(pieces, st.integers(1, 300))
def test_history_does_not_depend_on_how_steps_are_spread_over_calls(parts: Pieces, size: int) -> None:
    split = [(costs[at : at + size], batch) for costs, batch in parts for at in range(0, len(costs), size)]
    np.testing.assert_array_equal(rows_of(record(parts).since()), rows_of(record(split).since()))


@settings(max_examples=30, deadline=None)
@given(pieces)
def test_a_reader_that_asks_since_its_revision_holds_what_a_new_reader_gets(parts: Pieces) -> None:
    history = History()
    held, revision = np.empty((0, 4)), -1
    for costs, batch in parts:
        history.extend(costs, batch)
        points = history.since(revision)
        held, revision = np.concatenate([held[: points.start], rows_of(points)]), points.revision
        np.testing.assert_array_equal(held, rows_of(history.since()))


def test_history_is_exact_up_to_a_thousand_steps_and_bounded_beyond() -> None:
    costs = np.random.default_rng(5).random(1_000_000).astype(np.float32)
    history = record([(costs[:POINTS], 32)])
    np.testing.assert_array_equal(history.since().mean, costs[:POINTS])
    history.extend(costs[POINTS:], 32)
    points = history.since()
    assert POINTS // 2 <= len(points.mean) <= POINTS + 1
    assert history.examples == 32_000_000
    assert points.examples[-1] == 32_000_000


def test_the_end_of_the_curve_is_as_steady_as_the_rest_of_it() -> None:
    costs = np.random.default_rng(7).uniform(0.5, 1.5, 700_000).astype(np.float32)
    history, held, revision = History(), np.empty(0), -1
    for start in range(0, len(costs), 501):
        history.extend(costs[start : start + 501], 32)
        points = history.since(revision)
        held, revision = np.concatenate([held[: points.start], points.mean]), points.revision
        if points.stride >= 256:
            # The mean of n such costs has the deviation 0.29 / sqrt(n): 7 of those of half a point's steps.
            assert abs(held[-1] - 1) < 7 * 0.29 / np.sqrt(points.stride / 2)


def test_a_restored_history_goes_on_as_the_first_time() -> None:
    costs = np.random.default_rng(6).random(5000).astype(np.float32)
    history = record([(costs[:1501], 32)])
    saved = history.save()
    history.extend(costs[1501:], 32)
    first = rows_of(history.since())
    revision = history.since().revision
    history.restore(saved)
    assert history.since(revision).start == 0
    history.extend(costs[1501:], 32)
    np.testing.assert_array_equal(rows_of(history.since()), first)


def test_a_cost_that_is_not_a_number_stays_visible_in_its_point() -> None:
    history = record([(np.full(3001, 0.5, np.float32), 8), (np.array([np.nan], np.float32), 8)])
    points = history.since()
    assert np.isnan(points.mean).sum() == 1
    assert np.isnan(points.high).sum() == 1
