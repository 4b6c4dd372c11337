"""Formulas are looked at after a pause, one at a time, and only the last text of a place is answered."""

import asyncio
from typing import Any

import pytest

from app.examiner import Examiner


def examined(texts: list[tuple[str, str]], pauses: list[int]) -> tuple[list[str], list[str], list[BaseException]]:
    """What was asked, what was told, and what failed, when `texts` of (place, text) come with so many turns between."""
    asked: list[str] = []
    told: list[str] = []
    failed: list[BaseException] = []

    async def turns(count: int) -> None:
        for _ in range(count):
            await asyncio.sleep(0)

    async def ask(_kind: str, text: str) -> str:
        asked.append(text)
        await turns(3)
        if text == "broken":
            raise RuntimeError(text)
        return text.upper()

    def tell(_text: str, answer: Any) -> None:
        told.append(answer)

    async def play() -> None:
        examiner = Examiner(ask, lambda: turns(2), failed.append)
        for (place, text), pause in zip(texts, pauses, strict=True):
            examiner.look(place, "target", text, tell)
            await turns(pause)
        await turns(40)

    asyncio.run(play())
    return asked, told, failed


def test_what_is_typed_at_once_is_asked_once() -> None:
    assert examined([("0", "a"), ("0", "ab"), ("0", "abc")], [0, 0, 0])[:2] == (["abc"], ["ABC"])


def test_places_are_looked_at_one_after_the_other() -> None:
    assert examined([("0", "a"), ("1", "b")], [0, 0])[:2] == (["a", "b"], ["A", "B"])


@pytest.mark.parametrize("pause", range(2, 12))
def test_an_answer_that_comes_too_late_is_dropped(pause: int) -> None:
    asked, told, _ = examined([("0", "a"), ("0", "b")], [pause, 0])
    assert told[-1] == "B"
    assert told in (["B"], ["A", "B"])
    assert len(asked) <= 2


def test_a_failure_is_told_and_the_next_text_is_looked_at() -> None:
    asked, told, failed = examined([("0", "broken"), ("0", "b")], [30, 0])
    assert (asked, told, [str(error) for error in failed]) == (["broken", "b"], ["B"], ["broken"])
