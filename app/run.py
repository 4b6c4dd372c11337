"""Run: the network in the worker as the page has it: what is wished for goes there, and its frames come back."""

import asyncio

from pyscript import document
from pyscript.js_modules import bridge

from app import dom, engine, link, player
from app.frames import Frames
from app.keeping import Keeping
from app.pictures import Pictures
from app.rescue import Rescue, takeover, watch
from app.session import Session
from app.views.rewind import Rewind
from app.views.tables import Tables
from core.shared.config import Config
from core.shared.link import to_link

BEGINS = ("train", "step")
"""Verbs that are meant for the network that was wished for, so they wait until it is there."""


class Run:
    """Brings the store's Config to the engine and its frames to the pictures.

    `voice` says what the engine did not do, `fail(error)` hears of an end; `asks` has what pictures ask of the
    page: `light(subject)` of a line, `point_at(subject)` of a picture, `mend(remedy)`, and `undo()`.
    """

    def __init__(self, store, choices: dict, voice, fail, asks: dict) -> None:
        self.store, self.choices, self.voice, self.fail = store, choices, voice, fail
        self.refuse = voice.notices
        self.rescue = Rescue(engine, self._revive, dom.seconds)
        self.session = Session(self.rescue.ask)
        self.frames = Frames(self.next_frame, bridge.next_frame, self.draw, fail)
        self.wish, self.granted, self.ready = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.anew, self.remedy = False, ""
        self.rested_at: tuple | None = None
        self.number = 0
        self.keeping = Keeping(bridge.keep_run, dom.seconds)
        self.rewind = Rewind(self.look, self.go_on)
        asks.update({"changed": self.frames.poke, "keep": bridge.download, "operate": self.operate})
        self.pictures = Pictures(choices, asks, self.rewind)

    async def live(self) -> None:
        """Start the worker, then bring every wish to the engine for as long as the page lives."""
        await bridge.next_frame()  # the controls are to be seen first; the worker is on its way meanwhile
        self.pictures.open()
        await engine.load(self.voice.loading)
        self.tables = Tables(dom.find("main"), self._read, self.do, self.pictures)
        await self._grant()
        self.granted.set()
        asyncio.create_task(self.frames.run())
        asyncio.create_task(watch(bridge.longest_waiting, self.voice.offer_worker))
        asyncio.create_task(self.keeping.attend(lambda: document.hidden, self._place, self.do))
        while True:
            await self.wish.wait()
            await self._grant()
            if not self.wish.is_set():
                self.granted.set()

    def want(self, anew: bool = False, remedy: str = "") -> None:
        """Let the store's Config be brought to the engine; `anew`, from its first step; `remedy` is what it mends."""
        self.anew, self.remedy = self.anew or anew, remedy or self.remedy
        self.granted.clear()
        self.wish.set()

    def act(self, name: str) -> None:
        """Do what a run button says."""
        if name == "reset":
            self.do(self._reset())
        elif name in player.AMOUNTS:
            self.send("train", player.AMOUNTS[name])
        else:
            self.send(name)

    def send(self, verb: str, *arguments) -> None:
        """Ask the engine for a verb that answers with the run's status."""
        self.do(self._ask(verb, *arguments))

    def look(self, step: int | None) -> None:
        """Show the run as it was at a snapshot, or as it is (None)."""
        self.pictures.cost.look(self.rewind.at)
        self.send("preview", step)

    def go_on(self, step: int) -> None:
        """Go back to a snapshot for good, and train on from it."""
        self.do(self._restore(step))

    def operate(self, name: str, arguments: tuple, then) -> None:
        """Ask the engine to look into the network or to change it by hand; `then(facts)` hears its answer."""
        self.do(self._operate(name, arguments, then))

    async def examine(self, kind: str, text: str):
        """The engine's answer of what a formula means, once there is an engine."""
        await self.ready.wait()
        return await self.rescue.call("formula", text, kind)

    def do(self, work) -> None:
        """Let a coroutine work; the engine's refusal is told, and its pictures are drawn anew."""
        asyncio.create_task(self._do(work))

    async def _do(self, work) -> None:
        try:
            await work
        except engine.Refused as refusal:
            self.refuse((str(refusal),))
        except Exception as error:  # whatever it is: nothing else would say it
            self.fail(error)
        self.frames.poke()

    async def _ask(self, verb: str, *arguments) -> None:
        if verb in BEGINS:
            await self.granted.wait()
        self.store.set("status", player.status_of(await self.rescue.ask(verb, *arguments)))

    async def _reset(self) -> None:
        self._begun(await self.session.start(self.store.config))

    async def _restore(self, step: int) -> None:
        status = await self.rescue.ask("restore", step)
        self.pictures.cost.go_back(status["examples"])
        self.rewind.present()
        self.keeping.poke()
        await self._ask("train", None)

    async def _operate(self, name: str, arguments: tuple, then) -> None:
        then(await self.rescue.ask(name, *arguments))
        self.keeping.poke()
        self.pictures.inspector.poke()

    async def _grant(self) -> None:
        self.wish.clear()
        config, anew = self.store.config, self.anew
        self.anew = False
        before = self.session.applied
        try:
            facts = await (self.session.start(config, True) if anew else self.session.apply(config))
        except engine.Refused as refusal:
            kept = before or Config()
            if kept == config:
                raise
            self.store.set("config", kept)
            self.refuse((str(refusal),))
            return
        if facts["problems"]:
            self.refuse((engine.OTHER_BUILD,) + tuple(facts["problems"]))
        if "layers" in facts:
            self._begun(facts)
        else:
            self.pictures.suit(self._applied())
        words, self.remedy = self.remedy, ""
        self.pictures.mark(before, config, self.store.status, "layers" in facts, words)
        self.frames.poke()

    def reopened(self, config, facts: dict) -> None:
        """Show the run that the engine has taken from a file."""
        self.session.applied = config
        self.store.set("config", config)
        self._begun(facts)
        self.keeping.poke()
        self.frames.poke()

    def _begun(self, facts: dict) -> None:
        """Another run has begun: the file that the page keeps is of the one before."""
        bridge.forget_run()
        self._build(facts)

    def _build(self, facts: dict) -> None:
        self.rested_at = None
        self.keeping.begin(facts["bytes"])
        self.number = facts["run"]
        self.pictures.begin(self._applied(), facts["layers"])

    def _applied(self) -> Config:
        """What the engine runs: the wished one may be further on by now."""
        return self.session.applied or self.store.config

    async def next_frame(self):
        """A frame of the network that is wished for: of one that is about to go no picture is drawn any more."""
        await self.granted.wait()
        frame = await self.rescue.frame(self.wants())
        if frame.facts["run"] == self.number:  # at once: by the next repaint there may be a newer status
            self.store.set("status", player.status_of(frame.facts))
        return frame

    def wants(self) -> dict:
        """What the visible views show of the next frame."""
        return self.pictures.wants(self.number)

    def draw(self, frame) -> bool:
        """Show a frame; whether more will change. One of another run is dropped: the pictures may not fit it."""
        if frame.facts["run"] != self.number:
            return True
        self.pictures.draw(frame)
        self.ready.set()
        running = frame.facts["state"] == "running"
        place = None if running else (frame.facts["run"], frame.facts["step"])
        if running and self.rested_at:
            self.rewind.present()
        elif place and place != self.rested_at:
            self.do(self._offer_snapshots())
            if frame.facts["step"]:
                self.keeping.poke()
        if self.keeping.due():
            self.do(self.keeping.write())
        self.rested_at = place
        return running

    async def _place(self) -> tuple:
        await self._ask("status")
        return self.store.status["run"], self.store.status["step"]

    async def _read(self, wants: dict):
        """A frame with parts that are wanted once."""
        asked = self.pictures.crosshair.wants()
        asked.update(wants)
        return await self.rescue.frame(asked)

    async def _offer_snapshots(self) -> None:
        self.rewind.show(await self.rescue.ask("snapshots"))

    async def _revive(self, reason: str, soon: bool) -> None:
        """Start a new worker and go on from the run as it was last kept, or else from its start."""
        await engine.load(self.voice.loading)
        kept, status = bridge.kept_run(), self.store.status
        if kept:
            facts = await engine.ask("open_run", kept)
            self.session.applied = link.read("", "#" + facts["link"], self.choices)[0]
        elif self.session.applied:
            facts = await engine.ask("start", to_link(self.session.applied))
        else:
            return
        self._build(facts)
        now = await engine.ask("status")
        if status and status["state"] == "running" and not soon:
            goal = status["goal"]
            now = await engine.ask("train", goal and max(1, goal - now["examples"]))
        self.voice.took_over(takeover(reason, soon, now["examples"]))
        self.store.set("status", player.status_of(now))
        self.want()
