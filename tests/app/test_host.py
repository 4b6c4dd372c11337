"""What the page around an embedded one may say, and what it hears. Runs on CPython and on MicroPython."""

import json

from app import host
from app.host import Teller

STATUS = {
    "run": 1,
    "state": "running",
    "step": 4,
    "examples": 128,
    "cost": 0.25,
    "rate": 0.5,
    "examples_per_second": 1000.0,
    "goal": None,
    "begun": 0,
    "message": "",
    "shown": None,
}


def said(**message: object) -> str:
    """A message of the present version."""
    return json.dumps(dict(message, explorer=1))


def refusal(text: str) -> str:
    """Why a message is refused."""
    try:
        host.command(text)
    except ValueError as error:
        return str(error)
    raise AssertionError(text + " was taken.")


def status(**changes: object) -> dict:
    return dict(STATUS, **changes)


def test_each_command_is_heard_with_its_argument() -> None:
    assert host.command(said(do="set", config="target=xor&rate=0.3")) == ("set", ("target=xor&rate=0.3", False))
    assert host.command(said(do="set", config="", anew=True)) == ("set", ("", True))
    assert host.command(said(do="train")) == ("train", None)
    assert host.command(said(do="train", examples=1000)) == ("train", 1000)
    assert host.command(said(do="pause")) == ("pause", None)


def test_another_version_is_refused() -> None:
    for version in (0, 2, "1", None, True, [1]):
        assert "explorer: 1" in refusal(json.dumps({"explorer": version, "do": "pause"}))
    assert "explorer: 1" in refusal('{"do": "pause"}')


def test_what_is_no_command_is_refused_with_a_sentence() -> None:
    wrong = (
        said(),
        said(do="steal"),
        said(do=["set"]),
        said(do="set"),
        said(do="set", config=5),
        said(do="set", config="", anew="yes"),
        said(do="train", examples=0),
        said(do="train", examples=1.5),
        said(do="train", examples="9"),
        said(do="train", examples=True),
        said(do="train", examples=2_000_000_000),
        "[]",
        "null",
        '"text"',
        "5",
        said(do="set", config="x" * 100_001),
    )
    for text in wrong:
        assert refusal(text).endswith(".")


class Page:
    """What it was asked for, and a sentence for each link that it takes."""

    def __init__(self, choices: dict) -> None:
        self.choices = choices
        self.asked: list = []

    def set(self, link: str, anew: bool) -> tuple:
        self.asked.append((link, anew))
        return ("Mended.",)


def test_a_link_with_a_wrong_part_is_refused_whole_and_a_good_one_is_taken(choices: dict) -> None:
    page = Page(choices)
    for wrong in ("target=nonsense", "target=xor&rate=99", "layers=8.tanh&colour=red"):
        told = host.obey(said(do="set", config=wrong, anew=True), page)
        assert len(told) == 1
        assert told[0].endswith("so nothing was changed."), told
    assert page.asked == []
    assert host.obey(said(do="set", config="target=xor&rate=0.25"), page) == ("Mended.",)
    assert page.asked == [("target=xor&rate=0.25", False)]


def test_the_host_hears_step_and_cost() -> None:
    told = json.loads(host.step(STATUS))
    assert told == {
        "explorer": 1,
        "event": "step",
        "state": "running",
        "step": 4,
        "examples": 128,
        "cost": 0.25,
        "rate": 0.5,
    }
    assert json.loads(host.step(status(cost="nan")))["cost"] is None
    assert json.loads(host.step(status(cost=None)))["cost"] is None


def test_the_host_hears_a_change_of_state_at_once_and_progress_now_and_then() -> None:
    teller = Teller()
    assert teller.hear(status(state="ready"), 0.0)
    assert teller.hear(status(step=1), 0.01)
    assert teller.hear(status(step=2), 0.05) == ""
    assert json.loads(teller.hear(status(step=3), 0.3))["step"] == 3
    assert json.loads(teller.hear(status(state="paused", step=4), 0.31))["state"] == "paused"
    assert teller.hear(status(state="paused", step=4), 9.0) == ""
    assert json.loads(teller.hear(status(state="paused", step=5), 9.1))["step"] == 5
