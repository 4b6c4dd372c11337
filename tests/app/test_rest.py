"""A run that rests while nobody sees it. Runs on CPython and on MicroPython."""

from app.rest import Rest


class Asked:
    """What the engine was asked, and the status that it has."""

    def __init__(self, **status: object) -> None:
        self.status = status
        self.calls: list = []
        self.rest = Rest(lambda: self.status or None, lambda verb, *arguments: self.calls.append((verb, arguments)))


def test_a_running_run_pauses_out_of_sight_and_goes_on_in_sight() -> None:
    asked = Asked(state="running", goal=None, examples=5)
    asked.rest.see(False)
    assert asked.calls == [("pause", ())]
    asked.status = {"state": "paused", "goal": None, "examples": 9}
    asked.rest.see(True)
    assert asked.calls == [("pause", ()), ("train", (None,))]


def test_a_run_with_a_goal_goes_on_to_that_goal() -> None:
    asked = Asked(state="running", goal=1000, examples=300)
    asked.rest.see(False)
    asked.status = {"state": "paused", "goal": None, "examples": 400}
    asked.rest.see(True)
    assert asked.calls == [("pause", ()), ("train", (600,))]


def test_a_run_that_does_not_run_is_left_alone() -> None:
    asked = Asked(state="paused", goal=None, examples=5)
    asked.rest.see(False)
    asked.rest.see(True)
    assert asked.calls == []


def test_what_is_asked_for_out_of_sight_begins_in_sight() -> None:
    for amount, expected in ((None, None), (500, 500)):
        asked = Asked(state="ready", goal=None, examples=0)
        asked.rest.see(False)
        asked.rest.train(amount)
        assert asked.calls == []
        asked.rest.see(True)
        assert asked.calls == [("train", (expected,))]


def test_a_pause_out_of_sight_holds_in_sight() -> None:
    asked = Asked(state="running", goal=None, examples=5)
    asked.rest.see(False)
    asked.rest.pause()
    asked.rest.see(True)
    assert asked.calls == [("pause", ()), ("pause", ())]


def test_in_sight_training_begins_at_once_even_before_there_is_a_status() -> None:
    asked = Asked()
    asked.rest.train(7)
    assert asked.calls == [("train", (7,))]
    asked.rest.see(False)
    asked.rest.train(7)
    asked.rest.see(True)
    assert asked.calls == [("train", (7,)), ("train", (7,))]
