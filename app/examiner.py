"""Examiner: has formulas looked at while they are typed: after a pause in the typing, one request at a time."""

import asyncio

PAUSE = 0.15
"""Seconds without a keystroke after which a text is looked at."""


class Examiner:
    """`ask(kind, text)` is a coroutine that gives what a formula means, `pause()` one that waits for PAUSE.

    `fail(error)` hears of an error of `ask`, or of those who are told.
    """

    def __init__(self, ask, pause, fail) -> None:
        self._ask, self._pause, self._fail = ask, pause, fail
        self._wanted: dict = {}
        self._typed = 0
        self._busy = False

    def look(self, place: str, kind: str, text: str, tell) -> None:
        """Let `tell(text, answer)` hear what the text at a place means, unless another text comes there before."""
        self._wanted[place] = (kind, text, tell)
        self._typed += 1
        if not self._busy:
            self._busy = True
            asyncio.create_task(self._work())

    async def _work(self) -> None:
        try:
            while self._wanted:
                await self._settle()
                place = next(iter(self._wanted))
                kind, text, tell = self._wanted.pop(place)
                answer = await self._ask(kind, text)
                if place not in self._wanted:
                    tell(text, answer)
        except Exception as error:  # whatever it is: nothing else would say it
            self._fail(error)
        self._busy = False

    async def _settle(self) -> None:
        """Wait until nothing was typed for a pause."""
        seen = -1
        while seen != self._typed:
            seen = self._typed
            await self._pause()
