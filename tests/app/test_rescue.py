"""Rescue: a worker that ends takes no call with it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from app import rescue
from app.rescue import OFTEN, Rescue, takeover, watch


class Answer:
    """An engine's answer."""

    def __init__(self, facts: str) -> None:
        self.facts = facts


class Engine:
    """Loses the worker over every call of a verb in `deadly`, as often as it says there."""

    class Lost(Exception):
        """The worker ended."""

    class Refused(ValueError):
        """A sentence."""

    def __init__(self, **deadly: int) -> None:
        self.deadly = deadly
        self.called: list[str] = []

    async def call(self, name: str, *arguments: object) -> Answer:
        self.called.append(name)
        await asyncio.sleep(0)
        if self.deadly.get(name):
            self.deadly[name] -= 1
            raise self.Lost("out of memory")
        return Answer(name)


class Clock:
    """Time that goes when a test says so."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


class Revival:
    """Notes each new worker, and whether it came soon after another."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, bool]] = []

    async def __call__(self, reason: str, soon: bool) -> None:
        await asyncio.sleep(0)
        self.seen.append((reason, soon))


def rescued(engine: Engine, clock: Clock | None = None) -> tuple[Rescue, Revival]:
    revival = Revival()
    return Rescue(engine, revival, clock or Clock()), revival


def test_a_call_that_is_answered_needs_no_new_worker() -> None:
    calls, revival = rescued(Engine())
    assert asyncio.run(calls.ask("status")) == "status"
    assert revival.seen == []


def test_a_call_that_lost_its_worker_is_made_again_to_a_new_one() -> None:
    engine = Engine(status=1)
    calls, revival = rescued(engine)
    assert asyncio.run(calls.ask("status")) == "status"
    assert engine.called == ["status", "status"]
    assert revival.seen == [("out of memory", False)]


def test_calls_that_are_lost_together_get_one_new_worker() -> None:
    calls, revival = rescued(Engine(frame=1, status=1))

    async def both() -> tuple[Any, Any]:
        status, frame = await asyncio.gather(calls.ask("status"), calls.ask("frame"))
        return status, frame

    assert asyncio.run(both()) == ("status", "frame")
    assert len(revival.seen) == 1


def test_a_call_that_loses_two_workers_is_refused_with_a_sentence_and_the_next_call_works() -> None:
    calls, revival = rescued(Engine(profile=2))

    async def ask() -> str:
        with pytest.raises(Engine.Refused, match="ended twice"):
            await calls.ask("profile")
        return await calls.ask("status")

    assert asyncio.run(ask()) == "status"
    assert [soon for _, soon in revival.seen] == [False, True]


@pytest.mark.parametrize(("later", "soon"), [(OFTEN / 2, True), (OFTEN * 2, False)])
def test_a_second_loss_within_a_minute_counts_as_soon(later: float, soon: bool) -> None:
    clock = Clock()
    engine = Engine(status=1)
    calls, revival = rescued(engine, clock)

    async def twice() -> None:
        await calls.ask("status")
        clock.time += later
        engine.deadly["status"] = 1
        await calls.ask("status")

    asyncio.run(twice())
    assert [seen[1] for seen in revival.seen] == [False, soon]


def test_a_worker_that_cannot_be_replaced_is_an_error_of_the_call_that_lost_it() -> None:
    async def fail(reason: str, soon: bool) -> None:
        raise OSError("no network")

    calls = Rescue(Engine(status=1), fail, Clock())
    with pytest.raises(OSError, match="no network"):
        asyncio.run(calls.ask("status"))


@pytest.mark.parametrize(
    ("waits", "offers"),
    [
        (lambda look: 7, [True]),
        (lambda look: 7 if look < 10 else 8 + look, [True, False]),
        (lambda look: look, []),
        (lambda look: 0, []),
    ],
    ids=["one", "one that is answered", "many short ones", "none"],
)
def test_people_are_asked_about_a_call_that_waits_for_as_long_as_it_waits(
    waits: Callable[[int], int], offers: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue, "LOOK_EVERY", 0)
    looked: list[int] = []
    offered: list[bool] = []

    def longest() -> int:
        looked.append(0)
        if len(looked) > 20:
            raise StopAsyncIteration
        return waits(len(looked))

    with pytest.raises((StopAsyncIteration, RuntimeError)):
        asyncio.run(watch(longest, offered.append))
    assert offered == offers


def test_people_read_why_and_from_where_it_goes_on() -> None:
    assert takeover("boom", False, 1_234_567) == (
        "The worker ended (boom). A new one has taken over at 1,234,567 examples."
    )
    assert "smaller" in takeover("boom", True, 5)
