"""Run: the network in the worker as the page has it, and the pictures that show it."""

import asyncio

from pyscript.js_modules import bridge

from app import dom, engine, player
from app.frames import Frames
from app.session import Session
from app.views.cost import Cost
from app.views.inspector import Inspector
from app.views.response import Response
from core.shared.consistency import classes_of


class Run:
    """Brings the store's Config to the engine and its frames to the pictures.

    `refuse(sentences)` hears what the engine did not do, `point_at(layer)` of a layer that is pointed at.
    """

    def __init__(self, store, choices: dict, refuse, fail, point_at) -> None:
        self.store, self.choices, self.refuse, self.fail = store, choices, refuse, fail
        self.session = Session(engine.ask)
        self.frames = Frames(engine.frame, bridge.next_frame, self.wants, self.draw, fail)
        self.wish = asyncio.Event()
        self.point = (0.5, 0.5)
        self.cost = Cost(dom.find("#cost"))
        self.inspector = Inspector(dom.find("#inspector"), self.aim, self.frames.poke, point_at, bridge.download)
        self.response: Response | None = None
        self.pictures: tuple = (self.cost, self.inspector)

    async def live(self, report) -> None:
        """Start the worker, then bring every wish to the engine for as long as the page lives."""
        await engine.load(report)
        await bridge.next_frame()
        self.response = Response(dom.find("#response"), dom.has_webgl(), self.aim, self.frames.poke)
        self.pictures += (self.response,)
        self.aim(0.5, 0.5)
        await self._grant()
        asyncio.create_task(self.frames.run())
        while True:
            await self.wish.wait()
            await self._grant()

    async def act(self, name: str) -> None:
        """Do what a run button says; the engine's refusal is told."""
        try:
            if name == "reset":
                self._begun(await self.session.start(self.store.config))
            else:
                arguments = (player.AMOUNTS[name],) if name in player.AMOUNTS else ()
                verb = "train" if arguments else name
                self.store.set("status", await engine.ask(verb, *arguments))
        except engine.Refused as refusal:
            self.refuse((str(refusal),))
        self.frames.poke()

    async def _grant(self) -> None:
        self.wish.clear()
        try:
            facts = await self.session.apply(self.store.config)
        except engine.Refused as refusal:
            if self.session.applied is None:
                raise
            self.store.set("config", self.session.applied)
            self.refuse((str(refusal),))
            return
        if "layers" in facts:
            self._begun(facts)
        else:
            self._listed()
        self.frames.poke()

    def _begun(self, facts: dict) -> None:
        config = self.store.config
        self.cost.begin(config.data == "finite" and config.split < 1)
        self.inspector.build(facts["layers"])
        self._listed()

    def _listed(self) -> None:
        if self.response:
            self.response.suit(classes_of(self.store.config, self.choices))
        asyncio.create_task(self._list())

    async def _list(self) -> None:
        for level in ("readable", "fast"):
            lines = await engine.ask("program", level)
            self.inspector.program.show(level, lines, len(self.store.config.layers))

    def aim(self, a: float, b: float) -> None:
        """Put the crosshair at a point: its example is the one that the layers show."""
        self.point = (a, b)
        self.inspector.mark(a, b)
        if self.response:
            self.response.mark(a, b)
        self.frames.poke()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        self.cost.recolour()
        if self.response:
            self.response.recolour()

    def wants(self) -> dict:
        """What the visible views show of the next frame."""
        asked: dict = {"point": self.point}
        for view in self.pictures:
            view.wants(asked)
        return asked

    def draw(self, frame) -> bool:
        """Show a frame; whether more will change."""
        self.store.set("status", player.status_of(frame.facts))
        for view in self.pictures:
            view.draw(frame)
        return frame.facts["state"] == "running"
