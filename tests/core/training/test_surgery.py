"""Parameters set, held and cut by hand: the network obeys at once, learns around it, and each step is undone."""

import numpy as np
import pytest

from core.shared.config import Config
from core.shared.layer import Layer
from core.training.surgery import Surgery
from core.training.trainer import BLOCK, Trainer
from tests.core.training.replay import replayed

CONFIG = Config(layers=(Layer(6, "tanh", "uniform_one"), Layer(4, "tanh", "uniform_one")), batch=8)
OPTIMIZERS = [{}, {"optimizer": "adam", "rate": 0.01, "decay": 0.01}, {"optimizer": "momentum", "rate": 0.05}]


def operated(changes: dict[str, object]) -> tuple[Trainer, Surgery]:
    trainer = Trainer(CONFIG.replace(**changes))
    trainer.advance(30)
    return trainer, Surgery(trainer)


def test_a_parameter_set_by_hand_goes_on_learning_from_there() -> None:
    trainer, surgery = operated({})
    surgery.set_parameter(3, 0.75)
    assert trainer.bound.parameters[3] == 0.75
    trainer.advance(5)
    assert trainer.bound.parameters[3] != 0.75
    assert trainer.bound.parameters[3] == pytest.approx(0.75, abs=0.2)


@pytest.mark.parametrize("changes", OPTIMIZERS)
def test_a_held_parameter_stays_while_the_others_learn(changes: dict[str, object]) -> None:
    trainer, surgery = operated(changes)
    before = trainer.bound.parameters.copy()
    surgery.pin(5, True)
    trainer.advance(BLOCK)
    after = trainer.bound.parameters
    assert after[5] == before[5]
    assert (np.delete(after, 5) != np.delete(before, 5)).mean() > 0.9
    surgery.set_parameter(5, -0.5)
    trainer.advance(10)
    assert after[5] == -0.5
    surgery.pin(5, False)
    trainer.advance(10)
    assert after[5] != -0.5


@pytest.mark.parametrize("changes", OPTIMIZERS)
def test_an_ablated_neuron_has_no_say_in_the_output(changes: dict[str, object]) -> None:
    trainer, surgery = operated(changes)
    surgery.ablate(1, 2)
    trainer.advance(20)
    points = np.random.default_rng(1).random((20, 2), np.float32)
    before = trainer.bound.predict(points)
    trainer.bound.layers[0].biases[2] += 3
    np.testing.assert_array_equal(trainer.bound.predict(points), before)


def test_undo_puts_back_the_weights_and_lets_them_learn() -> None:
    trainer, surgery = operated({})
    weights = trainer.bound.layers[1].weights
    before = weights[2].copy()
    surgery.pin(0, True)
    surgery.ablate(1, 2)
    trainer.advance(20)
    assert (weights[2] == 0).all()
    assert surgery.undo()
    np.testing.assert_array_equal(weights[2], before)
    assert [position for position, _ in trainer.pins] == [0]
    assert surgery.undo()
    assert trainer.pins == ()
    assert not surgery.undo()
    trainer.advance(5)
    assert (weights[2] != before).all()


def test_a_run_with_operations_repeats_from_its_record_and_from_its_snapshots() -> None:
    trainer, surgery = operated({})
    surgery.pin(5, True)
    trainer.advance(BLOCK)
    surgery.set_parameter(7, 1.5)
    trainer.tune(trainer.config.replace(rate=0.2))
    trainer.advance(40)
    surgery.undo()
    trainer.advance(BLOCK)
    digest = trainer.digest()
    assert replayed(CONFIG, trainer.changes, trainer.step).digest() == digest
    changes = trainer.changes
    trainer.restore(BLOCK)
    assert [position for position, _ in trainer.pins] == [5]
    for change in changes[1:]:
        trainer.advance(change.step - trainer.step)
        trainer.tune(change.config)
        if change.writes or change.pins != trainer.pins:
            trainer.edit(change.writes, change.pins)
    trainer.advance(2 * BLOCK + 70 - trainer.step)
    assert trainer.step == 30 + 2 * BLOCK + 40
    assert trainer.digest() == digest


@pytest.mark.parametrize(("position", "value"), [(-1, 0.0), (10_000, 0.0), (3, float("nan")), (3, 1e9)])
def test_what_no_parameter_can_be_is_refused_and_nothing_changes(position: int, value: float) -> None:
    trainer, surgery = operated({})
    digest = trainer.digest()
    with pytest.raises(ValueError, match="parameter"):
        surgery.set_parameter(position, value)
    assert (trainer.digest(), trainer.changes, len(surgery)) == (digest, (), 0)


@pytest.mark.parametrize(
    ("layer", "index", "sentence"),
    [(3, 0, "output"), (1, 6, "no neuron 7: they are counted from 1 to 6"), (0, 0, "no weights")],
)
def test_only_hidden_neurons_can_be_taken_out(layer: int, index: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        operated({})[1].ablate(layer, index)
