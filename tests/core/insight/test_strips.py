"""Strips of a run that was turned back."""

import numpy as np

from core.insight.strips import strips
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import BLOCK, Trainer


def test_strips_forget_the_way_that_a_run_has_turned_back_from() -> None:
    config = Config(layers=(Layer(6, "tanh"),), rate=2.0)
    turned, straight = Trainer(config), Trainer(config)
    turned.advance(4 * BLOCK)
    assert strips(turned)["missing"] == 0
    turned.restore(BLOCK)
    straight.advance(BLOCK)
    for trainer in (turned, straight):
        trainer.tune(config.replace(rate=0.01))
        trainer.advance(3 * BLOCK)
    ours, theirs = strips(turned), strips(straight)
    assert ours["columns"] == theirs["columns"] == 6
    for layer, other in zip(ours["layers"], theirs["layers"], strict=True):
        np.testing.assert_array_equal(layer["weights"], other["weights"])
