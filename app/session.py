"""Session: brings the wanted Config to the engine, one call at a time, and remembers what runs there."""

from core.shared.config import rebuilds
from core.shared.link import to_link


class Session:
    """Between the page's wishes and the engine: a Config in, the engine's status out.

    `ask(name, *arguments)` is a coroutine: the engine's answer; it raises ValueError with the sentence of a refusal.
    """

    def __init__(self, ask) -> None:
        self._ask = ask
        self.applied = None
        self.begun = 0

    async def apply(self, config) -> dict:
        """Make the engine run this Config: in place where every change allows it, else anew, and on if it ran.

        Returns the facts of `start` or `tune`. Raises ValueError if the engine refuses; the old run then stays.
        """
        if self.applied is not None and not rebuilds(self.applied, config):
            facts = await self._ask("tune", to_link(config))
        else:
            facts = await self.start(config)
        self.applied = config
        return facts

    async def start(self, config, go_on: bool = True) -> dict:
        """Begin a new run; `go_on`: train on, to as many examples, if one was training."""
        was = await self._ask("status") if go_on and self.applied is not None else None
        facts = await self._ask("start", to_link(config))
        goal, begun = (was["goal"], self.begun) if was else (None, 0)
        self.applied = config
        self.begun = 0
        if was and was["state"] == "running":
            await self._ask("train", goal - begun if goal else None)
        return facts

    async def train(self, examples, done: int) -> dict:
        """Train so many examples more than the `done` ones, or without end (None)."""
        self.begun = done
        return await self._ask("train", examples)
