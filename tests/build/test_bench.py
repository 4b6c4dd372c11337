"""The measurements measure: every system does its tasks, and what is counted is right. How fast they are is no test."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from core.catalogue import describe
from core.catalogue.presets import PRESETS
from core.shared.link import from_link
from tests.bench import learning, page, plots, row, speed, visit
from tests.bench.harness import BRAIN, HERE, OURS, PEAK, PEERS, TFJS_WASM, System, browser, workers
from tests.bench.network import DEFAULT, LARGE, SMALL, operations
from tests.bench.row import Row
from tests.bench.target import AT_LEAST, AT_MOST, TARGETS, Target, growth, least_gain, of, ratio, report, slowest

BROKEN = System("broken", "broken.js")
SHORT = 0.01


def examples(network: str, batch: int, figure: float, system: str = OURS.name) -> Row:
    return row.row(speed.WORK, system, network, batch, [figure], "examples/s")


def asked() -> dict[str, Any]:
    """What every system gives for its tasks, on the smallest network; one fails."""
    with browser() as launched, workers(launched, (OURS, *PEERS)) as found:
        answers: dict[str, Any] = {"peak": found.ask(PEAK, "speed", SHORT), "broken": found.ask(BROKEN, "speed", SHORT)}
        goal = {"marks": [SHORT, 2 * SHORT], "goals": [1.0, 1e-9], "every": SHORT}
        for system in (OURS, *PEERS):
            given = {"link": SMALL.link(8)} if system == OURS else SMALL.options(8, seed=1)
            answers[system.name] = (
                found.ask(system, "speed", SHORT, **given),
                found.ask(system, "respond", SHORT, size=8, **given),
                found.ask(system, "learn", SHORT, **given, **goal),
            )
        answers["train"] = found.ask(OURS, "train", SHORT, link=SMALL.link(8), steps=3)
        answers["failed"] = found.failed
    return answers


@pytest.mark.usefixtures("dist", "chromium")
def test_every_system_does_its_tasks_and_one_that_fails_stops_no_other() -> None:
    # In a thread of its own: Playwright takes one driver a thread, and the browser tests have theirs in this one.
    with ThreadPoolExecutor(1) as pool:
        answers = pool.submit(asked).result()
    assert answers["broken"] is None
    assert list(answers.pop("failed")) == ["broken"]
    assert answers["peak"] > 1e8 and answers["train"] > 0
    for system in (OURS, *PEERS):
        examples_a_second, milliseconds, learned = answers[system.name]
        assert examples_a_second > 0 and milliseconds > 0
        assert len(learned["errors"]) == 2
        assert all(0 < error < 1 for error in learned["errors"])
        assert learned["reached"][0] > 0
        assert learned["reached"][1] is None


@pytest.mark.parametrize(("network", "counted"), [(DEFAULT, 12_992), (LARGE, 198_400)])
def test_the_operations_of_an_example_are_those_of_its_products(network: Any, counted: int) -> None:
    # By hand: two a weight forward, two for its gradient, two to go back, but for the weights of the inputs.
    assert operations(network.widths) == counted


def test_parameters_are_weights_and_biases() -> None:
    assert DEFAULT.parameters == 3 * 64 + 65 * 32 + 33


def test_a_share_is_held_against_the_peak_of_its_own_round() -> None:
    assert speed.shares([5.0, 0.5, 50.0], 10, [100.0, 10.0, 1000.0]) == [0.5, 0.5, 0.5]


def test_a_row_holds_the_median_and_what_was_never_reached_comes_last() -> None:
    assert row.row("w", "s", "n", 1, [3.0, 1.0, 2.0], "u")[4:7] == (2.0, 1.0, 3.0)
    assert row.row("w", "s", "n", 1, [3.0, None, 1.0], "u")[4:7] == (3.0, 1.0, None)
    assert row.row("w", "s", "n", 1, [None, None, 1.0], "u")[4:7] == (None, 1.0, None)


def test_a_peer_counts_at_its_best_setting_of_each_second() -> None:
    runs = {0.1: ([0.5, 0.1], [2.0, None]), 0.2: ([0.4, 0.3], [3.0, 4.0])}

    class Asked:
        def ask(self, system: System, task: str, seconds: float, **given: Any) -> Any:
            errors, reached = runs[given["rate"]]
            return {"errors": errors, "reached": reached}

    settings = [learning.Setting("adam", rate, 8) for rate in runs]
    asked: Any = Asked()
    rows = list(learning.peer(asked, TFJS_WASM, DEFAULT, settings, [1.0, 2.0], [1, 2]))
    assert row.value(rows, "error after 1 s", TFJS_WASM.name, "default") == 0.4
    assert row.value(rows, "error after 2 s", TFJS_WASM.name, "default") == 0.1
    assert row.value(rows, "time to an error of 0.001", TFJS_WASM.name, "default") == 2.0
    assert row.value(rows, "runs that reach 0.00035", TFJS_WASM.name, "default") == 2


@pytest.mark.parametrize("horizon", learning.HORIZONS, ids=str)
def test_every_horizon_has_its_preset_which_can_be_fitted(horizon: learning.Horizon) -> None:
    link = next(preset.link for preset in PRESETS if preset.id == horizon.preset)
    config, problems = from_link(f"{learning.fitted(link, 1234)}&seed=3", describe())
    assert (problems, config.horizon, config.seed) == ((), 1234, 3)
    assert [layer.neurons for layer in config.layers] == list(horizon.network.hidden)


def test_every_system_is_a_file_beside_the_harness() -> None:
    assert all((HERE / system.source).is_file() for system in (PEAK, OURS, *PEERS))
    assert visit.WATCH.is_file()


def test_figures_of_targets_are_ratios_of_rows() -> None:
    ours = of(speed.WORK, OURS.name, "default", 1)
    over = ratio(ours, of(speed.WORK, BRAIN.name, "default", 1))
    rows = [examples("default", 1, 200), examples("default", 1, 100, BRAIN.name)]
    assert over(rows) == 2
    assert over(rows[:1]) is None
    rows = [examples("default", batch, figure) for batch, figure in ((1, 10), (8, 40), (32, 20))]
    assert least_gain(DEFAULT)(rows) == 0.5
    rows = [examples(net.name, 512, 1 / net.parameters) for net in speed.WIDE]
    assert growth(speed.WIDE)(rows) == pytest.approx(1)
    times = [row.row("time", OURS.name, "default", 0, [2.0, 1.0, last], "s") for last in (3.0, None)]
    assert [slowest("time", OURS.name)([found]) for found in times] == [3.0, float("inf")]


def test_a_report_tells_which_targets_are_met_and_leaves_out_what_was_not_measured() -> None:
    assert Target("", AT_LEAST, 2, of("", "")).holds(2) and not Target("", AT_LEAST, 2, of("", "")).holds(1)
    assert Target("", AT_MOST, 2, of("", "")).holds(2) and not Target("", AT_MOST, 2, of("", "")).holds(3)
    text, missed = report([examples("default", 1, 50), examples("default", 1, 100, BRAIN.name)])
    assert missed == 1
    assert next(line for line in text.splitlines() if "brain.js" in line).split()[0] == "MISSED"
    assert "tfjs" not in text


def test_in_a_whole_run_what_was_not_measured_is_missed() -> None:
    text, missed = report([], whole=True)
    counted = [line for line in text.splitlines() if "NumPy calls a step" in line]  # from programs, not from rows
    assert missed == len(TARGETS) - len(counted)
    assert text.count("unmeasured") == missed


@pytest.mark.usefixtures("dist", "chromium")
def test_a_pause_is_measured_and_may_not_take_for_ever() -> None:
    def measured() -> list[Row]:
        with browser() as launched:
            return list(page.pauses(launched, 1))

    with ThreadPoolExecutor(1) as pool:  # as above
        (found,) = pool.submit(measured).result()
    assert found.work == "pause" and found.value is not None and 0 < found.value < 5000


def test_every_target_names_rows_that_are_measured() -> None:
    named = {(task.system.name, task.network.name, task.batch) for task in speed.tasks(quick=True)}
    rows = [row.row(speed.WORK, *place, [1.0], "examples/s") for place in named]
    rows += [row.row(speed.SHARE, *place, [1.0], "1") for place in named]
    known = [target for target in TARGETS if target.figure(rows) is not None]
    assert len(known) >= 15


def test_rows_and_plots_are_written_and_read_again(tmp_path: Path) -> None:
    facts = {"machine": "a machine", "date": "2026-11-24", "versions": {"chromium": "1"}, "failed": []}
    rows = [examples("default", batch, 10.0 * batch) for batch in (1, 8)] + [
        Row("w", "s", "n", 1, None, 1.0, None, "s")
    ]
    row.write(tmp_path / "bench.json", facts, rows)
    assert row.read(tmp_path / "bench.json") == (facts, rows)
    plots.draw(facts, rows, tmp_path)
    assert all((tmp_path / f"{name}.png").stat().st_size > 10_000 for name in plots.FIGURES)
