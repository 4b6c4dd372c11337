"""Session and frames: what is asked of the worker, and when."""

import asyncio
from typing import Any

import pytest

from app.frames import Frames
from app.session import Session
from core.shared.config import Config
from core.shared.layer import Layer


class Worker:
    """Notes what it is asked, refuses networks of 512 neurons, and says that it is in `state`."""

    def __init__(self, state: str = "ready", goal: int | None = None) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.state, self.goal = state, goal

    async def ask(self, name: str, *arguments: object) -> dict[str, Any]:
        self.asked.append((name, *arguments))
        if name == "start" and "512" in str(arguments[0]):
            raise ValueError("Too large.")
        return {"state": self.state, "goal": self.goal, "begun": 1_000}

    def names(self) -> list[object]:
        return [asked[0] for asked in self.asked]


def after(worker: Worker, *configs: Config) -> Session:
    """A session that has applied these Configs, one after the other."""
    session = Session(worker.ask)

    async def apply() -> None:
        for config in configs:
            await session.apply(config)

    asyncio.run(apply())
    return session


def test_the_first_config_starts_a_run() -> None:
    worker = Worker()
    after(worker, Config(rate=0.3))
    assert worker.asked == [("start", "rate=0.3")]


def test_a_live_change_tunes_the_run() -> None:
    worker = Worker("running")
    after(worker, Config(), Config(rate=0.3), Config(rate=0.3, target="xor"))
    assert worker.names() == ["start", "tune", "tune"]


def test_a_change_that_rebuilds_starts_anew_and_trains_on() -> None:
    worker = Worker("running")
    after(worker, Config(), Config(layers=(Layer(4, "tanh"),)))
    assert worker.names() == ["start", "status", "start", "train"]
    assert worker.asked[-1] == ("train", None)


def test_a_rebuilt_run_trains_as_many_examples_as_the_old_one_was_to() -> None:
    worker = Worker("running", goal=1_001_000)
    after(worker, Config(), Config(seed=2))
    assert worker.asked[-1] == ("train", 1_000_000)


def test_a_paused_run_is_rebuilt_without_training() -> None:
    worker = Worker("paused")
    after(worker, Config(), Config(seed=2))
    assert worker.names() == ["start", "status", "start"]


def test_what_the_engine_refuses_leaves_the_old_run_applied() -> None:
    worker = Worker()
    session = after(worker, Config())
    with pytest.raises(ValueError, match="Too large"):
        asyncio.run(session.apply(Config(layers=(Layer(512, "tanh"),))))
    assert session.applied == Config()


def test_one_frame_is_asked_for_at_a_time_and_none_when_nothing_changes() -> None:
    flying, most, failures = 0, 0, []
    wanted = iter([True, True, False])

    async def ask(_wants: dict[str, Any]) -> str:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0)
        flying -= 1
        return "frame"

    async def live() -> int:
        frames = Frames(ask, lambda: asyncio.sleep(0), dict, lambda _frame: next(wanted), failures.append)
        task = asyncio.create_task(frames.run())
        for _ in range(5):
            frames.poke()
        for _ in range(50):
            await asyncio.sleep(0)
        task.cancel()
        return frames.shown

    assert asyncio.run(live()) == 3
    assert most == 1
    assert failures == []


def test_a_failing_frame_is_told_once_and_ends_the_loop() -> None:
    failures: list[BaseException] = []

    async def ask(_wants: dict[str, Any]) -> str:
        raise ValueError("The worker is gone.")

    async def live() -> None:
        frames = Frames(ask, lambda: asyncio.sleep(0), dict, lambda _frame: True, failures.append)
        task = asyncio.create_task(frames.run())
        frames.poke()
        await asyncio.wait_for(task, 5)

    asyncio.run(live())
    assert [str(error) for error in failures] == ["The worker is gone."]
