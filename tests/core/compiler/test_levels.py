"""Both levels of a program are one program: they agree in costs, parameters, and which lines belong together."""

import itertools
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.optimizers import OPTIMIZERS
from core.catalogue.targets import TARGETS
from core.compiler.line import PHASES
from core.compiler.program import Program, compile_program
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.rates import rates
from core.training.trainer import Trainer
from tests.core.compiler.strategies import configs

STEPS = 12


def readable_run(program: Program, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """The costs and last parameters of the readable program, executed here."""
    text = program.text("readable").replace("range(1, 201)", f"range(1, {steps + 1})")
    costs: list[float] = []
    names: dict[str, object] = {"print": lambda step, cost: costs.append(cost)}
    with np.errstate(all="ignore"):
        exec(text, names)
    parameters = names["parameters"]
    assert isinstance(parameters, np.ndarray)
    return np.array(costs), parameters


@settings(max_examples=150)
@given(configs())
def test_the_readable_program_is_the_fast_one(config: Config) -> None:
    program = compile_program(config)
    bound = program.bind()
    start = bound.parameters.copy()
    fast = bound.run(rates(config, 0, STEPS, 0))
    readable, parameters = readable_run(program, STEPS)
    scale = max(1e-3, np.abs(parameters - start).max())
    assert fast == pytest.approx(readable, rel=2e-3, abs=1e-5)
    assert np.abs(bound.parameters - parameters).max() < 0.02 * scale + 1e-5


@settings(max_examples=40)
@given(configs())
def test_everything_stays_float32(config: Config) -> None:
    bound = compile_program(config).bind()
    assert bound.run([0.01]).dtype == np.float32
    points = np.random.default_rng(0).random((5, config.inputs), np.float32)
    forward = bound.forward(points)
    for array in (bound.predict(points), bound.gradient, bound.parameters, *forward.z, *forward.a, forward.inputs):
        assert array.dtype == np.float32
    text = bound.program.text("readable").replace("range(1, 201)", "range(1, 3)")
    names: dict[str, object] = {"print": lambda *_: None}
    with np.errstate(all="ignore"):
        exec(text, names)
    arrays = {name: value for name, value in names.items() if isinstance(value, np.ndarray) and name[0] not in "oqc"}
    assert {array.dtype for array in arrays.values()} == {np.dtype(np.float32)}


@settings(max_examples=40)
@given(configs(), st.integers(0, 1))
def test_lines_are_numbered_and_partners_are_mutual(config: Config, level: int) -> None:
    program = compile_program(config)
    own, other = (program.readable, program.fast)[:: 1 if level else -1]
    assert [line.number for line in own] == list(range(1, len(own) + 1))
    for line in own:
        assert line.phase in PHASES
        assert line.layer is None or 1 <= line.layer <= len(config.layers) + 1
        assert all(line.number in other[partner - 1].partners for partner in line.partners)


@settings(max_examples=40)
@given(configs())
def test_every_line_of_a_step_says_what_it_does_and_has_a_partner(config: Config) -> None:
    program = compile_program(config)
    for lines in (program.readable, program.fast):
        for line in lines:
            if line.phase != "setup" and line.text and not line.text.startswith(("def ", "print(")):
                assert line.partners or (line.phase, config.schedule) == ("update", "plateau"), line
            assert line.note or not line.text or line.text.startswith("#"), line


@settings(max_examples=25)
@given(configs())
def test_what_the_fast_program_sets_up_has_the_shape_it_says_and_the_layer_of_its_name(config: Config) -> None:
    program = compile_program(config)
    arrays = program.bind().space.names
    layers = itertools.count(1)
    for line in program.fast[1:]:
        if line.phase == "setup":
            ((name, shape),) = line.shapes
            assert eval(name, arrays).shape == shape, line
            if name.startswith("is_weight["):  # a layer's part, one after the other
                assert line.layer == next(layers), line
                continue
            number = re.search(r"(?:(?<=[AazydskGVW])|(?<=tion))([1-9])(?=T?$|_flat|_step|_cell|\[:, -1\])", name)
            constant = line.text.startswith(f"{name} = np.array(")
            assert line.layer == (int(number[0]) if number and not constant else None), line


@settings(max_examples=25)
@given(configs())
def test_memory_is_partner_of_the_lines_that_it_is_for(config: Config) -> None:
    program = compile_program(config)
    for line in program.readable:
        if re.match("[mvs] = np.zeros|(z|a|delta|dW)[1-9] = ", line.text) and line.phase != "sample":
            partners = [program.fast[number - 1] for number in line.partners]
            layers = {partner.layer for partner in partners if partner.phase == "setup"}
            assert layers == {line.layer}, line


@pytest.mark.skipif(sys.platform == "emscripten", reason="a browser has no processes")
@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(optimizer="adam", rate=0.01, schedule="cosine", warmup=20, horizon=150, batch=64, clip=0.5, decay=0.01),
        Config(
            target="spirals", arms=3, outputs=3, loss="cross_entropy", data="finite", examples=90, noise=0.02,
            dropout=0.1,
            layers=(Layer(16, "gelu", "he_normal", "zeros"), Layer(16, "mish", "orthogonal", "zeros")), rate=0.1,
        ),
    ],
    ids=["default", "adam", "classes"],
)  # fmt: skip
def test_the_text_runs_alone_and_repeats_the_first_200_costs(config: Config, tmp_path: Path) -> None:
    program = compile_program(config)
    path = tmp_path / "program.py"
    path.write_text(program.text("readable"))
    run = subprocess.run(
        [sys.executable, "-I", "-W", "error", path.name], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    printed = np.array([float(line.split()[1]) for line in run.stdout.splitlines()])
    assert len(printed) == 200
    assert program.bind().run(rates(config, 0, 200, 0)) == pytest.approx(printed, rel=1e-3)


def test_the_readable_program_reduces_the_rate_on_a_plateau_as_the_trainer_does() -> None:
    config = Config(
        schedule="plateau", patience=100, factor=0.5, rate=0.5, target="random", layers=(Layer(6, "tanh"),), batch=64
    )  # fmt: skip
    trainer = Trainer(config)
    trainer.advance(1500)
    costs, parameters = readable_run(compile_program(config), 1500)
    assert trainer.rate() < 0.3
    assert trainer.bound.parameters == pytest.approx(parameters, rel=1e-3, abs=1e-4)
    assert len(costs) == 1500


@pytest.mark.parametrize("target", [row.id for row in TARGETS if row.kind == "function"])
def test_the_target_at_points_is_what_the_samples_are_given(target: str) -> None:
    bound = compile_program(Config(target=target)).bind()
    bound.run([0.1])
    assert bound.target_at(bound.inputs) == pytest.approx(bound.targets, abs=1e-5)


@pytest.mark.parametrize("optimizer", [row.id for row in OPTIMIZERS])
def test_the_fast_program_lists_the_lines_that_train(optimizer: str) -> None:
    program = compile_program(Config(optimizer=optimizer))
    listed = [line.text for line in program.fast]
    for function in program.training.functions:
        assert all(line.text in listed for line in function.lines)
