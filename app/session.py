"""Session: brings the wanted Config to the engine, one call at a time, and remembers what runs there."""

from core.shared.config import Config, rebuilds
from core.shared.link import to_link


class Session:
    """Between the page's wishes and the engine.

    `ask(name, *arguments)` is a coroutine: the engine's plain answer, or a ValueError with the sentence of a refusal.
    """

    def __init__(self, ask) -> None:
        self._ask = ask
        self.applied: Config | None = None

    async def apply(self, config: Config) -> dict:
        """Make the engine run this Config: in place where every change allows it, else anew, and on if it trained.

        Returns the facts of `tune` or `start`. Raises ValueError if the engine refuses; the old run then stays.
        """
        if self.applied is None:
            return await self.start(config)
        if rebuilds(self.applied, config):
            return await self.start(config, True)
        facts = await self._ask("tune", to_link(config))
        self.applied = config
        return facts

    async def start(self, config: Config, train_on: bool = False) -> dict:
        """Begin a run at its first step; `train_on`: it trains as the one before did. ValueError if it is refused."""
        facts = await self._ask("start", to_link(config), train_on)
        self.applied = config
        return facts
