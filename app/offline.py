"""Offline: what the browser keeps of the site, and what is said of it."""

from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge, offline

from app.dom import button, delegate, element

ONLINE = (
    "This browser keeps no copy of the page, as a private window or a full one does: it works while you are online."
)
UPDATE = "A newer version of this page is ready. It starts anew, and so does the run: save what you want to keep."
DISMISSED = "online"
"""Where the browser keeps that the word of ONLINE was dismissed."""


class Offline:
    """Writes into the notices above the page."""

    def __init__(self, board) -> None:
        self.board = board
        self.told: list = []
        self._hear = create_proxy(self.hear)
        delegate(board, "click", "update", lambda _value, _node, _event: offline.renew())

    async def keep(self) -> None:
        """Let the browser keep the site, if it does such a thing."""
        await offline.keep(self._hear)

    def hear(self, news: str) -> None:
        """Offer another build, or say that nothing can be kept, if that was not dismissed; each once."""
        if news in self.told:
            return
        self.told.append(news)
        if news == "update":
            self.board.append(quiet(UPDATE, button("Use it now", text="Use it now", data_update="yes")))
        elif not bridge.recall(DISMISSED):
            self.board.append(quiet(ONLINE, button("Dismiss", "delete", class_="icon plain", data_dismiss=DISMISSED)))


def quiet(sentence: str, action):
    """A sentence that nobody needs to act on."""
    return element("div", element("div", sentence), action, class_="notice", role="note")
