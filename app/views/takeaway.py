"""Take away: figures with a preview, the run's data as files, and the run itself, which opens again."""

import asyncio

from pyscript.js_modules import bridge

from app import engine, takeaway
from app.dom import button, delegate, element, listen
from app.studio import Studio, picture
from app.views.dialogs import Dialog
from app.views.order import OrderForm
from core.shared.files import DATA, RUN

PAUSE = 0.5
"""Seconds without a change before a preview is drawn anew."""

PROMISE = "Matplotlib draws the figures. It is fetched when you ask for the first one (7 MB); training goes on."
RUN_HELP = "Weights, optimizer, history and Config in one file. Opened again, it goes on to the bit."


class TakeAway(Dialog):
    """The dialog.

    `wants()` names what the page shows. `call(name, *arguments)` is a coroutine, the training engine's answer;
    `resume(file)` one that makes a picked file the run. Both raise Refused. `fail(error)` hears of what nobody foresaw.
    """

    def __init__(self, wants, call, resume, fail) -> None:
        self._call, self._resume, self._fail = call, resume, fail
        self.studio = Studio(wants, call, self._heard)
        self.form = OrderForm(self._changed)
        self.sheet = Sheet()
        self.asked, self.due = False, asyncio.Event()
        acts = element(
            "div",
            button("Preview", data_make="preview"),
            button("Download figure", data_make="figure", class_="main"),
            class_="acts",
        )
        data = [card(row) for row in DATA if row.id != RUN]
        self.file = element("input", type="file", id="run-file")
        run = element(
            "div",
            element("p", RUN_HELP, class_="soft"),
            button("Save run", data_make=RUN),
            element("label", "Open a saved run", for_="run-file"),
            self.file,
            class_="saved",
        )
        self.said = element("p", class_="said", aria_live="polite")
        super().__init__(
            "Take away",
            element("div", element("div", self.form.node, acts), self.sheet.node, class_="figure"),
            element("h3", "Data"),
            element("div", *data, class_="data"),
            element("h3", "Saved run"),
            run,
            self.said,
        )
        self.node.classList.add("takeaway")
        delegate(self.node, "click", "make", lambda what, _node, _event: self.make(what))
        listen(self.file, "change", lambda _event: self._picked())
        listen(self.node, "close", lambda _event: self._left())
        asyncio.create_task(self._previews())

    def show(self) -> None:
        """Open it, in the colours of the page."""
        self.form.begin()
        self._say("")
        super().show()

    def make(self, what: str) -> None:
        """Make a preview, a figure or a file of DATA."""
        if what == "preview":
            self.asked = True
            self.due.set()
            return
        order = self.form.order() if what == "figure" else None
        if order or what != "figure":
            asyncio.create_task(self._do(self._figure(order) if order else self._data(what)))

    def _changed(self) -> None:
        if self.asked:
            self.due.set()

    def _left(self) -> None:
        """End the studio with the dialog: it takes much memory."""
        self.asked = False
        self.studio.close()
        self.sheet.clear()

    def _heard(self, share: float, words: str) -> None:
        self.sheet.report(share, words)

    def _picked(self) -> None:
        if self.file.files.length:
            asyncio.create_task(self._do(self._open(self.file.files[0])))

    def _say(self, words: str, bad: bool = False) -> None:
        self.said.textContent = words
        self.said.className = "said problem" if bad else "said"

    async def _do(self, work) -> None:
        """Let a coroutine work, and say what it could not do."""
        self._say("")
        try:
            await work
        except engine.Refused as refusal:
            self._say(str(refusal), bad=True)
        except Exception as error:  # whatever it is: nothing else would say it
            self._fail(error)

    async def _figure(self, order) -> None:
        self.asked = True
        try:
            self._hand(await self.studio.draw(order))
        finally:
            self.sheet.rest()
        self.due.set()

    async def _data(self, kind: str) -> None:
        self._hand(await self._call("export", kind))

    async def _open(self, file) -> None:
        try:
            await self._resume(file)
        finally:
            self.file.value = ""  # so that the same file can be picked again
        self.node.close()

    def _hand(self, file) -> None:
        """Hand a file over, and say so."""
        content = file.array("content")
        bridge.download(file.facts["name"], content)
        self._say(f"{file.facts['name']}, {takeaway.weight(content.length)}")

    async def _previews(self) -> None:
        """Draw a preview whenever one is due, and nothing has changed for a moment."""
        while True:
            await self.due.wait()
            self.due.clear()
            await asyncio.sleep(PAUSE)
            order = None if self.due.is_set() or not self.node.open else self.form.order()
            if order:
                await self._do(self._preview(order))

    async def _preview(self, order) -> None:
        order = takeaway.preview(order)
        try:
            file = await self.studio.draw(order)
        finally:
            self.sheet.rest()
        if self.node.open:
            self.sheet.show(picture(file), takeaway.alternative(order))


class Sheet:
    """The preview, and how far it is."""

    def __init__(self) -> None:
        self.picture = element("img", hidden=True)
        self.promise = element("p", PROMISE, class_="soft")
        self.words = element("p", class_="soft", aria_live="polite")
        self.bar = element("progress", max="1", aria_label="Progress of the figure", hidden=True)
        told = element("div", self.bar, self.words, class_="told")
        self.node = element("div", self.promise, self.picture, told, class_="sheet")

    def report(self, share: float, words: str) -> None:
        """Say how far a figure is; a share of 0 is not known."""
        self.bar.hidden = False
        self.words.textContent = words
        if share:
            self.bar.value = share
        else:
            self.bar.removeAttribute("value")

    def rest(self) -> None:
        """Say nothing more."""
        self.bar.hidden = True
        self.words.textContent = ""

    def show(self, address: str, words: str) -> None:
        """Show a picture."""
        self.picture.src, self.picture.alt = address, words
        self.picture.hidden, self.promise.hidden = False, True

    def clear(self) -> None:
        """Show no picture."""
        self.rest()
        self.picture.hidden, self.promise.hidden = True, False
        self.picture.removeAttribute("src")


def card(row):
    """A file of data as a button: what it is, and what is in it."""
    node = element("button", element("b", row.label), element("span", row.help), type="button")
    node.setAttribute("data-make", row.id)
    return node
