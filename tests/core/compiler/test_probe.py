"""Probes tell how long lines take and what they write, and leave a run as it was."""

from itertools import count
from time import perf_counter

import numpy as np
import pytest

from core.compiler.probe import GROUPS, profile, ranges
from core.compiler.program import Bound, compile_program
from core.shared.config import Config
from core.shared.layer import Layer

CONFIGS = (
    Config(),
    Config(batch=1),
    Config(optimizer="adam", clip=0.01, decay=0.1, dropout=0.2, target="spirals", outputs=2, loss="cross_entropy"),
    Config(optimizer="muon", data="finite", examples=50, layers=(Layer(6, "tanh"), Layer(5, "gelu"))),
)
BOTH = pytest.mark.parametrize("config", CONFIGS, ids=["default", "one", "classes", "muon"])


def trained(config: Config) -> Bound:
    bound = compile_program(config).bind()
    bound.run([0.01] * 30)
    return bound


@BOTH
def test_probing_changes_nothing_of_the_run(config: Config) -> None:
    probed, untouched = trained(config), trained(config)
    profile(probed, 20)
    ranges(probed)
    assert probed.run([0.01] * 300).tobytes() == untouched.run([0.01] * 300).tobytes()
    assert probed.parameters.tobytes() == untouched.parameters.tobytes()


@BOTH
def test_a_profile_times_every_line_of_the_functions(config: Config) -> None:
    bound = trained(config)
    ticks = count()
    found = profile(bound, GROUPS, lambda: float(next(ticks)))
    lines = bound.program.fast
    timed = {line.number for line in found.lines}
    shallowest = {"sample": 1, "train": 2, "measure": 1}
    texts = {
        line.text for part in bound.space.fast.functions for line in part.lines if line.indent == shallowest[part.name]
    }
    assert {lines[number - 1].text for number in timed} == texts
    # By a clock that ticks once at each look, a group of steps takes one tick, and so do the rounds of a line; of one
    # that works in place the putting back takes another tick, which does not count.
    assert found.step > 0
    assert all(line.microseconds >= 0 for line in found.lines)
    assert any(line.microseconds > 0 for line in found.lines)


@pytest.mark.parametrize("tick", [0.0, 1e-4, 1e-3])
def test_lines_make_up_the_step_however_coarse_the_clock_is(tick: float) -> None:
    def clock() -> float:
        now = perf_counter()
        return now if not tick else now // tick * tick

    found = profile(trained(Config()), 200, clock)
    total = sum(line.microseconds for line in found.lines)
    assert 0.2 * found.step < total < 5 * found.step  # a busy machine, and caches that whole steps have no use of


def test_a_slow_line_is_seen_to_be_slow() -> None:
    layers = (Layer(64, "leaky_relu"), Layer(64, "gcu"))
    bound = trained(Config(batch=512, layers=layers))
    times = {bound.program.fast[line.number - 1].text: line.microseconds for line in profile(bound, 40).lines}
    assert times["A1.dot(W2, z2)"] > times["subtract(y3, t, d3)"]


@BOTH
def test_ranges_are_those_of_the_arrays_that_a_step_writes(config: Config) -> None:
    bound = trained(config)
    found = {line.array: line for line in reversed(ranges(bound))}  # what an array is first written for
    forward = bound.forward(bound.inputs)
    assert (found["z1"].low, found["z1"].high) == pytest.approx((forward.z[0].min(), forward.z[0].max()), rel=1e-4)
    for line in ranges(bound):
        assert line.low <= line.high
        assert line.array in bound.program.fast[line.number - 1].text


def test_ranges_before_any_step_are_those_of_the_first_batch() -> None:
    bound = compile_program(Config()).bind()
    found = ranges(bound)
    assert {"z1", "s1", "a2", "d1", "G1"} <= {line.array for line in found}
    assert np.isfinite([line.high for line in found]).all()
