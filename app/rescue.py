"""Rescue: calls of the engine that outlive its worker, and a new worker that goes on where the run was kept."""

import asyncio

from app.player import count

KEEP_EVERY = 10.0
"""Seconds of training between two files of the run that the page keeps."""

LARGEST = 64 * 2**20
"""Bytes of the largest run that is kept: writing its file takes the worker some 20 ms."""

OFTEN = 60.0
"""Seconds: a worker that is lost so soon after another is not made to train again unasked."""

LOOK_EVERY, LOOKS = 5.0, 4
"""Seconds between two looks at the calls, and how many of them a call may wait before people are asked."""

AGAIN = "The worker ended twice when it was asked for this ({}). Make the network or the batch smaller."
GIVEN_UP = "it was given up"
SILENT = (
    "The worker has not answered for 20 seconds. A step of this network may take that long; if it should not, "
    "start a new worker: it goes on from where the run was last kept."
)


class Rescue:
    """Between the page and the engine's verbs.

    `engine` has the coroutine `call(name, *arguments)` and the errors Lost and Refused; `revive(reason, soon)` is a
    coroutine that starts a new worker and brings the run back to it, `soon` meaning within OFTEN of the last loss;
    `now()` tells seconds.
    """

    def __init__(self, engine, revive, now) -> None:
        self._engine, self._revive, self._now = engine, revive, now
        self._whole = asyncio.Event()
        self._whole.set()
        self._worker = 0
        self._lost_at = -OFTEN

    async def call(self, name: str, *arguments):
        """The answer of a verb, of a new worker if need be; Refused if the new one is lost over it too."""
        reason = ""
        for _ in range(2):
            await self._whole.wait()
            worker = self._worker
            try:
                return await self._engine.call(name, *arguments)
            except self._engine.Lost as loss:
                reason = str(loss)
                await self._replace(worker, reason)
        raise self._engine.Refused(AGAIN.format(reason))

    async def ask(self, name: str, *arguments):
        """The plain part of a verb's answer."""
        return (await self.call(name, *arguments)).facts

    async def frame(self, wants: dict):
        """A frame with these parts."""
        return await self.call("frame", wants)

    async def _replace(self, worker: int, reason: str) -> None:
        if worker != self._worker:  # several calls were lost at once, and another saw to it
            return
        self._worker += 1
        self._whole.clear()
        soon = self._now() - self._lost_at < OFTEN
        self._lost_at = self._now()
        try:
            await self._revive(reason, soon)
        finally:
            self._whole.set()


async def watch(longest_waiting, offer) -> None:
    """Tell `offer` True when a call has had no answer for LOOKS looks, and False when it has one after all.

    It may be a long step or a dead worker. `longest_waiting()` is the number of the call that waits longest, or 0.
    """
    seen, looks = 0, 0
    while True:
        await asyncio.sleep(LOOK_EVERY)
        waits = longest_waiting()
        if waits and waits == seen:
            looks += 1
            if looks == LOOKS:
                offer(True)
        else:
            if looks >= LOOKS:
                offer(False)
            looks = 0
        seen = waits


def takeover(reason: str, soon: bool, examples: int) -> str:
    """The sentence that tells people of a new worker."""
    words = f"The worker ended ({reason}). A new one has taken over at {count(examples)} examples"
    if soon:
        words += ", and waits: it was the second within a minute. Make the network or the batch smaller, or train on"
    return words + "."
