"""The studio: figures drawn in a worker of their own, which is started when one is asked for and ended by `close`."""

import asyncio
import json

from pyscript import window
from pyscript.ffi import create_proxy
from pyscript.js_modules import studio

from app import engine
from app.takeaway import LARGEST, Order

VIEW = ("point", "axes", "output")
TOO_LARGE_TO_DRAW = "This network is too large to be drawn beside its training: make it smaller."
TOO_LARGE_TO_OPEN = "This file is larger than any saved run that can be opened here."


class Studio:
    """Draws the run that trains, as it is at that moment, and does not hold it up.

    `wants()` names what the page shows, of which a figure takes the view; `call(name, *arguments)` is a coroutine, the
    training engine's answer; `report(share, words)` hears of progress, with the share 0 while nobody knows it.
    """

    def __init__(self, wants, call, report) -> None:
        self._wants, self._call, self._report = wants, call, report
        self._heard = create_proxy(report)
        self._turn = asyncio.Lock()

    async def draw(self, order: Order) -> engine.Frame:
        """The file of a figure: `name`, `type` and the array `content`. Raises Refused if it cannot be drawn."""
        async with self._turn:
            problem = await studio.open(self._heard)
            if problem:
                raise engine.Refused(problem)
            self._report(0, "Drawing")
            run = await self._call("export", "run")
            content = run.array("content")
            if content.length > LARGEST:
                raise engine.Refused(TOO_LARGE_TO_DRAW)
            answered(await studio.take(content))
            wants = self._wants()
            answered(await studio.ask("frame", json.dumps([{name: wants[name] for name in VIEW if name in wants}])))
            return answered(await studio.ask("figure", json.dumps(tuple(order) + (address(),))))

    def close(self) -> None:
        """End the worker; what it was drawing is refused."""
        studio.close()


async def reopened(file) -> dict:
    """The facts of the run in a picked file, which the training engine has taken over.

    Raises Refused if it is none; the run then goes on as it was.
    """
    if file.size > LARGEST:
        raise engine.Refused(TOO_LARGE_TO_OPEN)
    return answered(await studio.resume(file)).facts


def picture(file: engine.Frame) -> str:
    """An address for a file that is a picture, good until the next one is made."""
    return studio.picture(file.array("content"), file.facts["type"])


def answered(answer) -> engine.Frame:
    """An answer of the worker; raises Refused with the sentence of a refusal."""
    if answer.problem or answer.lost:
        raise engine.Refused(answer.problem or answer.lost)
    return engine.Frame(json.loads(answer.facts), answer.arrays)


def address() -> str:
    """Where the page lies, for the link in a caption; a page that is opened from a file has no such place."""
    place = window.location
    return "" if place.protocol == "file:" else place.origin + place.pathname
