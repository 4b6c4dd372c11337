"""The page: wires store, views and worker. The only module with effects on import."""

import asyncio
import json

import js
from pyscript import document, window
from pyscript.js_modules import bridge

from app import dom, engine, link, player
from app.frames import Frames
from app.history import History
from app.session import Session
from app.store import Store
from app.views.cost import Cost
from app.views.figures import Figures
from app.views.layers import Layers
from app.views.network import Network
from app.views.program import Program
from app.views.response import Response
from app.views.runbar import RunBar
from app.views.settings import Settings
from app.views.target import Target
from app.views.tools import Tools
from core.shared.consistency import mend

NO_SIMD = (
    "This browser has no WebAssembly SIMD, which this page needs to compute. "
    "Please use a current Chrome, Edge, Firefox or Safari."
)
OTHER_BUILD = (
    "This page and its worker are of different builds. Reload the page; if that does not help, clear its cache."
)


class Memory:
    """What the page remembers from visit to visit, as far as the browser lets it."""

    def get(self, key: str) -> str:
        """What was kept, or an empty text."""
        return bridge.recall(key)

    def set(self, key: str, value: str) -> None:
        """Keep a text."""
        bridge.remember(key, value)


class Page:
    """The whole page: views below, worker beside it, and the run between them."""

    def __init__(self, choices: dict) -> None:
        self.choices = choices
        config, self.problems = link.read(location().search, location().hash, choices)
        self.store = Store(config)
        self.history = History(config)
        self.session = Session(engine.ask)
        self.speaker = player.Speaker()
        self.wish = asyncio.Event()
        self.point = (0.5, 0.5)
        self.root = document.documentElement
        self.status = dom.find("#status")
        self.bar = dom.find("#progress")
        self._controls()

    def _controls(self) -> None:
        self.figures = Figures(dom.find("#figures"))
        self.runbar = RunBar(dom.find("#run"), self.act)
        self.tools = Tools(dom.find("#tools"), self.use)
        self.target = Target(dom.find("#target"), self.choices, self.change)
        self.network = Network(dom.find("#network"), self.choices, self.change)
        self.settings = Settings(dom.find("#network"), self.choices, self.change, Memory())
        self.shown = (self.target, self.network, self.settings)
        for view in self.shown:
            view.show(self.store.config)
        self.tools.show(self.history)
        self.notices(self.problems)
        self.store.listen("config", self._configured)
        self.store.listen("status", self._reported)
        dom.listen_window("hashchange", lambda _event: self._followed_link())
        dom.listen(window.matchMedia("(prefers-color-scheme: dark)"), "change", lambda _event: self.recolour())

    def _pictures(self) -> None:
        self.cost = Cost(dom.find("#cost"))
        inspector = dom.find("#inspector")
        cells, listing = dom.element("div", class_="tab"), dom.element("div", class_="listing")
        dom.replace(inspector, dom.element("div", dom.element("h2", "Layer outputs"), class_="head"), cells, listing)
        self.layers = Layers(cells, lambda layer, neuron: None)
        self.program = Program(listing, self.light)
        self.frames = Frames(engine.frame, bridge.next_frame, self.wants, self.draw, self.fail)
        self.views = [self.cost, self.layers]
        self.visible = {}
        self.response = Response(dom.find("#response"), dom.has_webgl(), self.aim, self.frames.poke)
        self.response.choose("surface")
        self.views.append(self.response)
        for view, selector in ((self.cost, "#cost"), (self.layers, "#inspector"), (self.response, "#response")):
            self.visible[view] = True
            dom.watch_visible(dom.find(selector), self._seen(view))

    def _seen(self, view):
        def tell(visible):
            self.visible[view] = visible
            self.frames.poke()

        return tell

    # What the views ask for

    def change(self, key: str, value, gesture) -> None:
        """Change a field of the Config; changes of one gesture are undone together."""
        config, problems = mend(self.store.config.replace(**{key: value}), self.choices)
        self.history.record(config, gesture)
        if gesture is None:
            self.history.settle()
        self.notices(problems)
        self.store.set("config", config)

    def act(self, name: str) -> None:
        """Do what a run button says."""
        if name == "new_seed":
            self.change("seed", int(js.Math.random() * 999_999_999), None)
            return
        asyncio.create_task(self._act(name))

    async def _act(self, name: str) -> None:
        done = self.store.status["examples"] if self.store.status else 0
        try:
            if name in ("pause", "step"):
                await engine.ask(name)
            elif name == "reset":
                self._begun(await self.session.start(self.store.config, False))
            else:
                await self.session.train(dict(player.AMOUNTS)[name], done)
        except engine.Refused as refusal:
            self.notices((str(refusal),))
        self.frames.poke()

    def use(self, name: str) -> None:
        """Do what a button of the page says."""
        if name in ("undo", "redo"):
            self.store.set("config", getattr(self.history, name)())
        elif name == "share":
            window.navigator.clipboard.writeText(location().href)
            self.tools.say("Link copied")
        else:
            theme = "light" if dom.is_dark() else "dark"
            self.root.dataset.theme = theme
            Memory().set("theme", theme)
            self.recolour()

    def aim(self, a: float, b: float) -> None:
        """Put the crosshair at a point: its example is the one that the layers show."""
        self.point = (a, b)
        self.response.map.mark(a, b)
        self.frames.poke()

    def light(self, layer) -> None:
        """Light up the card of a layer that a line of the program belongs to."""
        for card in document.querySelectorAll(".layer[data-layer]"):
            card.classList.toggle("lit", card.dataset.layer == str(layer - 1 if layer else ""))

    # What changed

    def _configured(self, config) -> None:
        for view in self.shown:
            view.show(config)
        self.tools.show(self.history)
        window.history.replaceState(None, "", link.written(config))
        self.wish.set()

    def _followed_link(self) -> None:
        config, problems = link.read("", location().hash, self.choices)
        self.history.record(config)
        self.notices(problems)
        self.store.set("config", config)

    def _reported(self, status: dict) -> None:
        self.root.dataset.state = status["state"]
        self.runbar.show(status["state"])
        self.figures.show(status)
        words = self.speaker.hear(status, js.performance.now() / 1000)
        if words:
            self.status.textContent = words
        share, left = player.progress(status, self.session.begun)
        self.bar.hidden = not (share and status["state"] == "running")
        self.bar.value = share

    def _begun(self, facts: dict) -> None:
        self.cost.clear()
        self.layers.build(facts["layers"])
        asyncio.create_task(self._list())

    async def _list(self) -> None:
        self.program.show(await engine.ask("program", "readable"), len(self.store.config.layers))

    def recolour(self) -> None:
        """Take the colours of the theme."""
        for view in (self.cost, self.response):
            view.recolour()

    # Frames

    def wants(self) -> dict:
        """What the visible views show of the next frame."""
        asked = {"point": self.point}
        for view in self.views:
            if self.visible[view]:
                view.wants(asked)
        return asked

    def draw(self, frame) -> bool:
        """Show a frame; whether more will change."""
        self.store.set("status", {key: frame.facts[key] for key in STATUS})
        for view in self.views:
            if self.visible[view]:
                view.draw(frame)
        return self.store.status["state"] == "running"

    # Words

    def notices(self, sentences) -> None:
        """Show sentences above the page, in place of the last ones."""
        dom.replace(
            dom.find("#notices"), *[dom.element("div", text, class_="notice bad", role="alert") for text in sentences]
        )

    def loading(self, share: float, words: str) -> None:
        """Say how far the start is."""
        self.status.textContent = words
        self.bar.value = share

    def fail(self, error) -> None:
        """Say what went wrong; the run cannot go on."""
        self.root.dataset.state = "failed"
        self.runbar.show("loading")
        self.status.textContent = str(error)

    # Life

    async def live(self) -> None:
        """Start the worker and go on for as long as the page lives."""
        if not bridge.has_simd():
            raise engine.Refused(NO_SIMD)
        await engine.load(self.loading)
        self._pictures()
        await self._apply()
        self.frames.poke()
        asyncio.create_task(self.frames.run())
        while True:
            await self.wish.wait()
            self.wish.clear()
            await self._apply()
            self.frames.poke()

    async def _apply(self) -> None:
        try:
            facts = await self.session.apply(self.store.config)
        except engine.Refused as refusal:
            self.notices((str(refusal),))
            self.store.set("config", self.session.applied)
            return
        if "layers" in facts:
            self._begun(facts)


STATUS = ("run", "state", "step", "examples", "cost", "rate", "examples_per_second", "goal", "message")


def location():
    """The page's address."""
    return window.location


async def begin() -> None:
    """Read the catalogue, draw the controls, then live."""
    document.documentElement.dataset.python = "on"
    answer = await js.fetch("catalogue.json")
    page = Page(json.loads(await answer.text()))
    try:
        await page.live()
    except Exception as error:  # the last resort: whatever it is, a person must read why nothing moves
        page.fail(error)


asyncio.create_task(begin())
