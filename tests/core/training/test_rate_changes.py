"""The rate, or the whole schedule, changed in mid-run: the very next step has it, in everything that learns."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalogue.optimizers import OPTIMIZERS
from core.catalogue.schedules import SCHEDULES, share
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import BLOCK, Trainer

STEPS = BLOCK + 40
LAYERS = (Layer(8, "tanh", "glorot_uniform"), Layer(6, "tanh", "glorot_uniform"), Layer(4, "tanh", "glorot_uniform"))


def config_of(optimizer: str) -> Config:
    row = next(row for row in OPTIMIZERS if row.id == optimizer)
    return Config(layers=LAYERS, batch=16, optimizer=optimizer, **dict(row.suggests)).replace(decay=0.01)


def step_after(optimizer: str, **changes: object) -> tuple[NDArray[np.float64], float]:
    """Return the step that follows a change of the Config in the middle of a block, and its rate."""
    trainer = Trainer(config_of(optimizer))
    trainer.advance(STEPS)
    trainer.tune(trainer.config.replace(**changes))
    before, rate = trainer.bound.parameters.astype(np.float64), trainer.rate()
    trainer.advance(1)
    return trainer.bound.parameters - before, rate


@pytest.mark.parametrize("optimizer", [row.id for row in OPTIMIZERS])
def test_a_new_rate_scales_the_very_next_step_of_every_parameter(optimizer: str) -> None:
    usual, rate = step_after(optimizer)
    assert (usual != 0).mean() > 0.95
    for factor in (8.0, 0.125):
        changed, new = step_after(optimizer, rate=factor * rate)
        assert new == pytest.approx(factor * rate)
        np.testing.assert_allclose(changed, factor * usual, rtol=1e-3, atol=3e-7 * max(1, factor))


@pytest.mark.parametrize("schedule", [row.id for row in SCHEDULES])
@pytest.mark.parametrize("optimizer", ["sgd", "adam", "muon"])
def test_a_new_schedule_and_warm_up_act_in_the_very_next_step(optimizer: str, schedule: str) -> None:
    usual, rate = step_after(optimizer)
    knobs = {"horizon": 2 * STEPS, "every": 50, "factor": 0.5, "floor": 0.05}
    for warmup in (0, STEPS + 60):
        changed, new = step_after(optimizer, schedule=schedule, warmup=warmup, **knobs)
        config = config_of(optimizer).replace(schedule=schedule, warmup=warmup, **knobs)
        assert new == pytest.approx(rate * share(config, STEPS))
        np.testing.assert_allclose(changed, new / rate * usual, rtol=1e-3, atol=3e-7)
