"""The browser computes what its programs compute elsewhere: random Configs in the worker, and on plain CPython."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from core.compiler.readable import STEPS
from core.shared.config import Config
from core.shared.link import to_link
from tests.browser.conftest import BRIDGE, Explorer
from tests.core.compiler.strategies import configs
from tests.fuzz.size import tries

TRAINED = (
    "async ([link, steps]) => {"
    + BRIDGE
    + """
  const ask = async (verb, ...given) => {
    const { facts, arrays, problem, lost } = await bridge.call(verb, JSON.stringify(given));
    if (problem || lost) throw new Error(`${link}: ${problem || lost}`);
    return { facts: JSON.parse(facts), arrays };
  };
  await ask('start', link);
  await ask('advance', steps);
  const { arrays } = await ask('frame', { costs: -1 });
  const { facts } = await ask('program_text', 'readable');
  return { costs: Array.from(arrays['costs.mean']), program: facts };
}"""
)
LEAST = 1e-6
"""A cost below this is rounding alone: float32 has some seven digits of the outputs whose difference it is made of."""


def costs_of(program: str) -> list[float]:
    """The cost of each step of a program that runs here, alone."""
    costs: list[float] = []
    names: dict[str, Any] = {"print": lambda step, cost: costs.append(float(cost))}
    with np.errstate(all="ignore"):
        exec(program, names)
    return costs


@pytest.mark.chromium_only
def test_random_networks_learn_in_the_browser_as_their_programs_do_on_cpython(explorer: Explorer) -> None:
    steps: list[int] = []

    @settings(tries(30, 300), phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
    @given(configs())
    def compare(config: Config) -> None:
        told = explorer.page.evaluate(TRAINED, [to_link(config), STEPS])
        alone = costs_of(told["program"])
        steps.append(len(told["costs"]))
        np.testing.assert_allclose(told["costs"], alone[: steps[-1]], rtol=1e-3, atol=LEAST, err_msg=to_link(config))

    compare()
    assert np.median(steps) == STEPS
