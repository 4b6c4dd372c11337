"""Rest: a run that pauses while nobody sees it, and goes on where it was. Plain Python."""


class Rest:
    """`status()` gives the run's status, or None before there is one; `ask(verb, *arguments)` asks the engine."""

    def __init__(self, status, ask) -> None:
        self._status, self._ask = status, ask
        self._seen, self._held, self._goal = True, False, None

    def train(self, amount: "int | None") -> None:
        """Train so many examples, or without end; unseen, as soon as it is seen."""
        if self._seen:
            self._ask("train", amount)
            return
        status = self._status()
        self._held = True
        self._goal = amount and amount + (status["examples"] if status else 0)

    def pause(self) -> None:
        """Pause, also when it is seen again."""
        self._held = False
        self._ask("pause")

    def see(self, seen: bool) -> None:
        """Rest when it is no longer seen, and go on when it is again."""
        if seen == self._seen:
            return
        self._seen = seen
        status = self._status()
        if seen and self._held:
            self._go_on(status)
        elif not seen and status and status["state"] == "running":
            self._held, self._goal = True, status["goal"]
            self._ask("pause")

    def _go_on(self, status: "dict | None") -> None:
        self._held = False
        if self._goal is None:
            self._ask("train", None)
            return
        left = self._goal - (status["examples"] if status else 0)
        if left > 0:
            self._ask("train", left)
