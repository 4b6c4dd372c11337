"""Long work says where it is."""

import pytest

from core.build import progress
from core.build.progress import plan, step


class Clock:
    """A clock that passes a given time at each look."""

    def __init__(self, seconds: float) -> None:
        self.now = 0.0
        self.seconds = seconds

    def monotonic(self) -> float:
        self.now += self.seconds
        return self.now


@pytest.fixture
def seconds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
    """What each step takes by the clock that `progress` reads."""
    monkeypatch.setattr(progress, "time", Clock(request.param))
    return request.param


@pytest.mark.parametrize("seconds", [41], indirect=True)
def test_a_step_says_its_number_its_title_and_its_time(seconds: float, capsys: pytest.CaptureFixture[str]) -> None:
    plan(9)
    for title in ("npm packages", "tools", "NumPy"):
        with step(title):
            pass
    assert capsys.readouterr().out.splitlines()[-1] == "step 3 of 9: NumPy, 41 s"


@pytest.mark.parametrize("seconds", [5], indirect=True)
def test_a_step_inside_another_one_adds_its_title(seconds: float, capsys: pytest.CaptureFixture[str]) -> None:
    plan(2)
    with step("NumPy"), step("compile"):
        pass
    with step("dist"):
        pass
    lines = ["step 1 of 2: NumPy: compile, 5 s", "step 1 of 2: NumPy, 15 s", "step 2 of 2: dist, 5 s"]
    assert capsys.readouterr().out.splitlines() == lines


@pytest.mark.parametrize("seconds", [0.1], indirect=True)
def test_a_short_step_says_nothing(seconds: float, capsys: pytest.CaptureFixture[str]) -> None:
    plan(1)
    with step("catalogue"):
        pass
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("seconds", [41], indirect=True)
def test_a_failed_step_is_counted_and_the_next_one_starts_afresh(
    seconds: float, capsys: pytest.CaptureFixture[str]
) -> None:
    plan(2)
    with pytest.raises(ValueError, match="no"), step("first"):
        raise ValueError("no")
    with step("second"):
        pass
    assert capsys.readouterr().out.splitlines()[-1] == "step 2 of 2: second, 41 s"
