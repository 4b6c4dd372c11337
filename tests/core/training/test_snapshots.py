"""The ring of snapshots: where they are taken, how many, and what is kept."""

import pytest

from core.training.snapshots import FIRST_INTERVAL, LEAST, MOST, Snapshots, capacity


def run(ring: Snapshots[int], steps: int) -> None:
    """Take a snapshot wherever one is due, as the trainer does."""
    step = 0
    while step <= steps:
        ring.take(step, 32 * step, lambda at=step: at)
        step = ring.next_after(step)


@pytest.mark.parametrize("most", [1, 2, 4, 5, 16, 64])
@pytest.mark.parametrize("steps", [0, 127, 128, 100_000, 1_000_003])
def test_ring_spreads_evenly_from_the_start_and_never_overflows(most: int, steps: int) -> None:
    ring: Snapshots[int] = Snapshots(most)
    run(ring, steps)
    held = [snapshot.step for snapshot in ring.kept]
    assert held[0] == 0
    assert len(held) <= most
    assert held == list(range(0, steps + 1, ring.interval))[: len(held)]
    assert steps - held[-1] < ring.interval
    assert all(snapshot.state == snapshot.step for snapshot in ring.kept)


def test_intervals_grow_with_the_run() -> None:
    ring: Snapshots[int] = Snapshots(8)
    run(ring, 100 * FIRST_INTERVAL)
    assert ring.interval == 16 * FIRST_INTERVAL


def test_a_step_without_snapshot_is_refused_with_the_nearest() -> None:
    ring: Snapshots[int] = Snapshots(8)
    run(ring, 400)
    assert ring.at(128).state == 128
    with pytest.raises(ValueError, match="the nearest is step 256"):
        ring.at(260)


def test_going_another_way_forgets_what_came_later() -> None:
    ring: Snapshots[int] = Snapshots(8)
    run(ring, 800)
    ring.forget_after(256)
    assert [snapshot.step for snapshot in ring.kept] == [0, 128, 256]
    run(ring, 800)
    assert ring.kept[-1].step == 768


@pytest.mark.parametrize(("size", "count"), [(0, MOST), (9_000, MOST), (8 * 2**20, 16), (2**30, LEAST)])
def test_capacity_falls_as_states_grow(size: int, count: int) -> None:
    assert capacity(size) == count
