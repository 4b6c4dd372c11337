"""What opens over the page: the gallery of presets, and help."""

from pyscript import document

from app.dom import button, delegate, element
from app.shortcuts import KEYS
from app.sketch import sketch
from app.views.target import thumbnail
from core.shared.consistency import row_of
from core.shared.link import from_link

MOST = 4
"""How many hidden layers alike are named one by one."""

ABOUT = (
    ("Pick", "a target and a network. Every change answers at once; a running network goes on."),
    ("Watch", "the response grow towards the grey target, the cost fall, and the cells of each layer light up."),
    ("Read", "the program: it is the very NumPy that trains, and its lines light up with their layer."),
)
READING = (
    "Blue is below zero, orange above, and pale is zero, in every picture. Hatched is not a number.",
    "The crosshair on the map or on a neuron's square chooses the example whose layer outputs are shown.",
    "Cost is the mean over the last 20,000 examples. The address of the page is always a link to this experiment.",
)


class Dialog:
    """A window over the page with a title and a way to close it."""

    def __init__(self, title: str, *body) -> None:
        close = button("Close", "delete", class_="icon plain", data_close="yes")
        head = element("div", element("h2", title), close, class_="head")
        self.node = element("dialog", head, element("div", *body, class_="body"), aria_label=title)
        document.body.append(self.node)
        delegate(self.node, "click", "close", lambda _value, _node, _event: self.node.close())

    def show(self) -> None:
        """Open it, unless it is open."""
        if not self.node.open:
            self.node.showModal()


class Presets(Dialog):
    """A card for each preset, made when they are first shown; `choose(id)` hears of the chosen one."""

    def __init__(self, choices: dict, choose) -> None:
        self.choices = choices
        self.gallery = element("div", class_="gallery")
        super().__init__("Presets", self.gallery)

        def picked(id, _node, _event):
            self.node.close()
            choose(id)

        delegate(self.node, "click", "preset", picked)

    def show(self) -> None:
        """Open the gallery."""
        if not self.gallery.childElementCount:
            self.gallery.append(*[card(row, self.choices) for row in self.choices["presets"]])
        super().show()


class Help(Dialog):
    """What the page is for, how its pictures are read, and its keys; `switch(on)` turns the keys on or off."""

    def __init__(self, keys_on: bool, switch) -> None:
        about = [element("p", element("b", word + " "), rest) for word, rest in ABOUT]
        reading = [element("p", sentence) for sentence in READING]
        keys = [element("div", element("kbd", shown), element("span", does)) for _, shown, _, does in KEYS]
        box = element("input", type="checkbox", id="keys-on", data_keys="yes", checked=keys_on)
        label = element("label", box, " Keys work while nothing is being typed", for_="keys-on")
        titles = [element("h3", text) for text in ("Pictures", "Keys")]
        keyboard = element("div", *keys, class_="keys")
        article = element("p", element("a", "Four experiments to repeat: the article", href="article.html"))
        licences = element("p", element("a", "Licences of all that this page is made of", href="licences.html"))
        super().__init__("Help", *about, titles[0], *reading, titles[1], keyboard, label, article, licences)
        delegate(self.node, "change", "keys", lambda _value, node, _event: switch(node.checked))


def card(row: dict, choices: dict):
    """A preset as a button: its target as a picture, what it is about as a sketch, its network, and what to watch."""
    config, _ = from_link(row["link"], choices)
    target = row_of(choices, "targets", config.target) or {}
    words = (element("b", row["label"]), element("code", shape(config)), element("p", row["watch"]))
    faces = element("span", thumbnail(target), teaches(row["about"], config, choices), aria_hidden="true")
    return element("button", faces, *words, type="button", class_="preset", data_preset=row["id"])


def teaches(about: str, config, choices: dict):
    """The small picture of what a preset is about: another target, or a sketch."""
    target = row_of(choices, "targets", about)
    if target:
        return element("span", thumbnail(target), element("small", "then"))
    node = element("span")
    node.innerHTML = sketch(about, config, choices)
    return node


def shape(config) -> str:
    """The neurons of a network's layers, the inputs first: `2 · 64 · 32 · 1`; of very many just how many they are."""
    hidden = [layer.neurons for layer in config.layers]
    if len(hidden) > MOST and len(set(hidden)) == 1:
        return f"{config.inputs} · {len(hidden)} × {hidden[0]} · {config.outputs}"
    return " · ".join([str(size) for size in [config.inputs] + hidden + [config.outputs]])


def hints(dismiss: str):
    """The three hints of a first visit."""
    parts = [element("span", element("b", word + " "), rest) for word, rest in ABOUT]
    close = button("Got it", text="Got it", data_dismiss=dismiss)
    return element("div", *parts, close, class_="notice hints", role="note", aria_label="Hints")
