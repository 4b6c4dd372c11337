"""Targets: what the measurements must come to, each as one figure of the rows and a bound."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.compiler.program import compile_program
from core.shared.config import Config
from tests.bench import learning, page, responding, speed
from tests.bench.harness import BRAIN, OURS, TFJS_WASM
from tests.bench.network import DEFAULT, LARGE, Network
from tests.bench.row import Row, value
from tests.bench.visit import PAGE
from tests.core.compiler.test_calls import numpy_calls

Figure = Callable[[Sequence[Row]], float | None]
AT_LEAST, AT_MOST = "at least", "at most"


class Target(NamedTuple):
    """A figure of the rows (None: it was not measured) that is to be at least, or at most, its bound."""

    text: str
    sense: str
    bound: float
    figure: Figure

    def holds(self, figure: float) -> bool:
        """Whether a figure meets it."""
        return figure >= self.bound if self.sense == AT_LEAST else figure <= self.bound


def of(work: str, system: str, net: str = DEFAULT.name, batch: int = 0) -> Figure:
    """A row's own figure."""
    return lambda rows: value(rows, work, system, net, batch)


def ratio(one: Figure, other: Figure) -> Figure:
    """One figure over another."""

    def divided(rows: Sequence[Row]) -> float | None:
        above, below = one(rows), other(rows)
        return None if above is None or not below else above / below

    return divided


def slowest(work: str, system: str, net: str = DEFAULT.name, batch: int = 0) -> Figure:
    """A row's greatest figure: the last of several runs; infinite if one of them never came."""

    def highest(rows: Sequence[Row]) -> float | None:
        found = [row for row in rows if row[:4] == (work, system, net, batch)]
        return (float("inf") if found[0].high is None else found[0].high) if found else None

    return highest


def speed_of(network: Network, batch: int, system: str = OURS.name) -> Figure:
    """Examples a second."""
    return of(speed.WORK, system, network.name, batch)


def least_gain(network: Network) -> Figure:
    """The least factor by which examples a second change from one batch to the next larger one that was measured."""

    def gain(rows: Sequence[Row]) -> float | None:
        place = (speed.WORK, OURS.name, network.name)
        found = sorted((row.batch, row.value) for row in rows if row[:3] == place and row.value)
        return min((after / before for (_, before), (_, after) in pairwise(found)), default=None)

    return gain


def growth(networks: Iterable[Network]) -> Figure:
    """How much dearer the dearest of some networks is than the cheapest, by the example and parameter."""

    def spread(rows: Sequence[Row]) -> float | None:
        found = [(network.parameters, speed_of(network, 512)(rows)) for network in networks]
        costs = [1 / (size * figure) for size, figure in found if figure]
        return max(costs) / min(costs) if len(costs) == len(found) else None

    return spread


def calls(**changes: object) -> Figure:
    """The NumPy calls of a step of the default network at batch 128, as its program counts them."""
    return lambda _rows: float(numpy_calls(compile_program(Config(batch=128, **changes))))


def over_peer(network: Network, batch: int) -> Target:
    """Examples a second against TensorFlow.js at an equal batch."""
    text = f"examples/s against tfjs-wasm, {network.name}, batch {batch}"
    return Target(text, AT_LEAST, 10, ratio(speed_of(network, batch), speed_of(network, batch, TFJS_WASM.name)))


def error_share(seconds: float, bound: float) -> Target:
    """The error against TensorFlow.js's best at the same second."""
    work = learning.error_work(seconds)
    figure = ratio(of(work, OURS.name), of(work, TFJS_WASM.name))
    return Target(f"grid error after {seconds:g} s against tfjs-wasm's best", AT_MOST, bound, figure)


def response_gain(network: Network, bound: float) -> Target:
    """How many times as fast a response is."""
    work = responding.work(256)
    figure = ratio(of(work, TFJS_WASM.name, network.name), of(work, OURS.name, network.name))
    return Target(f"{work} against tfjs-wasm fused, {network.name}, times as fast", AT_LEAST, bound, figure)


def of_page(work: str, sense: str, bound: float) -> Target:
    """A figure of the page."""
    return Target(work, sense, bound, of(work, PAGE))


