"""Examples per second over the last two seconds."""

import pytest

from core.training.pace import Pace


def test_pace_is_the_mean_over_the_last_two_seconds() -> None:
    pace = Pace()
    for tick in range(101):
        pace.mark(tick / 10, 1000 * tick if tick < 50 else 3000 * tick)
    assert pace.examples_per_second() == pytest.approx(30_000)


def test_pace_does_not_count_the_time_of_a_pause() -> None:
    pace = Pace()
    pace.mark(0, 0)
    pace.mark(1, 500)
    pace.interrupt()
    assert pace.examples_per_second() == 500
    pace.mark(100, 500)
    assert pace.examples_per_second() == 500
    pace.mark(101, 1300)
    assert pace.examples_per_second() == 800


def test_pace_is_zero_before_any_training() -> None:
    assert Pace().examples_per_second() == 0
