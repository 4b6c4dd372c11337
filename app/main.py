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
from app.views.dialogs import Help, Presets
from app.views.figures import Figures
from app.views.inspector import Inspector
from app.views.keyboard import Keyboard
from app.views.network import Network
from app.views.response import Response
from app.views.runbar import RunBar
from app.views.settings import Settings
from app.views.target import Target
from app.views.tools import Tools
from app.voice import Voice
from core.shared.choice import choose

SEEDS = 1_000_000


class Page:
    """The whole page: controls first, then pictures and the run in the worker."""

    def __init__(self, choices: dict) -> None:
        self.choices = choices
        config, problems = link.read(window.location.search, window.location.hash, choices)
        self.store, self.history = Store(config), History(config)
        self.session = Session(engine.ask)
        self.wish = asyncio.Event()
        self.voice = Voice()
        self.figures = Figures(dom.find("#figures"))
        self.runbar = RunBar(dom.find("#run"), self.act)
        self.tools = Tools(dom.find("#tools"), self.use)
        network = dom.find("#network")
        self.presets = Presets(choices["presets"], self.choose)
        keyboard = Keyboard(self.press)
        self.help = Help(keyboard.on, keyboard.switch)
        self.frames = Frames(engine.frame, bridge.next_frame, self.wants, self.draw, self.fail)
        self.cost = Cost(dom.find("#cost"))
        self.inspector = Inspector(dom.find("#inspector"), self.aim, self.frames.poke, self.point_at)
        self.squares: tuple = (self.inspector,)
        self.pictures: tuple = (self.cost, self.inspector)
        self.network = Network(network, choices, self.change, self.point_at)
        self.controls = (
            Target(dom.find("#target"), choices, self.change),
            self.network,
            Settings(network, choices, self.change, self.act),
        )
        self.show(config)
        self.voice.notices(problems)
        self.store.listen("config", self.configured)
        self.store.listen("status", self.reported)
        dom.listen_window("hashchange", lambda _event: self.follow(window.location.hash))

    # What people ask for

    def change(self, key: str, value: object, gesture: str | None) -> None:
        """Change a field of the Config; changes of one gesture are undone together."""
        config, problems = choose(self.store.config, key, value, self.choices)
        self.history.record(config, gesture)
        if gesture is None:
            self.history.settle()
        self.voice.notices(problems)
        self.store.set("config", config)

    def act(self, name: str) -> None:
        """Do what a run button says."""
        if name == "new_seed":
            self.change("seed", int(js.Math.random() * SEEDS), None)
        else:
            asyncio.create_task(self._act(name))

    async def _act(self, name: str) -> None:
        try:
            if name == "reset":
                self.begun(await self.session.start(self.store.config))
            else:
                arguments = (player.AMOUNTS[name],) if name in player.AMOUNTS else ()
                verb = "train" if arguments else name
                self.store.set("status", await engine.ask(verb, *arguments))
        except engine.Refused as refusal:
            self.voice.notices((str(refusal),))
        self.frames.poke()

    def use(self, name: str) -> None:
        """Do what a button of the page says."""
        if name in ("undo", "redo"):
            self.store.set("config", getattr(self.history, name)())
        elif name == "presets":
            self.presets.show()
        elif name == "help":
            self.help.show()
        elif name == "share":
            asyncio.create_task(self._copy())
        else:
            theme = "light" if dom.is_dark() else "dark"
            document.documentElement.setAttribute("data-theme", theme)
            bridge.remember("theme", theme)
            self.recolour()

    async def _copy(self) -> None:
        copied = await bridge.copy(window.location.href)
        self.tools.say("Link copied" if copied else "The address is the link")

    def press(self, verb: str) -> bool:
        """Do what a key asks for; whether it could be done."""
        if verb == "toggle":
            verb = "pause" if self.runbar.works("pause") else "train"
        if verb in player.BUTTONS:
            possible = self.runbar.works(verb)
            act = self.act
        else:
            possible = verb == "help" or getattr(self.history, "can_" + verb)
            act = self.use
        if possible:
            act(verb)
        return possible

    def choose(self, preset: str) -> None:
        """Start a preset."""
        self.follow("#preset=" + preset)

    def follow(self, hash: str) -> None:
        """Take over the Config of a link: one that was put into the address, or a preset's."""
        config, problems = link.read("", hash, self.choices)
        self.history.record(config)
        self.voice.notices(problems)
        self.store.set("config", config)

    def aim(self, a: float, b: float) -> None:
        """Put the crosshair at a point: its example is the one that the layers show."""
        self.point = (a, b)
        for view in self.squares:
            view.mark(a, b)
        self.frames.poke()

    def point_at(self, layer: int) -> None:
        """Light up a layer wherever it is shown: from 1 to the output's, 0 is none."""
        self.network.light(layer)
        self.inspector.program.mark(layer)

    # What changed

    def configured(self, config) -> None:
        """Show a Config, write it into the address and bring it to the engine."""
        self.show(config)
        window.history.replaceState(None, "", link.written(config))
        self.wish.set()

    def show(self, config) -> None:
        """Show a Config in the controls."""
        for control in self.controls:
            control.show(config)
        self.tools.show(self.history)

    def reported(self, status: dict) -> None:
        """Show a run's status."""
        document.documentElement.setAttribute("data-state", status["state"])
        self.runbar.show(status["state"])
        self.figures.show(status)
        self.voice.tell(status)

    def begun(self, facts: dict) -> None:
        """Make room for a new run."""
        self.cost.clear()
        self.response.renew()
        self.inspector.build(facts["layers"])
        asyncio.create_task(self._list())

    async def _list(self) -> None:
        lines = await engine.ask("program", "readable")
        self.inspector.program.show(lines, len(self.store.config.layers))

    def recolour(self) -> None:
        """Take the colours of the theme."""
        self.cost.recolour()
        self.response.recolour()

    # Frames

    def wants(self) -> dict:
        """What the visible views show of the next frame."""
        asked = {"point": self.point}
        for view in self.pictures:
            view.wants(asked)
        return asked

    def draw(self, frame) -> bool:
        """Show a frame; whether more will change."""
        self.store.set("status", player.status_of(frame.facts))
        for view in self.pictures:
            view.draw(frame)
        return frame.facts["state"] == "running"

    # Life

    async def live(self) -> None:
        """Start the worker, then bring every wish to the engine for as long as the page lives."""
        await engine.load(self.voice.loading)
        await bridge.next_frame()
        self.response = Response(dom.find("#response"), dom.has_webgl(), self.aim, self.frames.poke)
        self.squares += (self.response,)
        self.pictures += (self.response,)
        dom.listen(dom.dark_media(), "change", lambda _event: self.recolour())
        self.aim(0.5, 0.5)
        self.wish.set()
        await self._grant()
        asyncio.create_task(self.frames.run())
        while True:
            await self.wish.wait()
            await self._grant()

    async def _grant(self) -> None:
        self.wish.clear()
        try:
            facts = await self.session.apply(self.store.config)
        except engine.Refused as refusal:
            self.voice.notices((str(refusal),))
            if self.session.applied is None:
                raise
            self.store.set("config", self.session.applied)
            return
        if "layers" in facts:
            self.begun(facts)
        else:
            self.response.renew()
        self.frames.poke()

    def fail(self, error: BaseException) -> None:
        """Say what went wrong, after which nothing goes on."""
        self.runbar.show("loading")
        self.voice.fail(engine.sentence(error))


async def begin() -> None:
    """Read the catalogue, draw the controls, then live."""
    document.documentElement.setAttribute("data-python", "on")
    answer = await js.fetch("catalogue.json")
    page = Page(json.loads(await answer.text()))
    try:
        await page.live()
    except Exception as error:  # the last resort: whatever it is, a person must read why nothing moves
        page.fail(error)


asyncio.create_task(begin())
