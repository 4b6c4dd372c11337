"""Strips of a run that was turned back."""

import numpy as np

from core.insight.strips import KINDS, shares, spread_table, strips
from core.shared.config import Config
from core.shared.layer import Layer
from core.shared.scales import LOST_COLOURS
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


def test_a_column_without_a_finite_value_is_hatched_from_top_to_bottom_and_the_others_are_not() -> None:
    trainer = Trainer(Config(layers=(Layer(6, "tanh"),)))
    trainer.advance(BLOCK)
    trainer.bound.parameters[:] = np.nan
    drawn = strips(trainer)
    for layer in drawn["layers"]:
        for kind in KINDS:
            pixels = layer[kind].reshape(drawn["bins"], drawn["columns"], 4)
            lost = [{tuple(pixel[:3]) for pixel in pixels[:, column].tolist()} for column in (0, -1)]
            assert not lost[0] & set(LOST_COLOURS)
            assert lost[1] == set(LOST_COLOURS)
    assert spread_table(trainer)[0]["rows"][-1][1:] == ["none is finite"] * 3


def test_values_that_are_no_numbers_are_missing_from_the_shares_of_those_that_are() -> None:
    assert shares(np.array([0.0, np.nan, 0.5, 1.0])).sum() == 0.75
    assert np.isnan(shares(np.array([np.nan, np.nan]))).all()
