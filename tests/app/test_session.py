"""Session and frames: what is asked of the worker, and when."""

import asyncio
from typing import Any

import pytest

from app.frames import Frames
from app.session import Session
from core.shared.config import Config
from core.shared.layer import Layer


class Worker:
    """Notes what it is asked, and refuses networks of 512 neurons."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    async def ask(self, name: str, *arguments: object) -> dict[str, Any]:
        self.asked.append((name, *arguments))
        if name == "start" and "512" in str(arguments[0]):
            raise ValueError("Too large.")
        return {}

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
    assert worker.asked == [("start", "rate=0.3", False)]


def test_a_live_change_tunes_the_run() -> None:
    worker = Worker()
    after(worker, Config(), Config(rate=0.3), Config(rate=0.3, target="xor"))
    assert worker.names() == ["start", "tune", "tune"]


def test_a_change_that_rebuilds_starts_a_run_that_trains_as_the_old_one_did() -> None:
    worker = Worker()
    after(worker, Config(), Config(layers=(Layer(4, "tanh"),)))
    assert worker.names() == ["start", "start"]
    assert worker.asked[-1] == ("start", "layers=4.tanh", True)


def test_what_the_engine_refuses_leaves_the_old_run_applied() -> None:
    worker = Worker()
    session = after(worker, Config())
    with pytest.raises(ValueError, match="Too large"):
        asyncio.run(session.apply(Config(layers=(Layer(512, "tanh"),))))
    assert session.applied == Config()


def test_one_frame_is_asked_for_at_a_time_and_none_when_nothing_changes() -> None:
    flying, most, failures = 0, 0, []
    wanted = iter([True, True, False])

    async def ask() -> str:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0)
        flying -= 1
        return "frame"

    async def live() -> int:
        frames = Frames(ask, lambda: asyncio.sleep(0), lambda _frame: next(wanted), failures.append)
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


def test_a_frame_after_a_rest_is_shown_at_once_and_the_next_one_after_a_repaint() -> None:
    shown: list[str] = []
    failures: list[BaseException] = []

    async def ask() -> str:
        return "frame"

    def show(frame: str) -> bool:
        shown.append(frame)
        return len(shown) < 3

    async def live() -> list[int]:
        repaint = asyncio.Event()
        task = asyncio.create_task((frames := Frames(ask, repaint.wait, show, failures.append)).run())
        frames.poke()
        seen = []
        for _ in range(2):
            for _ in range(20):
                await asyncio.sleep(0)
            seen.append(len(shown))
            repaint.set()
        task.cancel()
        return seen

    assert asyncio.run(live()) == [1, 3]
    assert failures == []


def test_a_failing_frame_is_told_once_and_ends_the_loop() -> None:
    failures: list[BaseException] = []

    async def ask() -> str:
        raise ValueError("The worker is gone.")

    async def live() -> None:
        frames = Frames(ask, lambda: asyncio.sleep(0), lambda _frame: True, failures.append)
        task = asyncio.create_task(frames.run())
        frames.poke()
        await asyncio.wait_for(task, 5)

    asyncio.run(live())
    assert [str(error) for error in failures] == ["The worker is gone."]
