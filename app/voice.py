"""The words of the page: the status that is spoken, the bar beside it, and notices above."""

from pyscript import document
from pyscript.js_modules import bridge

from app import player
from app.dom import button, delegate, element, find, seconds
from app.rescue import GIVEN_UP, SILENT
from app.views.dialogs import hints

HINTS = "hints"
"""Where the browser keeps that the hints were dismissed."""

SEEN = 5
"""How many of several sentences are seen at once."""

TRAINING = "Progress of training"


class Voice:
    """Writes into the elements `#status`, `#progress`, `#left` (beside the bar) and `#notices`."""

    def __init__(self) -> None:
        self.status, self.bar, self.left = find("#status"), find("#progress"), find("#left")
        self.board = find("#notices")
        self.speaker = player.Speaker()
        if not bridge.recall(HINTS):
            self.board.append(hints(HINTS))
        delegate(self.board, "click", "dismiss", self._dismiss)
        delegate(self.board, "click", "renew", self._renew)

    def loading(self, share: float, words: str) -> None:
        """Say how far the start is; once there is a status, the bar is for training."""
        if document.documentElement.hasAttribute("data-ended"):  # news of a start that has failed may come late
            return
        self.status.textContent = words
        self.bar.value = share
        self.bar.setAttribute("aria-label", TRAINING if share >= 1 else "Loading")

    def tell(self, status: dict) -> None:
        """Speak of a run's status if it is time to, and show how far it is towards its goal."""
        words = self.speaker.hear(status, seconds())
        if words:
            self.status.textContent = words
        share, left = player.progress(status)
        under_way = status["state"] == "running" and share > 0
        self.bar.hidden = not under_way
        self._write_left(left if under_way else "")
        if under_way:
            self.bar.value = share

    def notices(self, sentences) -> None:
        """Show sentences above the page in one box, in place of the last one; it can be dismissed."""
        for old in self.board.querySelectorAll(".bad"):
            old.remove()
        if sentences:
            self.board.append(notice(sentences))

    def _write_left(self, words: str) -> None:
        """Say how long training will still take."""
        if self.left.textContent != words:
            self.left.textContent = words

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
    root = document.documentElement
    if not root.hasAttribute("data-ended"):
        root.setAttribute("data-ended", "run" if root.hasAttribute("data-state") else "start")
    root.setAttribute("data-state", "failed")
    find("#status").textContent = sentence


def notice(sentences):
    """What was not done as asked: a sentence, or a list of which the first few are seen at once."""
    close = button("Dismiss", "delete", class_="icon plain", data_dismiss="")
    return element("div", told(sentences), close, class_="notice bad", role="alert")


def told(sentences):
    """A sentence as text; several as a list, the later ones folded."""
    if len(sentences) == 1:
        return element("div", sentences[0])
    rest = len(sentences) - SEEN
    seen = SEEN if rest > 1 else len(sentences)
    parts = [element("p", f"{len(sentences)} things were not taken as they stand:"), listed(sentences[:seen])]
    if rest > 1:
        parts.append(element("details", element("summary", f"and {rest} more"), listed(sentences[seen:])))
    return element("div", *parts)


def listed(sentences):
    """Sentences as the items of a list."""
    return element("ul", *[element("li", sentence) for sentence in sentences])
