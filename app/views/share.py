"""Share: the link to this experiment, and the lines that embed it in another page, with what they show."""

import asyncio

from pyscript import window
from pyscript.js_modules import bridge

from app.dom import button, delegate, element, listen, select
from app.embed import CONTROLS, DEFAULT, PANES, STARTS, THEMES, Embed, address, hash_of, snippet
from app.views.dialogs import Dialog

NAMES = {"response": "Surface", "none": "None", "run": "Run", "all": "All", "seen": "When seen", "click": "On a click"}
THEME_ROWS = (("", "The reader's"),) + tuple((theme, theme[0].upper() + theme[1:]) for theme in THEMES)
TITLE = "A neural network that learns, live"
HEIGHT = 640
HOW = "Paste these lines into your page. The explorer loads when a reader comes to it, and rests out of sight."
ALONE = "A page cannot embed a file of your disk. Put the whole explorer on a host for that: its README says how."
FITS = " As tall as what is in it: adds a few lines of script, which some sites do not take"


class Share(Dialog):
    """Shows the link and the snippet of a Config."""

    def __init__(self) -> None:
        self.config = None
        self.boxes = [(pane, element("input", type="checkbox", checked=pane in DEFAULT.panes)) for pane in PANES]
        self.controls = select([(row, named(row)) for row in CONTROLS])
        self.controls.value = DEFAULT.controls
        self.starts = select([(row, named(row)) for row in STARTS])
        self.theme = select(THEME_ROWS)
        choices = (("Controls", self.controls), ("Starts", self.starts), ("Theme", self.theme))
        self.fit = element("input", type="checkbox")
        self.link = element("input", type="text", readonly=True, aria_label="Link")
        self.code = element("textarea", rows="4", readonly=True, aria_label="Embed snippet", spellcheck="false")
        self.preview = element("div", class_="preview", role="region", aria_label="Preview")
        self.said = element("span", class_="soft", role="status")
        panes = [element("label", box, named(pane)) for pane, box in self.boxes]
        self.embedding = element(
            "div",
            element("h3", "Embed in a page"),
            element("fieldset", element("legend", "Panes", class_="soft"), *panes, class_="boxes"),
            element("div", *[labelled(name, node) for name, node in choices], class_="line"),
            element("label", self.fit, FITS),
            element("p", HOW, class_="soft"),
            self.code,
            element("div", button("Copy snippet", "share", "Copy snippet", data_copy="code"), self.said, class_="line"),
            element("h3", "Preview"),
            self.preview,
        )
        copy = button("Copy link", "share", "Copy link", data_copy="link")
        link = element("div", self.link, copy, class_="line")
        single = getattr(window, "single_file", None)
        rest = (self.said, element("p", ALONE, class_="soft")) if single else (self.embedding,)
        super().__init__("Share", element("h3", "Link"), link, *rest)
        listen(self.node, "change", lambda _event: self._write())
        listen(self.node, "close", lambda _event: self.preview.replaceChildren())
        delegate(self.node, "click", "copy", lambda what, _node, _event: asyncio.create_task(self._copy(what)))

    def open(self, config) -> None:
        """Open it for a Config."""
        self.config = config
        self.said.textContent = ""
        self.link.value = page() + hash_of(config)
        if self.embedding.isConnected:
            self._write()
        self.show()

    def _source(self, start: str) -> str:
        panes = tuple(pane for pane, box in self.boxes if box.checked) or DEFAULT.panes
        asked = Embed(panes, self.controls.value, start, self.theme.value, False, "response")
        return address(page(), asked, self.config)

    def _write(self) -> None:
        self.code.value = snippet(self._source(self.starts.value), TITLE, HEIGHT, self.fit.checked)
        self.preview.innerHTML = snippet(self._source("click"), "Preview of the embedded explorer", HEIGHT)

    async def _copy(self, what: str) -> None:
        node = self.link if what == "link" else self.code
        node.select()
        self.said.textContent = "Copied" if await bridge.copy(node.value) else "It is selected: copy it with Ctrl+C"


def page() -> str:
    """The explorer's own address, without query and hash."""
    # Not from `origin`, which a page that was opened from a file does not have.
    return window.location.href.split("#")[0].split("?")[0]


def named(id: str) -> str:
    """What a choice is called."""
    return NAMES.get(id, id[0].upper() + id[1:])


def labelled(name: str, node):
    """A control under its name."""
    return element("label", element("span", name, class_="soft"), node)
