"""The mean over the last 20,000 examples."""

import numpy as np
import pytest

from core.training.recent import EXAMPLES, Recent


@pytest.mark.parametrize("batch", [1, 32, 33, 512, 4096])
@pytest.mark.parametrize("size", [1, 7, 30_000])
def test_mean_covers_the_last_twenty_thousand_examples(batch: int, size: int) -> None:
    costs = np.random.default_rng(batch).random(50_000 if size > 1 else 700)
    recent = Recent()
    for at in range(0, len(costs), size):
        recent.extend(costs[at : at + size], batch)
    steps = -(-EXAMPLES // batch)
    assert recent.mean() == pytest.approx(costs[-steps:].mean(), rel=1e-12)


def test_mean_weights_steps_by_their_examples() -> None:
    recent = Recent()
    recent.extend(np.array([1.0, 1.0]), 1)
    recent.extend(np.array([3.0]), 6)
    assert recent.mean() == pytest.approx((1 + 1 + 18) / 8)


def test_mean_is_none_before_the_first_step() -> None:
    assert Recent().mean() is None


def test_a_restored_window_goes_on_as_the_first_time() -> None:
    costs = np.random.default_rng(3).random(3000)
    recent = Recent()
    recent.extend(costs[:2000], 32)
    saved = recent.save()
    recent.extend(costs[2000:], 16)
    first = recent.mean()
    recent.restore(saved)
    recent.extend(costs[2000:], 16)
    assert recent.mean() == first
