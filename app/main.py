"""The page: wires store, views and worker. The only module with effects on import.

Longer than most: it is the list of what people can ask for, and hands each on to another room.
"""

import asyncio
import json

import js
from pyscript import config as settings
from pyscript import document, window
from pyscript.ffi import create_proxy
from pyscript.js_modules import bridge, handover

from app import dom, embed, engine, formulas, lines, link, player, voice
from app.address import Address
from app.embedding import Embedding
from app.examiner import PAUSE, Examiner
from app.history import History
from app.offline import Offline
from app.run import Run
from app.store import Store
from app.studio import reopened
from app.views.dialogs import Help, Presets
from app.views.figures import Figures
from app.views.keyboard import Keyboard
from app.views.network import Network
from app.views.runbar import RunBar
from app.views.settings import Settings
from app.views.share import Share
from app.views.suggestions import Suggestions
from app.views.takeaway import TakeAway
from app.views.target import Target
from app.views.tools import Tools
from core.shared.choice import choose
from core.shared.config import rebuilds

SEEDS = 1_000_000
NO_CHOICES = (
    "The list of what can be chosen is missing or damaged. Check the connection, then reload the page; "
    "if that does not help, clear its cache. ({})"
)


class Page:
    """The controls, and what they ask of the run."""

    def __init__(self, choices: dict) -> None:
        self.choices = choices
        config, problems = link.read(window.location.search, window.location.hash, choices)
        self.store, self.history = Store(config), History(config)
        self.address = Address()
        self.voice = voice.Voice()
        self.figures = Figures(dom.find("#figures"))
        self.runbar = RunBar(dom.find("#run"), self.act)
        self.tools = Tools(dom.find("#tools"), self.use)
        network = dom.find("#network")
        self.presets = Presets(choices, self.choose)
        self.share = Share()
        keyboard = Keyboard(self.press)
        self.help = Help(keyboard.on, keyboard.switch)
        asks = {"light": self.light, "point_at": self.point_at, "mend": self.mend, "undo": self.undo}
        self.run = Run(self.store, choices, self.voice, self.fail, asks)
        self.pictures = self.run.pictures
        self.takeaway = TakeAway(self.run.wants, self.run.rescue.call, self.resume, self.fail)
        examiner = Examiner(self.run.examine, lambda: asyncio.sleep(PAUSE), self.fail)
        self.network = Network(network, choices, self.change, self.point_at_layer, examiner.look, self.write)
        self.settings = Settings(network, choices, self.change, examiner.look, self.write)
        self.suggestions = Suggestions()
        self.controls = (
            Target(dom.find("#target"), choices, self.change, examiner.look, self.write),
            self.network,
            self.settings,
        )
        self.show(config)
        asked, unknown = embed.read(window.location.search, window.location.hash, choices)
        self.voice.notices(problems + unknown)
        self.embedding = Embedding(asked, self.run, self.store, self.follow) if asked else None
        if not asked:
            handover.take_over(create_proxy(lambda file: self.run.do(self.resume(file))))
            self.look_at(link.view(window.location.search, window.location.hash, choices))
        self.store.listen("config", self.configured)
        self.store.listen("status", self.reported)
        dom.listen(dom.dark_media(), "change", lambda _event: self.pictures.recolour())
        # The event knows what was put there; the address itself may have been written over by now.
        dom.listen_window("hashchange", lambda event: self.follow("#" + event.newURL.partition("#")[2]))

    # What people ask for

    def change(self, key: str, value: object, gesture: str | None) -> None:
        """Change a field of the Config; changes of one gesture are undone together."""
        self._take(self.store.config, key, value, gesture)

    def write(self, place: str, text: str) -> str:
        """Put a formula that was found good at a place; why that cannot be, or an empty text."""
        if text == formulas.text_at(self.store.config, place):
            return ""
        try:
            config, key, value = formulas.placed(self.store.config, place, text)
        except ValueError as error:
            return str(error)
        self._take(config, key, value, "formula " + place)
        return ""

    def _take(self, config, key: str, value: object, gesture: str | None) -> None:
        """Make the Config, with the choice and what it brings, the wanted one."""
        config, problems = choose(config, key, value, self.choices)
        self.history.record(config, gesture)
        if gesture is None:
            self.history.settle()
        self.voice.notices(problems)
        rebuilt = rebuilds(self.store.config, config)
        if config == self.store.config:
            self.show(config)  # the control goes back to what holds
        self.store.set("config", config)
        self.settings.note(rebuilt, "The network was rebuilt.")
        self.network.note(rebuilt)

    def act(self, name: str) -> None:
        """Do what a run button says."""
        if name == "new_seed":
            self.change("seed", int(js.Math.random() * SEEDS), None)
        else:
            self.run.act(name)

    def use(self, name: str) -> None:
        """Do what a button of the page says."""
        if name in ("undo", "redo"):
            self.store.set("config", getattr(self.history, name)())
        elif name == "presets":
            self.presets.show()
        elif name == "takeaway":
            self.takeaway.show()
        elif name == "help":
            self.help.show()
        elif name == "share":
            self.share.open(self.store.config)
        else:
            theme = "light" if dom.is_dark() else "dark"
            document.documentElement.setAttribute("data-theme", theme)
            bridge.remember("theme", theme)
            self.pictures.recolour()

    def press(self, verb: str) -> bool:
        """Do what a key asks for; whether it could be done."""
        if verb == "toggle":
            verb = "pause" if self.runbar.works("pause") else "train"
        if verb in player.BUTTONS:
            possible = self.runbar.works(verb)
            act = self.act
        elif verb == "take_back":
            possible, act = (
                self.pictures.inspector.numbers.hands.undoable > 0,
                self.pictures.inspector.take_back,
            )
        else:
            possible = verb == "help" or getattr(self.history, "can_" + verb)
            act = self.use
        if possible:
            act(verb)
        return possible

    def choose(self, preset: str) -> None:
        """Start a preset, and bring into sight what it is about."""
        self.follow("#preset=" + preset)
        self.look_at(link.view("", "#preset=" + preset, self.choices))

    def follow(self, hash: str) -> tuple:
        """Take over the Config of a link: one that was put into the address, or a preset's. Returns its problems."""
        config, problems = link.read("", hash, self.choices)
        self.history.record(config)
        self.voice.notices(problems)
        self.store.set("config", config)
        return problems

    def look_at(self, view: str) -> None:
        """Bring into sight the response, or a tab of the inspector; an empty text brings nothing."""
        if view in self.pictures.inspector.tabs:
            self.pictures.inspector.choose(view)
        if view:
            dom.find("#response" if view == "response" else "#inspector").scrollIntoView(dom.NEAREST)

    async def resume(self, file) -> None:
        """Go on with the run in a file; raises Refused if it is none."""
        await self.run.ready.wait()
        facts = await reopened(file)
        config, _ = link.read("", "#" + facts["link"], self.choices)
        self.history.record(config)
        self.run.reopened(config, facts)

    def mend(self, remedy: dict) -> None:
        """Apply a remedy that health offers."""
        self.follow("#" + remedy["link"])
        self.run.want(remedy["restart"], remedy["label"])

    def undo(self) -> None:
        """Take back the last change of the Config."""
        self.press("undo")

    def light(self, subject: dict) -> None:
        """Light up in the pictures what a line of the program is about (see app.lines)."""
        self.network.light(subject["layer"] or 0)
        self.pictures.light(subject)

    def point_at(self, subject: dict) -> None:
        """Light up what is pointed at in a picture, there and in the program."""
        self.light(subject)
        self.pictures.inspector.program.mark(subject)

    def point_at_layer(self, layer: int) -> None:
        """Light up the layer whose card is pointed at, from 1 to the output's; 0 is none."""
        self.point_at(lines.subject(layer or None))

    # What changed

    def configured(self, config) -> None:
        """Show a Config, bring it to the engine, and write it into the address unless another page chose that."""
        self.show(config)
        self.run.want()
        if not self.embedding:
            self.address.write(config)

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

    async def keep(self) -> None:
        """Let the browser keep the site once the run is there, which needs all of the machine until then."""
        await self.run.ready.wait()
        await Offline(self.voice.board).keep()

    def fail(self, error: BaseException) -> None:
        """Say what went wrong, after which nothing goes on."""
        self.runbar.show("loading")
        fail(error)


def fail(error: BaseException) -> None:
    """Say why the page cannot go on."""
    voice.fail(engine.sentence(error))


async def catalogue() -> dict:
    """The choices that the page offers; Refused with a sentence if their file is none."""
    try:
        answer = await js.fetch(settings["catalogue"])
        return json.loads(await answer.text())
    except Exception as error:
        raise engine.Refused(NO_CHOICES.format(error)) from error


async def begin() -> None:
    """Read the catalogue, draw the controls, then live."""
    end = fail
    try:
        page = Page(await catalogue())
        asyncio.create_task(page.keep())
        end = page.fail
        await page.run.live()
    except Exception as error:  # the last resort: whatever it is, a person must read why nothing moves
        end(error)


document.documentElement.setAttribute("data-python", "on")
asyncio.create_task(begin())
