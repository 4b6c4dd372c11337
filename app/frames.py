"""Frames: asks the worker for what the visible views show, one request in flight, none while nothing changes."""

import asyncio


class Frames:
    """The page's heartbeat.

    `ask(wants)` is a coroutine that gives a frame, `tick()` one that ends before the next repaint (never, while the
    page is hidden), `wants()` names what is to be seen, `show(frame)` shows it and says whether more will change.
    """

    def __init__(self, ask, tick, wants, show, fail) -> None:
        self._ask, self._tick, self._wants, self._show, self._fail = ask, tick, wants, show, fail
        self._due = asyncio.Event()
        self.shown = 0

    def poke(self) -> None:
        """Ask for a frame at the next repaint."""
        self._due.set()

    async def run(self) -> None:
        """Go on for as long as the page lives; `fail(error)` hears of the first error, which ends it."""
        try:
            while True:
                await self._due.wait()
                self._due.clear()
                await self._tick()
                if self._show(await self._ask(self._wants())):
                    self._due.set()
                self.shown += 1
        except Exception as error:  # whatever it is, the page must say that its pictures stand still
            self._fail(error)
