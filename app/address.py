"""Address: the Config in the page's address, written a moment after it changed."""

import asyncio

from pyscript import window

from app.dom import seconds
from app.link import query, written

PAUSE = 0.1
"""Seconds after a change: writing takes a browser up to 10 ms, and the pictures come first."""

EVERY = 0.4
"""Least seconds between two writings: Safari refuses more than 100 in half a minute, and a slider is dragged."""


class Address:
    """Where the page says what it shows; the query stays, but for a preset, which would change the meaning."""

    def __init__(self) -> None:
        self._config = None
        self._waits = False
        self._written_at = 0.0

    def write(self, config) -> None:
        """Put this Config into the address soon, or a later one that comes until then."""
        self._config = config
        if not self._waits:
            self._waits = True
            asyncio.create_task(self._write())

    async def _write(self) -> None:
        await asyncio.sleep(max(PAUSE, self._written_at + EVERY - seconds()))
        self._waits, self._written_at = False, seconds()
        place = window.location.pathname + query(window.location.search) + written(self._config)
        window.history.replaceState(None, "", place)
