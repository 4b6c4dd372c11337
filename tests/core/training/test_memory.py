"""The memory limit: it is held by every start and by every change of a running network."""

from typing import Any

import pytest

from core.catalogue.description import describe
from core.compiler.program import compile_program
from core.engine import Engine
from core.shared.config import Config
from core.shared.fields import FIELDS, Field
from core.shared.layer import Layer
from core.training import memory
from core.training.trainer import Trainer
from tests.core.engine.engines import Clock

CONFIG = Config(layers=(Layer(8, "tanh"), Layer(4, "leaky_relu")), batch=8)
TABLES = describe()["kinds"]
MORE = {"batch", "dropout", "l1", "l2", "decay", "clip", "optimizer"}
"""The fields that are known to take more memory."""


def others(row: Field) -> list[Any]:
    """Return values of a live field that this network can take over, other than its own."""
    if row.kind == "formula":
        return ["a*b"]
    if row.kind != "id":
        return [type(row.default)(value) for value in (row.low, row.high) if value != getattr(CONFIG, row.key)]
    rows = [other for other in TABLES[row.table] if other.get("kind") != "row"]  # a loss over classes needs two outputs
    return [other["id"] for other in rows if other["id"] != getattr(CONFIG, row.key)]


@pytest.mark.parametrize("row", [row for row in FIELDS if row.live], ids=lambda row: row.key)
def test_a_change_of_any_live_field_is_refused_where_it_takes_more_than_is_allowed(
    row: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "LIMIT", memory.run_bytes(compile_program(CONFIG)))
    refused = []
    for value in others(row):
        trainer, undisturbed = Trainer(CONFIG), Trainer(CONFIG)
        config = CONFIG.replace(**{row.key: value})
        if memory.run_bytes(compile_program(config)) <= memory.LIMIT:
            trainer.tune(config)
            assert trainer.bound.program.config == config
            continue
        refused.append(value)
        with pytest.raises(ValueError, match=r"MB of memory .* MB are allowed: take fewer or smaller layers"):
            trainer.tune(config)
        assert (trainer.config, trainer.bound.config, trainer.changes) == (CONFIG, CONFIG, ())
        trainer.advance(70)
        undisturbed.advance(70)
        assert trainer.digest() == undisturbed.digest()
    assert refused or row.key not in MORE


def test_a_start_is_refused_from_one_byte_above_the_limit_on_and_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(Clock())
    needed = engine.start("layers=8.tanh")["bytes"]
    monkeypatch.setattr(memory, "LIMIT", needed)
    assert engine.start("layers=8.tanh")["run"] == 2
    monkeypatch.setattr(memory, "LIMIT", needed - 1)
    with pytest.raises(ValueError, match="MB are allowed"):
        engine.start("layers=8.tanh")
    assert engine.run == 2


def test_a_start_that_takes_too_much_says_how_much_it_takes_and_what_is_allowed() -> None:
    large = ",".join(["512.relu"] * 128)
    with pytest.raises(ValueError, match=r"would take [\d,]+ MB of memory and 1,024 MB are allowed"):
        Engine(Clock()).start(f"layers={large}&batch=4096")
