"""Keeping: when the page writes the file of the run from which a new worker, or another visit, goes on."""

import asyncio

from app.pace import Pace
from app.rescue import KEEP_EVERY, LARGEST


class Keeping:
    """`write()` is a coroutine that writes the file; `now()` tells seconds."""

    def __init__(self, write, now) -> None:
        self.write = write
        self._pace = Pace(KEEP_EVERY, now)
        self._fits = False
        self._unseen: tuple = ()

    def begin(self, size: int) -> None:
        """Another run has begun, whose file has so many bytes: a large one is not kept.

        Nor is its start at once: its link tells that.
        """
        self._fits = size <= LARGEST
        self._pace.ease(KEEP_EVERY)

    def poke(self) -> None:
        """Let the file be due at once: the run has changed its course."""
        self._pace.poke()

    def due(self) -> bool:
        """Whether the file is to be written now; it is due again KEEP_EVERY seconds later."""
        return self._fits and self._pace.due()

    async def attend(self, hidden, place, do) -> None:
        """Write the file now and then while the page is hidden: no frame comes then, at which it would be due.

        `hidden()` tells whether it is; the coroutine `place()` gives the (run, step) it is at; `do` lets one work.
        """
        while True:
            await asyncio.sleep(KEEP_EVERY)
            if hidden():
                do(self._write_unseen(place))

    async def _write_unseen(self, place) -> None:
        now = await place()
        if self._fits and now != self._unseen:
            await self.write()
        self._unseen = now
