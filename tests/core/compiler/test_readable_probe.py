"""What the readable lines hold at a step is what the run itself computes there, and looking changes nothing of it."""

import numpy as np
import pytest

from core.compiler.program import Bound, compile_program
from core.compiler.readable_probe import readable_ranges
from core.shared.config import Config
from core.shared.layer import Layer

RATE = 0.01
CONFIGS = {
    "default": Config(),
    "features": Config(features=("product_ab",), noise=0.1, schedule="cosine", warmup=3, output=Layer(1, "tanh")),
    "classes": Config(optimizer="adam", clip=0.01, decay=0.1, target="spirals", outputs=2, loss="cross_entropy"),
    "muon": Config(optimizer="muon", data="finite", examples=50, layers=(Layer(6, "tanh"), Layer(5, "gelu"))),
    "random": Config(target="random", l1=0.01, schedule="plateau", layers=()),
}
EVERY = pytest.mark.parametrize("name", CONFIGS)


def trained(config: Config) -> Bound:
    bound = compile_program(config).bind()
    bound.run([RATE] * 30)
    return bound


def found(bound: Bound) -> dict[str, tuple[float, float]]:
    """The range of each array that lines make, the last line's."""
    return {row.array: (row.low, row.high) for row in readable_ranges(bound, RATE)}


@EVERY
def test_ranges_are_those_of_the_run(name: str) -> None:
    bound = trained(CONFIGS[name])
    ranges = found(bound)
    passed, back = bound.forward(bound.inputs), bound.backward(bound.inputs, bound.targets)
    expected = {"a0": passed.inputs, "t": bound.targets, "cost": np.array(back.cost)}
    for number, layer in enumerate(bound.plan.layers, 1):
        weights = back.gradient[layer.offset : layer.offset + layer.fan_in * layer.fan_out]
        expected |= {f"z{number}": passed.z[number - 1], f"a{number}": passed.a[number - 1]}
        expected[f"delta{number}"] = back.deltas[number - 1]
        if not bound.config.l1:
            expected[f"dW{number}"] = weights
    for array, values in expected.items():
        scale = max(1e-3, float(np.abs(values).max()))
        np.testing.assert_allclose(ranges[array], (values.min(), values.max()), atol=1e-4 * scale, rtol=1e-4)


@EVERY
def test_looking_changes_nothing_of_the_run(name: str) -> None:
    looked, untouched = trained(CONFIGS[name]), trained(CONFIGS[name])
    before = np.geterr()
    readable_ranges(looked, RATE)
    assert np.geterr() == before
    assert looked.run([RATE] * 300).tobytes() == untouched.run([RATE] * 300).tobytes()
    assert looked.parameters.tobytes() == untouched.parameters.tobytes()


@EVERY
def test_every_line_of_the_forward_and_backward_phase_has_a_range(name: str) -> None:
    bound = trained(CONFIGS[name])
    held = {row.number for row in readable_ranges(bound, RATE)}
    lines = [line for line in bound.program.readable if line.phase in ("forward", "backward", "update")]
    last = next(line.number for line in lines if line.text.startswith("parameters -="))
    assert {line.number for line in lines if line.number <= last and not line.text.endswith(":")} <= held


def test_before_the_first_step_the_ranges_are_of_the_first_batch() -> None:
    bound = compile_program(Config()).bind()
    assert found(bound)["a0"] == (bound.inputs.min(), bound.inputs.max())


def test_a_network_that_diverged_says_so_without_a_warning() -> None:
    bound = trained(Config(layers=(Layer(4, "identity"),), output=Layer(1, "identity")))
    bound.parameters[:] = np.float32(1e38)
    assert not np.isfinite(found(bound)["a2"]).all()
