"""The keys of the page: from an event to the verb that it asks for."""

from pyscript import document
from pyscript.js_modules import bridge

from app import shortcuts
from app.dom import listen

OFF = "off"


class Keyboard:
    """Calls `do(verb)` for a key that the focused element leaves free; `do` says whether the verb could be done."""

    def __init__(self, do) -> None:
        self.do = do
        self.on = bridge.recall("keys") != OFF
        listen(document, "keydown", self._pressed)

    def switch(self, on: bool) -> None:
        """Let the keys work, or not, on this visit and the next ones."""
        self.on = on
        bridge.remember("keys", "" if on else OFF)

    def _pressed(self, event) -> None:
        node = event.target
        held = event.ctrlKey or event.metaKey or event.altKey or bool(node.closest("dialog"))
        kind = shortcuts.NUMBER if node.getAttribute("inputmode") == "decimal" else node.getAttribute("type") or ""
        verb = shortcuts.verb(event.key, node.tagName, kind, node.hasAttribute("tabindex"), held)
        if verb and self.on and self.do(verb):
            event.preventDefault()
