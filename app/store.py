"""Store: the two values that the page shows, and who wants to hear when one changes."""

KINDS = ("config", "status")


class Store:
    """What is wanted (config) and what the run does (status); its pictures get their frames from app.run.

    Views read, controls send intentions, main writes.
    """

    def __init__(self, config):
        self.config = config
        self.status = None
        self._listeners = {kind: [] for kind in KINDS}

    def listen(self, kind, listener):
        """Call `listener(value)` after each change of `config` or `status`; KeyError for another kind."""
        self._listeners[kind].append(listener)

    def set(self, kind, value):
        """Hold the value and tell its listeners, in the order in which they came, if it differs from the last."""
        if kind not in self._listeners:
            raise KeyError(kind)
        if getattr(self, kind) == value:
            return
        setattr(self, kind, value)
        for listener in self._listeners[kind]:
            listener(value)
