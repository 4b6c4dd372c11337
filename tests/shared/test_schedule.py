"""Shares of the rate. These tests run on CPython and on the page's MicroPython."""

from core.shared.config import Config
from core.shared.schedule import share, warmup_share


def shares(choices: dict, steps: range | tuple[int, ...], **changes: object) -> list[float]:
    config = Config(**changes)
    for row in choices["kinds"]["schedules"]:
        if row["id"] == config.schedule:
            return [share(config, row["value"], step) for step in steps]
    raise AssertionError(config.schedule)


def close(values: list[float], wanted: list[float]) -> bool:
    return len(values) == len(wanted) and all(abs(a - b) < 1e-12 for a, b in zip(values, wanted))  # noqa: B905


def test_a_constant_rate_stays(choices: dict) -> None:
    assert shares(choices, (0, 1, 10**9)) == [1.0, 1.0, 1.0]


def test_steps_cut_at_whole_multiples(choices: dict) -> None:
    found = shares(choices, (0, 99, 100, 199, 200, 1000), schedule="step", every=100, factor=0.5, floor=0.01)
    assert close(found, [1, 1, 0.5, 0.5, 0.25, 0.01])


def test_exponential_meets_the_steps_at_whole_multiples(choices: dict) -> None:
    found = shares(choices, (0, 50, 100, 200, 10000), schedule="exponential", every=100, factor=0.25)
    assert close(found, [1, 0.5, 0.25, 0.0625, 0.25**100])


def test_cosine_falls_to_the_floor_at_the_horizon(choices: dict) -> None:
    found = shares(choices, (0, 25, 50, 100, 500), schedule="cosine", horizon=100, floor=0.2)
    assert close(found, [1, 0.2 + 0.8 * (1 + 0.5**0.5) / 2, 0.6, 0.2, 0.2])


def test_linear_falls_to_the_floor_at_the_horizon(choices: dict) -> None:
    found = shares(choices, (0, 25, 100, 500), schedule="linear", horizon=100, floor=0.2)
    assert close(found, [1, 0.8, 0.2, 0.2])


def test_one_cycle_rises_and_falls(choices: dict) -> None:
    found = shares(choices, (0, 15, 30, 65, 100, 500), schedule="one_cycle", horizon=100)
    assert close(found, [0.04, 0.52, 1, 0.5, 0, 0])


def test_a_plateau_cuts_as_often_as_it_was_met(choices: dict) -> None:
    config = Config(schedule="plateau", factor=0.1, floor=0.005)
    value = [row["value"] for row in choices["kinds"]["schedules"] if row["id"] == "plateau"][0]  # noqa: RUF015
    assert close([share(config, value, 5, cuts) for cuts in (0, 1, 2, 3)], [1, 0.1, 0.01, 0.005])


def test_the_warm_up_comes_before_the_schedule(choices: dict) -> None:
    found = shares(choices, (0, 1, 3, 4, 54, 104), schedule="linear", horizon=100, warmup=4)
    assert close(found, [0.25, 0.5, 1, 1, 0.5, 0])
    assert warmup_share(Config(), 0) == 1.0


def test_a_share_lies_between_nothing_and_all(choices: dict) -> None:
    for row in choices["kinds"]["schedules"]:
        for floor in (0.0, 0.3, 1.0):
            found = shares(choices, range(0, 400, 7), schedule=row["id"], horizon=123, every=50, floor=floor, warmup=9)
            assert all(0 <= value <= 1 for value in found), row["id"]
            assert all(value >= min(floor, 1) for value in found[2:]), row["id"]