def peak_share(network: Network, bound: float) -> Target:
    """The share of the register peak at batch 512."""
    text = f"share of the register peak, {network.name}, batch 512"
    return Target(text, AT_LEAST, bound, of(speed.SHARE, OURS.name, network.name, 512))


def over_relu(network: Network) -> Target:
    """The time of a smooth activation against that of ReLU."""
    text = f"time of {network.activation} against relu"
    return Target(text, AT_MOST, 1.5, ratio(speed_of(RELU, 128), speed_of(network, 128)))


def million(system: str) -> Figure:
    """The time of a million examples."""
    return of("train 1 million", system, batch=Config().batch)


RELU, *SMOOTH = speed.SMOOTH
TARGETS = (
    *(over_peer(network, batch) for network in (DEFAULT, LARGE) for batch in (128, 1024)),
    Target(
        "examples/s at batch 1 against brain.js, default", AT_LEAST, 1.0,
        ratio(speed_of(DEFAULT, 1), speed_of(DEFAULT, 1, BRAIN.name)),
    ),
    peak_share(DEFAULT, 0.55),
    peak_share(LARGE, 0.85),
    *(over_relu(network) for network in SMOOTH),
    *(
        # Two percent are left to the machine.
        Target(f"examples/s, each batch against the one before, {network.name}", AT_LEAST, 0.98, least_gain(network))
        for network in (DEFAULT, LARGE)
    ),
    Target("time an example and parameter, widths 64 to 512, most over least", AT_MOST, 1.5, growth(speed.WIDE[1:])),
    Target("time an example and parameter, depths 2 to 16, most over least", AT_MOST, 1.5, growth(speed.DEEP[1:])),
    Target("NumPy calls a step, SGD", AT_MOST, 25, calls()),
    Target("NumPy calls a step, Adam", AT_MOST, 36, calls(optimizer="adam")),
    error_share(1, 1 / 5),
    error_share(5, 1 / 8),
    error_share(10, 1 / 8),
    Target("seconds to an error of 1e-3, slowest run", AT_MOST, 3, slowest(learning.time_work(1e-3), OURS.name)),
    Target("seconds to an error of 3.5e-4, slowest run", AT_MOST, 15, slowest(learning.time_work(3.5e-4), OURS.name)),
    response_gain(DEFAULT, 2),
    response_gain(LARGE, 1.5),
    Target(
        "train 1 million on the page against the same steps with no page", AT_MOST, 1.3,
        ratio(million(PAGE), million(page.ALONE)),
    ),
    of_page("usable controls, first visit", AT_MOST, 400),
    of_page("first training frame, first visit", AT_MOST, 2000),
    of_page("first training frame, later visits", AT_MOST, 800),
    of_page("bytes until the first training frame", AT_MOST, 6_500_000),
    of_page("poke to picture, median", AT_MOST, 50),
    of_page("poke to picture, 95th percentile", AT_MOST, 100),
    Target("pause, longest", AT_MOST, 50, slowest("pause", PAGE)),
    *(
        # The row's figure is 0 where no task lasted over 50 ms.
        Target(f"longest task {when}", AT_MOST, 50, slowest(f"longest task {when}", PAGE))
        for when in ("with the map", "with the surface", "while poked", "in all views")
    ),
    # The browser's own clock gives a frame more or less in a stretch of seconds.
    of_page("frames with the map", AT_LEAST, 59),
    of_page(f"{page.FRAME_TIME} with the surface", AT_MOST, 4),
)  # fmt: skip


def report(rows: Sequence[Row], whole: bool = False) -> tuple[str, int]:
    """Each target with its figure, and how many are missed.

    One that was not measured is missed if `rows` are those of a `whole` run, else left out.
    """
    measured = [(target, target.figure(rows)) for target in TARGETS]
    lines, missed = [], 0
    for target, figure in measured:
        if figure is None and not whole:
            continue
        met = figure is not None and target.holds(figure)
        missed += not met
        told = "unmeasured" if figure is None else f"{figure:.4g}"
        lines.append(f"{'met' if met else 'MISSED':7}{target.text:70}{told:>12}  ({target.sense} {target.bound:g})")
    return "\n".join(lines), missed
