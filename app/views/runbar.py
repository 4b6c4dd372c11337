"""The run controls: which of them work now, and what each asks for."""

from app.dom import delegate, enable
from app.player import buttons


class RunBar:
    """The buttons of the group named Run; `act(name)` hears of the ones that work."""

    def __init__(self, root, act) -> None:
        self.buttons = [(node.dataset.run, node) for node in root.querySelectorAll("[data-run]")]
        self.state = None
        delegate(root, "click", "run", lambda name, _node, _event: act(name))

    def show(self, state: str) -> None:
        """Let the buttons of this state work."""
        if state == self.state:
            return
        self.state = state
        for name, node in self.buttons:
            enable(node, self.works(name))

    def works(self, name: str) -> bool:
        """Whether a button works now."""
        return self.state is not None and name in buttons(self.state)
