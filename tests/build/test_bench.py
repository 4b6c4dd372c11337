"""The measurements measure: every contender works, and what is counted is right. How fast they are is no test."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.build.suite import tool
from core.wasm.bench import peak_program
from tests.bench.bench import DEFAULT, LARGE, PEAK, contenders, operations, share, table
from tests.bench.harness import Result, compare


@pytest.mark.usefixtures("dist", "chromium")
def test_the_peak_a_network_and_a_peer_are_measured_in_each_round() -> None:
    every = [contender for contender, _ in contenders()]
    chosen = [PEAK, every[1], every[-1]]
    peers = {"brain.js": tool("brain.js"), "peak": peak_program().parent}
    # In a thread of its own: Playwright takes one driver a thread, and the browser tests have theirs in this one.
    with ThreadPoolExecutor(1) as pool:
        results = pool.submit(lambda: list(compare(chosen, peers, rounds=2, seconds=0.01))).result()
    assert [result.name for result in results] == [contender.name for contender in chosen]
    assert all(figure > 0 for result in results for figure in result.figures)
    assert [len(result.figures) for result in results] == [2, 2, 2]


@pytest.mark.parametrize(("widths", "counted"), [((2, 1), 8), ((1, 1, 1), 10), (DEFAULT, 12_992), (LARGE, 198_400)])
def test_the_operations_of_an_example_are_those_of_its_products(widths: tuple[int, ...], counted: int) -> None:
    # By hand: two a weight forward, two for its gradient, two to go back, but for the weights of the inputs.
    assert operations(widths) == counted


def test_a_share_is_held_against_the_peak_of_its_own_round() -> None:
    peak = Result("peak", [100.0, 10.0, 1000.0])
    assert share(Result("half", [5.0, 0.5, 50.0]), 10, peak) == 0.5


def test_the_table_shows_medians_and_shares() -> None:
    lines = table([Result("peak", [100.0, 300.0, 200.0]), Result("ours", [1.0, 3.0, 2.0])], [0, 50]).splitlines()
    assert lines[1].split() == ["peak", "200", "100", "300"]
    assert lines[2].split() == ["ours", "2", "1", "3", "50%"]


def test_every_contender_is_a_file_beside_the_harness() -> None:
    folder = Path(__file__).parents[1] / "bench"
    assert all((folder / contender.source).is_file() for contender, _ in contenders())
