"""The words of the page: the status that is spoken, the bar beside it, and notices above."""

from pyscript import document
from pyscript.js_modules import bridge

from app import player
from app.dom import button, delegate, element, find, seconds
from app.views.dialogs import hints

HINTS = "hints"
"""Where the browser keeps that the hints were dismissed."""


class Voice:
    """Writes into the elements `#status`, `#progress` and `#notices`."""

    def __init__(self) -> None:
        self.status, self.bar, self.board = find("#status"), find("#progress"), find("#notices")
        self.speaker = player.Speaker()
        if not bridge.recall(HINTS):
            self.board.append(hints(HINTS))
        delegate(self.board, "click", "dismiss", self._dismiss)

    def loading(self, share: float, words: str) -> None:
        """Say how far the start is."""
        self.status.textContent = words
        self.bar.value = share

    def tell(self, status: dict) -> None:
        """Speak of a run's status if it is time to, and show how far it is towards its goal."""
        words = self.speaker.hear(status, seconds())
        if words:
            self.status.textContent = words
        share, left = player.progress(status)
        self.bar.hidden = status["state"] != "running" or not share
        if not self.bar.hidden:
            self.bar.value = share
            self.bar.title = left

    def fail(self, sentence: str) -> None:
        """Say why the page cannot go on."""
        document.documentElement.setAttribute("data-state", "failed")
        self.status.textContent = sentence

    def notices(self, sentences) -> None:
        """Show sentences above the page in place of the last ones; each can be dismissed."""
        for old in self.board.querySelectorAll(".bad"):
            old.remove()
        self.board.append(*[notice(sentence) for sentence in sentences])

    def _dismiss(self, kept: str, node, _event) -> None:
        node.closest(".notice").remove()
        if kept:
            bridge.remember(kept, "dismissed")


def notice(sentence: str):
    """A sentence that something was not done as asked."""
    close = button("Dismiss", "delete", class_="icon plain", data_dismiss="")
    return element("div", element("div", sentence), close, class_="notice bad", role="alert")
