"""The rates of many steps at once against the catalogue's share of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.schedules import SCHEDULES, share
from core.shared.config import Config
from core.training.rates import rates


@pytest.mark.parametrize("schedule", [row.id for row in SCHEDULES])
@given(first=st.integers(0, 2000), warmup=st.sampled_from([0, 1, 300]), floor=st.floats(0, 1), cuts=st.integers(0, 5))
def test_rates_are_the_catalogues_shares(schedule: str, first: int, warmup: int, floor: float, cuts: int) -> None:
    config = Config(schedule=schedule, warmup=warmup, floor=floor, horizon=1000, every=100, rate=0.25)
    expected = [0.25 * share(config, step, cuts) for step in range(first, first + 130)]
    assert rates(config, first, 130, cuts) == pytest.approx(expected, rel=1e-12, abs=1e-15)
