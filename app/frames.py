"""Frames: asks the worker for what the visible views show, one request in flight, none while nothing changes."""

import asyncio


class Frames:
    """The page's heartbeat.

    `ask()` is a coroutine that gives a frame of what is to be seen, `tick()` one that ends before the next repaint
    (never, while the page is hidden), `show(frame)` shows it and says whether more will change: the worker then
    computes the next frame while the browser paints this one. Between two frames there is a repaint; the first one
    after a rest waits for none.
    """

    def __init__(self, ask, tick, show, fail) -> None:
        self._ask, self._tick, self._show, self._fail = ask, tick, show, fail
        self._due = asyncio.Event()
        self.shown = 0

    def poke(self) -> None:
        """Ask for a frame as soon as none is in flight; it is shown as soon as the last one was painted."""
        self._due.set()

    async def _repaint(self) -> None:
        await self._tick()  # a promise of JavaScript: a task needs a coroutine

    async def run(self) -> None:
        """Go on for as long as the page lives; `fail(error)` hears of the first error, which ends it."""
        painted = None
        try:
            while True:
                await self._due.wait()
                self._due.clear()
                frame = await self._ask()
                if painted:
                    await painted
                if self._show(frame):
                    self._due.set()
                painted = asyncio.create_task(self._repaint())
                self.shown += 1
        except Exception as error:  # whatever it is, the page must say that its pictures stand still
            self._fail(error)
