"""Embedding: the page inside another: arranged as its address asks, at rest while unseen, in talk with its host."""

import asyncio

from pyscript import document, window
from pyscript.ffi import create_proxy
from pyscript.js_modules import frame, handover

from app import dom, host
from app.rest import Rest
from app.views.panes import arrange
from core.shared.link import to_link


class Embedding:
    """Follows an Embed: `asked`; `follow(hash)` takes a link over and returns its problems."""

    def __init__(self, asked, run, store, follow) -> None:
        self.asked, self.run, self.store, self.follow = asked, run, store, follow
        self.choices = run.choices
        self.refuse = run.refuse
        run.refuse = self._refused
        self.teller = host.Teller()
        self.rest = Rest(lambda: store.status, run.send)
        self.in_view = True
        document.documentElement.setAttribute("data-controls", asked.controls)
        arrange(asked, run.pictures)
        self.link = dom.find("#full")
        store.listen("config", self._configured)
        store.listen("status", self._reported)
        self._configured(store.config)
        asyncio.create_task(self._live())

    async def _live(self) -> None:
        """Once there is a network: take the place of the still picture, and hear the host."""
        await self.run.ready.wait()
        dom.find("#still").remove()
        document.documentElement.setAttribute("data-embed", "on")
        dom.watch_visible(dom.find("main"), self._scrolled)
        dom.listen(document, "visibilitychange", lambda _event: self._see())
        handover.hand_over(self.link)
        frame.tell(host.event("ready"))
        frame.hear(create_proxy(self._heard))

    def _configured(self, config) -> None:
        theme = "theme=" + self.asked.theme if self.asked.theme else ""
        parts = [part for part in (theme, to_link(config)) if part]
        self.link.href = window.location.pathname + "#" + "&".join(parts)

    def _reported(self, status: dict) -> None:
        event = self.teller.hear(status, dom.seconds())
        if event:
            frame.tell(event)

    def _heard(self, message: str) -> None:
        self._tell_problems(host.obey(message, self))

    def set(self, link: str, anew: bool) -> tuple:
        """Take over the Config of a link, from its first step if it is to begin anew. Returns its problems."""
        problems = self.follow("#" + link)
        self.run.want(anew)
        return problems

    def train(self, amount: "int | None") -> None:
        """Train so many examples, or without end, as soon as this is seen."""
        self.rest.train(amount)

    def pause(self) -> None:
        """Pause, also when it is seen again."""
        self.rest.pause()

    def _refused(self, sentences: tuple) -> None:
        """The engine did not take what was asked, a formula without meaning for example: reader and host hear it."""
        self.refuse(sentences)
        self._tell_problems(sentences)

    def _tell_problems(self, problems: tuple) -> None:
        if problems:
            frame.tell(host.event("refused", problems=list(problems)))

    def _scrolled(self, visible: bool) -> None:
        self.in_view = visible
        self._see()

    def _see(self) -> None:
        self.rest.see(self.in_view and not document.hidden)
