"""The words of the page: the status that is spoken, the bar beside it, and notices above."""

from pyscript import document
from pyscript.js_modules import bridge

from app import player
from app.dom import button, delegate, element, find, seconds
from app.rescue import GIVEN_UP, SILENT
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
        delegate(self.board, "click", "renew", self._renew)

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

    def notices(self, sentences) -> None:
        """Show sentences above the page in place of the last ones; each can be dismissed."""
        for old in self.board.querySelectorAll(".bad"):
            old.remove()
        self.board.append(*[notice(sentence) for sentence in sentences])

    def took_over(self, sentence: str) -> None:
        """Say that a new worker goes on, and from then on speak of its run."""
        self.speaker = player.Speaker()
        self.notices((sentence,))

    def offer_worker(self, silent: bool) -> None:
        """Let people decide about a worker that is silent, until it is no longer."""
        for old in self.board.querySelectorAll(".silent"):
            old.remove()
        if silent:
            renew = button("Start a new worker", data_renew="")
            self.board.append(element("div", element("div", SILENT), renew, class_="notice bad silent", role="alert"))

    def _renew(self, _value, node, _event) -> None:
        node.closest(".notice").remove()
        bridge.lose(GIVEN_UP)

    def _dismiss(self, kept: str, node, _event) -> None:
        node.closest(".notice").remove()
        if kept:
            bridge.remember(kept, "dismissed")


def fail(sentence: str) -> None:
    """Say why the page cannot go on, in the element `#status`."""
    document.documentElement.setAttribute("data-state", "failed")
    find("#status").textContent = sentence


def notice(sentence: str):
    """A sentence that something was not done as asked."""
    close = button("Dismiss", "delete", class_="icon plain", data_dismiss="")
    return element("div", element("div", sentence), close, class_="notice bad", role="alert")
