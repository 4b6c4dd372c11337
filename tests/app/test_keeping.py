"""When the page keeps the file of its run."""

import asyncio
from collections.abc import Coroutine

import pytest

from app import keeping
from app.keeping import Keeping
from app.rescue import KEEP_EVERY, LARGEST


class Ended(Exception):
    """The page is closed."""


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def kept(clock: Clock, size: int) -> tuple[Keeping, list[float]]:
    """A run of so many bytes, and the times at which its file was written."""
    written: list[float] = []

    async def write() -> None:
        written.append(clock())

    keeper = Keeping(write, clock)
    keeper.begin(size)
    return keeper, written


def test_a_file_is_due_every_ten_seconds_of_a_run_and_at_once_when_the_run_changes_its_course() -> None:
    clock = Clock()
    keeper, _ = kept(clock, 1000)
    dues = []
    for second in range(25):
        clock.time = float(second)
        if second == 13:
            keeper.poke()
        if keeper.due():
            dues.append(second)
    assert dues == [KEEP_EVERY, 13, 13 + KEEP_EVERY]


@pytest.mark.parametrize(("size", "fits"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_file_above_the_limit_is_never_due(size: int, fits: bool) -> None:
    clock = Clock()
    keeper, _ = kept(clock, size)
    clock.time = KEEP_EVERY
    assert keeper.due() == fits


@pytest.mark.parametrize(
    ("size", "hidden", "places", "writes"),
    [
        (1, True, [(1, 10), (1, 20), (1, 20), (2, 20)], 3),
        (1, False, [(1, 10), (1, 20)], 0),
        (LARGEST + 1, True, [(1, 10), (1, 20)], 0),
    ],
    ids=["each time that it has moved on", "seen", "too large"],
)
def test_the_file_of_a_hidden_page_is_written_when_the_run_has_moved_on(
    size: int, hidden: bool, places: list[tuple[int, int]], writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEEP_EVERY", 0)
    keeper, written = kept(Clock(), size)
    ahead, looks = iter(places), iter(places)
    begun: list[Coroutine[None, None, None]] = []

    async def place() -> tuple[int, int]:
        return next(ahead)

    def is_hidden() -> bool:
        if next(looks, None) is None:
            raise Ended
        return hidden

    async def attend() -> None:
        with pytest.raises(Ended):
            await keeper.attend(is_hidden, place, begun.append)
        for work in begun:
            await work

    asyncio.run(attend())
    assert len(written) == writes
